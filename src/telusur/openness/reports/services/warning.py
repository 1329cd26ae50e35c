"""Reminds offices of reports and summaries that come due, and tells who is above when they are late.

What is owed is read from what was sent and published; each reminder is owed once to each person.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day, working_offices

from .. import selectors
from ..rules.halves import last_half_before
from .steps import reminder_prefix
from .telling import year_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from telusur.kernel.law.rules import Rule
    from telusur.kernel.offices.models import Office

ANNUAL, HALF_YEAR = "annual", "half_year"


@legal_act
def warn_of_reports(*, at: datetime) -> int:
    """Owe every reminder whose day has come, at every working office; return how many were new."""
    found = list(working_offices().select_related("parent"))
    days = {office.pk: local_day(office=office, at=at) for office in found}
    years = {day.year - 1 for day in days.values()}
    done = {year: selectors.done_years(office_ids=[office.pk for office in found], year=year) for year in years}
    halves = {last_half_before(day) for day in days.values()}
    summarised = {each: selectors.summarised(year=each[0], half=each[1]) for each in halves}
    owed: list[notices.Owed] = []
    for office in found:
        day = days[office.pk]
        if office.pk not in done[day.year - 1]:
            owed += _reminders(office, of=ANNUAL, year=day.year - 1, half=0, on=day, at=at)
        year, half = last_half_before(day)
        if office.pk not in summarised[year, half]:
            owed += _reminders(office, of=HALF_YEAR, year=year, half=half, on=day, at=at)
    return notices.owe_all(owed, at=at)


def _reminders(office: Office, *, of: str, year: int, half: int, on: date, at: datetime) -> Iterator[notices.Owed]:
    due_on = selectors.due_of(year=year)[0] if of == ANNUAL else selectors.summary_due_of(year=year, half=half)[0]
    prefix = reminder_prefix(of=of, office_code=office.code, year=year, half=half)
    for rule in selectors.reminders_on(on=on):
        if rule.text("of") != of or on < due_on - timedelta(days=rule.number("days_left")):
            continue
        for person in _told(rule, office, on):
            subject, text = _words(of, year=year, half=half, due_on=due_on, late=on > due_on)
            yield notices.Owed(
                key=f"{prefix}{rule.key}:{person}",
                kind=f"report_{rule.key.replace('.', '_')}",
                office_id=office.pk,
                to_user_id=person,
                subject=subject,
                text=text,
                link=year_link(office, year),
                number=str(year),
                due_on=due_on,
                due_at=at,
            )


def _told(rule: Rule, office: Office, on: date) -> list[int]:
    """Return whom a reminder tells: its role, the administrator where nobody holds it."""
    people = accounts.holders(office_id=office.pk, on=on, role=rule.text("tells"))
    return [person.pk for person in people or accounts.holders(office_id=office.pk, on=on, role="administrator")]


def _words(of: str, *, year: int, half: int, due_on: date, late: bool) -> tuple[str, str]:
    facts = {"year": year, "half": half, "day": date_format(due_on, "l, j F Y")}
    if of == ANNUAL:
        return (
            (_("Laporan %(year)s terlambat") if late else _("Laporan %(year)s jatuh tempo")) % facts,
            (
                _("Laporan layanan informasi publik %(year)s seharusnya terkirim paling lambat %(day)s.")
                if late
                else _("Laporan layanan informasi publik %(year)s dikirim paling lambat %(day)s.")
            )
            % facts,
        )
    said = (
        _("Ringkasan akses semester %(half)s tahun %(year)s seharusnya terbit paling lambat %(day)s.")
        if late
        else _("Ringkasan akses semester %(half)s tahun %(year)s terbit paling lambat %(day)s.")
    )
    return str(_("Ringkasan akses terlambat") if late else _("Ringkasan akses jatuh tempo")), said % facts
