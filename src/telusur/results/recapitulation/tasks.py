from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from telusur.results.elections.selectors import elections_served

from . import services


@app.periodic(cron="*/10 * * * *")
@app.task(name="recapitulation.tell_alarms", queueing_lock="recapitulation.tell_alarms", pass_context=False)
def tell_alarms(timestamp: int) -> None:  # noqa: ARG001 what is owed is read from the rows
    at = timezone.now()
    for election in elections_served(at=at):
        services.tell_alarms(election=election, at=at)
        services.tell_unanswered(election=election, at=at)
