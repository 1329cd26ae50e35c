"""What was recapitulated of a council's electoral districts, as the tables that a count of seats reads."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.selectors import districts_of, names_of
from telusur.results.plenaries.rules.states import State
from telusur.results.plenaries.selectors import column_of, determinations_of, layout_for
from telusur.results.recapitulation.selectors import district_totals

from ..rules.counted import PEOPLE, SEATS, people_of, province_of, seats_of, votes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from telusur.results.elections.models import Contest
    from telusur.results.plenaries.models import Determination as Result
    from telusur.results.recapitulation.selectors import DistrictTotals

WITHOUT = frozenset({State.OVERTURNED})


@dataclass(frozen=True)
class Determined:
    """The results in force of a contest: one of all of it, or one of each electoral district.

    lacks: why they are not enough for seats, a code of `services.Refused`; names: the districts without one.
    """

    results: tuple[Result, ...]
    lacks: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counted:
    """The forms in force, district by district, and the tables made of them as CSV. lists: empty where nobody stands
    on any; control: empty where no result is determined."""

    totals: tuple[DistrictTotals, ...]
    votes: str
    seats: str
    lists: str
    control: str


def determined_of(*, contest: Contest) -> Determined:
    """Return what plenaries determined of a contest, the latest of each district. Raises: NoRuleInForce."""
    found: dict[tuple[int, int | None], Result] = {}
    for each in determinations_of(contest=contest):
        found[each.plenary.place, each.plenary.district_id] = each
    results = tuple(found.values())
    if not results:
        return Determined(results, "not_determined")
    if any(each.plenary.state in WITHOUT for each in results):
        return Determined(results, "overturned")
    districts = {each.key: each.name for each in districts_of(contest=contest)}
    determined = {district for _place, district in found}
    missing = tuple(name for key, name in districts.items() if key not in determined)
    if missing and None not in determined:
        return Determined(results, "not_all_determined", missing)
    return Determined(results)


def counted_of(*, contest: Contest, results: Sequence[Result] = (), until: int | None = None) -> Counted:
    """Return what the forms of a contest say, and what plenaries determined as its control.

    until: as the forms stood when the election's log had so many acts. Raises: NoRuleInForce.
    """
    totals = tuple(district_totals(contest=contest, until=until))
    control = _control(totals, results) if results else ""
    return Counted(totals, _votes(totals), _seats(totals), _lists(totals), control)


def _written(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _names(totals: Sequence[DistrictTotals]) -> dict[int, str]:
    return {choice.number: choice.name for one in totals for choice in one.district.layout.choices}


def _votes(totals: Sequence[DistrictTotals]) -> str:
    return _written(votes(dict(sorted(_names(totals).items())), ((one.district, one.sums) for one in totals)))


def _seats(totals: Sequence[DistrictTotals]) -> str:
    """Return the seats of each district, the province of its first territory, and the voters that its forms name."""
    names = names_of(codes={province_of(one.district) for one in totals})
    lines = [[*seats_of(one.district, names), one.sums.get("dpt_j", 0)] for one in totals]
    return _written([[*SEATS, "dpt"], *lines])


def _control(totals: Sequence[DistrictTotals], results: Iterable[Result]) -> str:
    names = _names(totals)
    sums = dict.fromkeys(names, 0)
    for each in results:
        layout = layout_for(plenary=each.plenary)
        values = column_of(values=each.totals, gaps=each.gaps).values
        for choice in layout.choices:
            sums[choice.number] += max(values[layout.places[choice.total]], 0)
    return _written([["partai", "suara"], *([names[number], votes] for number, votes in sums.items())])


def _lists(totals: Sequence[DistrictTotals]) -> str:
    """Return the candidates with their own votes; nothing where nobody stands on a list."""
    lines = [row for one in totals for _field, row in people_of(one.district, one.sums)]
    if not lines:
        return ""
    heading = list(PEOPLE)
    if not all(line[4] for line in lines):  # a sex that is not known is not written as one
        heading, lines = [*heading[:4], heading[5]], [[*line[:4], line[5]] for line in lines]
    return _written([heading, *lines])
