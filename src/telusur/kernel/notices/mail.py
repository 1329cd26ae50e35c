"""Where all mail of the demo goes, allauth's too: into a table that /demo/surat/ shows."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from .models import DemoMail
from .services.delivery import ComposedMail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.core.mail import EmailMessage


class DemoBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        now = timezone.now()
        mails = [
            DemoMail(
                to=", ".join(message.recipients()),
                sender=message.from_email,
                subject=str(message.subject).replace("\n", " ")[:500],
                text=message.kept if isinstance(message, ComposedMail) else str(message.body),
                sent_at=_date_of(message) or now,
                composed_kind=message.kind if isinstance(message, ComposedMail) else "",
                composed_office_id=message.office_id if isinstance(message, ComposedMail) else None,
            )
            for message in email_messages
        ]
        return len(DemoMail.objects.bulk_create(mails))


def _date_of(message: EmailMessage) -> datetime | None:
    """Return when the message says it was sent; what the demo plays of the weeks before was sent in those weeks."""
    said = message.extra_headers.get("Date")
    return parsedate_to_datetime(said) if said else None
