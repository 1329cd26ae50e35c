"""The tables of this room as the law of the day has them: levels and moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.results.elections.selectors import council_name, election_day

from ..rules import levels as reading
from ..rules import moves

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from telusur.results.elections.models import Contest

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
    """Return what a contest is called where it is held: a council by its own name there."""
    if contest.kind.startswith("dprd") and place:
        return council_name(kind=contest.kind, province=int(str(place)[:2]), on=contest.election.voted_on)
    return contest.name
