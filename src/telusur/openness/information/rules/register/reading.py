"""A table is read: its headings found, each row into an entry, and everything wrong with a row."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..entries import Entry, Form, InformationClass, tidy_text
from ..partial_dates import parse_partial
from .columns import CLASS_WORDS, GUIDE_SHEET, HEADINGS, REQUIRED, Field, plain
from .findings import Fault, Known, Note, Problem, Reading, RegisterRow, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from telusur.kernel.documents.rules.spreadsheet import Cell, Row, Sheet, Table

LONGEST = {
    Field.NUMBER: 40,
    Field.TITLE: 300,
    Field.HOLDER: 200,
    Field.RESPONSIBLE: 200,
    Field.MADE_PLACE: 120,
    Field.RETENTION: 120,
    Field.LINK: 500,
}
LONGEST_TAG = 60
MOST_ROWS = 5000
HEADING_LOOKED_FOR = 15
FEWEST_HEADINGS = 2


def read_register(table: Table, known: Known) -> Reading:
    """Return every row of the visible sheets that have the list's headings, with all faults and remarks.

    What is hidden is not taken, and said.
    """
    notes = [_hidden_note(hidden.kind, hidden.sheet, hidden.name) for hidden in table.hidden()]
    rows: list[RegisterRow] = []
    faults: list[Fault] = []
    recognised = 0
    for sheet in table.sheets:
        if sheet.hidden or not sheet.rows:
            continue
        heading = _heading(sheet)
        if heading is None:
            if sheet.name != GUIDE_SHEET:
                notes.append(Note(Remark.SHEET_PASSED_OVER, sheet.name))
            continue
        recognised += 1
        found, wrong, said = _read_sheet(sheet, heading, known)
        rows, faults, notes = rows + found, faults + wrong, notes + said
    if not recognised:
        first = next((sheet.name for sheet in table.sheets if not sheet.hidden), "")
        faults.append(Fault(Problem.NO_HEADING, first))
    elif not rows and not faults:
        faults.append(Fault(Problem.NO_ROWS, table.sheets[0].name))
    if len(rows) > MOST_ROWS:
        faults.append(
            Fault(Problem.TOO_MANY_ROWS, rows[0].sheet, value=str(len(rows)), facts=(("most", str(MOST_ROWS)),))
        )
    faults += _numbers_twice(rows, known)
    notes += _remarks(rows, known)
    return Reading(tuple(rows), tuple(sorted(faults, key=lambda one: (one.sheet, one.row, one.column))), tuple(notes))


def _hidden_note(kind: str, sheet: str, name: str) -> Note:
    remarks = {"sheet": Remark.HIDDEN_SHEET, "row": Remark.HIDDEN_ROW, "column": Remark.HIDDEN_COLUMN}
    return Note(remarks[kind], sheet, name)


def _heading(sheet: Sheet) -> Row | None:
    """Return the row with the headings: among the first, the one that names most columns of the list."""

    def named(row: Row) -> int:
        return sum(plain(cell.text) in HEADINGS for cell in row if not cell.hidden)

    looked_at = [row for row in sheet.rows[:HEADING_LOOKED_FOR] if not row.hidden]
    best = max(looked_at, key=named, default=None)
    return best if best is not None and named(best) >= FEWEST_HEADINGS else None


def _read_sheet(sheet: Sheet, heading: Row, known: Known) -> tuple[list[RegisterRow], list[Fault], list[Note]]:
    columns: dict[Field, str] = {}
    faults: list[Fault] = []
    notes: list[Note] = []
    for cell in heading:
        field = HEADINGS.get(plain(cell.text))
        if cell.hidden:
            continue
        if field is None:
            notes.append(Note(Remark.UNKNOWN_COLUMN, sheet.name, cell.text))
        elif field in columns:
            faults.append(Fault(Problem.COLUMN_TWICE, sheet.name, heading.number, cell.column, field.value, cell.text))
        else:
            columns[field] = cell.column
    faults += [
        Fault(Problem.COLUMN_MISSING, sheet.name, heading.number, heading=field.value)
        for field in REQUIRED
        if field not in columns
    ]
    if faults:
        return [], faults, notes
    rows = []
    for row in sheet.rows:
        if row.number <= heading.number or row.hidden or not any(row.cell(column) for column in columns.values()):
            continue
        reader = RowReader(sheet.name, row, columns, known)
        entry = reader.entry()
        faults += reader.faults
        if reader.text(Field.STATE) and plain(reader.text(Field.STATE)) != "draf":
            notes.append(Note(Remark.STATE_NOT_TAKEN, sheet.name))
        rows.append(RegisterRow(sheet.name, row.number, entry, reader.files()))
        faults += reader.file_faults()
    return rows, faults, list(dict.fromkeys(notes))


class RowReader:
    """Reads one row and gathers everything wrong with it; a faulty cell is read as empty."""

    def __init__(self, sheet: str, row: Row, columns: Mapping[Field, str], known: Known) -> None:
        self.sheet = sheet
        self.row = row
        self.columns = columns
        self.known = known
        self.faults: list[Fault] = []

    def cell(self, field: Field) -> Cell | None:
        found = self.row.cell(self.columns[field]) if field in self.columns else None
        return None if found is None or found.hidden else found

    def text(self, field: Field) -> str:
        cell = self.cell(field)
        if cell is not None and cell.formula and cell.value is None:
            self.fault(Problem.FORMULA_WITHOUT_RESULT, field)
        text = tidy_text(cell.text) if cell else ""
        longest = LONGEST.get(field)
        if longest is not None and len(text) > longest:
            self.fault(Problem.TOO_LONG, field, most=str(longest))
            return text[:longest]
        return text

    def fault(self, problem: Problem, field: Field, **facts: str) -> None:
        cell = self.row.cell(self.columns[field]) if field in self.columns else None
        value = cell.text if cell else ""
        made = Fault(
            problem,
            self.sheet,
            self.row.number,
            self.columns.get(field, ""),
            field.value,
            value,
            tuple(facts.items()),
        )
        if made not in self.faults:
            self.faults.append(made)

    def entry(self) -> Entry:
        for field in REQUIRED:
            if not self.text(field):
                self.fault(Problem.EMPTY, field)
        information_class = self.information_class()
        event, event_at = self.text(Field.EVENT), self.event_at()
        if (event or event_at) and information_class != InformationClass.IMMEDIATE:
            self.fault(Problem.EVENT_WITHOUT_CLASS, Field.EVENT if event else Field.EVENT_AT)
        return Entry(
            title=self.text(Field.TITLE),
            summary=self.text(Field.SUMMARY),
            information_class=information_class,
            year=self.year(),
            holder=self.text(Field.HOLDER),
            responsible=self.text(Field.RESPONSIBLE),
            number=self.text(Field.NUMBER),
            made=self.made(),
            made_place=self.text(Field.MADE_PLACE),
            form=self.form(),
            retention=self.text(Field.RETENTION),
            tags=self.tags(),
            link=self.link(),
            unit_id=self.unit_id(),
            event=event,
            event_at=event_at,
            review_by=self.review_by(),
        )

    def information_class(self) -> InformationClass:
        text = plain(self.text(Field.CLASS))
        if text and text not in CLASS_WORDS:
            self.fault(Problem.UNKNOWN_CLASS, Field.CLASS)
        return CLASS_WORDS.get(text, InformationClass.ANYTIME)

    def form(self) -> Form:
        text = plain(self.text(Field.FORM))
        soft = any(word in text for word in ("softcopy", "soft copy", "elektronik", "digital"))
        hard = any(word in text for word in ("hardcopy", "hard copy", "cetak", "kertas"))
        if text and not soft and not hard:
            self.fault(Problem.UNKNOWN_FORM, Field.FORM)
        return Form.BOTH if soft and hard else Form.HARDCOPY if hard else Form.SOFTCOPY

    def year(self) -> int:
        text = self.text(Field.YEAR)
        if text.isascii() and text.isdecimal() and len(text) == 4 and 1945 <= int(text) <= 2200:  # noqa: PLR2004 as the model holds
            return int(text)
        if text:
            self.fault(Problem.BAD_YEAR, Field.YEAR)
        return 0

    def made(self) -> str:
        cell = self.cell(Field.MADE)
        if cell is not None and isinstance(cell.value, date):
            return cell.value.isoformat()[:10]
        try:
            return parse_partial(self.text(Field.MADE))
        except ValueError:
            self.fault(Problem.BAD_DATE, Field.MADE)
            return ""

    def review_by(self) -> date | None:
        cell = self.cell(Field.REVIEW_BY)
        if cell is not None and isinstance(cell.value, datetime):
            return cell.value.date()
        if cell is not None and isinstance(cell.value, date):
            return cell.value
        text = self.text(Field.REVIEW_BY)
        try:
            return date.fromisoformat(parse_partial(text)) if text else None
        except ValueError:
            self.fault(Problem.BAD_DATE, Field.REVIEW_BY)
            return None

    def event_at(self) -> datetime | None:
        cell = self.cell(Field.EVENT_AT)
        text = self.text(Field.EVENT_AT)
        zone = ZoneInfo(self.known.time_zone)
        try:
            value = cell.value if cell and isinstance(cell.value, datetime) else _instant(text) if text else None
        except ValueError:
            self.fault(Problem.BAD_INSTANT, Field.EVENT_AT)
            return None
        return value.replace(tzinfo=zone) if value is not None and value.tzinfo is None else value

    def unit_id(self) -> int | None:
        code = self.text(Field.UNIT)
        if code and code not in self.known.units:
            self.fault(Problem.UNKNOWN_UNIT, Field.UNIT, codes=", ".join(sorted(self.known.units)))
        return self.known.units.get(code)

    def tags(self) -> tuple[str, ...]:
        tags = tuple(dict.fromkeys(tag for part in self.text(Field.TAGS).split(";") if (tag := part.strip())))
        if any(len(tag) > LONGEST_TAG for tag in tags):
            self.fault(Problem.TAG_TOO_LONG, Field.TAGS, most=str(LONGEST_TAG))
        return tags

    def link(self) -> str:
        text = self.text(Field.LINK)
        if text and not (text.startswith(("https://", "http://")) and "." in text and " " not in text):
            self.fault(Problem.BAD_LINK, Field.LINK)
            return ""
        return text

    def files(self) -> tuple[str, ...]:
        return tuple(name for part in self.text(Field.FILES).split(";") if (name := part.strip()))

    def file_faults(self) -> list[Fault]:
        before = len(self.faults)
        for name in self.files():
            if name not in self.known.files:
                self.fault(Problem.FILE_MISSING, Field.FILES, name=name)
        return self.faults[before:]


def _instant(text: str) -> datetime:
    """Return "2024-01-31 14.30" or "31/1/2024 14:30" as an instant without zone. Raises: ValueError."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        day, _, hour = text.replace(" pukul ", " ").rpartition(" ")
        clock = hour.replace(".", ":")
        return datetime.fromisoformat(f"{date.fromisoformat(parse_partial(day)).isoformat()} {clock}")


