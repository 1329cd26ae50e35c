"""A council is opened, and the votes and seats that its count stands on are taken."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Access
from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day, office_by_id

from .. import selectors
from ..models import Basis, Council
from .steps import Facts, Refused, locked, words, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from telusur.kernel.documents.models import Attachment
    from telusur.kernel.ledger.models import Checkpoint

THING = "council"
RESERVED = frozenset({"buka"})  # words that addresses of the desk have in the place of a council
# Which councils an office gives the seats of. Law: UU 7/2017 Pasal 420.
KINDS_OF: Mapping[str, tuple[str, ...]] = {
    "national": ("dpr",),
    "province": ("dprd-provinsi",),
    "regency": ("dprd-kabko",),
    "city": ("dprd-kabko",),
}


@dataclass(frozen=True)
class TakenFile:
    """A file as it came. checked: what was found out about these very bytes."""

    content: BinaryIO
    name: str
    checked: documents.Checked | None = None


@legal_act
def open_council(
    *,
    office_id: int,
    slug: str,
    kind: str,
    name: str,
    voted_on: date,
    actor: str,
    at: datetime,
    contest_id: int | None = None,
) -> Council:
    """Open the page of a council whose seats an office gives after a vote.

    kind: one of CONTESTS. contest_id: whose plenaries give the votes, where they do.
    Raises: Refused: `not_this_council` for a council that another kind of office gives the seats of, `no_name`,
    `slug_taken`, `voted_later`; NoRuleInForce. Law: UU 7/2017 Pasal 420-422.
    """
    office = office_by_id(office_id=office_id)
    if kind not in KINDS_OF.get(office.kind, ()):
        raise Refused("not_this_council")
    name = words(name, "no_name", at=at)
    if voted_on > local_day(office=office, at=at):
        raise Refused("voted_later")
    selectors.terms_for(contest=kind, on=voted_on)
    if slug in RESERVED or Council.objects.filter(office_id=office_id, slug=slug).exists():
        raise Refused("slug_taken")
    council = Council(
        office=office,
        slug=slug,
        kind=kind,
        name=name,
        voted_on=voted_on,
        contest_id=contest_id,
        opened_at=at,
        opened_by=actor,
    )
    facts: Facts = {"kind": kind, "voted_on": voted_on.isoformat(), "contest": contest_id}
    council.index = write("seats.open_council", council=council, actor=actor, at=at, facts=facts)
    council.save()
    return council


@legal_act
def take_files(
    *,
    council_id: int,
    votes: TakenFile,
    seats: TakenFile,
    control: TakenFile,
    lists: TakenFile | None = None,
    result: str,
    announced_at: datetime,
    ground: str = "",
    actor: str,
    at: datetime,
) -> Basis:
    """Take votes and seats as files, with the control totals they are checked with, and perhaps the lists.

    The files are kept as they came, public, under their digests. Whatever is wrong inside is named by the count and
    settled by corrections; a file that cannot be read at all is refused whole. result, announced_at: the decision that
    announced the votes. ground: why they take the place of those taken before.
    Raises: Refused: `no_result`, `announced_later`, `no_ground`, `no_ruling`, `identity`; tables.Refused;
    documents.Refused, documents.NotReleased.
    """
    council = locked(council_id=council_id)
    given = {"votes": votes, "seats": seats, "control": control, "lists": lists}
    return take(
        council, given, source="file", result=result, announced_at=announced_at, ground=ground, actor=actor, at=at
    )


def take(
    council: Council,
    given: Mapping[str, TakenFile | None],
    *,
    source: str,
    result: str,
    announced_at: datetime,
    ground: str,
    actor: str,
    at: datetime,
    made_here: bool = False,
    checkpoint: Checkpoint | None = None,
    results: Sequence[int] = (),
    more: Facts | None = None,
) -> Basis:
    """Keep files as the basis of a council's count. made_here: we wrote their bytes ourselves. checkpoint: of the
    election's log, at which the votes were added up. results: where it says what the control is of."""
    result = words(result, "no_result", at=at)
    if announced_at > at:
        raise Refused("announced_later")
    number = Basis.objects.filter(council=council).count() + 1
    ground = words(ground, "no_ground", at=at) if number > 1 else ""
    determined = selectors.determinations_of(council=council)
    if determined and not _overturned_since(council, determined[-1].determined_at):
        raise Refused("no_ruling")
    texts = {name: text_of(file) for name, file in given.items() if file}
    selectors.read_files(
        votes=texts["votes"], seats=texts["seats"], control=texts.get("control"), lists=texts.get("lists")
    )
    kept = {
        name: _kept(council, number, file, actor=actor, at=at, made_here=made_here)
        for name, file in given.items()
        if file
    }
    basis = Basis(
        council=council,
        number=number,
        source=source,
        result=result,
        announced_at=announced_at,
        ground=ground,
        taken_at=at,
        taken_by=actor,
        log_size=checkpoint.size if checkpoint else None,
        log_root=bytes(checkpoint.root).hex() if checkpoint else "",
        results=[*results],
        **kept,
    )
    digests = {name: each.document.digest for name, each in kept.items()}
    facts: Facts = {"basis": number, "source": source, **digests, **(more or {})}
    if checkpoint:
        facts |= {"log_size": checkpoint.size, "log_root": basis.log_root, "results": ",".join(map(str, results))}
    basis.index = write("seats.take_basis", council=council, actor=actor, at=at, facts=facts)
    basis.save()
    return basis


def _overturned_since(council: Council, when: datetime) -> bool:
    papers = selectors.papers_of(council=council)
    return any(paper.changes and paper.recorded_at >= when for paper in papers)


def text_of(file: TakenFile) -> tuple[str, str]:
    """Return the name and the text of a file. Raises: Refused: `no_utf8`."""
    file.content.seek(0)
    try:
        return file.name, file.content.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("no_utf8", name=file.name) from error


def _kept(council: Council, number: int, file: TakenFile, *, actor: str, at: datetime, made_here: bool) -> Attachment:
    file.content.seek(0)
    document = documents.store(content=file.content, name=file.name, at=at, checked=file.checked, made_here=made_here)
    return documents.attach(
        document_id=document.pk,
        thing_kind=THING,
        thing_id=f"{council.pk}/{number}",
        office_id=council.office_id,
        access=Access.PUBLIC,
        title=f"{council.name}: {file.name}",
        name=file.name,
        at=at,
        actor=actor,
    )


def as_file(name: str, text: str) -> TakenFile:
    """Return a text of ours as a file."""
    return TakenFile(io.BytesIO(text.encode()), name)
