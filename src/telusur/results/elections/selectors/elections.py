from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.law.selectors import rule_in_force, rules_in_force
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

from ..models import Contest, Election
from ..rules.disputes import DisputeWindow, closes_at

if TYPE_CHECKING:
    from datetime import datetime

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


def contest_with_id(*, contest_id: int) -> Contest:
    """Return a contest by its id, with its election. Raises: ContestUnknown."""
    try:
        return Contest.objects.select_related("election").get(pk=contest_id)
    except Contest.DoesNotExist as error:
        raise ContestUnknown(contest_id) from error


def contests() -> QuerySet[Contest]:
    """Return the contests of every election, each with it, the newest vote first."""
    return Contest.objects.select_related("election").order_by("-election__voted_on", "election_id", "pk")


def council_name(*, kind: str, province: int, on: date) -> str:
    """Return what a regional council is called in a province: DPRA in Aceh, else the general name.

    Raises: NoRuleInForce for a kind nobody wrote.
    """
    try:
        return rule_in_force("elections", "council_name", f"{kind}.{province}", on=on).text("name")
    except NoRuleInForce:
        return rule_in_force("elections", "contest_kind", kind, on=on).text("name")


class Days(NamedTuple):
    """When the recapitulation of a level is held. confirmed: whether the row was read in the text of its source."""

    first: date
    last: date
    confirmed: bool


def schedule(*, election: str, on: date) -> dict[str, Days]:
    """Return the first and last day of the recapitulation at each level, as far as they are data."""
    found: dict[str, Days] = {}
    for rule in rules_in_force("elections", "schedule", on=on):
        of, _dot, level = rule.key.partition(".")
        first, last = rule["first_day"], rule["last_day"]
        if of == election and isinstance(first, date) and isinstance(last, date):
            found[level] = Days(first, last, rule.confirmed)
    return found


def dispute_window(*, kind: str, on: date) -> DisputeWindow:
    """Return how long results of a kind of election may be disputed. on: the day of the vote. Raises: NoRuleInForce."""
    rule = rule_in_force("elections", "dispute_window", kind, on=on)
    hours, days = rule.get("hours", 0), rule.get("working_days", 0)
    assert isinstance(hours, int) and isinstance(days, int)  # noqa: PT018, S101 the row holds one of them
    return DisputeWindow(hours, days, rule.text("since") == "nation", rule.source, rule.confirmed)


def dispute_closes_at(*, election: Election, announced_at: datetime) -> datetime | None:
    """Return until when a result may be disputed; None where the calendar of those days is not loaded."""
    window = dispute_window(kind=election.kind, on=election.voted_on)
    try:
        return closes_at(window, announced_at, calendar=calendar_for(office_code=NATIONAL_OFFICE))
    except CalendarGap:
        return None
