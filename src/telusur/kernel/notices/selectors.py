from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.law import selectors as law

from .models import Channel, ChannelKind, Delivery, DemoMail, Notice
from .rules.escalation import Escalation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from .models import NoticeQuerySet


def notices_for(*, user_id: int, office_id: int, at: datetime) -> NoticeQuerySet:
    """Return what one person was to be told at one office up to `at`, newest first, read or not."""
    return Notice.objects.for_user(user_id).due(at).filter(office_id=office_id).order_by("-due_at", "-pk")


def unread_for(*, user_id: int, at: datetime, office_id: int | None = None) -> NoticeQuerySet:
    """Return the bell: notices due by `at` that the person has not opened, newest first, of one office or of all."""
    unread = Notice.objects.for_user(user_id).due(at).filter(read_at=None).order_by("-due_at", "-pk")
    return unread if office_id is None else unread.filter(office_id=office_id)


def mails_about(*, office_id: int, begins: Sequence[str]) -> QuerySet[Notice]:
    """Return what an office owed to mail addresses by keys that begin so, oldest first: what one person was told.

    begins: such as `request:12:`, with the colon that ends the id. A text without it at its end is a whole key, so that
    `breach:3:subject:1` never stands for request 10.
    """
    named = Q(pk=None)
    for text in begins:
        named |= Q(key__startswith=text) if text.endswith(":") else Q(key=text)
    return Notice.objects.filter(named, office_id=office_id).exclude(to_email="").order_by("due_at", "pk")


def keys_owed(*, keys: list[str]) -> set[str]:
    """Return those of the keys under which something is owed already."""
    return set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))


def was_owed(*, office_id: int, kind: str, to_email: str, since: datetime) -> bool:
    """Return whether an office owed an address a notice of this kind since an instant."""
    owed = Notice.objects.filter(office_id=office_id, kind=kind, to_email=to_email, created_at__gte=since)
    return owed.exists()


def outstanding(*, at: datetime) -> QuerySet[Delivery]:
    """Return the deliveries that should have been made by `at`, the longest waiting first."""
    return Delivery.objects.filter(
        sent_at=None, given_up_at=None, next_try_at__lte=at, notice__dismissed_at=None
    ).order_by("next_try_at", "pk")


def undelivered(*, office_id: int) -> QuerySet[Delivery]:
    """Return an office's deliveries that failed at least once and are not made yet, newest first."""
    failing = Delivery.objects.filter(notice__office_id=office_id, sent_at=None, attempts__gt=0)
    return failing.filter(notice__dismissed_at=None).select_related("notice", "channel").order_by("-pk")


def webhook_of(*, office_id: int) -> Channel | None:
    """Return the office's webhook, if it has set one."""
    return Channel.objects.filter(office_id=office_id, kind=ChannelKind.WEBHOOK).first()


def messenger_of(*, office_id: int, user_id: int) -> Channel | None:
    """Return the messenger by which this officer wants to hear of this office's work, if he has set one."""
    return Channel.objects.filter(office_id=office_id, user_id=user_id, kind=ChannelKind.MESSENGER).first()


def demo_mails() -> QuerySet[DemoMail]:
    """Return the mail of the demo, newest first."""
    return DemoMail.objects.order_by("-sent_at", "-pk")


def escalations(*, on: date, step: str = "") -> tuple[Escalation, ...]:
    """Return the escalation in force on `on` for a step of the law: its own where it has one, the common one else.

    Raises: NoRuleInForce.
    """
    rows = law.rows("notices", "escalation")
    own = step if any(rule.get("step", "") == step for rule in rows) else ""
    keys = sorted({rule.key for rule in rows if rule.get("step", "") == own})
    found = (law.rule_in_force("notices", "escalation", key, on=on) for key in keys)
    return tuple(
        Escalation(rule.key.rpartition(".")[2], rule.number("working_days_left"), rule.text("tells")) for rule in found
    )