def _numbers_twice(rows: Iterable[RegisterRow], known: Known) -> list[Fault]:
    first: dict[tuple[int, str], RegisterRow] = {}
    faults = []
    for row in rows:
        key = (row.entry.year, row.entry.number)
        if not row.entry.number:
            continue
        if key in first:
            facts = (("sheet", first[key].sheet), ("row", str(first[key].row)))
            faults.append(Fault(Problem.NUMBER_TWICE, row.sheet, row.row, "", Field.NUMBER, row.entry.number, facts))
        elif key in known.taken:
            faults.append(Fault(Problem.NUMBER_TAKEN, row.sheet, row.row, "", Field.NUMBER, row.entry.number))
        first.setdefault(key, row)
    return faults


def _remarks(rows: Sequence[RegisterRow], known: Known) -> list[Note]:
    notes = []
    bare = [
        row
        for row in rows
        if row.entry.information_class == InformationClass.IMMEDIATE and not (row.entry.event and row.entry.event_at)
    ]
    if bare:
        notes.append(Note(Remark.WITHOUT_EVENT, bare[0].sheet, str(len(bare))))
    short = [row for row in rows if not row.entry.summary]
    if short:
        notes.append(Note(Remark.WITHOUT_SUMMARY, short[0].sheet, str(len(short))))
    used = {name for row in rows for name in row.files}
    notes += [Note(Remark.FILE_UNUSED, name=name) for name in sorted(set(known.files) - used)]
    return notes
