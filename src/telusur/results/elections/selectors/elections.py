from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.law.selectors import rule_in_force, rules_in_force

from ..models import Contest, Election

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ElectionUnknown(LookupError):
    """No election of this code was loaded or is shipped."""


class ContestUnknown(LookupError):
    """The election has no contest of this code."""


def elections() -> QuerySet[Election]:
    """Return every election, the newest first."""
    return Election.objects.prefetch_related("contests").order_by("-voted_on", "code")


def election_named(*, code: str) -> Election:
    """Return an election by its code, such as `pilpres2024`. Raises: ElectionUnknown."""
    try:
        return Election.objects.get(code=code)
    except Election.DoesNotExist as error:
        raise ElectionUnknown(code) from error


def contest_named(*, election: str, contest: str) -> Contest:
    """Return a contest by its election's code and its own, with its election.

    Raises: ElectionUnknown, ContestUnknown.
    """
    try:
        return Contest.objects.select_related("election").get(election__code=election, code=contest)
    except Contest.DoesNotExist as error:
        election_named(code=election)
        raise ContestUnknown(contest) from error


def council_name(*, kind: str, province: int, on: date) -> str:
    """Return what a regional council is called in a province: DPRA in Aceh, else the general name.

    Raises: NoRuleInForce for a kind nobody wrote.
    """
    try:
        return rule_in_force("elections", "council_name", f"{kind}.{province}", on=on).text("name")
    except NoRuleInForce:
        return rule_in_force("elections", "contest_kind", kind, on=on).text("name")


def schedule(*, election: str, on: date) -> dict[str, tuple[date, date]]:
    """Return the first and last day of the recapitulation at each level, as far as they are data."""
    found: dict[str, tuple[date, date]] = {}
    for rule in rules_in_force("elections", "schedule", on=on):
        of, _dot, level = rule.key.partition(".")
        first, last = rule["first_day"], rule["last_day"]
        if of == election and isinstance(first, date) and isinstance(last, date):
            found[level] = (first, last)
    return found
