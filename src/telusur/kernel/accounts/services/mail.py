from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from telusur.kernel.jobs.services import enqueue
from telusur.kernel.offices import selectors as offices

from .. import selectors
from ..models import User

if TYPE_CHECKING:
    from datetime import datetime


def seal(text: str, *, purpose: str) -> str:
    """Return a text that only this installation can read, for secrets that must lie in the database for a while."""
    return _lock(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Return what `seal` closed. Raises: cryptography.fernet.InvalidToken."""
    return _lock(purpose).decrypt(sealed.encode()).decode()


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
    enqueue("accounts.deliver_mail", sealed=seal(json.dumps(plain), purpose="mail"))


def deliver_mail(*, sealed: str) -> None:
    """Send a queued letter."""
    plain = json.loads(unseal(sealed, purpose="mail"))
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


def _lock(purpose: str) -> Fernet:
    digest = hashlib.sha256(f"telusur accounts {purpose}\n{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
