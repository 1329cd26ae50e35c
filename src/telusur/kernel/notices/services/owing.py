from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from telusur.kernel.jobs.services import enqueue

from ..models import Channel, ChannelKind, Delivery, Notice
from ..rules.sealing import seal
from ..selectors import unread_for

if TYPE_CHECKING:
    from datetime import date, datetime


@transaction.atomic
def owe(
    *,
    key: str,
    kind: str,
    office_id: int,
    subject: str,
    text: str,
    link: str,
    due_at: datetime,
    at: datetime,
    to_user_id: int | None = None,
    to_email: str | None = None,
    number: str = "",
    due_on: date | None = None,
    confidential: str = "",
) -> Notice:
    """Oblige the house to tell someone, in the caller's transaction, and return the obligation.

    key: names the obligation; owing it twice is owing it once. With neither `to_user_id` nor `to_email` the office
    itself is told, by its webhook if it has one. subject: without personal data, it stands in mailboxes' lists.
    link: a path of this house. number, due_on: all that a webhook or a messenger hears, beside the link. due_at: not
    told before. confidential: a line for the mail alone, kept sealed until it is sent and not at all afterwards. What
    is dismissed or told stays as it is.
    """
    notice, fresh = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "office_id": office_id,
            "to_user_id": to_user_id,
            "to_email": to_email or "",
            "subject": " ".join(subject.split())[:200],
            "text": text,
            "sealed_line": seal(confidential, key=settings.PERSONAL_DATA_KEY) if confidential else b"",
            "link": link,
            "number": number,
            "due_on": due_on,
            "due_at": due_at,
            "created_at": at,
        },
    )
    if fresh:
        deliveries = _deliveries(notice)
        Delivery.objects.bulk_create(deliveries)
        if deliveries:
            enqueue("notices.deliver", run_at=due_at if due_at > at else None, notice_id=notice.pk)
    return notice


def dismiss(*, key: str, at: datetime) -> None:
    """End an obligation that no longer has a reason; what has not gone out does not go out any more."""
    Notice.objects.filter(key=key, dismissed_at=None).update(dismissed_at=at)


def dismiss_all(*, key_prefix: str, at: datetime) -> int:
    """End every obligation whose key begins so; return how many ended."""
    return Notice.objects.filter(key__startswith=key_prefix, dismissed_at=None).update(dismissed_at=at)


def mark_read(*, notice_id: int, user_id: int, at: datetime) -> Notice:
    """Take one notice off a person's bell and return it. Raises: Notice.DoesNotExist, also for another's notice."""
    notice = Notice.objects.for_user(user_id).due(at).get(pk=notice_id)
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


def mark_all_read(*, user_id: int, office_id: int, at: datetime) -> int:
    """Take everything of one office off a person's bell; return how many notices that were."""
    return unread_for(user_id=user_id, office_id=office_id, at=at).update(read_at=at)


def _deliveries(notice: Notice) -> list[Delivery]:
    told = [Delivery(notice=notice, by=ChannelKind.MAIL, next_try_at=notice.due_at)]
    if notice.to_email:
        return told
    if notice.to_user_id is None:
        told, channels = [], Channel.objects.filter(office_id=notice.office_id, kind=ChannelKind.WEBHOOK)
    else:
        channels = Channel.objects.filter(
            office_id=notice.office_id, kind=ChannelKind.MESSENGER, user_id=notice.to_user_id
        )
    told += [
        Delivery(notice=notice, by=channel.kind, channel=channel, next_try_at=notice.due_at) for channel in channels
    ]
    return told
