"""Scans of identities that are still kept: which are due to go, which are not, and why. All of it is derived from
stored rows; nothing counts days in the meantime."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.clocks.rules import compute
from telusur.kernel.documents import selectors as documents
from telusur.kernel.figures.selectors import asked_once
from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules import history
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.selectors import local_day

from ..models import IdentityPurge, InformationRequest, Objection
from ..rules import objections as o
from ..rules import retention
from ..rules.objections import ObjectionState, standing_grounds
from ..rules.words import CLOSED
from .day_rules import grounds_on
from .objections import WINDOW, asked_case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.clocks.models import Deadline
    from telusur.kernel.documents.models import Attachment, LegalHold
    from telusur.kernel.law.rules import Choice, Rule
    from telusur.kernel.offices.models import Office

    from ..rules.retention import FileFacts, Standing

REQUEST, OBJECTION = "request", "objection"
PROOFS = {REQUEST: "request_proof", OBJECTION: "objection_proof"}
# What hangs at a file and may be ordered kept; a hold on any of it keeps its scans too.
HELD = {
    REQUEST: ("request", "request_answer", "request_proof"),
    OBJECTION: ("objection", "objection_file", "objection_proof"),
}


@dataclass(frozen=True)
class KeptScans:
    """The scans of one request or one objection, and where they stand."""

    kind: str
    pk: int
    number: str
    office: Office
    scans: tuple[Attachment, ...]
    standing: Standing


@dataclass
class _File:
    """A request with its objections, or an objection alone."""

    request: InformationRequest | None
    objections: list[Objection] = field(default_factory=list)


def retention_rules() -> tuple[Rule, ...]:
    """Return every version of the rule on scans of identities, oldest first."""
    return history(law.rows("requests", "retention"), retention.IDENTITY)


def kept_scans(*, at: datetime, office_id: int | None = None) -> list[KeptScans]:
    """Return every request and objection that still has scans of identities, of one office or of all, by number.

    As many queries for a hundred files as for one. Raises: NoRuleInForce.
    """
    return _kept(documents.attachments_at(thing_kinds=PROOFS.values(), office_id=office_id), at=at)


def scans_at(*, kind: str, pk: int, at: datetime) -> KeptScans | None:
    """Return the scans of one request or objection, None where it has none."""
    found = documents.attachments_at(thing_kinds=PROOFS.values(), things=[(PROOFS[kind], str(pk))])
    return next(iter(_kept(found, at=at)), None)


def _kept(attachments: Iterable[Attachment], *, at: datetime) -> list[KeptScans]:
    rules = retention_rules()
    named = {proof for rule in rules for proof in _proofs_of(rule)}
    scans: dict[tuple[str, int], list[Attachment]] = {}
    kinds = {thing: kind for kind, thing in PROOFS.items()}
    for each in attachments:
        if each.title in named:
            scans.setdefault((kinds[each.thing_kind], int(each.thing_id)), []).append(each)
    if not scans:
        return []
    files = _files(scans)
    facts = _facts_of(files, scans, at=at)
    made = []
    for (kind, pk), found in scans.items():
        thing, file = files[kind, pk]
        stands = retention.standing(facts[id(file)], rules, on=local_day(office=thing.office, at=at))
        kept = tuple(each for each in found if stands.retention is None or each.title in stands.retention.proofs)
        if kept:
            made.append(KeptScans(kind, pk, thing.number, thing.office, kept, stands))
    return sorted(made, key=lambda each: (each.office.code, each.number))


def _proofs_of(rule: Rule) -> Collection[str]:
    value = rule.get("proofs", [])
    return value if isinstance(value, list) else []


def _files(
    scans: Collection[tuple[str, int]],
) -> dict[tuple[str, int], tuple[InformationRequest | Objection, _File]]:
    """Return each thing that has scans with its whole file."""
    asked = {pk for kind, pk in scans if kind == REQUEST}
    objected = {pk for kind, pk in scans if kind == OBJECTION}
    own = Objection.everything.filter(pk__in=objected).values_list("pk", "request_id")
    asked_too = asked | {request_id for _pk, request_id in own if request_id is not None}
    requests = InformationRequest.everything.select_related("office", "deadline").in_bulk(asked_too)
    rows = Objection.everything.filter(pk__in=objected) | Objection.everything.filter(request_id__in=asked_too)
    whole = {pk: _File(case) for pk, case in requests.items()}
    found: dict[tuple[str, int], tuple[InformationRequest | Objection, _File]] = {
        (REQUEST, pk): (case, whole[pk]) for pk, case in requests.items()
    }
    for row in rows.select_related("office", "dispute_window").order_by("pk"):
        file = whole[row.request_id] if row.request_id is not None else _File(None)
        file.objections.append(row)
        found[OBJECTION, row.pk] = (row, file)
    return {key: found[key] for key in scans}


@dataclass(frozen=True)
class _Counting:
    """What windows are counted with, asked once for all files."""

    windows: Mapping[str, Sequence[Deadline]]
    calendars: Mapping[str, Calendar]
    choices: Sequence[Choice]


def _facts_of(
    files: Mapping[tuple[str, int], tuple[InformationRequest | Objection, _File]],
    scans: Mapping[tuple[str, int], Sequence[Attachment]],
    *,
    at: datetime,
) -> dict[int, FileFacts]:
    """Return the facts of each file, by its identity."""
    whole = {id(file): file for _thing, file in files.values()}
    requests = [file.request for file in whole.values() if file.request is not None]
    codes = {case.office.code for case in requests}
    counting = _Counting(
        windows=clocks.deadlines_of_many(
            subject_kind=REQUEST, subject_ids=[str(case.pk) for case in requests], step=WINDOW
        ),
        calendars={code: calendar_for(office_code=code) for code in codes},
        choices=law.choices(room="clocks"),
    )
    things = {key: [*_things_of(file), *_documents_of(file, scans)] for key, file in whole.items()}
    holds: dict[tuple[str, str], list[LegalHold]] = {}
    for hold in documents.holds_at(things=[thing for found in things.values() for thing in found]):
        holds.setdefault((hold.thing_kind, hold.thing_id), []).append(hold)
    return {
        key: _facts(file, [hold for thing in things[key] for hold in holds.get(thing, [])], counting, at=at)
        for key, file in whole.items()
    }


def _things_of(file: _File) -> list[tuple[str, str]]:
    own = [(kind, str(file.request.pk)) for kind in HELD[REQUEST]] if file.request else []
    return [*own, *((kind, str(each.pk)) for each in file.objections for kind in HELD[OBJECTION])]


def _documents_of(file: _File, scans: Mapping[tuple[str, int], Sequence[Attachment]]) -> list[tuple[str, str]]:
    keys = [(REQUEST, file.request.pk)] if file.request else []
    keys += [(OBJECTION, each.pk) for each in file.objections]
    return [("document", str(scan.document_id)) for key in keys for scan in scans.get(key, ())]


def _facts(file: _File, holds: Sequence[LegalHold], counting: _Counting, *, at: datetime) -> FileFacts:
    office = (file.request or file.objections[0]).office
    closings = [file.request.closed_at if file.request.state in CLOSED else None] if file.request else []
    closings += [each.closed_at if each.state in o.CLOSED else None for each in file.objections]
    closed = None if None in closings else max(each for each in closings if each is not None)
    disputes = [each.dispute_window.due_on for each in file.objections if _may_be_disputed(each)]  # type: ignore[union-attr]
    lifted = [hold.lifted_at for hold in holds if hold.lifted_at is not None]
    return retention.FileFacts(
        closed_on=local_day(office=office, at=closed) if closed else None,
        objecting=any(each.state in o.OPEN for each in file.objections),
        disputing=any(each.state not in o.OPEN and each.holds for each in file.objections),
        objection_until=_objection_until(file.request, counting, at=at) if file.request else None,
        dispute_until=max(disputes, default=None),
        hold=next((hold.decree for hold in holds if hold.lifted_at is None), ""),
        released_on=local_day(office=office, at=max(lifted)) if lifted else None,
    )


def _may_be_disputed(objection: Objection) -> bool:
    """Return whether the time to go to the Komisi Informasi counts: not once the applicant withdrew or accepted, nor
    for a row entered by mistake."""
    return (
        objection.dispute_window is not None
        and objection.state not in {ObjectionState.WITHDRAWN, ObjectionState.STRUCK}
        and objection.accepted is not True
    )


def _objection_until(case: InformationRequest, counting: _Counting, *, at: datetime) -> date | None:
    """Return the last day on which anybody may object to this request, None where nobody may. As
    `objections.window_ends_on`, for many requests at once."""
    windows = counting.windows.get(str(case.pk), ())
    asked = asked_case(case=case, windows=windows)
    found = standing_grounds(grounds_on(on=asked.day(at)), asked, at=at)
    arose = [each.arose_at for each in found if each.stands and each.arose_at is not None]
    if not arose:
        return None
    started = max(arose)
    known = [window.due_on for window in windows if window.started_at == started]
    if known:
        return known[-1]
    count = clocks.count_of(
        track=case.track,
        step=WINDOW,
        received=started,
        time_zone=case.office.time_zone,
        calendar=counting.calendars[case.office.code],
        choices=counting.choices,
    )
    return compute(count).due


def purges_at(*, office_id: int) -> QuerySet[IdentityPurge]:
    """Return what was purged at an office, newest first."""
    found = IdentityPurge.objects.filter(office_id=office_id).select_related("request", "objection")
    return found.order_by("-purged_at", "-pk")


def purges_between(*, office_id: int, start: date, end: date) -> list[IdentityPurge]:
    """Return what an office purged on its days from `start` to before `end`, oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    rows = purges_at(office_id=office_id).reverse()
    return [row for row in rows if start <= local_day(office=office, at=row.purged_at) < end]


def purge_of(*, kind: str, pk: int) -> IdentityPurge | None:
    """Return the purge of the scans of one request or objection, None where there was none."""
    found = IdentityPurge.objects.filter(**{f"{kind}_id": pk})
    return found.order_by("pk").last()


def source_of(*, rule_id: str) -> str:
    """Return the source that a purge followed, as its rule said then."""
    return law.rule_by_id(rule_id).source


def waits(found: Iterable[KeptScans]) -> Counter[str]:
    """Return how many files wait for each reason; those that are due under an empty one."""
    return Counter(each.standing.wait or "" for each in found)
