"""Columns of a D form and their sum. A cell that nobody read is never 0: the sum says how many it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import UNREAD, told
from telusur.results.recapitulation.rules.checks import bit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from telusur.results.elections.rules.layout import Layout


@dataclass(frozen=True)
class Column:
    """The numbers of one unit in the order of the form. gaps: by field, how many forms below left it unread."""

    values: tuple[int, ...]
    gaps: tuple[int, ...]

    @classmethod
    def of_form(cls, values: Sequence[int]) -> Column:
        """Return the column of one form as it was read."""
        return cls(tuple(values), tuple(int(value == UNREAD) for value in values))


def added(columns: Iterable[Column], width: int) -> Column:
    """Return the sum of columns, field by field: UNREAD where none of them was read, else the sum of those that were.

    An X counts as 0. gaps add up, so that no sum passes for whole that is not.
    """
    totals, gaps = [UNREAD] * width, [0] * width
    for column in columns:
        for place, (value, gap) in enumerate(zip(column.values, column.gaps, strict=True)):
            gaps[place] += gap
            number = told(value)
            if number is not None:
                totals[place] = number if totals[place] == UNREAD else totals[place] + number
    return Column(tuple(totals), tuple(gaps))


def differing(layout: Layout, form: Column, said: Column) -> tuple[str, ...]:
    """Return the fields in which a plenary says another number than the form that it read."""
    return tuple(name for name, one, other in zip(layout.names, form.values, said.values, strict=True) if one != other)


def moved(layout: Layout, form: Column, said: Column) -> int:
    """Return how many votes a plenary gave or took in all, over every choice of the form."""
    return sum(abs((told(said.values[place]) or 0) - (told(form.values[place]) or 0)) for place in layout.votes)


def missing_votes(layout: Layout, column: Column) -> bool:
    """Return whether votes of a choice, or of a name on its list, were not read: such a column has no sum, whoever
    decides."""
    return any(column.values[place] == UNREAD for place in layout.vote_places)


def copies(columns: Mapping[int, Column], *, least: int) -> dict[int, tuple[int, ...]]:
    """Return by unit which others say the very same numbers, all of them, at least so many not 0 among them (R19): one
    paper that was handed in for two."""
    same: dict[tuple[int, ...], list[int]] = {}
    for unit, column in columns.items():
        if sum(value > 0 for value in column.values) >= least:
            same.setdefault(column.values, []).append(unit)
    return {
        unit: tuple(other for other in units if other != unit)
        for units in same.values()
        if len(units) > 1
        for unit in units
    }


def slips(layout: Layout, column: Column) -> tuple[str, ...]:
    """Return the rules of votes that a column breaks: R05 (valid votes are those of the choices), R06 (a list is its
    own votes and its candidates'), R07 (all votes are valid and invalid ones)."""

    def number(name: str) -> int | None:
        return told(column.values[layout.places[name]])

    found = []
    choices = [number(choice.total) for choice in layout.choices]
    valid, invalid, whole = (number(name) for name in ("suara_sah", "suara_tidak_sah", "suara_total"))
    if valid is not None and None not in choices and valid != sum(each or 0 for each in choices):
        found.append("R05")
    for choice in layout.choices:
        parts = [number(name) for name in choice.fields[:-1]] if choice.candidates else []
        if (
            parts
            and None not in (*parts, number(choice.total))
            and sum(map(int, filter(None, parts))) != number(choice.total)
        ):
            found.append("R06")
            break
    if valid is not None and invalid is not None and whole is not None and valid + invalid != whole:
        found.append("R07")
    return tuple(found)


def doubts(layout: Layout, column: Column) -> int:
    """Return the rules of ballots and voters that the sums of a D form break, as bits: R10 (more users of the list than
    voters in it) and R12 (more votes than ballots were received, or a choice with more than all valid votes).

    They hold nothing: somebody looks. What lacks a cell that nobody read is no upper bound.
    """

    def over(part: str, whole: str) -> bool:
        if part not in layout.places or whole not in layout.places or column.gaps[layout.places[whole]]:
            return False
        one, most = (told(column.values[layout.places[name]]) for name in (part, whole))
        return one is not None and most is not None and one > most

    broken = 0
    if any(over(f"pengguna_dpt_{sex}", f"dpt_{sex}") for sex in "lpj"):
        broken |= bit("R10")
    if over("suara_total", "ss_diterima") or any(over(choice.total, "suara_sah") for choice in layout.choices):
        broken |= bit("R12")
    return broken
