"""Changes of the calendar. Deadlines are moved by the room above, in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE

from . import rules, selectors
from .models import AddedDay, AddedYear, CalendarChange

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from .rules import Day

LOCK = 0x43414C  # "CAL": the advisory lock under which the calendar is read for storing dates, or changed


class NotAdded(ValueError):
    """The days cannot be added as asked. Carries a code, the row (from 1; 0 for all) and a sentence."""

    def __init__(self, code: str, message: str, *, row: int = 0) -> None:
        self.code, self.row = code, row
        super().__init__(message)


def hold_still() -> None:
    """Keep the calendar as it is until the transaction ends. Whoever stores a date computed from it calls this first,
    so that no change slips in between reading the calendar and storing the date."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [LOCK])


def hold_for_change() -> None:
    """Wait until nobody stores a date computed from the calendar, and keep it so until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def add_days(
    *, office_code: str, days: Sequence[Day], years: Mapping[int, str], actor: str, at: datetime
) -> CalendarChange:
    """Store days and years that `office_code` decrees, all or none, and return the change that holds them.

    The national office adds for everyone; another office only regional holidays of its own territory, and cancels
    only those. Deadlines do not move here: call `clocks.services.add_days`. Raises: NotAdded.
    """
    hold_for_change()
    refuse_wrong_days(office_code=office_code, days=days, years=years)
    newest = CalendarChange.objects.order_by("-number").values_list("number", flat=True).first()
    change = CalendarChange.objects.create(
        number=(newest or selectors.SHIPPED_VERSION) + 1, office_code=office_code, actor=actor, changed_at=at
    )
    AddedDay.objects.bulk_create(
        AddedDay(
            change=change,
            on=day.on,
            name=day.name,
            kind=day.kind.value,
            scope=day.scope,
            source=day.source,
            confirmed=day.confirmed,
        )
        for day in days
    )
    AddedYear.objects.bulk_create(AddedYear(change=change, year=year, source=years[year]) for year in sorted(years))
    return change


def refuse_wrong_days(*, office_code: str, days: Sequence[Day], years: Mapping[int, str]) -> None:
    """Refuse what the office may not decree, what is there already and what could not be read. Raises: NotAdded."""
    national = office_code == NATIONAL_OFFICE
    if not days and not years:
        raise NotAdded("nothing", _("Tidak ada hari yang ditambahkan."))
    if years and not national:
        raise NotAdded("not_national", _("Kalender setahun hanya dimuat oleh KPU RI."))
    for number, day in enumerate(days, start=1):
        if not national:
            _refuse_foreign_day(office_code, day, number)
        _refuse_clash(day, number, years)
    for year in years:
        if year in selectors.calendar_for(office_code=NATIONAL_OFFICE).years:
            message = _("Kalender tahun %(year)s sudah ada. Tambahkan perubahannya sebagai hari, tanpa [[year]].")
            raise NotAdded("year_there", message % {"year": year})


def _refuse_foreign_day(office_code: str, day: Day, row: int) -> None:
    if not (day.scope and day.scope.startswith(office_code)):
        message = _("%(day)s: kantor ini hanya dapat menetapkan hari untuk wilayahnya sendiri (kode %(code)s).")
        raise NotAdded("not_yours", message % {"day": day.on, "code": office_code}, row=row)
    if day.kind not in {rules.Kind.REGIONAL_HOLIDAY, rules.Kind.CANCELLED}:
        message = _("%(day)s: libur nasional dan cuti bersama hanya ditambahkan oleh KPU RI.")
        raise NotAdded("not_national", message % {"day": day.on}, row=row)


def _refuse_clash(day: Day, row: int, years: Mapping[int, str]) -> None:
    there = selectors.calendar_for(office_code=day.scope or NATIONAL_OFFICE)
    if day.on.year not in there.years and day.on.year not in years:
        message = _("%(day)s: kalender tahun %(year)s belum dimuat. Muat dulu kalender setahun penuh.")
        raise NotAdded("gap", message % {"day": day.on, "year": day.on.year}, row=row)
    standing = there.days.get(day.on)
    if day.kind is rules.Kind.CANCELLED:
        if standing is None or standing.scope != day.scope:
            message = _("%(day)s: tidak ada hari libur di wilayah itu yang dapat dibatalkan.")
            raise NotAdded("nothing_to_cancel", message % {"day": day.on}, row=row)
        return
    outweighs = standing and standing.kind is rules.Kind.JOINT_LEAVE and day.kind is not rules.Kind.JOINT_LEAVE
    if standing and not outweighs:
        message = _("%(day)s sudah libur: %(name)s (%(source)s).")
        values = {"day": day.on, "name": standing.name, "source": standing.source}
        raise NotAdded("already", message % values, row=row)
