"""Where every election stands that has numbers or plenaries, published or not: no contest is left without a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.selectors import elections
from telusur.results.plenaries.rules.states import RESULTS, State
from telusur.results.plenaries.selectors import states_in_force
from telusur.results.recapitulation.selectors import contests_with_forms, contests_with_forms_within

from .trees import Shown, pages_of, shown_elections

if TYPE_CHECKING:
    from telusur.results.elections.models import Contest, Election


_DECIDED = (State.DETERMINED, State.DISPUTED, State.UPHELD)  # what the Court changed stands no more


@dataclass(frozen=True)
class Standing:
    """One contest. forms: whether a form of a polling station is in or being read. published, determined, going_on: how
    many plenaries have published their D form, of those how many rest on a decision that stands, and how many are held
    now."""

    contest: Contest
    forms: bool
    published: int
    determined: int
    going_on: int


@dataclass(frozen=True)
class Line:
    """One election, with the contests of which there is something. shown: its tree; None where none is shown yet."""

    code: str
    name: str
    shown: Shown | None
    contests: list[Standing]


def results_of(*, place: int) -> list[tuple[Election, list[tuple[Contest, str]]]]:
    """Return the elections of which a place has pages or forms, the newest first, each with its contests and where in
    the tree their page is; "" where it is not published yet. place: code of a territory, 0 for the nation."""
    found = {election: list(pages) for election, pages in pages_of(place=place)}
    for contest in contests_with_forms_within(place=place):
        own = found.setdefault(contest.election, [])
        if contest not in {one for one, _path in own}:
            own.append((contest, ""))
    return sorted(found.items(), key=lambda each: (-each[0].voted_on.toordinal(), each[0].code))


def has_results(*, place: int) -> bool:
    """Return whether a place has results to show, published or on their way, in one query."""
    return bool(contests_with_forms_within(place=place))


def lines() -> list[Line]:
    """Return the elections of which there is something: those whose tree was published last first, then those without
    one, the newest vote first."""
    standings = {each.code: (each.name, _standings(each)) for each in elections()}
    shown = shown_elections()
    found = [Line(one.code, one.name, one, standings.pop(one.code, ("", []))[1]) for one in shown]
    return found + [Line(code, name, None, own) for code, (name, own) in standings.items() if own]


def _standings(election: Election) -> list[Standing]:
    """Return where the contests of an election stand of which there is something."""
    with_forms, states = contests_with_forms(election=election), states_in_force(election=election)
    found = []
    for contest in election.contests.order_by("pk"):
        own = [state for (pk, *_where), state in states.items() if pk == contest.pk]
        published = sum(state in RESULTS for state in own)
        if own or contest.pk in with_forms:
            decided = sum(state in _DECIDED for state in own)
            found.append(Standing(contest, contest.pk in with_forms, published, decided, len(own) - published))
    return found
