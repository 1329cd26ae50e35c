"""A past register is read: every row with what paper tells, and everything wrong with the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ..identity import clean_phone
from ..words import ApplicantType, Occupation, Outcome, Track
from . import columns as paper
from .cells import Unreadable, choice_of, day_of, rupiah_of, serial_of, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from telusur.kernel.documents.rules.spreadsheet import Cell, Row, Sheet, Table

    from ..words import Channel, CopyForm, Sex, WayOfObtaining


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file: where, what stands there, and how to mend it."""

    sheet: str
    row: int
    column: str
    value: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.sheet or paper.SHEET}, baris {self.row}" if self.row else self.sheet or paper.SHEET
        column = f", kolom {self.column}" if self.column else ""
        value = f", isi “{self.value}”" if self.value else ""
        return f"{place}{column}{value}: {self.remedy}"


@dataclass(frozen=True)
class PastRequest:
    """One row of a past register. Dates are days; what paper does not tell is empty.

    Only two blanks are read as something: no track means the general one, no type a person, as registers before them
    had no such columns.
    """

    row: int
    serial: int
    number: str
    received_on: date
    name: str
    question: str
    outcome: Outcome
    address: str = ""
    email: str = ""
    phone: str = ""
    occupation: Occupation | None = None
    occupation_words: str = ""
    purpose: str = ""
    held_by: str = ""
    copy_form: CopyForm | None = None
    way: WayOfObtaining | None = None
    reason: str = ""
    notified_on: date | None = None
    delivered_on: date | None = None
    cost: int = 0
    payment: str = ""
    channel: Channel | None = None
    track: Track = Track.GENERAL
    extended: bool | None = None
    due_on: date | None = None
    sex: Sex | None = None
    type: ApplicantType = ApplicantType.PERSON


@dataclass
class _Reader:
    """Reads the cells of one row and remembers what is wrong with them."""

    sheet: str
    row: Row
    letters: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def cell(self, column: str) -> Cell | None:
        letter = self.letters.get(column)
        found = self.row.cell(letter) if letter else None
        return found if found is not None and found.text else None

    def text(self, column: str) -> str:
        found = self.cell(column)
        return found.text if found else ""

    def fault(self, column: str, value: str, remedy: str) -> None:
        self.faults.append(Fault(self.sheet, self.row.number, column, value, remedy))

    def read(self, column: str, how: Callable[[Cell], object]) -> object | None:
        found = self.cell(column)
        if found is None:
            if column in paper.REQUIRED:
                self.fault(column, "", "isi kolom ini; tanpa isinya baris tidak dapat dicatat")
            return None
        try:
            return how(found)
        except Unreadable as wrong:
            self.fault(column, found.text, str(wrong))
            return None

    def choice(self, column: str, choices: Mapping[str, object]) -> object | None:
        return self.read(column, lambda cell: choice_of(choices, cell.text))


def read_register(table: Table, *, until: date) -> tuple[list[PastRequest], list[Fault]]:
    """Return the rows of a past register and everything wrong with the file; with faults, no row counts.

    until: the last day on which a request can have come in: today.
    """
    sheets = [sheet for sheet in table.sheets if sheet.rows]
    faults = [
        Fault(hidden.sheet, int(hidden.name) if hidden.kind == "row" else 0, "", "", _HIDDEN[hidden.kind])
        for hidden in table.hidden()
    ]
    if not sheets:
        return [], [Fault("", 0, "", "", "berkas kosong; isi menurut templat register")]
    found: list[PastRequest] = []
    for sheet in sheets:
        rows, wrong = _read_sheet(sheet, until=until)
        found, faults = [*found, *rows], [*faults, *wrong]
    return found, [*faults, *_doubles(found)]


_HIDDEN = {
    "sheet": "lembar ini tersembunyi; tampilkan atau hapus",
    "row": "baris ini tersembunyi; tampilkan atau hapus",
    "column": "sebuah kolom tersembunyi; tampilkan atau hapus",
}


