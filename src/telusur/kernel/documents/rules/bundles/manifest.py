"""The manifest that goes with a bundle: digests by which others check it, as one JSON object (UTF-8).

`format` names this form. Digests are SHA-256 in hexadecimal digits; pages are counted from 1. An original of which
something is blackened is named by a commitment, not by its digest: whoever has a blackened letter could otherwise try
numbers until the digest fits. The office opens a commitment by giving its salt (`commitment_of`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT = "telusur-bundle/1"


class BadManifest(ValueError):
    """Not a manifest of a bundle, or of a form that this version does not know."""


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
    """A whole manifest. front_sha256: of the typeset cover and index as a file of their own (PDF/A, PDF/UA)."""

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

    def text(self) -> str:
        """Return the manifest as it is written: the same facts give the same bytes."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"


def commitment_of(digest: str, salt: str) -> str:
    """Return what binds the office to a file without naming its digest: the SHA-256 of `salt:digest`."""
    return sha256(f"{salt}:{digest}".encode()).hexdigest()


def read_manifest(text: str) -> Manifest:
    """Return what a manifest says. Raises: BadManifest."""
    try:
        held = json.loads(text)
        if held.pop("format") != FORMAT:
            raise BadManifest("format")
        parts = tuple(_part(one) for one in held.pop("parts"))
        logs = tuple(_log(one) for one in held.pop("logs"))
        return Manifest(**held, parts=parts, logs=logs)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadManifest(str(error)) from error


def _part(one: dict[str, Any]) -> BundledPart:
    original = one.pop("original")
    blackened = tuple((int(page), tuple(kinds)) for page, kinds in one.pop("blackened"))
    digests = tuple(map(str, one.pop("page_digests")))
    made = BundledPart(**one, blackened=blackened, page_digests=digests)
    return made if original is None else BundledPart(**{**vars(made), "original": Original(**original)})


def _log(one: dict[str, Any]) -> ProvenLog:
    acts: Sequence[dict[str, Any]] = one.pop("acts")
    return ProvenLog(**one, acts=tuple(ProvenAct(**{**act, "proof": tuple(act["proof"])}) for act in acts))
