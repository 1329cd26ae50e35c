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
from .composing import NothingToSay, composed, is_composed
from .owing import CONFIDENTIAL

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import DemoMail, Notice

# Stands in a copy where the mail had words that are kept nowhere.
COMPOSED = "[…]"
_REFUSED_FOR_EVER = 500  # SMTP answers from here on mean "do not try again"


class NeverDeliverable(Exception):
    """A delivery that no later attempt can make."""


class NotTaken(Exception):
    """A messenger that did not take the message."""


class ComposedMail(EmailMessage):
    """A mail with words that are kept nowhere. `kept` is what a copy of it may hold: the same mail without them."""

    kept: str
    kind: str
    office_id: int


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
    except NothingToSay:
        delivery.notice.dismissed_at = at
        delivery.notice.save(update_fields=["dismissed_at"])
    except Exception as error:  # noqa: BLE001 whatever the other side does, the obligation stays and says why
        permanent = _is_permanent(error)
        if is_hopeless(waited=at - delivery.notice.due_at, permanent=permanent):
            delivery.given_up_at = at
        delivery.next_try_at = at + wait_after(delivery.attempts)
        delivery.last_error = _why(error, delivery.notice)
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
    mail = ComposedMail if is_composed(notice.kind) else EmailMessage
    message = mail(
        subject=notice.subject,
        body=mail_text(notice, at=at),
        to=[to],
        headers={
            "Message-ID": f"<{message_id(delivery)}@{host}>",
            "Date": format_datetime(at),
            "Auto-Submitted": "auto-generated",
        },
    )
    if isinstance(message, ComposedMail):
        message.kept, message.kind, message.office_id = mail_text(notice, at=None), notice.kind, notice.office_id
    message.send()


def mail_text(notice: Notice, *, at: datetime | None) -> str:
    """Return the body of the mail: the words, the link, and who speaks.

    at: the instant of sending, for words that are composed then; None for what a copy may hold. Raises: NothingToSay.
    """
    words = {"office": notice.office.name}
    end = _("Pesan ini dikirim otomatis oleh layanan informasi publik %(office)s. Jangan membalas pesan ini.") % words
    told = notice.text
    if notice.sealed_line:
        told += f"\n\n{unseal(notice.sealed_line, key=settings.PERSONAL_DATA_KEY, purpose=CONFIDENTIAL)}"
    where = absolute(notice.link)
    if is_composed(notice.kind):
        where = composed(kind=notice.kind, office_id=notice.office_id, at=at) if at else COMPOSED
    return f"{told}\n\n{where}\n\n-- \n{end}\n"


def _why(error: Exception, notice: Notice) -> str:
    """Return why a delivery failed. A mail server may repeat what it refused: of composed words nothing is kept."""
    code = getattr(error, "smtp_code", "")
    words = f" {code}" if is_composed(notice.kind) else f": {error}"
    return f"{type(error).__name__}{words}"[:300].strip()


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


def demo_text(*, mail: DemoMail, at: datetime) -> str:
    """Return what a mail of the demo says; words that are kept nowhere are made anew, for this reading alone."""
    if not mail.composed_kind:
        return mail.text
    try:
        words = composed(kind=mail.composed_kind, office_id=mail.composed_office_id or 0, at=at)
    except NothingToSay:
        words = _("Yang diberitahukan surat ini sudah selesai.")
    return mail.text.replace(COMPOSED, words)
