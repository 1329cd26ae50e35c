"""A file of results as KPU's portal was copied: one row a polling station, one column a field of the form.

An empty cell was not read; `x` and a dash are an X or dash on the form. A row that cannot be taken is named with its
field and left out; the others are taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from telusur.results.elections.rules.codes import DIGITS, STATION, BadCode, station_of
from telusur.results.elections.rules.kinds import BadUnit, kind_of
from telusur.results.elections.rules.layout import UNREAD, X_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from telusur.results.elections.rules.kinds import StationKind
    from telusur.results.elections.rules.layout import Layout

CODE, UNIT, WRITTEN = "kode_tps", "unit", "ts"
PLACES = (("kab", 2), ("kec", 3), ("desa", 4))  # columns that name the place of a level
MARKS = {"": UNREAD, "x": X_MARK, "X": X_MARK, "-": X_MARK, "–": X_MARK}
MOST = 9_999_999  # no polling station and no overseas unit has more of anything; a longer number is a slip
BAD_CODE, BAD_UNIT, BAD_NUMBER, TWICE, CELLS, NO_COLUMN = "code", "unit", "number", "twice", "cells", "column"
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
    """A file as it was read. rows: how many lines with anything in them. values: forms × fields of the layout. names:
    what the file calls the places, by code. written: when the source says each row was last changed."""

    rows: int
    codes: NDArray[np.int64]
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
    header: Sequence[str], rows: Iterable[Sequence[str]], *, layout: Layout, kinds: Sequence[StationKind]
) -> Results:
    """Return what a file says. header: column names in small letters; rows: the cells of each further line."""
    taken = _Taken(header, layout, kinds)
    if CODE not in taken.where or not taken.fields:
        wrong = CODE if CODE not in taken.where else (layout.choices[0].total if layout.choices else "")
        refusal = Refusal(1, "", wrong, "", NO_COLUMN)
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

    def __init__(self, header: Sequence[str], layout: Layout, kinds: Sequence[StationKind]) -> None:
        self.header, self.layout, self.kinds = header, layout, kinds
        self.where = {name: place for place, name in enumerate(header)}
        self.fields = [
            (place, layout.places[field_of(name)], name)
            for place, name in enumerate(header)
            if field_of(name) in layout.places
        ]
        used = {name for _place, _field, name in self.fields} | {CODE, UNIT, WRITTEN, *(name for name, _ in PLACES)}
        self.ignored = tuple(name for name in header if name not in used)
        self.seen: set[int] = set()
        self.codes: list[int] = []
        self.units: list[str] = []
        self.values: list[list[int]] = []
        self.written: list[datetime | None] = []
        self.names: dict[int, str] = {}
        self._empty = [UNREAD] * layout.width

    def take(self, line: int, cells: Sequence[str]) -> Refusal | None:
        """Take one row, or say why not."""
        said = cells[self.where[CODE]].strip() if self.where[CODE] < len(cells) else ""
        if len(cells) != len(self.header):
            return Refusal(line, said, "", str(len(cells)), CELLS)
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
        vector = self._empty.copy()
        for place, field, name in self.fields:
            cell = cells[place]
            if cell:
                value = _number(cell.strip())
                if value is None:
                    return Refusal(line, said, name, cell, BAD_NUMBER)
                vector[field] = value
        self.seen.add(code)
        self.codes.append(code)
        self.units.append(unit)
        self.values.append(vector)
        self.written.append(_moment(cells[self.where[WRITTEN]]) if WRITTEN in self.where else None)
        self._name(code, cells)
        return None

    def _name(self, code: int, cells: Sequence[str]) -> None:
        for column, level in PLACES:
            if column in self.where:
                place = code // int(10 ** (DIGITS[STATION] - DIGITS[level]))
                if place not in self.names:
                    self.names[place] = re.sub(r"[-_]+", " ", cells[self.where[column]]).strip().upper()

    def columns(
        self,
    ) -> tuple[NDArray[np.int64], tuple[str, ...], NDArray[np.int32], tuple[datetime | None, ...], dict[int, str]]:
        values = np.array(self.values, dtype=np.int32).reshape(len(self.values), self.layout.width)
        return np.array(self.codes, dtype=np.int64), tuple(self.units), values, tuple(self.written), self.names


def _number(cell: str) -> int | None:
    """Return what a cell holds; None where it is neither a number nor a mark."""
    if cell in MARKS:
        return MARKS[cell]
    if cell.isascii() and cell.isdigit() and int(cell) <= MOST:
        return int(cell)
    return None


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
