from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from . import selectors, services

if TYPE_CHECKING:
    from datetime import datetime

log_book = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="publication.publish_again", queueing_lock="publication.publish_again")
def publish_again(timestamp: int) -> None:  # noqa: ARG001 what has changed is read from the logs
    """Bring every tree that this server shows to where its election's log stands. Only `telusur results publish` begins
    one. What may not be shown does not stop the others; the last tree stays up."""
    for code in selectors.published_elections():
        at = timezone.now()
        try:
            source = selectors.ElectionSource(code=code)
            out = selectors.place_of(election=code)
            made = services.publish(source=source, out=out, at=at, portal=settings.BASE_URL)
            services.tell_outcome(election=code, held_back=made.held_back, at=at)
        except services.Busy:
            log_book.warning("Another publisher writes the results of %s.", code)
        except Exception as error:  # whatever it is, the next election does not wait for it
            log_book.exception("The results of %s are not published anew.", code)
            _tell_stopped(code, error, at)


def _tell_stopped(code: str, error: Exception, at: datetime) -> None:
    try:
        services.tell_stopped(election=code, error=error, at=at)
    except Exception:  # as when the database is away, which everybody sees
        log_book.exception("Nobody is told that the results of %s are not published anew.", code)
