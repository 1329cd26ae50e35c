"""A past paper register is taken over: every row or none, marked as imported, once."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.formats import date_format

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import selectors as clocks
from telusur.kernel.clocks.rules import compute
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import in_its_language, legal_act
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.ledger import services as ledger
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules.registers import RegisterBook
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import Applicant, InformationRequest, RegisterImport
from ..rules import numbers
from ..rules.paper_register import COLUMNS, EXAMPLE, NUMBER, SHEET, Fault, PastRequest, read_register
from ..rules.transitions import next_state
from ..rules.words import Act, Register, State, WayOfObtaining
from .faults import Refused
from .steps import log_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.documents.rules.spreadsheet import Value
    from telusur.kernel.offices.models import Office

LONGEST_CELL = 30_000  # letters; a cell of a workbook holds 32,767


class FaultyRegister(Refused):
    """The file cannot be taken over; nothing of it was. `faults` says everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("faulty_register", faults=faults)
        self.faults = faults


@legal_act
def import_register(*, office: Office, content: BinaryIO, name: str, actor: str, at: datetime) -> RegisterImport:
    """Take over a past register in the legal columns; the cases are ended and marked as imported.

    Numbers stay as they stand on paper, and new numbers of that year continue after the highest. Raises:
    FaultyRegister; Refused `already_imported`; documents.Refused for a file that is no table; NotPermitted.
    """
    day = local_day(office=office, at=at)
    bytes_ = content.read()
    digest = hashlib.sha256(bytes_).hexdigest()
    if earlier := RegisterImport.objects.filter(office=office, digest=digest).first():
        raise Refused("already_imported", imported_at=earlier.imported_at, rows=earlier.rows)
    content.seek(0)
    rows, faults = read_register(documents.read_table(content=content, name=name, on=day), until=day)
    faults += _taken(office, rows)
    if faults:
        raise FaultyRegister(faults)
    if not rows:
        raise FaultyRegister([Fault("", 0, "", "", "tidak ada baris permohonan di bawah judul kolom")])
    parties = selectors.parties_of(actor=actor, office_id=office.pk, on=day)
    states = {row.outcome for row in rows}
    table = selectors.moves_on(on=day)
    after = {each: next_state(table, None, Act.IMPORT, parties=parties, outcome=each) for each in states}
    cases = [_past_case(office, row, state=after[row.outcome], at=at) for row in sorted(rows, key=lambda r: r.serial)]
    _raise_counters(office, cases)
    made = RegisterImport.objects.create(
        office=office, digest=digest, rows=len(cases), imported_at=at, imported_by=actor
    )
    for case in cases:
        ledger.record(
            "requests.import",
            log=log_of(office),
            subject_kind="request",
            subject_id=str(case.pk),
            actor=actor,
            happened_at=case.received_at,
            recorded_at=at,
            facts={"number": case.number, "state": case.state, "outcome": case.outcome, "file": digest},
        )
    touch_public(office_code=office.code)
    return made


def _taken(office: Office, rows: list[PastRequest]) -> list[Fault]:
    years = {row.received_on.year for row in rows}
    kept = InformationRequest.everything.of_office(office.pk).filter(year__in=years)
    places = set(kept.values_list("year", "register", "serial"))
    return [
        Fault(
            "",
            row.row,
            NUMBER,
            str(row.serial),
            "nomor ini sudah ada dalam register kantor untuk tahun itu; hapus barisnya atau perbaiki nomornya",
        )
        for row in rows
        if (row.received_on.year, row.track.value, row.serial) in places
    ]


