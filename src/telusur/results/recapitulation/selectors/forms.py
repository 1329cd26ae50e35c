from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.db.models import BigIntegerField, Exists, OuterRef, Value
from django.db.models.functions import Cast

from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.results.elections.rules.codes import STATIONS_OF_AN_ELECTION, station_id
from telusur.results.elections.rules.districts import span_of
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import contests, reach_of, station_facts, terms_of

from ..models import Event, Run
from ..rules.judging import Effects
from ..rules.queue import Doubts
from ..rules.sheet import CAPPED, Elsewhere, Limits, Sheet
from .columns import users_of
from .pictures import said_by_pictures

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest, Election
    from telusur.results.elections.rules.layout import Layout
    from telusur.results.elections.selectors import Terms


def effects_of(*, on: date) -> Effects:
    """Return what each rule does to a form that breaks it, as the rows in force on a day say. Raises: NoRuleInForce."""
    return Effects.of({rule.key: rule.text("effect") for rule in rules_in_force("recapitulation", "check", on=on)})


def doubts_of(*, on: date) -> Doubts:
    """Return how often forms change later, as the rows in force on a day say. Raises: NoRuleInForce."""
    found = {rule.key: rule.number("changes") for rule in rules_in_force("recapitulation", "doubt", on=on)}
    return Doubts(found["flagged"], found["clean"])


def least_copied(*, on: date) -> int:
    """Return how many numbers other than 0 a copy shares at least, for R19 to speak of it. Raises: NoRuleInForce."""
    return rule_in_force("recapitulation", "check", "R19", on=on).number("shared")


def _limits(terms: Terms, *, on: date) -> Limits:
    usual = rule_in_force("recapitulation", "check", "R23", on=on)
    return Limits(terms.cap, terms.reserve, least_copied(on=on), usual.number("away"), usual.number("band"))


def labels_of_checks(*, on: date) -> dict[str, str]:
    """Return what each rule is called, in the language of the state."""
    return {rule.key: rule.text("label") for rule in rules_in_force("recapitulation", "check", on=on)}


def sheet_of(*, contest: Contest, layout: Layout, codes: NDArray[np.int64], values: NDArray[np.int32]) -> Sheet:
    """Return forms as the rules read them, with what is known of their polling stations: kind, list of voters.

    codes: 13 digits; values: forms × fields. Raises: NoRuleInForce.
    """
    election = contest.election
    terms = terms_of(kind=election.kind, on=election.voted_on)
    facts = station_facts(election=election, codes=codes)
    whole, reused = said_by_pictures(contest=contest, codes=codes)
    return Sheet(
        layout=layout,
        codes=codes,
        values=values,
        capped=np.array([CAPPED.get(word, CAPPED["yes"]) for word in facts.capped], dtype=np.int64),
        limits=_limits(terms, on=election.voted_on),
        elsewhere=_elsewhere(contest, layout, codes),
        voters=facts.voters if (facts.voters != UNREAD).any() else None,
        pages_whole=whole,
        image_reused=reused,
    )


def _elsewhere(contest: Contest, layout: Layout, codes: NDArray[np.int64]) -> tuple[Elsewhere, ...]:
    """Return what the forms of the election's other contests say of users at these polling stations."""
    if not len(codes):
        return ()
    on, own = contest.election.voted_on, reach_of(kind=contest.kind, on=contest.election.voted_on)
    found = []
    for other in contest.election.contests.exclude(pk=contest.pk).order_by("pk"):
        users = users_of(contest=other, layout=layout, codes=codes)
        if (users != UNREAD).any():
            reach = reach_of(kind=other.kind, on=on)
            found.append(Elsewhere(users, wider=0 < reach < own, narrower=0 < own < reach))
    return tuple(found)


def runs_of(*, contest: Contest, station: int) -> QuerySet[Run]:
    """Return the runs of a polling station in a contest, in their order; exactly one is in force."""
    return Run.objects.filter(contest=contest, station_id=station_id(contest.election_id, station)).order_by("number")


def form_of(*, contest: Contest, station: int) -> Run | None:
    """Return the run in force of a polling station; None where nothing has arrived."""
    return runs_of(contest=contest, station=station).filter(in_force=True).first()


def vector_of(*, content: bytes | memoryview) -> list[int]:
    """Return the numbers of a stored vector."""
    found: list[int] = np.frombuffer(bytes(content), dtype="<i4").tolist()
    return found


def history_of(*, contest: Contest, station: int) -> QuerySet[Event]:
    """Return everything that was done to the numbers of a polling station in a contest, oldest first."""
    whole = station_id(contest.election_id, station)
    return Event.objects.filter(contest=contest, station_id=whole).order_by("index")


def contests_with_forms(*, election: Election) -> set[int]:
    """Return the ids of the contests of an election of which a form is in, or is being read."""
    runs = Run.objects.filter(contest=OuterRef("pk"), in_force=True)
    return set(election.contests.filter(Exists(runs)).values_list("pk", flat=True))


def contests_with_forms_within(*, place: int) -> list[Contest]:
    """Return the contests, of every election, of which a form of this place is in or being read, in one query. place:
    code of a territory, 0 for the nation."""
    first, last = span_of(place)
    whole = Cast(OuterRef("election_id"), BigIntegerField()) * Value(STATIONS_OF_AN_ELECTION)
    runs = Run.objects.filter(
        contest=OuterRef("pk"), in_force=True, station_id__gte=whole + first, station_id__lte=whole + last
    )
    return list(contests().filter(Exists(runs)))


def is_station(*, election: Election, station: int) -> bool:
    """Return whether an election has this polling station."""
    return election.stations.filter(pk=station_id(election.pk, station)).exists()
