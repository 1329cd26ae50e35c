"""The rules of this room as they hold on a day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.openness.requests.rules.numbers import patterns

from ..rules.hours import time_from, warnings_from
from ..rules.moves import breach_moves, own_data_moves
from ..rules.words import Register

if TYPE_CHECKING:
    from datetime import date

    from telusur.openness.requests.rules.numbers import Pattern

    from ..rules.hours import Time, Warning  # noqa: A004 the room's own word
    from ..rules.moves import BreachTable, OwnDataTable

ROOM = "privacy"


@lru_cache(maxsize=32)
def moves_on(*, on: date) -> OwnDataTable:
    """Return the moves of a case about one's own data that hold on a day: that of the act."""
    return own_data_moves(rules_in_force(ROOM, "own_data_transition", on=on))


@lru_cache(maxsize=32)
def breach_moves_on(*, on: date) -> BreachTable:
    """Return the moves of a breach that hold on a day: that of the act."""
    return breach_moves(rules_in_force(ROOM, "breach_transition", on=on))


def time_on(*, key: str, on: date) -> Time:
    """Return the length in force of `correction`, `copy` or `breach`. Raises: NoRuleInForce."""
    return time_from(rule_in_force(ROOM, "time", key, on=on))


@lru_cache(maxsize=32)
def warnings_on(*, on: date) -> tuple[Warning, ...]:
    """Return the warnings in force on a day."""
    return warnings_from(rules_in_force(ROOM, "warning", on=on))


@lru_cache(maxsize=64)
def patterns_on(*, on: date) -> tuple[Pattern, ...]:
    """Return how offices write the numbers of this room on a day: that of the asking, or of the discovery."""
    return patterns(rules_in_force(ROOM, "number_pattern", on=on), registers=Register)


def refusals_on(*, on: date) -> dict[str, tuple[str, str]]:
    """Return, by key, the words and the source of every ground on which a correction may be refused."""
    return {rule.key: (rule.text("words"), rule.source) for rule in rules_in_force(ROOM, "refusal", on=on)}
