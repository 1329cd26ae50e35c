"""What arithmetic would make of votes that do not add up: a suggestion for people, never a number of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import UNREAD, VOTE_TOTALS, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.results.elections.rules.layout import Layout

VALID, INVALID, WHOLE = VOTE_TOTALS


@dataclass(frozen=True)
class Repair:
    """One number that, alone put right, would let the votes add up. was: None where nobody read it. digits: how many of
    its digits change."""

    field: str
    was: int | None
    would_be: int
    digits: int


def repairs(layout: Layout, vector: Sequence[int]) -> tuple[Repair, ...]:
    """Return every number that could alone make R05 and R07 hold, those of the fewest changed digits first.

    Nothing, where they hold already, where more than one number is unread, or where no single number could.
    """
    choices = [choice.total for choice in layout.choices]
    fields = [*choices, VALID, INVALID, WHOLE]
    if not choices or any(name not in layout.places for name in fields):
        return ()
    said = {name: told(vector[layout.places[name]]) for name in fields}
    unread = [name for name, value in said.items() if value is None]
    if len(unread) > 1 or (not unread and _adds_up(said, choices)):
        return ()
    found = []
    for name in unread or fields:
        value = _needed(said, choices, name)
        if value is not None and value >= 0 and _adds_up({**said, name: value}, choices):
            was = None if vector[layout.places[name]] == UNREAD else said[name]
            found.append(Repair(name, was, value, _digits_apart(was, value)))
    return tuple(sorted(found, key=lambda repair: repair.digits))


def _needed(said: dict[str, int | None], choices: list[str], name: str) -> int | None:
    """Return what a number would have to be, taken from all the others."""
    others = {field: value or 0 for field, value in said.items() if field != name}
    if name == WHOLE:
        return others[VALID] + others[INVALID]
    if name == INVALID:
        return others[WHOLE] - others[VALID]
    if name == VALID:
        return sum(others[choice] for choice in choices)
    return others[VALID] - sum(others[choice] for choice in choices if choice != name)


def _adds_up(said: dict[str, int | None], choices: list[str]) -> bool:
    numbers = {name: value or 0 for name, value in said.items()}
    by_choice = sum(numbers[choice] for choice in choices) == numbers[VALID]
    return by_choice and numbers[VALID] + numbers[INVALID] == numbers[WHOLE]


def _digits_apart(one: int | None, other: int) -> int:
    if one is None:
        return len(str(other))
    width = max(len(str(one)), len(str(other)))
    return sum(a != b for a, b in zip(str(one).zfill(width), str(other).zfill(width), strict=True))
