from __future__ import annotations

from procrastinate.contrib.django import app

from . import selectors, services


@app.periodic(cron="40 18 * * *")
@app.task(name="satisfaction.release", queueing_lock="satisfaction.release", pass_context=False)
def release(timestamp: int) -> None:  # noqa: ARG001 what may leave is read from the pots
    """At night, far from whoever answered, let out what may leave the pots."""
    for survey_id in selectors.open_surveys():
        services.release(survey_id=survey_id)
