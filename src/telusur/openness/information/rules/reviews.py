"""When an entry is looked at again, and when the mix of classes in a list is hard to believe."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .entries import InformationClass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.kernel.law.rules import Rule


@dataclass(frozen=True)
class Doubt:
    """The list's classes are hard to believe. percent: share of serta merta, rounded down; source: the rule's."""

    immediate: int
    total: int
    percent: int
    source: str


def review_by(interval: Rule, on: date) -> date:
    """Return the day by which an entry that was right on `on` is looked at again.

    interval: the row of `review_interval` for its class, in whole months.
    """
    month = on.month - 1 + interval.number("length")
    year, month = on.year + month // 12, month % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def doubt_about_classes(counts: Mapping[str, int], threshold: Rule) -> Doubt | None:
    """Return why the mix of classes is implausible, or None.

    counts: entries by class. threshold: the row of `immediate_share`. Law: UU 14/2008 Pasal 10.
    """
    total, immediate = sum(counts.values()), counts.get(InformationClass.IMMEDIATE, 0)
    few = total < threshold.number("at_least_items")
    if few or immediate * 100 <= threshold.number("above_percent") * total:
        return None
    return Doubt(immediate, total, immediate * 100 // total, threshold.source)
