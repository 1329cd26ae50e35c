"""Sends what is owed: claim one row, send, mark, commit; then the next.

The one window in which a message can go out twice lies between the other side's yes and our commit. Nothing stands
in it but that commit, and the repeated message carries the same Message-ID (mail) or Idempotency-Key (webhook), by
which mail systems and receivers know it again.
"""

from __future__ import annotations

import hashlib
from email.utils import format_datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import unseal

from ..models import ChannelKind, Delivery
from ..rules.addresses import BadAddress
from ..rules.retries import is_hopeless, wait_after
from ..selectors import outstanding
from . import webhooks
from .channels import address_of, secret_of
from .owing import CONFIDENTIAL

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Notice

_REFUSED_FOR_EVER = 500  # SMTP answers from here on mean "do not try again"


class NeverDeliverable(Exception):
    """A delivery that no later attempt can make."""


class NotTaken(Exception):
    """A messenger that did not take the message."""


@transaction.atomic
def deliver_next(*, at: datetime, notice_id: int | None = None) -> bool:
    """Make the longest-waiting delivery that is due at `at` and held by nobody; return whether there was one.

    notice_id: only of this notice. A delivery that fails is tried again later and keeps why it failed.
    """
    due = outstanding(at=at).select_for_update(skip_locked=True, of=("self",)).select_related("notice__office")
    delivery = (due if notice_id is None else due.filter(notice_id=notice_id)).first()
    if delivery is None:
        return False
    delivery.attempts += 1
    try:
        with transaction.atomic():
            _send(delivery, at=at)
    except Exception as error:  # noqa: BLE001 whatever the other side does, the obligation stays and says why
        permanent = _is_permanent(error)
        if is_hopeless(waited=at - delivery.notice.due_at, permanent=permanent):
            delivery.given_up_at = at
        delivery.next_try_at = at + wait_after(delivery.attempts)
        delivery.last_error = f"{type(error).__name__}: {error}"[:300]
    else:
        delivery.sent_at, delivery.last_error = at, ""
    if delivery.by == ChannelKind.MAIL and (delivery.sent_at or delivery.given_up_at):
        _forget_line(delivery.notice)
    delivery.save(update_fields=["attempts", "sent_at", "given_up_at", "next_try_at", "last_error"])
    return True


def message_id(delivery: Delivery) -> str:
    """Return what names this delivery to the outside, the same at each attempt."""
    return hashlib.sha256(f"{delivery.notice.key}\n{delivery.by}\n{delivery.channel_id or ''}".encode()).hexdigest()[
        :40
    ]


def absolute(link: str) -> str:
    """Return a path of this house as an address that works outside it."""
    return settings.BASE_URL.rstrip("/") + link


def _send(delivery: Delivery, *, at: datetime) -> None:
    if delivery.by == ChannelKind.MAIL:
        _send_mail(delivery, at=at)
    elif delivery.by == ChannelKind.WEBHOOK:
        _post(delivery)
    else:
        _message(delivery)


def _post(delivery: Delivery) -> None:
    notice = delivery.notice
    if delivery.channel is None:
        raise NeverDeliverable
    webhooks.post(
        address_of(delivery.channel),
        body=webhooks.body_of(number=notice.number, due_on=notice.due_on, link=absolute(notice.link)),
        secret=secret_of(delivery.channel),
        name=message_id(delivery),
        plain_allowed=settings.DEMO,
        private_allowed=settings.WEBHOOK_PRIVATE_ADDRESSES,
    )


def _message(delivery: Delivery) -> None:
    """Tell a named officer the number, the due date and the link, nothing more."""
    import apprise  # noqa: PLC0415 half a second, and only workers with messengers need it

    notice = delivery.notice
    if delivery.channel is None:
        raise NeverDeliverable
    day = formats.date_format(notice.due_on, "j F Y") if notice.due_on else ""
    words = " · ".join(word for word in (notice.number, day, absolute(notice.link)) if word)
    messenger = apprise.Apprise()
    if not messenger.add(address_of(delivery.channel)) or not messenger.notify(body=words):
        raise NotTaken(_("Layanan pesan tidak menerima pesan."))


def _send_mail(delivery: Delivery, *, at: datetime) -> None:
    notice = delivery.notice
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    to = notice.to_email
    if notice.to_user:
        if not notice.to_user.is_active:
            raise NeverDeliverable(_("Akun penerima tidak aktif."))
        to = notice.to_user.email
    EmailMessage(
        subject=notice.subject,
        body=mail_text(notice),
        to=[to],
        headers={
            "Message-ID": f"<{message_id(delivery)}@{host}>",
            "Date": format_datetime(at),
            "Auto-Submitted": "auto-generated",
        },
    ).send()


def mail_text(notice: Notice) -> str:
    """Return the body of the mail: the words, the link, and who speaks."""
    words = {"office": notice.office.name}
    end = _("Pesan ini dikirim otomatis oleh layanan informasi publik %(office)s. Jangan membalas pesan ini.") % words
    told = notice.text
    if notice.sealed_line:
        told += f"\n\n{unseal(notice.sealed_line, key=settings.PERSONAL_DATA_KEY, purpose=CONFIDENTIAL)}"
    return f"{told}\n\n{absolute(notice.link)}\n\n-- \n{end}\n"


def _forget_line(notice: Notice) -> None:
    if notice.sealed_line:
        notice.sealed_line = b""
        notice.save(update_fields=["sealed_line"])


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= _REFUSED_FOR_EVER for code, _words in error.recipients.values())
    if isinstance(error, SMTPDataError):
        return int(error.smtp_code) >= _REFUSED_FOR_EVER
    return isinstance(error, NeverDeliverable | BadAddress | webhooks.GoneForEver)
