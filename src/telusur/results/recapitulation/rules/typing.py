"""What a person types into the cells of a form, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import MOST, UNREAD, X_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.results.elections.rules.layout import Layout

CROSSES = frozenset({"x", "-", "–", "—"})
UNREADABLE = frozenset({"?", "tt", "tidak terbaca"})
EMPTY, NO_NUMBER, TOO_LARGE = "empty", "number", "large"
LONGEST = 20  # signs of a cell that are kept as typed


class BadCells(ValueError):
    """Cells that say nothing yet. faults: by field, one of the words above."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(", ".join(faults))


@dataclass(frozen=True)
class Cell:
    """One cell as it was typed, and its number, X_MARK or UNREAD; None with a fault."""

    value: int | None
    fault: str = ""


def read_cell(text: str) -> Cell:
    """Return what a cell says: a number, an X or dash, or that it cannot be read. An empty cell says nothing."""
    said = text.strip().casefold()
    if not said:
        return Cell(None, EMPTY)
    if said in CROSSES:
        return Cell(X_MARK)
    if said in UNREADABLE:
        return Cell(UNREAD)
    if not (said.isascii() and said.isdigit()):
        return Cell(None, NO_NUMBER)
    return Cell(int(said)) if int(said) <= MOST else Cell(None, TOO_LARGE)


def write_cell(value: int) -> str:
    """Return how a number, an X or an unread cell is typed."""
    return "?" if value == UNREAD else "x" if value == X_MARK else str(value)


def vector_of(layout: Layout, typed: Mapping[str, str], *, blanks_unread: bool = False) -> list[int]:
    """Return the vector of a form that was typed whole. blanks_unread: an empty cell could not be read.

    Raises: BadCells naming every cell that says nothing.
    """
    cells = {name: read_cell(typed.get(name, "")) for name in layout.names}
    if blanks_unread:
        cells = {name: Cell(UNREAD) if cell.fault == EMPTY else cell for name, cell in cells.items()}
    faults = {name: cell.fault for name, cell in cells.items() if cell.fault}
    if faults:
        raise BadCells(faults)
    return [cell.value if cell.value is not None else UNREAD for cell in cells.values()]


def differing(layout: Layout, first: list[int], second: list[int]) -> tuple[str, ...]:
    """Return the fields in which two readings of a form differ. A number, an X and an unread cell are three things;
    that an X counts as 0 makes it no 0."""
    return tuple(name for name, one, other in zip(layout.names, first, second, strict=True) if one != other)
