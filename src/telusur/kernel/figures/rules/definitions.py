"""What a figure is: one definition, used by page, chart, command, export and API alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from .tallies import Tally, count, count_distinct, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .facts import CellKey, Daily, Tallied
    from .measures import Value
    from .periods import Period

Cell = str | int | date | None
Label = Any  # text, or text that is translated when it is printed
FIRST_DEFINED = date(2026, 11, 22)


@dataclass(frozen=True)
class Column:
    """A column of a figure's row list. `personal` columns are never printed for the public."""

    key: str
    label: Label


@dataclass(frozen=True)
class Row:
    """One record that a figure counts: its stable id, its columns, its groups and the value it brings.

    id: the same in every period and at every reading, whatever other rows come and go: a frozen set tells by it which
    rows changed since.
    day: the day on which it counts; a figure whose rows have none is always counted from the rows, it has no facts.
    until: only for a state: the first day on which the row does not stand any more, None while it stands.
    """

    id: int
    columns: Mapping[str, Cell]
    groups: Mapping[str, str] = field(default_factory=dict)
    value: int | None = None
    day: date | None = None
    until: date | None = None


@dataclass(frozen=True, eq=False)
class Dimension:
    """A way to split a figure, itself and no other. `personal` ones (sex, occupation, applicant type) open no public
    rows.

    key: also the word in the address that opens the rows of one cell. Raises: ValueError for a word that asks for
    something else there.
    """

    key: str
    label: Label
    labels: Mapping[str, Label]
    personal: bool = False

    def __post_init__(self) -> None:
        if self.key in {"masa", "page", "format", "period"}:
            raise ValueError(self.key)


@dataclass(frozen=True)
class Note:
    """What a reader should know before he believes the number."""

    title: str
    text: str


@dataclass(frozen=True)
class Figure:
    """A named number.

    rows: the selector of the records counted, for (office_id, period, on). `on` is the day of asking: what is told
    of a period still running is told up to that day. measure: how the rows become the value; it sees their tally and
    nothing else. notes: what makes the tallies of the rows and of their cells, told on that day, hard to believe.
    aside: what stands beside the number in this office and period and is not counted in it, asked as `rows` is.
    spans: for a figure that tells a state at the end of its period (what is open), the rows that stood on any day of
    the period, each with `day` and `until`; `rows` are then those that stand on the day of which the period is told.
    since: the first day of this version of the definition.
    by_day: for rows too many to be read one by one, what the tallies of the rows are on each day of a period (see
    `rules.facts`); it must be what the rows come to. part: for such rows, those of one cell (`WHOLE` for all) from one
    place to another of `rows`. live: the rows grow without the office's pages being touched, but those of a day that
    is over change no more: the running month is counted anew each time, the months before it stand in facts.
    dated: False for a figure whose rows belong to no single day (a survey counts in the year that holds all its days):
    it is always counted from the rows and has no facts.
    began: for what nobody could count before, the first day of which its rows are kept; None where none are yet. A
    period before it has no number: that is not 0.
    relation: how it hangs together with the other numbers of its group, where readers would add them up; said once
    beneath them.
    public_page, officer_page: names of addresses that take the office's slug and a row's id and show the record.
    """

    key: str
    name: Label
    unit: Label
    definition: Label
    source: Label
    rows: Callable[[int, Period, date], Sequence[Row]]
    public_columns: Sequence[Column]
    officer_columns: Sequence[Column]
    officer_permission: str
    measure: Callable[[Tally], Value] = count
    dimensions: Sequence[Dimension] = ()
    version: int = 1
    group: Label = ""
    notes: Callable[[Tallied, date], Sequence[Note]] | None = None
    aside: Callable[[int, Period, date], Sequence[Note]] | None = None
    spans: Callable[[int, Period, date], Sequence[Row]] | None = None
    since: date = FIRST_DEFINED
    by_day: Callable[[int, Period, date], Daily] | None = None
    part: Callable[[int, Period, date, CellKey, slice], Sequence[Row]] | None = None
    live: bool = False
    dated: bool = True
    began: Callable[[], date | None] | None = None
    relation: Label = ""
    public_page: str = ""
    officer_page: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it tells how things stood at the end of its period, not what happened within it."""
        return self.spans is not None

    def value_of(self, rows: Iterable[Row]) -> Value:
        return self.measure(tally(rows))

    def dimension(self, key: str) -> Dimension | None:
        return next((dimension for dimension in self.dimensions if dimension.key == key), None)


def rows_of_cell(rows: Sequence[Row], dimension: str, cell: str) -> list[Row]:
    """Return the rows behind one cell of a split figure."""
    return [row for row in rows if row.groups.get(dimension, "") == cell]


def cells_in_order(dimension: Dimension, found: Iterable[str]) -> list[str]:
    """Return the cells of a dimension, in its own order; cells that no label names come last, sorted."""
    return [*dimension.labels, *sorted(set(found) - set(dimension.labels))]


__all__ = [
    "Cell",
    "Column",
    "Dimension",
    "Figure",
    "Label",
    "Note",
    "Row",
    "Tally",
    "cells_in_order",
    "count",
    "count_distinct",
    "rows_of_cell",
    "tally",
]
