"""What forms and plenaries say of the polling stations of a regency is written down anew, as the public reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import UNREAD, told
from telusur.results.elections.selectors import layout_of, terms_of
from telusur.results.recapitulation.rules.states import COUNTED
from telusur.results.recapitulation.selectors import columns_now, stations_within

from .. import selectors
from ..models import Compared, Line
from ..rules.small import ballots, joined, together
from ..rules.states import RESULTS
from ..rules.sums import Column

if TYPE_CHECKING:
    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout


def compare_regency(*, contest: Contest, regency: int) -> int:
    """Write the comparison of a regency anew, of every published plenary of polling stations in it; return its rows.

    Polling stations are folded over the whole regency, as its published tree folds them; where one of those shown
    together has no published D form yet, all of them wait for it. Called in the transaction of what published.
    """
    first, last = stations_within(regency)
    on = contest.election.voted_on
    readers = [key for key, level in selectors.levels(on=on).items() if level.of_stations]
    lines = Line.objects.filter(
        plenary__contest=contest,
        plenary__level__in=readers,
        plenary__in_force=True,
        plenary__state__in=RESULTS,
        unit__gte=first,
        unit__lte=last,
    )
    Compared.objects.filter(contest=contest, regency=regency).delete()
    least = terms_of(kind=contest.election.kind, on=on).small
    found: list[Compared] = []
    for district, here in _by_district(lines).items():
        layout = layout_of(contest=contest, district=district)
        now = _in_force(contest, layout, (first, last))
        for row in _rows(layout, here, now, least):
            row.contest, row.regency = contest, regency
            found.append(row)
    Compared.objects.bulk_create(found, batch_size=5000)
    return len(found)


def _by_district(lines: object) -> dict[int | None, dict[int, Line]]:
    found: dict[int | None, dict[int, Line]] = {}
    rows = lines.select_related("plenary").prefetch_related("corrections").order_by("unit")  # type: ignore[attr-defined]
    for line in rows:
        found.setdefault(line.plenary.district_id, {})[line.unit] = line
    return found


def _in_force(contest: Contest, layout: Layout, within: tuple[int, int]) -> dict[int, Column]:
    """Return the columns of what counts in a regency now."""
    columns = columns_now(contest=contest, layout=layout, within=within)
    rows = zip(columns.codes.tolist(), columns.votes.tolist(), columns.values.tolist(), strict=True)
    return {code: Column.of_form(values) for code, votes, values in rows if votes in COUNTED}


def _rows(layout: Layout, lines: dict[int, Line], now: dict[int, Column], least: int) -> list[Compared]:
    forms = {code: selectors.form_column(line=line) for code, line in lines.items()}
    said = {code: selectors.said_column(line=line) for code, line in lines.items()}
    smallest = now | {  # a unit is small by what either of the two says
        code: form
        for code, form in forms.items()
        if 0 < ballots(layout, form) < ballots(layout, now.get(code, said[code]))
    }
    found = []
    for group in together(layout, smallest, least=least):
        if not set(group) <= set(lines):
            continue
        form, says = joined(layout, forms, group), joined(layout, said, group)
        reasons = "; ".join(dict.fromkeys(each.reason for code in group for each in lines[code].corrections.all()))
        for choice, place in zip(layout.choices, layout.votes, strict=True):
            before, after = told(form.values[place]), told(says.values[place]) or 0
            lacks = form.values[place] == UNREAD or form.gaps[place]
            found.append(
                Compared(
                    unit=group[0],
                    together=",".join(map(str, group)) if len(group) > 1 else "",
                    choice=choice.number,
                    form=None if lacks else before,
                    said=after,
                    gain=0 if lacks else after - (before or 0),
                    reasons=reasons if after != before else "",
                )
            )
    return found
