"""When seats may be determined: disputes before the Constitutional Court, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


class PaperKind(StrEnum):
    """What the Court told."""

    CLEAR = "clear"
    REGISTERED = "registered"
    RULING = "ruling"


class Court(StrEnum):
    """Where a result stands between its announcement and the determination of seats."""

    OPEN = "open"
    SILENT = "silent"
    DISPUTED = "disputed"
    CLEAR = "clear"
    RULED = "ruled"


@dataclass(frozen=True)
class Told:
    """A paper of the Court. answered: of a registered case, whether a ruling ended it."""

    kind: PaperKind
    dated_on: date
    answered: bool = False


@dataclass(frozen=True)
class Terms:
    """How long a result may be disputed, and how soon after the Court's word seats are due; whether both were read in
    the text of the law."""

    hours: int
    days: int
    sources: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True)
class Standing:
    """closes_at: the end of the window. due_on: the last day for the seats; None before the Court has spoken."""

    court: Court
    closes_at: datetime
    due_on: date | None

    @property
    def holds(self) -> bool:
        """Return whether seats may not be determined yet."""
        return self.court in {Court.OPEN, Court.DISPUTED}


def standing(announced_at: datetime, papers: Sequence[Told], *, terms: Terms, at: datetime) -> Standing:
    """Return where a result stands at `at`. A word of the Court ends the window before its time; a case without a
    ruling keeps it shut. Law: UU 7/2017 Pasal 473-475.
    """
    closes_at = announced_at + timedelta(hours=terms.hours)
    if any(each.kind == PaperKind.REGISTERED and not each.answered for each in papers):
        return Standing(Court.DISPUTED, closes_at, None)
    last = [each for each in papers if each.kind != PaperKind.REGISTERED]
    if not last:
        return Standing(Court.OPEN if at < closes_at else Court.SILENT, closes_at, None)
    due_on = max(each.dated_on for each in last) + timedelta(days=terms.days)
    ruled = any(each.kind == PaperKind.RULING for each in last)
    return Standing(Court.RULED if ruled else Court.CLEAR, closes_at, due_on)
