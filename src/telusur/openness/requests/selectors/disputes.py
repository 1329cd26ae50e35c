"""Questions about disputes: what may be done now, whose clock runs until when, what runs out, what is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.documents import selectors as documents
from telusur.kernel.offices.selectors import local_day, national_day

from ..models import Dispute, DisputeProxy, DisputeRuling, Hearing, Objection, Suit
from ..rules.disputes import (
    OPEN,
    DisputeOutcome,
    DisputeState,
    Forum,
    Whose,
    may_be_mediated,
)
from ..rules.objections import Ground
from .day_rules import grounds_on
from .dispute_tests import owes_test
from .following import Handed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from telusur.kernel.clocks.models import Deadline

    from ..models import DisputeQuerySet

IN_FORUM = {DisputeState.COURT: Forum.COURT, DisputeState.CASSATION: Forum.SUPREME_COURT}
_NEAR = timedelta(days=21)  # wider than the first warning's working days, however the holidays fall
_CLOCKS = ("start_deadline", "deadline", "court_window", "cassation_window")


@dataclass(frozen=True)
class DisputeDue:
    """A day of a dispute that comes near or passed: of which step, and when."""

    dispute: Dispute
    step: str
    due_on: date


def dispute_of_office(*, office_id: int, dispute_id: int) -> Dispute:
    """Return a dispute of this very office. Raises: Dispute.DoesNotExist, also for another office's."""
    return _whole().of_office(office_id).get(pk=dispute_id)


def objection_numbered(*, office_id: int, number: str) -> Objection | None:
    """Return the objection of this office with this whole number, or None."""
    found = Objection.everything.of_office(office_id).filter(number__iexact=number.strip())
    return found.select_related("office", "applicant", "deadline", "dispute_window").order_by("pk").first()


def disputes_of_objection(*, objection_id: int) -> list[Dispute]:
    """Return the disputes that followed an objection, newest first: more than one where it was brought again."""
    return list(_whole().filter(objection_id=objection_id).order_by("-pk"))


def running_dispute(*, objection_id: int) -> Dispute | None:
    """Return the dispute about an objection that is not over, if there is one."""
    return _whole().open().filter(objection_id=objection_id).first()


def stops_another_dispute(*, objection_id: int) -> Dispute | None:
    """Return the dispute for which this objection is not brought to the commission again: one that runs, or that was
    ruled or agreed on its merits. Law: UU 14/2008 Pasal 39, 46."""
    for dispute in disputes_of_objection(objection_id=objection_id):
        if dispute.state in OPEN or dispute.outcome not in {"", DisputeOutcome.DISMISSED}:
            return dispute
    return None


def disputes_to(*, request_id: int) -> list[Dispute]:
    """Return every dispute about a request, oldest first."""
    return list(_whole().filter(objection__request_id=request_id).order_by("pk"))


def _whole() -> DisputeQuerySet:
    return Dispute.everything.select_related(
        "office", "applicant", "objection__request", "objection__office", "objection__deadline", "window", *_CLOCKS
    )


def runs(until: date | None, on: date) -> bool:
    """Return whether a time that ends on `until` still runs; none runs where there is no such day."""
    return until is not None and until >= on


def mediable(*, dispute: Dispute) -> bool:
    """Return whether the commission may mediate this dispute, by the grounds' rules of the day it was filed."""
    known = grounds_on(on=local_day(office=dispute.office, at=dispute.filed_at))
    return may_be_mediated(known, [Ground(each) for each in dispute.grounds])


def newest_ruling(*, dispute_id: int) -> DisputeRuling | None:
    """Return what was ruled or agreed last."""
    return DisputeRuling.objects.filter(dispute_id=dispute_id).order_by("pk").last()


def may_go_on(*, dispute_id: int, against: Forum) -> bool:
    """Return whether the newest ruling is one of `against` that a side may still carry further.

    What both sides agreed binds them. Law: UU 14/2008 Pasal 39, 47–50.
    """
    newest = newest_ruling(dispute_id=dispute_id)
    return newest is not None and newest.forum == against and newest.outcome != DisputeOutcome.AGREED


def running_suit(*, dispute_id: int) -> Suit | None:
    """Return the suit or cassation that was filed last and not taken back, if there is one."""
    return Suit.objects.filter(dispute_id=dispute_id, dropped_at=None).order_by("pk").last()


def running_suits(*, dispute: Dispute) -> list[Suit]:
    """Return the suits, or the cassations, that run where the case is heard now: one of either side at most."""
    forum = IN_FORUM.get(DisputeState(dispute.state))
    return list(dispute.suits.filter(forum=forum, dropped_at=None).order_by("pk"))


