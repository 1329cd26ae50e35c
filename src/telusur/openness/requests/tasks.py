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
