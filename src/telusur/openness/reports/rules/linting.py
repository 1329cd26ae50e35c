"""The linter: every check on one report, its findings in the order of the text.

The same checks judge a report that is made here before it may be signed, and any other report from its text alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .checks.bases import Superseded, legal_bases
from .checks.dates import days_no_calendar_has, signing_dates, weekdays
from .checks.gaps import dangling_headings, empty_figures, missing_facts, unfinished_sentences
from .checks.people import mixed_criteria, requests_and_people
from .checks.shares import MostImmediate, class_shares, percentages
from .checks.statements import none_and_some, states_of_things, totals_told_twice
from .checks.sums import sums_in_sentences, sums_under_sentences
from .checks.table_sums import sums_in_tables
from .checks.words_and_figures import counts_in_words, dates_in_words
from .checks.years import other_years
from .layout import report_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .findings import ReportFinding

CHECKS = (
    sums_in_sentences,
    sums_in_tables,
    sums_under_sentences,
    counts_in_words,
    dates_in_words,
    other_years,
    weekdays,
    days_no_calendar_has,
    signing_dates,
    dangling_headings,
    unfinished_sentences,
    empty_figures,
    missing_facts,
    states_of_things,
    none_and_some,
    totals_told_twice,
    percentages,
    requests_and_people,
    mixed_criteria,
)


@dataclass(frozen=True)
class Yardstick:
    """What the checks need of the law: instruments that lost their force, and the share of `serta merta` to doubt."""

    superseded: tuple[Superseded, ...] = ()
    most_immediate: MostImmediate | None = None


def lint(
    pages: str | Sequence[str], *, year: int | None = None, by: Yardstick | None = None
) -> tuple[ReportFinding, ...]:
    """Return everything wrong with the text of a report, in the order of the text; empty for a sound one.

    pages: its text, or one text a page. year: the year it reports on; without it, the one its title tells.
    """
    by = by or Yardstick()
    report = report_of((pages,) if isinstance(pages, str) else pages, year=year)
    found = [finding for check in CHECKS for finding in check(report)]
    found += legal_bases(report, by.superseded)
    if by.most_immediate is not None:
        found += class_shares(report, by.most_immediate)
    unique = {(each.kind, each.place, each.facts): each for each in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda each: (each.place, each.kind)))
