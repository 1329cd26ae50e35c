"""What happens by itself: warnings of hours, and copies whose time is over. Each asks what is due and not yet done."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from . import services


@app.periodic(cron="*/10 * * * *")
@app.task(name="privacy.warn_of_hours", queueing_lock="privacy.warn_of_hours", pass_context=False)
def warn_of_hours(timestamp: int) -> None:  # noqa: ARG001 what is owed is read from the rows
    services.warn_of_hours(at=timezone.now())


@app.periodic(cron="50 17 * * *")
@app.task(name="privacy.clear_packages", queueing_lock="privacy.clear_packages", pass_context=False)
def clear_packages(timestamp: int) -> None:  # noqa: ARG001 what is over is read from the rows
    services.clear_packages(at=timezone.now())
