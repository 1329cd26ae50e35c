from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from . import selectors, services


@app.periodic(cron="40 18 * * *")
@app.task(name="satisfaction.release", queueing_lock="satisfaction.release", pass_context=False)
def release(timestamp: int) -> None:  # noqa: ARG001 what may leave is read from the pots
    """At night, far from whoever answered, let out what may leave the pots."""
    for survey_id in selectors.open_surveys():
        services.release(survey_id=survey_id)


@app.periodic(cron="10 19 * * *")
@app.task(name="satisfaction.remind_to_close", queueing_lock="satisfaction.remind_to_close", pass_context=False)
def remind_to_close(timestamp: int) -> None:  # noqa: ARG001 what is owed is read from the rows
    services.remind_to_close(at=timezone.now())


@app.periodic(cron="20 19 * * *")
@app.task(name="satisfaction.purge_comments", queueing_lock="satisfaction.purge_comments", pass_context=False)
def purge_comments(timestamp: int) -> None:  # noqa: ARG001 whose time is over is read from the rows
    services.purge_comments(at=timezone.now())
