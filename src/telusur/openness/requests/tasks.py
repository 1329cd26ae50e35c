"""What happens by itself: checks that lapse, dates that the calendar moved. Each asks what is due and not yet done."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils import timezone
from procrastinate.contrib.django import app

from . import selectors, services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime


def for_each(ids: Iterable[int], act: Callable[[int], object]) -> None:
    """Do `act` for every id; one that fails does not hold up the others, and is raised at the end."""
    faults: list[Exception] = []
    for key in ids:
        try:
            act(key)
        except Exception as error:  # noqa: BLE001 raised below, with the others
            faults.append(error)
    if faults:
        raise ExceptionGroup("requests", faults)


@app.task(name="requests.tell_deadline_moved")
def tell_deadline_moved(deadline_id: int) -> None:
    services.tell_moved_deadline(deadline_id=deadline_id, actor="system", at=timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(name="requests.lapse_checks", queueing_lock="requests.lapse_checks", pass_context=False)
def lapse_checks(timestamp: int) -> None:  # noqa: ARG001 what is due is read from the rows
    """Take as complete every file whose check ran out."""
    at = timezone.now()
    for_each(selectors.lapsed_checks(at=at), lambda key: _lapse(key, at))


def _lapse(request_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):  # an officer was quicker
        services.lapse_completeness(request_id=request_id, actor="system", at=at)


@app.periodic(cron="20 18 * * *")
@app.task(name="requests.sweep_unconfirmed", queueing_lock="requests.sweep_unconfirmed", pass_context=False)
def sweep_unconfirmed(timestamp: int) -> None:  # noqa: ARG001 what is due is read from the rows
    services.sweep_unconfirmed(at=timezone.now())


@app.periodic(cron="*/20 * * * *")
@app.task(name="requests.warn_of_deadlines", queueing_lock="requests.warn_of_deadlines", pass_context=False)
def warn_of_deadlines(timestamp: int) -> None:  # noqa: ARG001 what is owed is read from the rows
    services.warn_of_deadlines(at=timezone.now())


@app.task(name="requests.tell_objection_moved")
def tell_objection_moved(deadline_id: int) -> None:
    services.tell_moved_objection(deadline_id=deadline_id, actor="system", at=timezone.now())


@app.periodic(cron="5,25,45 * * * *")
@app.task(name="requests.mind_objections", queueing_lock="requests.mind_objections", pass_context=False)
def mind_objections(timestamp: int) -> None:  # noqa: ARG001 what is due is read from the rows
    """Start the times that silence opens, end what is over, and warn of replies and orders."""
    at = timezone.now()
    work = (
        lambda: for_each(selectors.lapsed_without_window(at=at), lambda key: _window(key, at)),
        lambda: for_each(selectors.unreplied_without_window(at=at), lambda key: _dispute_window(key, at)),
        lambda: for_each(selectors.objections_gone_to_dispute(at=at), lambda key: _gone_to_dispute(key, at)),
        lambda: for_each(selectors.objections_over(at=at), lambda key: _finish(key, at)),
        lambda: services.warn_of_objections(at=at),
    )
    for_each(range(len(work)), lambda number: work[number]())


def _window(request_id: int, at: datetime) -> None:
    services.open_lapsed_window(request_id=request_id, at=at)


def _dispute_window(objection_id: int, at: datetime) -> None:
    services.open_dispute_window(objection_id=objection_id, at=at)


def _gone_to_dispute(objection_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):  # an officer was quicker
        services.dispute_objection(objection_id=objection_id, actor="system", at=at)


def _finish(objection_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):  # an officer was quicker
        services.finish_objection(objection_id=objection_id, actor="system", at=at)


@app.periodic(cron="40 17 * * *")
@app.task(name="requests.purge_identities", queueing_lock="requests.purge_identities", pass_context=False)
def purge_identities(timestamp: int) -> None:  # noqa: ARG001 what is due is read from the rows
    """Let the scans go whose time is over, each file in an act of its own."""
    at = timezone.now()
    due = [each for each in selectors.kept_scans(at=at) if each.standing.due]
    for_each([each.pk for each in due if each.kind == "request"], lambda key: _purge(key, at))
    for_each([each.pk for each in due if each.kind == "objection"], lambda key: _purge_objection(key, at))


def _purge(request_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):  # something of the file opened meanwhile
        services.purge_request_scans(request_id=request_id, actor="system", at=at)


def _purge_objection(objection_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):
        services.purge_objection_scans(objection_id=objection_id, actor="system", at=at)


@app.task(name="requests.tell_dispute_moved")
def tell_dispute_moved(deadline_id: int) -> None:
    services.tell_moved_dispute(deadline_id=deadline_id, actor="system", at=timezone.now())


@app.periodic(cron="10,30,50 * * * *")
@app.task(name="requests.mind_disputes", queueing_lock="requests.mind_disputes", pass_context=False)
def mind_disputes(timestamp: int) -> None:  # noqa: ARG001 what is due is read from the rows
    """Let rulings bind that nobody carried further, end what is carried out or tested, and warn of what comes."""
    at = timezone.now()
    work = (
        lambda: for_each(selectors.disputes_binding_by_time(at=at), lambda key: _bind(key, at)),
        lambda: for_each(selectors.disputes_over(at=at), lambda key: _end(key, at)),
        lambda: for_each(selectors.disputes_with_finished_tests(), lambda key: _end_test(key, at)),
        lambda: services.warn_of_disputes(at=at),
    )
    for_each(range(len(work)), lambda number: work[number]())


def _bind(dispute_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):  # an officer was quicker
        services.declare_final(dispute_id=dispute_id, actor="system", at=at)


def _end(dispute_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):  # an officer was quicker
        services.finish_dispute(dispute_id=dispute_id, actor="system", at=at)


def _end_test(dispute_id: int, at: datetime) -> None:
    with suppress(services.Refused, services.WrongState):  # an officer was quicker
        services.end_test(dispute_id=dispute_id, actor="system", at=at)


@app.task(name="requests.make_bundle")
def make_bundle(bundle_id: int) -> None:
    services.make_dispute_bundle(bundle_id=bundle_id, at=timezone.now())
