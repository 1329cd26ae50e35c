from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from telusur.kernel.calendars import selectors as calendars
from telusur.kernel.calendars.rules import NATIONAL_TIME_ZONE, day_at
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE, office_log

from .models import ChannelKind, Closure, ContactChannel, Office, OpeningHours, PublicVersion, Unit
from .rules.office_file import write_week
from .rules.opening import ClosedDays, DatedHours, Hours, Schedule, weekdays_together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime, time

    from django.db.models import QuerySet


def office_by_slug(*, slug: str) -> Office:
    """Return the office at `/{slug}/`. Raises: Office.DoesNotExist."""
    return Office.objects.select_related("parent").get(slug=slug)


def office_by_id(*, office_id: int) -> Office:
    """Return the office with this key. Raises: Office.DoesNotExist."""
    return Office.objects.select_related("parent").get(pk=office_id)


def office_by_code(*, code: str) -> Office:
    """Return the office with this code. Raises: Office.DoesNotExist."""
    return Office.objects.select_related("parent").get(code=code)


def offices_by_code(*, codes: Collection[str]) -> dict[str, Office]:
    """Return the offices with these codes, by code; what is no office's is left out."""
    return {office.code: office for office in Office.objects.filter(code__in=codes)}


def office_by_host(*, host: str) -> Office | None:
    """Return the working office that this host name belongs to, None when it is the network's own."""
    return Office.objects.filter(host=host.lower(), withdrawn_on=None).first()


def local_day(*, office: Office, at: datetime) -> date:
    """Return the calendar day of an instant where the office stands: rights, hours and terms end with its own day."""
    return day_at(at, office.time_zone)


def national_day(*, at: datetime) -> date:
    """Return the calendar day of an instant at the national office, for what belongs to no single office."""
    return day_at(at, NATIONAL_TIME_ZONE)


def all_offices() -> QuerySet[Office]:
    """Return every office, also those that ceased, by code: the national office, then each province with its own."""
    return Office.objects.select_related("parent").order_by("code")


def working_offices() -> QuerySet[Office]:
    """Return the offices that have not ceased, by code."""
    return all_offices().filter(withdrawn_on=None)


def kinds_by_code() -> dict[str, str]:
    """Return the kind of every working office by its code."""
    return dict(Office.objects.filter(withdrawn_on=None).values_list("code", "kind"))


def withdrawn_codes() -> frozenset[str]:
    """Return the codes of offices that ceased; they are never used again."""
    return frozenset(Office.objects.exclude(withdrawn_on=None).values_list("code", flat=True))


def slug_owners() -> dict[str, str]:
    """Return the code of the office that owns each slug, also of offices that ceased."""
    return dict(Office.objects.values_list("slug", "code"))


def units_of(*, office_id: int) -> QuerySet[Unit]:
    """Return the working units of an office, by name."""
    return every_unit_of(office_id=office_id).filter(active=True)


def every_unit_of(*, office_id: int) -> QuerySet[Unit]:
    """Return the units of an office, also those that rest, by name."""
    return Unit.objects.filter(office_id=office_id).order_by("name", "pk")


def channels_of(*, office_id: int) -> QuerySet[ContactChannel]:
    """Return the ways to reach an office, in the order in which it shows them."""
    return ContactChannel.objects.filter(office_id=office_id).order_by("position", "kind", "pk")


def closures_of(*, office_id: int, on: date) -> QuerySet[Closure]:
    """Return the closures that are not over on `on` and not lifted, soonest first."""
    found = Closure.objects.filter(office_id=office_id, lifted_at=None, valid_until__gt=on)
    return found.order_by("valid_from", "pk")


def week_of(*, office_id: int, on: date) -> dict[int, Hours]:
    """Return the hours in force on `on` by weekday (0 is Monday)."""
    rows = OpeningHours.objects.in_force(on=on).filter(office_id=office_id)
    return {row.weekday: Hours(row.opens, row.closes, row.break_from, row.break_until) for row in rows}


def coming_hours(*, office_id: int, on: date) -> list[tuple[date, str]]:
    """Return the changes of weekly hours planned after `on`, as (first day, hours as the office file writes them)."""
    rows = OpeningHours.objects.filter(office_id=office_id, valid_from__gt=on)
    days = sorted(set(rows.values_list("valid_from", flat=True)))
    return [(day, write_week(week_of(office_id=office_id, on=day))) for day in days]