def _past_case(office: Office, row: PastRequest, *, state: State, at: datetime) -> InformationRequest:
    zone = ZoneInfo(office.time_zone)

    def instant(day: date | None) -> datetime | None:
        return datetime.combine(day, time(), tzinfo=zone) if day else None

    received = instant(row.received_on) or at
    ended = instant(row.delivered_on or row.notified_on)
    first = selectors.first_row_of_person(
        office_id=office.pk, name=row.name, identity_hash="", email=row.email, phone=row.phone
    )
    who = Applicant.everything.create(
        office=office,
        first=first,
        type=row.type,
        name=row.name,
        email=row.email,
        phone=row.phone,
        address=row.address,
        occupation=row.occupation or "",
        occupation_words=row.occupation_words,
        sex=row.sex or "",
        created_at=at,
    )
    register = Register(row.track.value)
    return InformationRequest.everything.create(
        office=office,
        register=register,
        year=row.received_on.year,
        serial=row.serial,
        number=row.number
        or numbers.written_number(
            selectors.patterns_on(on=row.received_on),
            office_code=office.code,
            register=register,
            serial=row.serial,
            year=row.received_on.year,
        ),
        applicant=who,
        channel=row.channel or "",
        question=row.question,
        purpose=row.purpose,
        way=row.way or "",
        copy_form="" if row.way == WayOfObtaining.SEE else row.copy_form or "",
        received_at=received,
        recorded_at=at,
        notified_at=instant(row.notified_on),
        delivered_at=instant(row.delivered_on),
        closed_at=ended,
        track=row.track,
        state=state,
        state_since=ended or at,
        outcome=row.outcome,
        held_by=row.held_by,
        decision_words=row.reason,
        cost=row.cost,
        cost_words=row.payment,
        secret_hash=selectors.secret_hash(secret=numbers.new_secret()),
        imported=True,
        imported_extended=row.extended,
        imported_due_on=row.due_on or _due_then(office, row, received),
    )


def _due_then(office: Office, row: PastRequest, received: datetime) -> date | None:
    """Return the date the law gave then, None for years whose holidays nobody loaded."""
    try:
        found = compute(
            clocks.count_of(
                track=row.track.value,
                step="extended_answer" if row.extended else "answer",
                received=received,
                time_zone=office.time_zone,
                calendar=calendar_for(office_code=office.code),
            )
        )
    except (CalendarGap, NoRuleInForce):
        return None
    return found.due


def _raise_counters(office: Office, cases: list[InformationRequest]) -> None:
    highest: dict[tuple[int, str], int] = {}
    for case in cases:
        place = (case.year, str(case.register))
        highest[place] = max(highest.get(place, 0), case.serial)
    with connection.cursor() as cursor:
        for (year, register), last in sorted(highest.items()):
            cursor.execute(
                "insert into requests_registercounter (office_id, year, register, last) values (%s, %s, %s, %s)"
                " on conflict (office_id, year, register)"
                " do update set last = greatest(requests_registercounter.last, excluded.last)",
                [office.pk, year, register, last],
            )


def register_template(*, kind: str) -> bytes:
    """Return an empty register with the legal columns and one invented row. kind: `xlsx` or `csv`."""
    return documents.write_table(sheets={SHEET: [COLUMNS, EXAMPLE]}, kind=kind)


def register_file(*, rows: list[selectors.RegisterRow], kind: str) -> bytes:
    """Return the register as a file in its legal columns; what a spreadsheet could run is escaped."""
    return table_file(columns=COLUMNS, rows=rows, sheet=SHEET, kind=kind)


def table_file(*, columns: Sequence[str], rows: Sequence[selectors.RegisterRow], sheet: str, kind: str) -> bytes:
    """Return the rows of a register as a spreadsheet under these columns."""
    table = [tuple(columns), *(tuple(map(_shortened, row.values)) for row in rows)]
    return documents.write_table(sheets={sheet: table}, kind=kind)


def register_pdf(
    *,
    title: str,
    period: str,
    columns: Sequence[str],
    rows: Sequence[selectors.RegisterRow],
    office: Office,
    at: datetime,
    widths: Sequence[int] = (),
) -> bytes:
    """Return a register as a PDF in its columns, under the office's letterhead; each day with its name.

    widths: how wide the columns are beside each other. Law: Perki 1/2021, which asks for day and date.
    """
    with in_its_language():
        printed = tuple(tuple(_printed(value) for value in row.values) for row in rows)
    book = RegisterBook(book=title, period=period, columns=tuple(columns), rows=printed, widths=tuple(widths))
    return letters.render(letter=book, office=office, at=at)


def _printed(value: Value) -> str:
    if value is None:
        return ""
    return date_format(value, "l, d.m.Y") if isinstance(value, date) else str(value)


def _shortened(value: Value) -> Value:
    """Return a text cut, visibly, to what a cell holds."""
    return f"{value[:LONGEST_CELL]} […]" if isinstance(value, str) and len(value) > LONGEST_CELL else value
