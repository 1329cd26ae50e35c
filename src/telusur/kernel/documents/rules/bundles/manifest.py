"""The manifest that goes with a bundle: digests by which others check it, as one JSON object (UTF-8).

`format` names this form. Digests are SHA-256 in hexadecimal digits; pages are counted from 1. An original of which
something is blackened is named by a commitment, not by its digest: whoever has a blackened letter could otherwise try
numbers until the digest fits. The office opens a commitment by giving its salt (`commitment_of`).

The manifest is signed with the key of the office's ledger: `note` is a signed note over `statement`, which holds the
digest of the manifest's own text with an empty `note`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[Any, str], Any]

Made = TypeVar("Made")

FORMAT = "telusur-bundle/2"


LARGEST_NUMBER = 2**53 - 1


class BadManifest(ValueError):
    """Not a manifest of a bundle, or of a form that this version does not know; says where."""


@dataclass(frozen=True)
class Original:
    """The file a part was made of. One of `sha256` and `commitment` is given."""

    name: str
    size: int
    sha256: str = ""
    commitment: str = ""


@dataclass(frozen=True)
class BundledPart:
    """One part. kind, treatment: values of `PaperKind`, `Treatment`. first_page: in the bundle.

    page_digests: of each page (`pages.page_digest`); none for a sheet that only names a file.
    blackened: [page of the part, [what stood there]].
    """

    number: int
    title: str
    dated: str
    reference: str
    author: str
    kind: str
    treatment: str
    first_page: int
    pages: int
    remark: str = ""
    original: Original | None = None
    page_digests: tuple[str, ...] = ()
    blackened: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class ProvenAct:
    """An act as it is hashed (`ledger.rules.entries`), its place in its log, and the way to the log's root (hex)."""

    index: int
    entry: str
    proof: tuple[str, ...]


@dataclass(frozen=True)
class ProvenLog:
    """Acts of one log under one checkpoint. key: the line by which the office publishes its key."""

    log: str
    origin: str
    key: str
    checkpoint: str
    acts: tuple[ProvenAct, ...]


@dataclass(frozen=True)
class Manifest:
    """A whole manifest. front_sha256: of the typeset cover and index as a file of their own (PDF/A, PDF/UA).

    origin, key: who signs, and the line by which the office publishes its key. note: the signed statement.
    """

    title: str
    number: str
    office: str
    made_at: str
    pages: int
    front_pages: int
    size: int
    sha256: str
    front_sha256: str
    parts: tuple[BundledPart, ...]
    logs: tuple[ProvenLog, ...] = ()
    origin: str = ""
    key: str = ""
    note: str = ""

    def text(self) -> str:
        """Return the manifest as it is written: the same facts give the same bytes."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"

    def statement(self) -> str:
        """Return the text that is signed: two lines, the form and the digest of this manifest without its note."""
        return f"{FORMAT}\n{sha256(replace(self, note='').text().encode()).hexdigest()}\n"


def commitment_of(digest: str, salt: str) -> str:
    """Return what binds the office to a file without naming its digest: the SHA-256 of `salt:digest`."""
    return sha256(f"{salt}:{digest}".encode()).hexdigest()


def read_manifest(text: str) -> Manifest:
    """Return what a manifest says, as somebody else may have written it. Raises: BadManifest."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadManifest("JSON") from error
    if not isinstance(held, dict) or held.pop("format", None) != FORMAT:
        raise BadManifest("format")
    return _made(Manifest, held, "", parts=_every(_part), logs=_every(_log))


def _made(kind: type[Made], held: Any, where: str, **inner: Reader) -> Made:
    """Return a record whose every entry is there and of its kind. inner: readers of what is neither text nor number."""
    names = [each.name for each in fields(kind)]  # type: ignore[arg-type]
    if not isinstance(held, dict) or set(held) != set(names):
        raise BadManifest(where or "manifest")
    plain: dict[str, Reader] = {"str": _words, "int": _number}
    readers = {each.name: inner.get(each.name) or plain[str(each.type)] for each in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: readers[name](held[name], f"{where}.{name}".lstrip(".")) for name in names})


def _every(reader: Reader) -> Reader:
    def read(held: Any, where: str) -> tuple[Any, ...]:
        if not isinstance(held, list):
            raise BadManifest(where)
        return tuple(reader(one, f"{where}[{place}]") for place, one in enumerate(held))

    return read


def _words(held: Any, where: str) -> str:
    try:
        if isinstance(held, str):
            held.encode()
            return held
    except UnicodeEncodeError as error:
        raise BadManifest(where) from error
    raise BadManifest(where)


def _number(held: Any, where: str) -> int:
    if type(held) is not int or not 0 <= held <= LARGEST_NUMBER:  # a truth value is no number here
        raise BadManifest(where)
    return held


def _original(held: Any, where: str) -> Original | None:
    return None if held is None else _made(Original, held, where)


def _blackened(held: Any, where: str) -> tuple[int, tuple[str, ...]]:
    if not isinstance(held, list) or len(held) != 2:  # noqa: PLR2004 a page and what stood there
        raise BadManifest(where)
    return _number(held[0], where), _every(_words)(held[1], where)


def _part(held: Any, where: str) -> BundledPart:
    inner = {"original": _original, "page_digests": _every(_words), "blackened": _every(_blackened)}
    return _made(BundledPart, held, where, **inner)


def _act(held: Any, where: str) -> ProvenAct:
    return _made(ProvenAct, held, where, proof=_every(_words))


def _log(held: Any, where: str) -> ProvenLog:
    return _made(ProvenLog, held, where, acts=_every(_act))
