"""The rules of this room as they hold on a day: a case is judged by those of its own day, not by the newest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.kernel.offices.selectors import local_day

from ..rules.disputes import dispute_moves
from ..rules.identity import proofs_from
from ..rules.numbers import patterns
from ..rules.objections import grounds, objection_moves
from ..rules.transitions import moves

if TYPE_CHECKING:
    from datetime import date

    from ..models import InformationRequest
    from ..rules.disputes import Table as DisputeTable
    from ..rules.identity import Proofs
    from ..rules.numbers import Pattern
    from ..rules.objections import GroundRule
    from ..rules.objections import Table as ObjectionTable
    from ..rules.transitions import Table

ROOM = "requests"


@lru_cache(maxsize=32)
def moves_on(*, on: date) -> Table:
    """Return the moves of a case that hold on a day: that of the act."""
    return moves(rules_in_force(ROOM, "transition", on=on))


@lru_cache(maxsize=32)
def objection_moves_on(*, on: date) -> ObjectionTable:
    """Return the moves of an objection that hold on a day: that of the act."""
    return objection_moves(rules_in_force(ROOM, "objection_transition", on=on))


@lru_cache(maxsize=32)
def dispute_moves_on(*, on: date) -> DisputeTable:
    """Return the moves of a dispute that hold on a day: that of the act."""
    return dispute_moves(rules_in_force(ROOM, "dispute_transition", on=on))


@lru_cache(maxsize=32)
def grounds_on(*, on: date) -> tuple[GroundRule, ...]:
    """Return the grounds of an objection that hold on a day: that of its receipt."""
    return grounds(rules_in_force(ROOM, "objection_ground", on=on))


@lru_cache(maxsize=64)
def patterns_on(*, on: date) -> tuple[Pattern, ...]:
    """Return how offices write their numbers on a day: that of the receipt."""
    return patterns(rules_in_force(ROOM, "number_pattern", on=on))


def proofs_on(*, applicant_type: str, on: date) -> Proofs:
    """Return what an applicant of this type shows who asks on a day. Raises: NoRuleInForce."""
    return proofs_from(rule_in_force(ROOM, "applicant", applicant_type, on=on))


def proofs_asked(*, case: InformationRequest) -> Proofs:
    """Return what the applicant of a case shows, by the rule of the day of its receipt. Raises: NoRuleInForce."""
    received_on = local_day(office=case.office, at=case.received_at)
    return proofs_on(applicant_type=case.applicant.type, on=received_on)


def types_proving(*, proof: str, on: date) -> list[str]:
    """Return the applicant types that may show this proof on a day."""
    found = map(proofs_from, rules_in_force(ROOM, "applicant", on=on))
    return [each.type.value for each in found if proof in each.kinds]