def _read_sheet(sheet: Sheet, *, until: date) -> tuple[list[PastRequest], list[Fault]]:
    head = sheet.rows[0]
    known = {name.lower(): name for name in paper.COLUMNS}
    letters = {known[cell.text.lower()]: cell.column for cell in head if cell.text.lower() in known}
    faults = [
        Fault(sheet.name, head.number, cell.text, "", "kolom ini tidak dikenal; hapus atau pakai nama pada templat")
        for cell in head
        if cell.text and cell.text.lower() not in known
    ]
    faults += [
        Fault(sheet.name, head.number, column, "", "kolom ini harus ada; ambil dari templat")
        for column in paper.REQUIRED
        if column not in letters
    ]
    if faults:
        return [], faults
    found = []
    for row in sheet.rows[1:]:
        reader = _Reader(sheet.name, row, letters)
        past = _read_row(reader, until=until)
        faults += reader.faults
        if past is not None and not reader.faults:
            found.append(past)
    return found, faults


def _read_row(reader: _Reader, *, until: date) -> PastRequest | None:
    serial = reader.read(paper.NUMBER, lambda cell: serial_of(cell.text))
    received = reader.read(paper.RECEIVED, day_of)
    name, question = (
        reader.read(paper.NAME, lambda cell: cell.text),
        reader.read(paper.QUESTION, lambda cell: cell.text),
    )
    outcome = reader.choice(paper.DECISION, paper.OUTCOMES)
    notified, delivered = reader.read(paper.NOTIFIED, day_of), reader.read(paper.DELIVERED, day_of)
    if isinstance(received, date):
        if received > until:
            reader.fault(paper.RECEIVED, received.isoformat(), "tanggal ini belum tiba; perbaiki")
            return None
        for column, day in ((paper.NOTIFIED, notified), (paper.DELIVERED, delivered)):
            if isinstance(day, date) and not received <= day <= until:
                reader.fault(column, day.isoformat(), "tanggal ini mendahului penerimaan atau belum tiba; perbaiki")
    optional = {
        "copy_form": reader.choice(paper.FORM, paper.FORMS),
        "way": reader.choice(paper.WAY, paper.WAYS),
        "channel": reader.choice(paper.CHANNEL, paper.CHANNELS),
        "track": reader.choice(paper.TRACK, paper.TRACKS),
        "sex": reader.choice(paper.SEX, paper.SEXES),
        "type": reader.choice(paper.TYPE, paper.TYPES),
        "cost": reader.read(paper.COST, lambda cell: rupiah_of(cell.text)),
        "extended": reader.read(paper.EXTENDED, lambda cell: yes_or_no(cell.text)),
        "due_on": reader.read(paper.DUE, day_of),
    }
    if reader.faults or not (isinstance(serial, int) and isinstance(received, date) and isinstance(outcome, Outcome)):
        return None
    contact, work, number = reader.text(paper.CONTACT), reader.text(paper.OCCUPATION), reader.text(paper.NUMBER)
    occupation = paper.OCCUPATIONS.get(work.lower(), Occupation.OTHER if work else None)
    held = reader.text(paper.HELD)
    return PastRequest(
        row=reader.row.number,
        serial=serial,
        number="" if number.isdecimal() else number,
        received_on=received,
        name=str(name),
        question=str(question),
        outcome=outcome,
        address=reader.text(paper.ADDRESS),
        email=contact.lower() if "@" in contact else "",
        phone="" if "@" in contact else clean_phone(contact),
        occupation=occupation,
        occupation_words=work if occupation == Occupation.OTHER else "",
        purpose=reader.text(paper.PURPOSE),
        held_by=held.partition(":")[2].strip(),
        reason=reader.text(paper.REASON),
        notified_on=notified if isinstance(notified, date) else None,
        delivered_on=delivered if isinstance(delivered, date) else None,
        payment=reader.text(paper.PAYMENT),
        **{key: value for key, value in optional.items() if value is not None},  # type: ignore[arg-type]
    )


def _doubles(rows: Iterable[PastRequest]) -> list[Fault]:
    seen: dict[tuple[int, Track, int], int] = {}
    faults = []
    for past in rows:
        place = (past.received_on.year, past.track, past.serial)
        if place in seen:
            faults.append(
                Fault(
                    paper.SHEET,
                    past.row,
                    paper.NUMBER,
                    str(past.serial),
                    f"nomor ini sudah dipakai di baris {seen[place]} untuk tahun yang sama; perbaiki salah satu",
                )
            )
        else:
            seen[place] = past.row
    return faults
