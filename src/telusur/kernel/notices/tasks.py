from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from .services.delivery import deliver_next


@app.task(name="notices.deliver")
def deliver(notice_id: int) -> None:
    """Deliver one notice at once; what fails here is tried again by `notices.deliver_due`."""
    while deliver_next(at=timezone.now(), notice_id=notice_id):
        pass


@app.periodic(cron="* * * * *")
@app.task(name="notices.deliver_due", queueing_lock="notices.deliver_due")
def deliver_due(timestamp: int) -> None:  # noqa: ARG001 what is owed is read from the rows
    """Deliver everything that is due and not delivered, however long ago it fell due."""
    while deliver_next(at=timezone.now()):
        pass
