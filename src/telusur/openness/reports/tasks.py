"""What happens by itself: reminders, and the papers of a published report."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="20 22 * * *")
@app.task(name="reports.warn_of_reports", queueing_lock="reports.warn_of_reports", pass_context=False)
def warn_of_reports(timestamp: int) -> None:  # noqa: ARG001 what is owed is read from the rows
    services.warn_of_reports(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="reports.warn_of_stopped", queueing_lock="reports.warn_of_stopped", pass_context=False)
def warn_of_stopped(timestamp: int) -> None:  # noqa: ARG001 what gave up is read from the queue
    services.warn_of_stopped(at=timezone.now())


@app.task(name="reports.make_papers")
def make_papers(edition_id: int) -> None:
    services.make_papers(edition_id=edition_id, at=timezone.now())


@app.task(name="reports.print_register")
def print_register(edition_id: int) -> None:
    services.print_register(edition_id=edition_id, at=timezone.now())
