"""When an entry is looked at again, and when the mix of classes in a list is hard to believe."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .entries import InformationClass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

REVIEW_FILE = Path(__file__).parent / "data" / "review.toml"


class NoReviewRule(Exception):
    """No row of review.toml is in force."""


@dataclass(frozen=True)
class Doubt:
    """The list's classes are hard to believe. percent: share of serta merta, rounded down; source: the rule's."""

    immediate: int
    total: int
    percent: int
    source: str


@cache
def _table() -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads(REVIEW_FILE.read_text())


def _newest(rows: list[dict[str, Any]], on: date) -> dict[str, Any]:
    valid = [row for row in rows if row["valid_from"] <= on]
    if not valid:
        raise NoReviewRule(on)
    return max(valid, key=lambda row: row["valid_from"])


def review_months(information_class: InformationClass, on: date) -> int:
    """Return after how many months an entry of this class is looked at again. Raises: NoReviewRule."""
    rows = [row for row in _table()["review_interval"] if row["information_class"] == information_class]
    return int(_newest(rows, on)["length"])


def doubt_about_classes(counts: Mapping[str, int], on: date) -> Doubt | None:
    """Return why the mix of classes is implausible, or None. counts: entries by class. Raises: NoReviewRule."""
    row = _newest(_table()["immediate_share"], on)
    total, immediate = sum(counts.values()), counts.get(InformationClass.IMMEDIATE, 0)
    if total < row["at_least_items"] or immediate * 100 <= row["above_percent"] * total:
        return None
    return Doubt(immediate, total, immediate * 100 // total, row["source"])
