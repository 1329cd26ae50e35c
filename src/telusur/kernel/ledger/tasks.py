from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from . import selectors, services

log_book = logging.getLogger(__name__)


@app.periodic(cron="10 17 * * *")  # ten past midnight in Jakarta; the queue counts in UTC
@app.task(name="ledger.checkpoint_logs", queueing_lock="ledger.checkpoint_logs")
def checkpoint_logs(timestamp: int) -> None:  # noqa: ARG001 which logs have grown is read from the rows
    """Sign every log that has acts after its last checkpoint. A damaged log is not signed, and does not stop others."""
    damaged = []
    for log in selectors.logs_grown_since_their_checkpoint():
        try:
            services.checkpoint(log=log, at=timezone.now())
        except services.LogDamaged as error:
            log_book.exception("The log is not signed: run `telusur ledger verify`.")
            damaged.append(error)
    if damaged:
        raise damaged[0]