def host_is_free(*, host: str, office_id: int) -> bool:
    """Return whether no other office uses this host name; an empty one is always free."""
    return not host or not Office.objects.filter(host=host).exclude(pk=office_id).exists()


def holidays_of(*, office_code: str) -> Callable[[date], str | None]:
    """Return what says why a day is a public holiday at this office; weekends are left to the opening hours, and a
    year that nobody loaded closes nothing: opening hours inform, no deadline rests on them."""
    days = calendars.calendar_for(office_code=office_code).days

    def holiday(day: date) -> str | None:
        return days[day].name if day in days else None

    return holiday


def closing_time(*, office: Office, at: datetime) -> time | None:
    """Return when the office closes, by its hours, on the local day of `at`; None on a day without hours."""
    local = at.astimezone(ZoneInfo(office.time_zone))
    hours = week_of(office_id=office.pk, on=local_day(office=office, at=at)).get(local.weekday())
    return hours.closes if hours else None


def schedule_of(*, office: Office, on: date, holiday: Callable[[date], str | None] | None = None) -> Schedule:
    """Return everything that decides when the office is open from `on` onwards.

    holiday: the reason why a day is a public holiday for this office; by default the office's calendar is asked.
    """
    rows = OpeningHours.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), office=office)
    return Schedule(
        time_zone=office.time_zone,
        hours=[
            DatedHours(
                row.weekday,
                Hours(row.opens, row.closes, row.break_from, row.break_until),
                row.valid_from,
                row.valid_until,
            )
            for row in rows
        ],
        closures=[
            ClosedDays(row.valid_from, row.valid_until, row.reason) for row in closures_of(office_id=office.pk, on=on)
        ],
        holiday=holiday or holidays_of(office_code=office.code),
    )


def is_open(*, office: Office, at: datetime) -> bool:
    """Return whether the office is open at this instant, by its hours, closures and holidays."""
    return schedule_of(office=office, on=local_day(office=office, at=at)).is_open(at)


def opening_text(*, office: Office, on: date) -> str:
    """Return the weekly hours in words, such as “Senin–Jumat 09.00–15.00 WIB, istirahat 12.00–13.00”; "" if none."""
    zone = office.get_time_zone_display()
    parts = []
    for first, last, hours in weekdays_together(week_of(office_id=office.pk, on=on)):
        days = str(WEEKDAYS[first]) if first == last else f"{WEEKDAYS[first]}–{WEEKDAYS[last]}"
        values = {"days": days, "opens": f"{hours.opens:%H.%M}", "closes": f"{hours.closes:%H.%M}", "zone": zone}
        text = _("%(days)s %(opens)s–%(closes)s %(zone)s") % values
        if hours.break_from and hours.break_until:
            rest = {"start": f"{hours.break_from:%H.%M}", "end": f"{hours.break_until:%H.%M}"}
            text += _(", istirahat %(start)s–%(end)s") % rest
        parts.append(text)
    return "; ".join(parts)


def public_version(*, office_code: str | None = None) -> int:
    """Return a number that grows with every change of the public pages of this office, or of any office when None.

    A sum, not a maximum: a change of an office that changes seldom must show too.
    """
    rows = PublicVersion.objects.all()
    if office_code is not None:
        rows = rows.filter(office_code__in=["", office_code])
    return rows.aggregate(sum=Sum("version"))["sum"] or 0


def public_versions() -> list[tuple[Office, int]]:
    """Return every working office with the version of its public pages, by code."""
    versions = dict(PublicVersion.objects.values_list("office_code", "version"))
    return [(office, versions.get("", 0) + versions.get(office.code, 0)) for office in working_offices()]


def channel_kinds() -> type[ChannelKind]:
    """Return the closed list of ways to reach an office, with what each is called."""
    return ChannelKind


def logs_begun() -> list[str]:
    """Return the logs that must exist: every office came by an act of its own log, but the national one, which is
    there from the start."""
    return [office_log(code) for code in Office.objects.exclude(code=NATIONAL_OFFICE).values_list("code", flat=True)]
