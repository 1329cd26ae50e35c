"""Tables as people keep them in spreadsheets: cells with their place, and what is hidden said aloud."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from .content import Fault, Unacceptable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Value = str | int | float | bool | date | datetime | time | None

# What a spreadsheet could run as a formula, however many apostrophes guard it (OWASP: CSV injection).
FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
# Control characters as SpreadsheetML codes them (ISO/IEC 29500-1, 22.9.2.19), and text that looks like such a code.
CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
AMBIGUOUS = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
DELIMITERS = ",;\t|"
LOOKED_AT = 50
LONGEST_CELL = 32767
LARGEST = 10**18  # nobody counts as many, and no column of a database holds more


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something. `column` is its letter; `hidden` tells that its row, column or sheet is."""

    row: int
    column: str
    value: Value
    hidden: bool = False
    formula: bool = False

    @property
    def address(self) -> str:
        return f"{self.column}{self.row}"

    @property
    def text(self) -> str:
        """The value as one would type it, without spaces around it."""
        return as_text(self.value).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, with its number as the spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def cell(self, column: str) -> Cell | None:
        """Return the cell in this column (letter), if it holds something."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something hidden that holds something. `kind` is sheet, row or column; `name` is the row's number or the
    column's letter, empty for a sheet."""

    kind: str
    sheet: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A workbook; a CSV file is one of a single sheet without a name."""

    sheets: tuple[Sheet, ...]

    def hidden(self) -> tuple[Hidden, ...]:
        """Return what is hidden and not empty: sheets whole, then rows and columns of the others."""
        found: list[Hidden] = []
        for sheet in self.sheets:
            if sheet.hidden:
                found += [Hidden("sheet", sheet.name)] if sheet.rows else []
                continue
            found += [Hidden("row", sheet.name, str(row.number)) for row in sheet.rows if row.hidden]
            columns = {cell.column for row in sheet.rows if not row.hidden for cell in row if cell.hidden}
            found += [Hidden("column", sheet.name, name) for name in sorted(columns, key=column_number)]
        return tuple(found)


def numeral(number: float, written: str) -> Value:
    """Return the number of a cell; as written where it is longer than any that people count with, or endless."""
    return number if abs(number) < LARGEST else written


def column_letter(number: int) -> str:
    """Return the letters of a column; 1 is A."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def as_text(value: Value) -> str:
    """Return a value as it would be typed: dates by ISO 8601, truth as TRUE or FALSE, whole numbers without point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 what a double tells apart
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def escaped(text: str) -> str:
    """Return text that no spreadsheet runs as a formula; `unescaped` gives back exactly what came in."""
    return f"'{text}" if FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """Return the text that `escaped` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def coded(text: str) -> str:
    """Return text as an XLSX file can hold it, control characters in code; `uncoded` gives back what came in."""
    guarded = AMBIGUOUS.sub("_x005F_", text)
    return UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", guarded)


def uncoded(text: str) -> str:
    """Return the text that `coded` was given; a zero byte, which a database cannot hold, is left out."""
    return CODED.sub(lambda match: chr(int(match[1], 16)), text).replace("\x00", "") if "_x" in text else text


def table_of(lines: Sequence[Sequence[str]]) -> Table:
    """Return the table of a CSV file's records, numbered from 1; empty cells and rows are left out."""
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = tuple(
            Cell(number, column_letter(place), unescaped(text)) for place, text in enumerate(line, start=1) if text
        )
        if cells:
            rows.append(Row(number, cells))
    return Table((Sheet("", tuple(rows)),))


def parse_csv(content: bytes, *, cells: int, truncated: bool = False) -> Table:
    """Return the table in a CSV file.

    The encoding is UTF-8, UTF-16 with its mark, or Windows-1252; comma, semicolon, tab and bar are told apart by the
    first records. cells: at most so many. truncated: give the first of them, rather than refuse. Raises: Unacceptable.
    """
    text = decoded(content)
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r'"?sep=(.)"?\r?', first)
    text, delimiter = (rest, named[1]) if named else (text, _delimiter(text))
    lines: list[list[str]] = []
    count = 0
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            count += sum(1 for field in line if field)
            if count > cells:
                if truncated:
                    break
                raise Unacceptable(Fault.TOO_LONG)
            lines.append(line)
    except csv.Error as error:
        raise Unacceptable(Fault.DAMAGED) from error
    return table_of(lines)


def decoded(content: bytes) -> str:
    """Return text from UTF-8 or UTF-16 with its mark, from UTF-8, or from Windows-1252. Raises: Unacceptable."""
    encodings = ("utf-8-sig", "cp1252")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16", "utf-16")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unacceptable(Fault.DAMAGED)


def _delimiter(text: str) -> str:
    """Return the sign that parts the first records into the most columns, most alike; a comma if none does.

    Signs that break the rules of quoting come into question only when every sign does.
    """
    for strict in (True, False):
        scores = {sign: _score(text, sign, strict=strict) for sign in DELIMITERS}
        known = {sign: score for sign, score in scores.items() if score is not None}
        if known:
            return max(known, key=lambda sign: known[sign])
    return ","


def _score(text: str, sign: str, *, strict: bool) -> tuple[float, int] | None:
    """Return how alike the first records are and how wide; None when they cannot be read so."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=strict)
    try:
        widths = [len(line) for line in islice((line for line in lines if line), LOOKED_AT)]
    except csv.Error:
        return None
    width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return (times / len(widths), width) if width > 1 else (0.0, 0)


def write_csv(rows: Sequence[Sequence[Value]]) -> bytes:
    """Return a CSV file (UTF-8 with mark, comma, every text in quotes) whose texts no spreadsheet runs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_for_csv(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _for_csv(value: Value) -> str | int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return escaped(as_text(value))
