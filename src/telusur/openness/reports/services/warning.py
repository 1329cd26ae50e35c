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
from ..rules.owing import half_of_number, number_of_half
from .steps import reminder_prefix
from .telling import year_link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from telusur.kernel.law.rules import Rule
    from telusur.kernel.offices.models import Office

ANNUAL, HALF_YEAR = "annual", "half_year"
People = dict[tuple[int, str], list[int]]  # by office and role


@legal_act
def warn_of_reports(*, at: datetime) -> int:
    """Owe each person one reminder of each thing, the newest whose day has come; return how many were new.

    What an office owes: the report and the summary of the time that ended last, and of every time before it since its
    first, until they are sent or published.
    """
    found = list(working_offices().select_related("parent"))
    annual, halves = selectors.annual_owed(), selectors.summaries_owed()
    people: People = {}
    owed: list[notices.Owed] = []
    for office in found:
        day = local_day(office=office, at=at)
        for year in annual.times(office.pk, until=day.year - 1):
            owed += _reminders(office, of=ANNUAL, year=year, half=0, on=day, at=at, people=people)
        for number in halves.times(office.pk, until=number_of_half(*last_half_before(day))):
            year, half = half_of_number(number)
            owed += _reminders(office, of=HALF_YEAR, year=year, half=half, on=day, at=at, people=people)
    return notices.owe_all(owed, at=at)


def _reminders(
    office: Office, *, of: str, year: int, half: int, on: date, at: datetime, people: People
) -> Iterator[notices.Owed]:
    """Yield the word to each person who is told of one thing: the newest whose day has come; those before it end."""
    due_on = selectors.due_of(year=year)[0] if of == ANNUAL else selectors.summary_due_of(year=year, half=half)[0]
    prefix = reminder_prefix(of=of, office_code=office.code, year=year, half=half)
    rules = [rule for rule in selectors.reminders_on(on=on) if rule.text("of") == of]
    come = [rule for rule in rules if on >= due_on - timedelta(days=rule.number("days_left"))]
    newest: dict[int, Rule] = {}
    for rule in sorted(come, key=lambda rule: -rule.number("days_left")):
        newest |= dict.fromkeys(_told(rule, office, on, people), rule)
    older = [f"{prefix}{rule.key}:{person}" for person, last in newest.items() for rule in come if rule != last]
    if older:
        notices.dismiss_each(keys=older, at=at)
    for person, rule in newest.items():
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


def _told(rule: Rule, office: Office, on: date, people: People) -> list[int]:
    """Return whom a reminder tells: its role, the administrator where nobody holds it. people: those asked before."""

    def holders(role: str) -> list[int]:
        if (office.pk, role) not in people:
            found = accounts.holders(office_id=office.pk, on=on, role=role)
            people[office.pk, role] = [person.pk for person in found]
        return people[office.pk, role]

    return holders(rule.text("tells")) or holders("administrator")


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
