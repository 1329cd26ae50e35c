from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from telusur.kernel.accounts.rules.sealing import seal
from telusur.kernel.jobs.services import enqueue_each

from ..models import Channel, ChannelKind, Delivery, Notice
from ..selectors import unread_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

CONFIDENTIAL = "confidential lines"


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
    owed = Owed(
        key=key,
        kind=kind,
        office_id=office_id,
        subject=subject,
        text=text,
        link=link,
        due_at=due_at,
        to_user_id=to_user_id,
        to_email=to_email or "",
        number=number,
        due_on=due_on,
        confidential=confidential,
    )
    owe_all([owed], at=at)
    return Notice.objects.get(key=key)


@dataclass(frozen=True)
class Owed:
    """One obligation as `owe` takes it, for those who owe several at once."""

    key: str
    kind: str
    office_id: int
    subject: str
    text: str
    link: str
    due_at: datetime
    to_user_id: int | None = None
    to_email: str = ""
    number: str = ""
    due_on: date | None = None
    confidential: str = ""


def owe_all(owed: Sequence[Owed], *, at: datetime) -> int:
    """Oblige the house to all of these, in the caller's transaction, in as many statements as to one; return how many
    are new. What is owed already stays as it is."""
    known = set(Notice.objects.filter(key__in=[each.key for each in owed]).values_list("key", flat=True))
    fresh = {each.key: _notice(each, at=at) for each in owed if each.key not in known}
    if not fresh:
        return 0
    # Another transaction may owe the same just now: what it wrote first is left to it.
    Notice.objects.bulk_create(list(fresh.values()), ignore_conflicts=True)
    made = list(Notice.objects.filter(key__in=list(fresh), deliveries=None).order_by("pk"))
    deliveries = _deliveries(made)
    Delivery.objects.bulk_create(deliveries)
    for due_at in sorted({each.notice.due_at for each in deliveries}):
        keys = sorted({each.notice_id for each in deliveries if each.notice.due_at == due_at})
        enqueue_each("notices.deliver", [{"notice_id": key} for key in keys], run_at=due_at if due_at > at else None)
    return len(made)


def _notice(owed: Owed, *, at: datetime) -> Notice:
    key = settings.PERSONAL_DATA_KEY
    sealed = seal(owed.confidential, key=key, purpose=CONFIDENTIAL) if owed.confidential else b""
    return Notice(
        key=owed.key,
        kind=owed.kind,
        office_id=owed.office_id,
        to_user_id=owed.to_user_id,
        to_email=owed.to_email,
        subject=" ".join(owed.subject.split())[:200],
        text=owed.text,
        sealed_line=sealed,
        link=owed.link,
        number=owed.number,
        due_on=owed.due_on,
        due_at=owed.due_at,
        created_at=at,
    )


def dismiss(*, key: str, at: datetime) -> None:
    """End an obligation that no longer has a reason; what has not gone out does not go out any more."""
    dismiss_each(keys=[key], at=at)


def dismiss_each(*, keys: Sequence[str], at: datetime) -> int:
    """End these obligations; return how many ended."""
    return Notice.objects.filter(key__in=keys, dismissed_at=None).update(dismissed_at=at)


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


def _deliveries(notices: Sequence[Notice]) -> list[Delivery]:
    """Return how each notice goes out: to a person or an address by mail, and by the channels that fit."""
    told = [
        Delivery(notice=each, by=ChannelKind.MAIL, next_try_at=each.due_at)
        for each in notices
        if each.to_email or each.to_user_id is not None
    ]
    rest = [each for each in notices if not each.to_email]
    if not rest:
        return told
    fitting = Q(kind=ChannelKind.WEBHOOK) | Q(
        kind=ChannelKind.MESSENGER, user_id__in=[each.to_user_id for each in rest if each.to_user_id is not None]
    )
    channels = Channel.objects.filter(fitting, office_id__in={each.office_id for each in rest}).order_by("pk")
    return told + [
        Delivery(notice=each, by=channel.kind, channel=channel, next_try_at=each.due_at)
        for channel in channels
        for each in rest
        if channel.office_id == each.office_id and _fits(channel, each)
    ]


def _fits(channel: Channel, notice: Notice) -> bool:
    if notice.to_user_id is None:
        return channel.kind == ChannelKind.WEBHOOK
    return channel.kind == ChannelKind.MESSENGER and channel.user_id == notice.to_user_id
