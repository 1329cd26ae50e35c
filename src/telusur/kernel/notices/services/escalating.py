from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

from telusur.kernel.accounts.selectors import holders

from ..models import Notice
from ..rules.escalation import escalations_owed
from ..selectors import escalations, keys_owed
from .owing import dismiss_all, owe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from ..rules.escalation import Escalation

_LATE = {"missed", "missed_superior", "missed_above"}


def owe_deadline_notices(
    *,
    office_id: int,
    subject_kind: str,
    subject_id: str,
    number: str,
    step: str,
    due_on: date,
    working_days_left: int,
    link: str,
    on: date,
    at: datetime,
    words: Callable[[bool], tuple[str, str]] | None = None,
    besides: Mapping[int, str] | None = None,
) -> list[Notice]:
    """Owe every warning of one running deadline whose day has come; return those not owed before.

    Call it for each open deadline as often as you like: each warning of each due date is owed once to each person.
    working_days_left: as `clocks.selectors.remaining_working_days` counts. on: today at the office. words: subject and
    text, by whether the day passed, for a day that is not the office's to keep. besides: users told in any case,
    each with the link that is open to him.
    """
    prefix = f"{_prefix(subject_kind, subject_id, step)}{due_on}"
    wanted, latest = {}, {}
    for escalation in escalations_owed(escalations(on=on, step=step), working_days_left=working_days_left):
        links = dict(besides or {}) | dict.fromkeys(_told(escalation, office_id=office_id, on=on), link)
        for user_id in sorted(links):
            latest[user_id] = f"{prefix}:{escalation.key}:{user_id}"
            wanted[latest[user_id]] = (escalation, user_id, links[user_id])
    made, owed = [], keys_owed(keys=list(wanted))
    for key in (key for key in wanted if key not in owed):
        escalation, user_id, open_to_him = wanted[key]
        late = escalation.key in _LATE
        subject, text = words(late) if words else _words(late=late, number=number, due_on=due_on)
        made.append(
            owe(
                key=key,
                kind=f"deadline_{escalation.key}",
                office_id=office_id,
                to_user_id=user_id,
                subject=subject,
                text=text,
                link=open_to_him,
                number=number,
                due_on=due_on,
                due_at=at,
                at=at,
            )
        )
    if made:  # a bell names a case once, by the last word on it; the mails of earlier steps still go out
        overtaken = wanted.keys() - latest.values()
        Notice.objects.filter(key__in=overtaken, read_at=None).update(read_at=at)
    return made


def _told(escalation: Escalation, *, office_id: int, on: date) -> set[int]:
    """Return whom a step of the escalation tells: its role, the administrator where nobody holds it."""
    people = holders(office_id=office_id, on=on, role=escalation.tells)
    return {person.pk for person in people or holders(office_id=office_id, on=on, role="administrator")}


def dismiss_deadline_notices(
    *, subject_kind: str, subject_id: str, step: str, at: datetime, due_on: date | None = None
) -> int:
    """End the warnings of a deadline that was met, moved or stopped; return how many ended.

    due_on: those of this day alone, where several days of one step run beside each other.
    """
    prefix = _prefix(subject_kind, subject_id, step)
    return dismiss_all(key_prefix=f"{prefix}{due_on}:" if due_on else prefix, at=at)


def _prefix(subject_kind: str, subject_id: str, step: str) -> str:
    return f"deadline:{subject_kind}:{subject_id}:{step}:"


def _words(*, late: bool, number: str, due_on: date) -> tuple[str, str]:
    facts = {"number": number, "day": formats.date_format(due_on, "l, j F Y")}
    if late:
        return (
            _("Batas waktu terlewat: %(number)s") % facts,
            _("%(number)s seharusnya selesai paling lambat %(day)s dan belum selesai.") % facts,
        )
    return (
        _("Batas waktu mendekat: %(number)s") % facts,
        _("%(number)s harus selesai paling lambat %(day)s.") % facts,
    )
