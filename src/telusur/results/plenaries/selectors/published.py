"""Published D forms as the public side of an election shows them: how each stands, what it holds, how it came about."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.ledger.rules.entries import minute
from telusur.kernel.ledger.selectors import acts_on
from telusur.results.elections.rules.codes import DIGITS, REGENCY
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.selectors import names_of
from telusur.results.recapitulation.selectors import events_of, vector_of

from ..models import Correction, Line, Objection, Paper, Plenary, Signature
from ..rules.levels import NATION
from ..rules.states import CHALLENGED, RESULTS, PaperKind, Seat
from .plenaries import column_of, form_column, layout_for, said_column
from .tables import form_name, levels

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from telusur.kernel.documents.models import Document
    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout

    from ..rules.sums import Column

TOLD = frozenset({
    "plenaries.open", "plenaries.print_final", "plenaries.upload_scan", "plenaries.publish", "plenaries.determine",
    "plenaries.record_dispute", "plenaries.record_upholding", "plenaries.record_overturning",
})  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """The decision that determined a result. entry: its place in the log."""

    number: int
    decision: str
    decided_on: str
    ruling: str
    entry: int


@dataclass(frozen=True)
class Challenged:
    """That a determined result is before the Constitutional Court, or was. registration: number of the case. ruling:
    what the Court ruled, empty until it did. changed: whether the result is no longer what was determined."""

    registration: str
    ruling: str
    changed: bool


@dataclass(frozen=True)
class PublishedForm:
    """One edition of the D form of a place. number: 1, and one more for each repetition; ground: what ordered it.

    district: code of the electoral district, empty where lists are the same everywhere. replaced_by: the ground of the
    repetition that took its place, empty where none did. total: its final sum, in the order of `layout`. challenged:
    None where nobody took it to the Constitutional Court.
    """

    plenary: int
    level: str
    reads_stations: bool
    form: str
    place: int
    district: str
    district_name: str
    number: int
    in_force: bool
    state: str
    minutes: str
    ground: str
    replaced_by: str
    code: str
    published_at: str
    layout: Layout = field(repr=False)
    total: Column = field(repr=False)
    decided: Decided | None
    challenged: Challenged | None = None


@dataclass(frozen=True)
class Signed:
    """A signature that a form asks for, by seat and number alone. given: else `reason` says why not."""

    seat: str
    place: int
    whose: str
    given: bool
    reason: str


@dataclass(frozen=True)
class Corrected:
    """That a plenary said otherwise of a unit. cells: by field what stood before and after, in words."""

    unit: int
    cells: Mapping[str, list[str]]
    reason: str
    evidence: str
    entry: int


@dataclass(frozen=True)
class Objected:
    """An objection in the room, by whom in his part, and what became of it. unit: None for the plenary as a whole."""

    unit: int | None
    by: str
    text: str
    answer: str
    words: str


@dataclass(frozen=True)
class Below:
    """The D form whose sum a column was: its place, edition and electoral district."""

    place: int
    number: int
    district: str


@dataclass(frozen=True)
class Proceedings:
    """What a D form holds and how it came about. columns: by unit; below: of each place the form that was read."""

    columns: Mapping[int, Column]
    below: Mapping[int, Below]
    names: Mapping[int, str]
    signatures: tuple[Signed, ...]
    corrections: tuple[Corrected, ...]
    objections: tuple[Objected, ...]
    acts: tuple[tuple[int, str, str, str], ...]
    digests: Mapping[str, str]
    note: str


@dataclass(frozen=True)
class ReadOut:
    """What the forms of a regency's polling stations said and what their plenaries say, in one layout.

    reasons: of what was corrected. entries: the place in the log of what each form said, where it is known.
    """

    layout: Layout
    forms: Mapping[int, Column]
    said: Mapping[int, Column]
    reasons: Mapping[int, str]
    entries: Mapping[int, int]


def published_forms(*, contest: Contest, places: Collection[int] | None) -> list[PublishedForm]:
    """Return every edition of the D forms of these places, of regencies with their districts; None: of all places."""
    found = Plenary.objects.filter(contest=contest).select_related("contest__election", "district")
    if places is not None:
        inside = Q(place__in=list(places))
        for place in places:
            if place != NATION and len(str(place)) == DIGITS[REGENCY]:
                inside |= Q(place__gte=place * 100, place__lt=place * 100 + 100)
        found = found.filter(inside)
    rows = list(found.select_related("determination").order_by("place", "district__code", "number"))
    prints = Paper.objects.filter(plenary__in=[row.pk for row in rows], kind=PaperKind.PUBLIC)
    moments = {paper.plenary_id: paper.made_at for paper in prints}
    table = levels(on=contest.election.voted_on)
    grounds = {(row.place, row.level, row.district_id, row.number): row.ground for row in rows}
    return [
        PublishedForm(
            row.pk,
            row.level,
            table[row.level].of_stations,
            form_name(contest=contest, level=table[row.level], place=row.place),
            row.place,
            row.district.code if row.district else "",
            row.district.name if row.district else "",
            row.number,
            row.in_force,
            row.state,
            row.minutes,
            row.ground,
            grounds.get((row.place, row.level, row.district_id, row.number + 1), ""),
            row.code,
            minute(moments[row.pk]),
            layout_for(plenary=row),
            column_of(values=row.totals or b"", gaps=row.gaps or b""),
            _decided(row),
            challenged(plenary=row),
        )
        for row in rows
        if row.state in RESULTS
    ]


def _decided(row: Plenary) -> Decided | None:
    one = getattr(row, "determination", None)
    if one is None:
        return None
    return Decided(one.number, one.decision, one.decided_on.isoformat(), one.ruling, one.index)


def challenged(*, plenary: Plenary) -> Challenged | None:
    """Return what became of a result at the Constitutional Court, as the log has it; None where it never came there."""
    if plenary.state not in CHALLENGED:
        return None
    facts = {act.act: act.facts for act in acts_on(subject_kind="plenary", subject_id=str(plenary.pk))}
    upheld, overturned = facts.get("plenaries.record_upholding"), facts.get("plenaries.record_overturning")
    ruling = (upheld or overturned or {}).get("ruling", "")
    return Challenged(str(facts["plenaries.record_dispute"]["registration"]), str(ruling), overturned is not None)


def proceedings_of(*, plenary_id: int) -> Proceedings:
    """Return what a published D form holds and how it came about."""
    lines = list(Line.objects.filter(plenary=plenary_id).select_related("below__district").order_by("unit"))
    papers = Paper.objects.filter(plenary=plenary_id).order_by("pk")
    public = papers.filter(kind=PaperKind.PUBLIC).last()
    return Proceedings(
        columns={line.unit: said_column(line=line) for line in lines},
        below={
            line.unit: Below(one.place, one.number, one.district.code if one.district else "")
            for line in lines
            if (one := line.below)
        },
        names=names_of(codes={line.unit if line.below_id else line.unit // 1000 for line in lines}),
        signatures=tuple(
            Signed(
                one.seat,
                one.place,
                one.participant.name if one.seat == Seat.WITNESS and one.participant else "",
                bool(one.given),
                one.reason,
            )
            for one in Signature.objects.filter(plenary=plenary_id).select_related("participant")
        ),
        corrections=tuple(
            Corrected(one.line.unit, one.cells, one.reason, one.evidence, one.index)
            for one in Correction.objects.filter(line__plenary=plenary_id).select_related("line").order_by("pk")
        ),
        objections=tuple(
            Objected(
                one.unit,
                f"{one.as_role} {one.participant.number}" if one.participant else one.as_role,
                one.text,
                one.answer,
                one.words,
            )
            for one in Objection.objects.filter(plenary=plenary_id).select_related("participant").order_by("pk")
        ),
        acts=tuple(
            (act.index, act.act, minute(act.recorded_at), _why(act.facts))
            for act in acts_on(subject_kind="plenary", subject_id=str(plenary_id))
            if act.act in TOLD
        ),
        digests={paper.kind: paper.digest for paper in papers},
        note=public.note if public else "",
    )


def proceedings_digest(held: Proceedings, code: str) -> str:
    """Return the digest that publishing writes into the log: of who signed, and what was objected to and corrected.

    All of it is public beside the form. Of corrected cells only which they are, as those of a small unit stay closed;
    of a witness only the number, as who has it stands in the description of the contest. code: of the form.
    """
    said = {
        "code": code,
        "signatures": [[one.seat, one.place, one.given, one.reason] for one in held.signatures],
        "corrections": [[one.unit, sorted(one.cells), one.reason, one.evidence, one.entry] for one in held.corrections],
        "objections": [asdict(one) for one in held.objections],
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _why(facts: Mapping[str, object]) -> str:
    return str(next((facts[name] for name in ("decision", "registration", "ruling", "ground") if facts.get(name)), ""))


def public_paper(*, contest: Contest, digest: str) -> Document | None:
    """Return the public copy of a D form of a contest by its digest; None for anything else."""
    found = Paper.objects.filter(plenary__contest=contest, kind=PaperKind.PUBLIC, digest=digest)
    paper = found.select_related("file__document").first()
    return paper.file.document if paper else None


def read_out(*, contest: Contest, regency: int) -> list[ReadOut]:
    """Return what the published plenaries in force say of the polling stations of a regency, layout by layout."""
    first, last = span_of(regency)
    lines = Line.objects.filter(
        plenary__contest=contest,
        plenary__in_force=True,
        plenary__state__in=RESULTS,
        below=None,
        unit__gte=first,
        unit__lte=last,
    )
    by_district: dict[int | None, list[Line]] = {}
    for line in lines.select_related("plenary__contest").prefetch_related("corrections").order_by("unit"):
        by_district.setdefault(line.plenary.district_id, []).append(line)
    return [_read_out(contest, found) for found in by_district.values()]


def _read_out(contest: Contest, lines: list[Line]) -> ReadOut:
    forms = {line.unit: form_column(line=line) for line in lines}
    corrected = {line.unit: line for line in lines if line.corrections.all()}
    entries = {line.unit: line.event for line in lines if line.event >= 0 and line.unit not in corrected}
    for event in events_of(contest=contest, stations=sorted(corrected)):
        before = event.index < corrected[event.code].event
        if before and tuple(vector_of(content=event.values)) == forms[event.code].values:
            entries[event.code] = event.index
    return ReadOut(
        layout=layout_for(plenary=lines[0].plenary),
        forms=forms,
        said={line.unit: said_column(line=line) for line in lines},
        reasons={
            code: "; ".join(dict.fromkeys(each.reason for each in line.corrections.all()))
            for code, line in corrected.items()
        },
        entries=entries,
    )
