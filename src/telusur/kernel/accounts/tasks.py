"""Letters about accounts. A mail server that is away delays them: each is tried again for about two days."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from . import services

AGAIN = RetryStrategy(max_attempts=12, exponential_wait=3)


@app.task(name="accounts.deliver_mail", retry=AGAIN)
def deliver_mail(*, sealed: str) -> None:
    services.deliver_mail(sealed=sealed)


@app.task(name="accounts.invite", retry=AGAIN)
def invite(*, user_id: int, office_id: int) -> None:
    services.send_invitation(user_id=user_id, office_id=office_id, at=timezone.now())


@app.periodic(cron="40 18 * * *")  # UTC: 01.40 WIB
@app.task(name="accounts.clear_sessions", queueing_lock="accounts.clear_sessions")
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 what is expired does not depend on the tick
    services.clear_sessions(at=timezone.now())
