from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from telusur.kernel.jobs.services import enqueue
from telusur.kernel.offices import selectors as offices

from .. import selectors
from ..models import User
from ..rules.sealing import seal, unseal

if TYPE_CHECKING:
    from datetime import datetime

SEALED_AS = "account mail"


def queue_mail(message: EmailMessage) -> None:
    """Queue a letter about an account in the caller's transaction. It holds links that open accounts: sealed."""
    alternatives = [list(part) for part in getattr(message, "alternatives", [])]
    plain = {
        "subject": message.subject,
        "body": message.body,
        "from_email": message.from_email,
        "to": list(message.to),
        "alternatives": alternatives,
    }
    enqueue(
        "accounts.deliver_mail", sealed=seal(json.dumps(plain), key=settings.SECRET_KEY, purpose=SEALED_AS).decode()
    )


def deliver_mail(*, sealed: str) -> None:
    """Send a queued letter."""
    plain = json.loads(unseal(sealed.encode(), key=settings.SECRET_KEY, purpose=SEALED_AS))
    message = EmailMultiAlternatives(plain["subject"], plain["body"], plain["from_email"], plain["to"])
    for content, kind in plain["alternatives"]:
        message.attach_alternative(content, kind)
    message.send()


def send_invitation(*, user_id: int, office_id: int, at: datetime) -> None:
    """Mail an officer that an office appointed him, with the link to choose a password if he has none yet."""
    user = User.objects.get(pk=user_id)
    office = offices.office_by_id(office_id=office_id)
    roles = selectors.appointments_of(user=user, on=offices.local_day(office=office, at=at)).filter(office=office)
    facts = {
        "person": str(user),
        "office": office.name,
        "roles": ", ".join(str(row.get_role_display()) for row in roles),
        "link": None if user.has_usable_password() else selectors.password_link(user=user),
        "desk": f"{settings.BASE_URL.rstrip('/')}/meja/{office.slug}/",
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string("accounts/mail/invitation_subject.txt", facts).strip()
        body = render_to_string("accounts/mail/invitation.txt", facts)
    EmailMessage(subject, body, to=[user.email]).send()
