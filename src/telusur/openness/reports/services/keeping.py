"""The books an office keeps for its report: rows entered, changed, taken out, put back, carried to the next year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.offices.selectors import local_day, office_by_id

from .. import selectors
from ..models import NothingKept, Recommendation, RecommendationStep, ServiceOfficer, Training
from ..rules.kept import CARRIED, CLOSED, FollowUpState, Kind
from .faults import Refused, StaleReport
from .steps import BOOK, hold_books

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..models import KeptRow

KEEP = "reports.keep"
REFERRING = frozenset({"office", "carried_from", "officer", "appointment", "attachment"})


@legal_act
def enter_row(*, kind: Kind, office: Office, year: int, values: Mapping[str, Any], actor: str, at: datetime) -> KeptRow:
    """Enter a row into the book of a year. Raises: Refused (`not_permitted`, `year_fixed`), ValidationError."""
    _ask(office=office, year=year, actor=actor, at=at)
    row = _new(kind, office=office, year=year, values=values, at=at)
    _record("enter", kind, row, actor=actor, at=at)
    return row


@legal_act
def enter_rows(
    *, kind: Kind, office: Office, year: int, rows: Sequence[Mapping[str, Any]], actor: str, at: datetime
) -> int:
    """Enter many rows, all or none, and return how many. Raises: as `enter_row`; a ValidationError says which row
    by its `row`, counted from 0."""
    _ask(office=office, year=year, actor=actor, at=at)
    made = _entered_together(kind, office=office, year=year, rows=rows, at=at)
    if made is None:
        made = _entered_each(kind, office=office, year=year, rows=rows, at=at)
    if made:
        _no_longer_empty(made[0], at=at)
    acts = [
        ledger.NewAct("reports.enter", BOOK, f"{kind.value}/{row.pk}", actor, at, _facts(kind, row)) for row in made
    ]
    ledger.record_all(log=office_log(office.code), acts=acts, recorded_at=at)
    return len(made)


@legal_act
def change_row(
    *, kind: Kind, office: Office, row_id: int, values: Mapping[str, Any], version: int, actor: str, at: datetime
) -> KeptRow:
    """Change a row. Raises: Refused (`not_permitted`, `year_fixed`, `nothing_there`, `stale_report`),
    ValidationError."""
    row = _held(kind, office=office, row_id=row_id, actor=actor, at=at)
    if row.version != version or row.removed_at is not None:
        raise StaleReport
    for name, value in values.items():
        setattr(row, name, value)
    row.version, row.changed_at = row.version + 1, at
    _judge(row)
    row.save()
    _record("change", kind, row, actor=actor, at=at)
    return row


@legal_act
def take_out_row(*, kind: Kind, office: Office, row_id: int, actor: str, at: datetime) -> KeptRow:
    """Take a row out of its book; it can be put back. The trainings of an officer go with him. What is out already
    stays as it is, and no act is written again.

    Raises: Refused (`not_permitted`, `year_fixed`, `nothing_there`).
    """
    row = _held(kind, office=office, row_id=row_id, actor=actor, at=at)
    if row.removed_at is not None:
        return row
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    if isinstance(row, ServiceOfficer):
        row.trainings.filter(removed_at=None).update(removed_at=at)
    _record("take_out", kind, row, actor=actor, at=at)
    return row


@legal_act
def put_back_row(*, kind: Kind, office: Office, row_id: int, actor: str, at: datetime) -> KeptRow:
    """Put a row back, and with an officer the trainings that went with him; what stands already is left as it is, and
    no act is written again. Raises: as `take_out_row`; ValidationError where another row took its place, or where the
    officer of a training is not there."""
    row = _held(kind, office=office, row_id=row_id, actor=actor, at=at)
    gone = row.removed_at
    if gone is None:
        return row
    row.removed_at = None
    _judge(row)
    row.save(update_fields=["removed_at"])
    _no_longer_empty(row, at=at)
    if isinstance(row, ServiceOfficer) and row.trainings.filter(removed_at=gone).update(removed_at=None):
        _no_longer_empty(row.trainings.order_by("pk")[0], at=at)
    _record("put_back", kind, row, actor=actor, at=at)
    return row


@legal_act
def tell_progress(
    *, office: Office, row_id: int, state: FollowUpState, words: str, version: int, actor: str, at: datetime
) -> Recommendation:
    """Say how far a recommendation came; the steps before stay. What is closed says by what evidence, or why.

    Raises: Refused (`not_permitted`, `year_fixed`, `nothing_there`, `stale_report`, `closing_needs_words`,
    `same_state`).
    """
    row = _held(Kind.RECOMMENDATIONS, office=office, row_id=row_id, actor=actor, at=at)
    assert isinstance(row, Recommendation)  # noqa: S101 what the kind says
    if row.version != version or row.removed_at is not None:
        raise StaleReport
    words = words.strip()
    if state in CLOSED and not words:
        raise Refused("closing_needs_words")
    if state == row.state and not words:
        raise Refused("same_state")
    row.state, row.version, row.changed_at = state, row.version + 1, at
    row.closing_words = words if state in CLOSED else ""
    row.closed_on = local_day(office=office, at=at) if state in CLOSED else None
    row.save()
    RecommendationStep.objects.create(recommendation=row, state=state, words=words, actor=actor, told_at=at)
    _record("tell_progress", Kind.RECOMMENDATIONS, row, actor=actor, at=at, facts={"state": str(state)})
    return row


@legal_act
def carry_over(*, office: Office, year: int, actor: str, at: datetime) -> dict[Kind, int]:
    """Let what stood in the books of the year before stand in those of `year`; return how many rows of each book.

    What was carried already, also where it was taken out since, is not carried again; what was closed stays behind.
    Raises: Refused (`not_permitted`, `year_fixed`, `nothing_to_carry`).
    """
    _ask(office=office, year=year, actor=actor, at=at)
    carried = {kind: _carry(kind, office=office, year=year, at=at) for kind in CARRIED}
    if not sum(carried.values()):
        raise Refused("nothing_to_carry", year=year - 1)
    ledger.record(
        "reports.carry_over",
        log=office_log(office.code),
        subject_kind=BOOK,
        subject_id=f"{office.code}/{year}",
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"year": year, **{kind.value: count for kind, count in carried.items()}},
    )
    return carried


def _carry(kind: Kind, *, office: Office, year: int, at: datetime) -> int:
    model = selectors.model_of(kind)
    names = selectors.COLUMNS[kind]
    before = model.everything.of(office_id=office.pk, year=year - 1).filter(carried_to=None)
    if kind == Kind.RECOMMENDATIONS:
        before = before.exclude(state__in=CLOSED)
    standing = {
        selectors.identity(kind, row) for row in model.everything.of(office_id=office.pk, year=year).order_by("pk")
    }
    made = 0
    for row in before.order_by("pk"):
        values = {name: getattr(row, name) for name in names}
        if isinstance(row, Training):
            officer = ServiceOfficer.everything.of(office_id=office.pk, year=year).filter(carried_from=row.officer)
            if (found := officer.first()) is None:
                continue
            values["officer"] = found
        if isinstance(row, Recommendation):
            values |= {"since": row.since, "state": row.state}
        if selectors.identity(kind, row) in standing and kind != Kind.TRAININGS:
            continue
        _new(kind, office=office, year=year, values=values, at=at, carried_from=row)
        made += 1
    return made


def _ask(*, office: Office, year: int, actor: str, at: datetime) -> None:
    """Raises: Refused (`not_permitted`, `year_fixed`)."""
    hold_books(office=office, year=year, permission=KEEP, actor=actor, at=at)


def _new(
    kind: Kind,
    *,
    office: Office,
    year: int,
    values: Mapping[str, Any],
    at: datetime,
    carried_from: KeptRow | None = None,
) -> KeptRow:
    row = _entered(kind, office=office, year=year, values=values, at=at, carried_from=carried_from)
    _no_longer_empty(row, at=at)
    return row


def _entered(
    kind: Kind,
    *,
    office: Office,
    year: int,
    values: Mapping[str, Any],
    at: datetime,
    carried_from: KeptRow | None = None,
) -> KeptRow:
    """Raises: ValidationError."""
    row = _unsaved(kind, office=office, year=year, values=values, at=at, carried_from=carried_from)
    _judge(row)
    row.save()
    return row


def _entered_together(
    kind: Kind, *, office: Office, year: int, rows: Sequence[Mapping[str, Any]], at: datetime
) -> list[KeptRow] | None:
    """Enter rows in one statement; None, and nothing entered, where one of them may not stand: which, and why, is for
    `_entered_each` to say."""
    made = [_unsaved(kind, office=office, year=year, values=values, at=at) for values in rows]
    people: set[int] = set()
    if kind == Kind.TRAININGS:
        people.update(ServiceOfficer.everything.of(office_id=office.pk, year=year).values_list("pk", flat=True))
    try:
        for row in made:
            if isinstance(row, Training) and row.officer_id not in people:
                return None
            row.clean_fields(exclude=REFERRING)  # to rows that were looked up before
        with transaction.atomic():
            selectors.model_of(kind).everything.bulk_create(made)
    except (selectors.Invalid, IntegrityError):
        return None
    return made


def _entered_each(
    kind: Kind, *, office: Office, year: int, rows: Sequence[Mapping[str, Any]], at: datetime
) -> list[KeptRow]:
    made = []
    for place, values in enumerate(rows):
        try:
            made.append(_entered(kind, office=office, year=year, values=values, at=at))
        except selectors.Invalid as error:
            error.row = place  # type: ignore[attr-defined]
            raise
    return made


def _unsaved(
    kind: Kind,
    *,
    office: Office,
    year: int,
    values: Mapping[str, Any],
    at: datetime,
    carried_from: KeptRow | None = None,
) -> KeptRow:
    row: KeptRow = selectors.model_of(kind)(
        office=office, year=year, entered_at=at, changed_at=at, carried_from=carried_from, **values
    )
    if isinstance(row, Recommendation) and row.since is None:
        row.since = year
    return row


def _no_longer_empty(row: KeptRow, *, at: datetime) -> None:
    """Let the word that this book is empty end with the row that stands in it."""
    book = next(kind for kind, model in selectors.MODELS.items() if isinstance(row, model))
    called = NothingKept.objects.filter(office_id=row.office_id, year=row.year, book=book.value, lifted_at=None)
    called.update(lifted_at=at)


def _judge(row: KeptRow) -> None:
    """Raises: ValidationError, by field where one is at fault."""
    if isinstance(row, Training):
        people = ServiceOfficer.everything.of(office_id=row.office_id, year=row.year)
        if not people.filter(pk=row.officer_id).exists():
            raise selectors.Invalid(
                {"officer": _("Petugas itu tidak tercatat pada tahun ini; catat petugasnya dahulu.")}
            )
    row.full_clean()


def _held(kind: Kind, *, office: Office, row_id: int, actor: str, at: datetime) -> KeptRow:
    """Hold the books of a row's year, then the row: in the order of those who enter rows, or two would wait for each
    other. Raises: Refused (`not_permitted`, `year_fixed`, `nothing_there`)."""
    rows = selectors.model_of(kind).everything.filter(pk=row_id, office_id=office.pk)
    year: int | None = rows.values_list("year", flat=True).first()  # a row stays in its year
    if year is None:
        raise Refused("nothing_there")
    _ask(office=office, year=year, actor=actor, at=at)
    row: KeptRow = rows.select_for_update().get()
    return row


def _record(
    act: str,
    kind: Kind,
    row: KeptRow,
    *,
    actor: str,
    at: datetime,
    facts: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    ledger.record(
        f"reports.{act}",
        log=office_log(office_by_id(office_id=row.office_id).code),
        subject_kind=BOOK,
        subject_id=f"{kind.value}/{row.pk}",
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={**_facts(kind, row), **(facts or {})},
    )


def _facts(kind: Kind, row: KeptRow) -> dict[str, str | int | bool | None]:
    return {"book": kind.value, "year": row.year, "version": row.version}
