"""The end of an exclusion: watched, told of in time, and come by itself on the day."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day

from .proceedings import DETERMINATION, link_to_determination, tell_office

if TYPE_CHECKING:
    from ..models import Determination


def start_watch(determination: Determination, *, at: datetime) -> None:
    """Start the clock that runs back from the end, once the end is near enough for the calendar to reach it.

    A year nobody loaded is left to the daily watch, which says so.
    """
    with suppress(CalendarGap):
        watch(determination, at=at)


def watch(determination: Determination, *, at: datetime) -> bool:
    """Start that clock where it is time and none runs; return whether one was started. Raises: CalendarGap.

    Law: PP 61/2010 Pasal 11.
    """
    ends, office = determination.valid_until, determination.holder
    if ends is None or determination.deadline_id is not None or determination.declared_at is not None:
        return False
    on = local_day(office=office, at=at)
    if ends > on + timedelta(days=rule_in_force("information", "end_watch", "default", on=on).number("length")):
        return False
    determination.deadline = clocks.start(
        subject_kind=DETERMINATION,
        subject_id=str(determination.pk),
        office_code=office.code,
        time_zone=office.time_zone,
        track="general",
        step="declare_open",
        started_at=datetime.combine(ends, time(), ZoneInfo(office.time_zone)),
        at=at,
        label=determination.title[:80],
    )
    determination.save(update_fields=["deadline"])
    return True


def stop_watch(determination: Determination, *, at: datetime) -> None:
    """Stop the clock and end what is owed because of it."""
    if determination.deadline is not None and determination.deadline.stopped_at is None:
        clocks.stop(deadline_id=determination.deadline.pk, at=at)
    notices.dismiss_all(key_prefix=f"{DETERMINATION}/{determination.pk}/ends/", at=at)


def tell_of_end(determination: Determination, *, at: datetime) -> int:
    """Owe the PPIDs a word that an exclusion ends; return how many words are new. Before its day nothing is owed."""
    deadline, ends = determination.deadline, determination.valid_until
    on = local_day(office=determination.holder, at=at)
    if deadline is None or ends is None or deadline.stopped_at is not None or on < deadline.due_on:
        return 0
    offices = {each.pk: each for each in (determination.holder, determination.office)}
    return sum(
        tell_office(
            office=office,
            key=f"{DETERMINATION}/{determination.pk}/ends/{ends.isoformat()}",
            subject=_("Pengecualian berakhir: %(title)s") % {"title": determination.title},
            text=_("Nyatakan terbuka, dan siapkan berkasnya untuk pemeriksaan rilis."),
            link=link_to_determination(determination, office),
            at=at,
            due_on=ends,
        )
        for office in offices.values()
    )
