"""A file of results as KPU's portal was copied: one row a polling station, one column a field of the form.

An empty cell was not read; `x` and a dash are an X or dash on the form. A row that cannot be taken is named with its
field and left out; the others are taken. Of a contest of lists a file may hold several electoral districts: `partai_4`,
`calon_4_1` and so on, and `suara_4` for their sum; a name that a district's list does not have stays empty there.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from telusur.results.elections.rules.codes import DIGITS, STATION, BadCode, station_of
from telusur.results.elections.rules.kept import NAME, is_kept
from telusur.results.elections.rules.kinds import BadUnit, kind_of
from telusur.results.elections.rules.layout import UNREAD, X_MARK, number_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from telusur.results.elections.rules.districts import Districts
    from telusur.results.elections.rules.kinds import StationKind

CODE, UNIT, WRITTEN = "kode_tps", "unit", "ts"
PLACES = (("kab", 2), ("kec", 3), ("desa", 4))  # columns that name the place of a level
MARKS = {"": UNREAD, "x": X_MARK, "X": X_MARK, "-": X_MARK, "–": X_MARK}
BAD_CODE, BAD_UNIT, BAD_NUMBER, TWICE, CELLS, NO_COLUMN = "code", "unit", "number", "twice", "cells", "column"
OUTSIDE, NOT_LISTED, LONG_NAME, FIELD_TWICE = "outside", "listed", "long", "field_twice"
_WIB = ZoneInfo("Asia/Jakarta")
_DAY = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")


@dataclass(frozen=True)
class Refusal:
    """A row that is not taken, or for row 1 the whole file. reason: one of the words above."""

    row: int
    station: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class Results:
    """A file as it was read. rows: how many lines with anything in them. districts: of each form the place of its
    electoral district among those of the contest. values: forms × fields of the widest form. names: what the file calls
    the places, by code. written: when the source says each row was last changed."""

    rows: int
    codes: NDArray[np.int64]
    districts: NDArray[np.int64]
    units: tuple[str, ...]
    values: NDArray[np.int32]
    written: tuple[datetime | None, ...]
    names: dict[int, str]
    refused: tuple[Refusal, ...]
    ignored: tuple[str, ...]


def field_of(column: str) -> str:
    """Return the field of the form that a column holds: `paslon1` is the votes of choice 1."""
    found = re.fullmatch(r"(?:paslon|calon|pasangan)_?(\d+)", column)
    return f"suara_{found[1]}" if found else column


def read_results(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, districts: Districts, kinds: Sequence[StationKind]
) -> Results:
    """Return what a file says. header: column names in small letters; rows: the cells of each further line."""
    taken, layout = _Taken(header, districts, kinds), districts.widest
    if CODE not in taken.where or not taken.fields:
        wrong = CODE if CODE not in taken.where else (layout.choices[0].total if layout.choices else "")
        refusal = Refusal(1, "", wrong, "", NO_COLUMN)
        return Results(0, *taken.columns(), (refusal,), taken.ignored)
    if taken.doubled:
        refusal = Refusal(1, "", taken.doubled, "", FIELD_TWICE)
        return Results(0, *taken.columns(), (refusal,), taken.ignored)
    refused = []
    count = 0
    for line, cells in enumerate(rows, start=2):
        if any(cells):
            count += 1
            wrong_row = taken.take(line, cells)
            if wrong_row:
                refused.append(wrong_row)
    return Results(count, *taken.columns(), tuple(refused), taken.ignored)


class _Taken:
    """The rows of a file that were taken so far."""

    def __init__(self, header: Sequence[str], districts: Districts, kinds: Sequence[StationKind]) -> None:
        layout = districts.widest
        self.header, self.layout, self.kinds = header, layout, kinds
        self.at = districts.place_of
        self.lacks = [
            [place for name, place in self.layout.places.items() if name not in district.layout.places]
            for district in districts
        ]
        self.where = {name: place for place, name in enumerate(header)}
        self.fields = [
            (place, layout.places[field_of(name)], name)
            for place, name in enumerate(header)
            if field_of(name) in layout.places
        ]
        told = [name for name in header if name in {CODE, UNIT}] + [layout.names[field] for _, field, _ in self.fields]
        self.doubled = next((name for name in told if told.count(name) > 1), "")
        used = {name for _place, _field, name in self.fields} | {CODE, UNIT, WRITTEN, *(name for name, _ in PLACES)}
        self.ignored = tuple(name for name in header if name not in used)
        self.seen: set[int] = set()
        self.codes: list[int] = []
        self.districts: list[int] = []
        self.units: list[str] = []
        self.values: list[bytes] = []
        self.written: list[datetime | None] = []
        self.names: dict[int, str] = {}
        self._empty = [UNREAD] * layout.width

    def take(self, line: int, cells: Sequence[str]) -> Refusal | None:
        """Take one row, or say why not."""
        said = cells[self.where[CODE]].strip() if self.where[CODE] < len(cells) else ""
        if len(cells) != len(self.header):
            field = self.header[
                min(len(cells), len(self.header) - 1)
            ]  # the first that is missing, or the last there is
            return Refusal(line, said, field, f"{len(cells)} ≠ {len(self.header)}", CELLS)
        try:
            code = station_of(said)
        except BadCode:
            return Refusal(line, said, CODE, said, BAD_CODE)
        if code in self.seen:
            return Refusal(line, said, CODE, said, TWICE)
        unit = cells[self.where[UNIT]].strip() if UNIT in self.where else ""
        try:
            kind_of(self.kinds, code, unit)
        except BadUnit:
            return Refusal(line, said, UNIT, unit, BAD_UNIT)
        district, names = self.at(code), self._named(code, cells)
        unkept = next((column for column, _place, name in names if not is_kept(name, NAME)), "")
        vector: list[int] | tuple[str, str, str]
        if unkept:
            vector = (unkept, cells[self.where[unkept]], LONG_NAME)
        elif district is None:
            vector = (CODE, said, OUTSIDE)
        else:
            vector = self._vector(cells, district)
        if district is None or isinstance(vector, tuple):
            return Refusal(line, said, *vector)
        self.seen.add(code)
        self.codes.append(code)
        self.districts.append(district)
        self.units.append(unit)
        self.values.append(array("i", vector).tobytes())
        self.written.append(_moment(cells[self.where[WRITTEN]]) if WRITTEN in self.where else None)
        self.names |= {place: name for _column, place, name in names}
        return None

    def _vector(self, cells: Sequence[str], district: int) -> list[int] | tuple[str, str, str]:
        """Return the numbers of a row; or the column that cannot be taken, what it says, and why."""
        vector = self._empty.copy()
        for place, field, name in self.fields:
            cell = cells[place]
            if cell:
                value = _number(cell.strip())
                if value is None:
                    return name, cell, BAD_NUMBER
                vector[field] = value
        for field in self.lacks[district]:
            if vector[field] != UNREAD:
                return self.layout.names[field], str(vector[field]), NOT_LISTED
        return vector

    def _named(self, code: int, cells: Sequence[str]) -> list[tuple[str, int, str]]:
        """Return what a row calls the places that no row named before: the column, the code, the name."""
        found = []
        for column, level in PLACES:
            if column in self.where:
                place = code // int(10 ** (DIGITS[STATION] - DIGITS[level]))
                if place not in self.names:
                    found.append((column, place, re.sub(r"[-_]+", " ", cells[self.where[column]]).strip().upper()))
        return found

    def columns(
        self,
    ) -> tuple[
        NDArray[np.int64],
        NDArray[np.int64],
        tuple[str, ...],
        NDArray[np.int32],
        tuple[datetime | None, ...],
        dict[int, str],
    ]:
        values = np.frombuffer(b"".join(self.values), dtype=np.int32).reshape(len(self.values), self.layout.width)
        codes, districts = (np.array(each, dtype=np.int64) for each in (self.codes, self.districts))
        return codes, districts, tuple(self.units), values, tuple(self.written), self.names


def _number(cell: str) -> int | None:
    """Return what a cell holds; None where it is neither a number nor a mark."""
    return MARKS[cell] if cell in MARKS else number_from(cell)


def _moment(text: str) -> datetime | None:
    """Return when a source says something was written, which is local time of Jakarta; None for anything else."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=_WIB)
    except ValueError:
        return None


def day_in(name: str) -> datetime | None:
    """Return the end of the day that a file's name says its numbers are from, such as `…_20240317.csv.gz`."""
    for year, month, day in _DAY.findall(name):
        try:
            return end_of(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return None


def end_of(day: date) -> datetime:
    """Return the last second of a day in Jakarta."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=_WIB)


def is_other(known: str, said: str) -> bool:
    """Return whether a place is called by quite another name: not one word of three letters or more is shared."""
    words = [set(re.findall(r"\w{3,}", name.casefold().replace("_", " "))) for name in (known, said)]
    return bool(words[0] and words[1] and not words[0] & words[1])
