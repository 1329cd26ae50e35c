"""What the cells of a count most likely mean, and every fault that stands between them and a determination.

A cell that is no whole number, and a column whose sum misses its control total, are faults. Both are read, so that
seats can be shown at once; how far the truth may lie from the reading is kept as a span, for `rules.doubts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .tables import MOST_DIGITS, SEATS, Cell, Control, Correction, District, Votes, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’\s]\d{3})+")
_NOUGHTS = re.compile(r"(\d+)[.,]0+")
_CUT = re.compile(r"(\d{1,3})[.,](\d{1,2})")
_DASHES = frozenset("-–—xX")


class Flaw(StrEnum):
    """What is wrong with a count that is shown all the same."""

    NOT_WHOLE = "not_whole"
    UNREADABLE = "unreadable"
    SUM_MISSES = "sum_misses"
    SEATS_MISS = "seats_miss"


@dataclass(frozen=True)
class Fault:
    """One fault, by cell or by column.

    district: "" for a column. row, text: where it stands and what is written there. read_as: what it is taken for.
    total, control: the sum as read and what it should be. holders: districts of which a single one could carry the
    whole difference.
    """

    flaw: Flaw
    column: str
    district: str = ""
    row: int = 0
    text: str = ""
    read_as: int | None = None
    total: int | None = None
    control: int | None = None
    holders: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the name by which lists speak of the fault; of a sum it does not change with where it may lie."""
        place = self.district if self.total is None else ""
        return "/".join(part for part in (self.flaw, place, self.column) if part)


@dataclass(frozen=True)
class Span:
    """Within which a number lies. high: None where nothing bounds it."""

    low: int
    high: int | None

    @property
    def sure(self) -> bool:
        """Return whether only one number is possible."""
        return self.low == self.high


@dataclass(frozen=True)
class Column:
    """A column as read: values and spans by district, and its faults.

    spans: with a difference spread over any cells. near: with the whole of it in one cell, where one is large enough.
    """

    values: Mapping[str, int] = field(hash=False)
    spans: Mapping[str, Span] = field(hash=False)
    near: Mapping[str, Span] = field(hash=False)
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Judged:
    """A whole count as read: votes by party, and seats, each a column of districts."""

    votes: Mapping[str, Column] = field(hash=False)
    seats: Column

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Return every fault, those of the seats last."""
        return (*(fault for column in self.votes.values() for fault in column.faults), *self.seats.faults)


def judge(
    votes: Votes, seats: Mapping[str, District], *, control: Control | None, corrections: Iterable[Correction] = ()
) -> Judged:
    """Return the count as it most likely is meant, with its faults. Corrections take the place of what is written."""
    made = {(each.district, each.column): str(each.new) for each in corrections}

    def corrected(district: str, column: str, cell: Cell) -> Cell:
        return Cell(made.get((district, column), cell.text), cell.row)

    columns = {
        party: read_column(
            party,
            {name: corrected(name, party, votes.cells[name, party]) for name in votes.districts},
            control=control.votes[party] if control else None,
        )
        for party in votes.parties
    }
    places = {name: corrected(name, SEATS, seats[name].cells[SEATS]) for name in votes.districts}
    known = sum(control.seats.values()) if control and control.seats else None
    return Judged(columns, read_column(SEATS, places, control=known, missed=Flaw.SEATS_MISS))


def settled(before: Judged, after: Judged) -> tuple[Fault, ...]:
    """Return the faults of `before` that corrections ended."""
    left = {fault.name for fault in after.faults}
    return tuple(fault for fault in before.faults if fault.name not in left)


def likely(text: str) -> tuple[int, ...]:
    """Return the whole numbers a text may stand for, most likely first; none where it says nothing.

    "24.214" is 24,214 with the Indonesian point, or else 24 with decimals. "24.21" is a 24,210 that a spreadsheet took
    for a decimal. A dash or X is a cell filled as blank, 0; an empty cell is not read as 0.
    """
    text = text.strip()
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return ()
    if text in _DASHES:
        return (0,)
    if _THOUSANDS.fullmatch(text):
        joined = int(re.sub(r"\D", "", text))
        groups = re.split(r"\D", text)
        return (joined, int(groups[0])) if len(groups) == 2 and re.search("[.,]", text) else (joined,)  # noqa: PLR2004
    if found := _NOUGHTS.fullmatch(text):
        return (int(found[1]),)
    if found := _CUT.fullmatch(text):
        return (int(found[1] + found[2].ljust(3, "0")), int(found[1]))
    return ()


def read_column(name: str, cells: Mapping[str, Cell], *, control: int | None, missed: Flaw = Flaw.SUM_MISSES) -> Column:
    """Return one column as read, checked with its control total where there is one.

    A cell alone in its column is read so that the sum comes out, where one of its readings does. A difference that only
    one cell is large enough to carry is read as lying in it; else the column stays as written, and each cell may be off
    by as much as the whole difference.
    """
    values = {place: whole(cell.text) for place, cell in cells.items()}
    odd = [place for place, value in values.items() if value is None]
    rest = control - sum(value or 0 for value in values.values()) if control is not None else None
    spans = {place: Span(value, value) for place, value in values.items() if value is not None}
    faults, read = [], {place: value for place, value in values.items() if value is not None}
    for place in odd:
        read[place], spans[place] = _read_odd(cells[place].text, rest if len(odd) == 1 else None)
        flaw = Flaw.NOT_WHOLE if likely(cells[place].text) else Flaw.UNREADABLE
        faults.append(Fault(flaw, name, place, cells[place].row, cells[place].text, read_as=read[place]))
    off = sum(read.values()) - control if control is not None else 0
    if control is None or not off:
        return Column({place: read[place] for place in cells}, spans, spans, tuple(faults))
    total = control + off
    holders = tuple(place for place in cells if read[place] >= off)
    wide = {place: _widened(spans[place], off) for place in cells}
    near = {place: (wide if place in holders else spans)[place] for place in cells}
    alone = holders[0] if len(holders) == 1 and not odd else ""
    if alone:
        read[alone] -= off
    faults.append(
        Fault(
            missed,
            name,
            alone,
            cells[alone].row if alone else 0,
            cells[alone].text if alone else "",
            read_as=read[alone] if alone else None,
            total=total,
            control=control,
            holders=holders,
        )
    )
    return Column({place: read[place] for place in cells}, wide, near, tuple(faults))


def _read_odd(text: str, rest: int | None) -> tuple[int, Span]:
    """Return what a cell that is no whole number is read as, and its span. rest: what the control leaves for it."""
    readings = likely(text)
    if rest is not None and (rest in readings or (not readings and rest >= 0)):
        return rest, Span(rest, rest)
    if readings:
        return readings[0], Span(min(readings), max(readings))
    return 0, Span(0, None)


def _widened(span: Span, off: int) -> Span:
    if off > 0:
        return Span(max(0, span.low - off), span.high)
    return Span(span.low, None if span.high is None else span.high - off)
