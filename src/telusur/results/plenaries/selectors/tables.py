"""The tables of this room as the law of the day has them: levels and moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.results.elections.selectors import council_name, election_day, schedule

from ..rules import levels as reading
from ..rules import moves

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.selectors import Days

    from ..models import Plenary
    from ..rules.levels import Level
    from ..rules.moves import Moves


def levels(*, on: date) -> Mapping[str, Level]:
    """Return the levels of the recapitulation by key."""
    return {rule.key: reading.read(rule) for rule in rules_in_force("plenaries", "level", on=on)}


def level_of(*, key: str, on: date) -> Level:
    """Return one level. Raises: NoRuleInForce, also for a key nobody wrote."""
    return reading.read(rule_in_force("plenaries", "level", key, on=on))


def moves_at(*, at: datetime) -> Moves:
    """Return the moves that the rows in force now allow."""
    return moves.read(rules_in_force("plenaries", "transition", on=election_day(at=at)))


def form_name(*, contest: Contest, level: Level, place: int) -> str:
    """Return what the D form of a contest is called at a level, with a council's own name in its province."""
    on = contest.election.voted_on
    name = level.form_of(rule_in_force("elections", "contest_kind", contest.kind, on=on).text("form"))
    if contest.kind.startswith("dprd") and place:
        province = int(str(place)[:2])
        try:
            own = rule_in_force("elections", "council_name", f"{contest.kind}.{province}", on=on)
        except NoRuleInForce:
            return name
        return f"{level.form}-{own.text('name')}"
    return name


def contest_name(*, contest: Contest, place: int) -> str:
    """Return what a contest is called where it is held: by its own name, which says whose council it is, unless that
    keeps from a council of Aceh or Papua the name it has there."""
    if contest.kind.startswith("dprd") and place:
        on = contest.election.voted_on
        own = council_name(kind=contest.kind, province=int(str(place)[:2]), on=on)
        general = rule_in_force("elections", "contest_kind", contest.kind, on=on).text("name")
        return contest.name if own == general or own in contest.name.split() else own
    return contest.name


def days_of(*, plenary: Plenary) -> Days | None:
    """Return the first and last day of the recapitulation at a plenary's level, where they are data."""
    election = plenary.contest.election
    return schedule(election=election.code, on=election.voted_on).get(plenary.level)
