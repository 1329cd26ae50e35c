"""How the public sees the polling stations of a regency when a plenary's numbers stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.rules.showing import Showing, Unit, showing
from telusur.results.elections.selectors import districts_of, shown_units, terms_of, units_of
from telusur.results.recapitulation.rules.states import COUNTED, Standing
from telusur.results.recapitulation.selectors import columns_now

from ..rules.small import ballots
from ..rules.sums import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.folding import Folds
    from telusur.results.elections.rules.layout import Layout


def shown_in(
    *, contest: Contest, layout: Layout, district: int | None, regency: int, said: Mapping[int, Column]
) -> tuple[Showing, dict[int, int]]:
    """Return what the public sees of the polling stations of a regency that have one form, as its published tree shows
    them, once a plenary has settled those in `said`; and what it has seen of them so far.

    district: key of their electoral district, where the contest has any.
    """
    within, election = span_of(regency), contest.election
    terms, districts = terms_of(kind=election.kind, on=election.voted_on), districts_of(contest=contest)
    now = columns_now(contest=contest, layout=layout, within=within)
    rows = zip(now.codes.tolist(), now.votes.tolist(), now.values.tolist(), strict=True)
    forms = {code: (votes, ballots(layout, Column.of_form(values))) for code, votes, values in rows}
    units = []
    for one in units_of(election=election, spans=[within]):
        place = districts.place_of(one.code)
        if place is None or districts.all[place].key != district:
            continue
        votes, size = forms.get(one.code, (Standing.MISSING, 0))
        if one.code in said:
            votes, size = Standing.SETTLED, ballots(layout, said[one.code])
        unit = Unit.before_the_public(
            one.code,
            size,
            voters=one.voters,
            counts=votes in COUNTED,
            held=votes == Standing.HELD,
            settled=votes == Standing.SETTLED,
            least=terms.small,
        )
        units.append(unit)
    known = shown_units(contest=contest, spans=[within])
    return showing(units, known, least=terms.small, few=terms.few), known


def folds_now(*, contest: Contest, layout: Layout, district: int | None, regency: int) -> Folds:
    """Return which polling stations of a regency the public sees only together, and which not yet, as forms and
    published plenaries stand now."""
    found, _known = shown_in(contest=contest, layout=layout, district=district, regency=regency, said={})
    return found.on_paper
