from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from . import selectors, services
from .rules.changes import Unexplained

log_book = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="publication.publish_again", queueing_lock="publication.publish_again")
def publish_again(timestamp: int) -> None:  # noqa: ARG001 what has changed is read from the logs
    """Bring every tree that this server shows to where its election's log stands. Only `telusur results publish` begins
    one. What may not be shown does not stop the others; the last tree stays up."""
    for code in selectors.published_elections():
        source = selectors.ElectionSource(code=code)
        try:
            services.publish(source=source, out=selectors.place_of(election=code), at=timezone.now())
        except (services.Busy, Unexplained):
            log_book.warning("The results of %s are not published anew.", code, exc_info=True)
