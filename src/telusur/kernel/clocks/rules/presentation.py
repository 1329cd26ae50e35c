"""A computation as plain values, the same for the command line, the API and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from .counting import Computation


class Plain(TypedDict):
    """What a program reads. Days are written YYYY-MM-DD; `counted` pairs a day with its number, `skipped` with why."""

    due: str
    due_if_extended: str | None
    counted: list[tuple[str, int]]
    skipped: list[tuple[str, str]]
    rule: str
    calendar: int
    confirmed: bool


def plain(computation: Computation) -> Plain:
    """Return a computation as plain values, ready for JSON."""
    extended = computation.due_if_extended
    return {
        "due": computation.due.isoformat(),
        "due_if_extended": extended.isoformat() if extended else None,
        "counted": [(day.isoformat(), number) for day, number in computation.counted],
        "skipped": [(day.isoformat(), why) for day, why in computation.skipped],
        "rule": computation.rule,
        "calendar": computation.calendar_version,
        "confirmed": computation.confirmed,
    }
