from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from telusur.kernel.ledger.services import personal_digest

from ..models import Closure, ContactChannel, Office, OpeningHours
from ..rules.office_file import write_week
from ..rules.opening import Hours
from .public_pages import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


class ContactKnown(ValueError):
    """The office shows this contact already."""


def replace_week(*, office: Office, week: Mapping[int, Hours], valid_from: date) -> bool:
    """Let the hours of `week` hold from a day on and return whether that changes anything.

    Rows that began earlier end on that day and stay readable; plans that would begin on it or later give way.
    """
    rows = OpeningHours.objects.filter(office=office).filter(Q(valid_until=None) | Q(valid_until__gt=valid_from))
    if {row.weekday: hours_of(row) for row in rows} == dict(week) and all(
        row.valid_from <= valid_from and row.valid_until is None for row in rows
    ):
        return False
    rows.filter(valid_from__gte=valid_from).delete()
    rows.update(valid_until=valid_from)
    _write_week(office, week, valid_from=valid_from)
    return True


def _write_week(
    office: Office, week: Mapping[int, Hours], *, valid_from: date, valid_until: date | None = None, reason: str = ""
) -> None:
    OpeningHours.objects.bulk_create(
        OpeningHours(
            office=office,
            weekday=weekday,
            opens=hours.opens,
            closes=hours.closes,
            break_from=hours.break_from,
            break_until=hours.break_until,
            valid_from=valid_from,
            valid_until=valid_until,
            reason=reason,
        )
        for weekday, hours in sorted(week.items())
    )


def hours_of(row: OpeningHours) -> Hours:
    return Hours(row.opens, row.closes, row.break_from, row.break_until)


@transaction.atomic
def set_week(*, office_id: int, week: Mapping[int, Hours], valid_from: date, actor: str, at: datetime) -> None:
    """Set an office's weekly hours from a day on; weekdays (0 is Monday) that `week` lacks are closed."""
    office = Office.objects.select_for_update().get(pk=office_id)
    if replace_week(office=office, week=week, valid_from=valid_from):
        facts: dict[str, str | int | bool | None]
        facts = {"hours": write_week(week), "valid_from": valid_from.isoformat()}
        told("offices.set_hours", office=office, actor=actor, at=at, facts=facts)


@transaction.atomic
def record_past_week(
    *,
    office_id: int,
    week: Mapping[int, Hours],
    valid_from: date,
    valid_until: date,
    reason: str,
    actor: str,
    at: datetime,
) -> None:
    """Record the hours that an office kept from a day of the past up to another, such as those of a year before it came
    here; what stood for these days gives way, what stood around them stays.

    The reason stands on the rows; the log keeps its digest, as words may name a person.
    """
    office = Office.objects.select_for_update().get(pk=office_id)
    held = OpeningHours.objects.filter(office=office, valid_from__lt=valid_until)
    for row in held.filter(Q(valid_until=None) | Q(valid_until__gt=valid_from)):
        before, after = row.valid_from < valid_from, row.valid_until is None or row.valid_until > valid_until
        end = row.valid_until
        if before:
            row.valid_until = valid_from
            row.save(update_fields=["valid_until"])
        else:
            row.delete()
        if after:
            _write_week(
                office, {row.weekday: hours_of(row)}, valid_from=valid_until, valid_until=end, reason=row.reason
            )
    _write_week(office, week, valid_from=valid_from, valid_until=valid_until, reason=reason)
    facts: dict[str, str | int | bool | None]
    facts = {
        "hours": write_week(week),
        "valid_from": valid_from.isoformat(),
        "valid_until": valid_until.isoformat(),
        "reason": personal_digest(reason),
    }
    told("offices.record_past_hours", office=office, actor=actor, at=at, facts=facts)


@transaction.atomic
def close_office(
    *, office_id: int, valid_from: date, valid_until: date, reason: str, actor: str, at: datetime
) -> Closure:
    """Close an office on the days of a half-open period. Deadlines do not move: they look at the calendar alone.

    The reason stands on the row; the log keeps its digest, as words may name a person."""
    office = Office.objects.select_for_update().get(pk=office_id)
    closure = Closure.objects.create(office=office, valid_from=valid_from, valid_until=valid_until, reason=reason)
    facts: dict[str, str | int | bool | None]
    facts = {
        "valid_from": valid_from.isoformat(),
        "valid_until": valid_until.isoformat(),
        "reason": personal_digest(reason),
    }
    told("offices.close", office=office, actor=actor, at=at, facts=facts, subject=("closure", str(closure.pk)))
    return closure


@transaction.atomic
def lift_closure(*, closure_id: int, office_id: int, actor: str, at: datetime) -> Closure:
    """Take a closure back; the row stays, as does the act that made it. Raises: Closure.DoesNotExist."""
    office = Office.objects.select_for_update().get(pk=office_id)
    closure = Closure.objects.get(pk=closure_id, office=office, lifted_at=None)
    closure.lifted_at = at
    closure.save(update_fields=["lifted_at"])
    told("offices.lift_closure", office=office, actor=actor, at=at, facts={}, subject=("closure", str(closure.pk)))
    return closure


@transaction.atomic
def add_channel(*, office_id: int, kind: str, value: str, note: str = "", actor: str, at: datetime) -> ContactChannel:
    """Add a way to reach an office, shown last. Raises: ContactKnown."""
    office = Office.objects.select_for_update().get(pk=office_id)
    shown = ContactChannel.objects.filter(office=office)
    if shown.filter(kind=kind, value=value).exists():
        raise ContactKnown
    last = max((channel.position for channel in shown), default=0)
    channel = ContactChannel.objects.create(office=office, kind=kind, value=value, note=note, position=last + 1)
    told(
        "offices.add_channel", office=office, actor=actor, at=at, facts={"kind": kind, "value": personal_digest(value)}
    )
    return channel


@transaction.atomic
def remove_channel(*, channel_id: int, office_id: int, actor: str, at: datetime) -> None:
    """Stop showing a way to reach an office. Raises: ContactChannel.DoesNotExist."""
    office = Office.objects.select_for_update().get(pk=office_id)
    channel = ContactChannel.objects.get(pk=channel_id, office=office)
    facts: dict[str, str | int | bool | None] = {"kind": channel.kind, "value": personal_digest(channel.value)}
    channel.delete()
    told("offices.remove_channel", office=office, actor=actor, at=at, facts=facts)
