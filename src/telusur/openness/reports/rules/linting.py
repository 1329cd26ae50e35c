"""The linter: every check on one report, its findings in the order of the text.

The same checks judge a report that is made here before it may be signed, and any other report from its text alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .checks.bases import Superseded, legal_bases
from .checks.changes import other_ways, sizes_of_changes, ways_over_two_sentences
from .checks.dates import days_no_calendar_has, signing_dates, weekdays
from .checks.denials import men_and_women_told_twice, none_and_some_told, within_and_longer
from .checks.gaps import dangling_headings, empty_figures, unfinished_sentences
from .checks.grades import grades_of_values
from .checks.listed import outcomes_in_lists, people_by_name, shares_of_all
from .checks.means import monthly_means, times_outside
from .checks.missing import missing_facts
from .checks.names import Named, names_and_numbers
from .checks.none_and_some import none_and_some
from .checks.people import mixed_criteria, requests_and_people
from .checks.sex_rows import rows_of_both_sexes
from .checks.share_columns import share_columns
from .checks.share_first import shares_first
from .checks.share_lists import shares_of_one_question
from .checks.shares import MostImmediate, class_shares, percentages
from .checks.statements import conditions_of_things, states_of_things, totals_told_twice
from .checks.subsets import parts_over_the_whole, what_is_left
from .checks.sums import sums_in_sentences, sums_under_sentences
from .checks.table_sums import sums_in_tables
from .checks.words_and_figures import counts_in_words, dates_in_words, decimals_in_words
from .checks.years import other_years
from .counts import forget
from .days import days_in
from .layout import report_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.openness.satisfaction.rules.index import Band

    from .findings import ReportFinding
    from .layout import Report

CHECKS = (
    sums_in_sentences,
    sums_in_tables,
    rows_of_both_sexes,
    sums_under_sentences,
    parts_over_the_whole,
    what_is_left,
    counts_in_words,
    dates_in_words,
    decimals_in_words,
    other_years,
    weekdays,
    days_no_calendar_has,
    signing_dates,
    dangling_headings,
    unfinished_sentences,
    empty_figures,
    missing_facts,
    states_of_things,
    conditions_of_things,
    none_and_some,
    totals_told_twice,
    none_and_some_told,
    within_and_longer,
    men_and_women_told_twice,
    percentages,
    shares_first,
    shares_of_one_question,
    share_columns,
    requests_and_people,
    mixed_criteria,
    other_ways,
    ways_over_two_sentences,
    sizes_of_changes,
    monthly_means,
    times_outside,
    people_by_name,
    outcomes_in_lists,
    shares_of_all,
)


@dataclass(frozen=True)
class Yardstick:
    """What the checks need of the law: instruments that lost their force, those that everybody knows by name, the
    share of `serta merta` to doubt, and the bands of the values of a survey."""

    superseded: tuple[Superseded, ...] = ()
    named: tuple[Named, ...] = ()
    most_immediate: MostImmediate | None = None
    bands: tuple[Band, ...] = ()


def lint(
    pages: str | Sequence[str], *, year: int | None = None, by: Yardstick | None = None
) -> tuple[ReportFinding, ...]:
    """Return everything wrong with the text of a report, in the order of the text; empty for a sound one.

    pages: its text, or one text a page. year: the year it reports on; without it, the one its title tells.
    """
    by = by or Yardstick()
    report = report_of((pages,) if isinstance(pages, str) else pages, year=year)
    try:
        found = _found(report, by)
    finally:
        forget()
        days_in.cache_clear()
    unique = {(each.kind, each.place, each.facts): each for each in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda each: (each.place, each.kind)))


def _found(report: Report, by: Yardstick) -> list[ReportFinding]:
    found = [finding for check in CHECKS for finding in check(report)]
    found += legal_bases(report, by.superseded)
    found += names_and_numbers(report, by.named)
    found += grades_of_values(report, by.bands)
    if by.most_immediate is not None:
        found += class_shares(report, by.most_immediate)
    return found