def window_of(*, dispute: Dispute) -> Deadline | None:
    """Return the clock of the time to go on against the newest ruling; None where it is final by itself."""
    if may_go_on(dispute_id=dispute.pk, against=Forum.COMMISSION):
        return dispute.court_window
    if may_go_on(dispute_id=dispute.pk, against=Forum.COURT):
        return dispute.cassation_window
    return None


def window_until(*, dispute: Dispute) -> date | None:
    """Return the last day on which a side may go on against the newest ruling; None where it is final by itself."""
    window = window_of(dispute=dispute)
    return window.due_on if window else None


def coming_hearings(*, dispute_id: int) -> list[tuple[int, datetime, str]]:
    """Return (id, when, kind) of the hearings neither held nor called off, soonest first."""
    found = Hearing.objects.filter(dispute_id=dispute_id, recorded_at=None, called_off_at=None)
    found = found.order_by("meets_at", "pk")
    return [(each.pk, each.meets_at, each.kind) for each in found]


def proxy_users(*, dispute_id: int, on: date) -> list[int]:
    """Return the users who speak for the office in this dispute by a power of attorney and serve there on `on`."""
    found = DisputeProxy.objects.filter(dispute_id=dispute_id, side=Whose.OFFICE, user__isnull=False)
    named = set(found.values_list("dispute__office_id", "user_id"))
    return sorted(
        user_id
        for office_id, user_id in named
        if user_id is not None and accounts.roles_of(user_id=user_id, office_id=office_id, on=on)
    )


def disputes_binding_by_time(*, at: datetime) -> list[int]:
    """Return the ids of the ruled disputes whose time to go on has passed."""
    found = _whole().filter(state__in=[DisputeState.RULED, DisputeState.COURT_RULED]).order_by("pk")
    return [each.pk for each in found if _window_passed(each, at)]


def disputes_over(*, at: datetime) -> list[int]:
    """Return the ids of the disputes that were carried out and that nobody can carry on any more."""
    carried_out = Q(state=DisputeState.EXECUTED) | Q(state=DisputeState.FINAL, executed_at__isnull=False)
    found = _whole().filter(carried_out).order_by("pk")
    return [each.pk for each in found if _window_passed(each, at)]


def _window_passed(dispute: Dispute, at: datetime) -> bool:
    return not runs(window_until(dispute=dispute), local_day(office=dispute.office, at=at))


def disputes_running_out(*, at: datetime) -> list[DisputeDue]:
    """Return every day of an open dispute that is near or past, by office: clocks, hearings, answers, rulings to
    carry out."""
    latest = national_day(at=at + _NEAR)
    near = Q(answer_due_on__lte=latest, answered_at=None) | Q(order_due_on__lte=latest, executed_at=None)
    near |= Q(test_due_on__lte=latest, test_ended_at=None)
    near |= Q(hearings__meets_at__lte=at + _NEAR, hearings__recorded_at=None, hearings__called_off_at=None)
    for name in _CLOCKS:
        near |= Q(**{f"{name}__stopped_at": None, f"{name}__due_on__lte": latest})
    found = _whole().open().filter(near).distinct().order_by("office_id", "pk")
    return [due for dispute in found for due in days_of(dispute=dispute) if due.due_on <= latest]


def days_of(*, dispute: Dispute) -> Iterator[DisputeDue]:
    """Yield the days that a dispute waits for: those of its running clocks, its hearings, what the office owes."""
    for name in _CLOCKS:
        clock: Deadline | None = getattr(dispute, name)
        if clock is not None and clock.stopped_at is None:
            yield DisputeDue(dispute, clock.step, clock.due_on)
    for _key, meets_at, _kind in coming_hearings(dispute_id=dispute.pk):
        yield DisputeDue(dispute, "dispute_hearing", local_day(office=dispute.office, at=meets_at))
    if dispute.answer_due_on is not None and dispute.answered_at is None:
        yield DisputeDue(dispute, "dispute_answer", dispute.answer_due_on)
    if dispute.test_due_on is not None and owes_test(dispute=dispute):
        yield DisputeDue(dispute, "dispute_test", dispute.test_due_on)
    owed = dispute.state in {DisputeState.AGREED, DisputeState.FINAL} and dispute.executed_at is None
    if dispute.order_due_on is not None and owed:
        yield DisputeDue(dispute, "dispute_execution", dispute.order_due_on)


def dispute_files(*, dispute: Dispute, at: datetime, lent_for: timedelta) -> list[Handed]:
    """Return what the ruling or agreement gave the applicant, as files he may fetch."""
    given = dispute.remedies.exclude(attachment=None).select_related("attachment__document").order_by("pk")
    return [
        Handed(
            title=remedy.title,
            address=documents.lent_address(attachment=remedy.attachment, until=at + lent_for),
            kind=remedy.attachment.document.extension.upper(),
            size=remedy.attachment.document.size,
        )
        for remedy in given
        if remedy.attachment is not None
    ]
