"""Where all mail of the demo goes, allauth's too: into a table that /demo/surat/ shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from .models import DemoMail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class DemoBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        now = timezone.now()
        mails = [
            DemoMail(
                to=", ".join(message.recipients()),
                sender=message.from_email,
                subject=str(message.subject).replace("\n", " ")[:500],
                text=str(message.body),
                sent_at=now,
            )
            for message in email_messages
        ]
        return len(DemoMail.objects.bulk_create(mails))
