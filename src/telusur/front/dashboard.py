"""What an officer's day begins with: what waits for this very person, what is at risk, how the month goes.

Each count is that of the list it leads to, asked by the same selector with the same wish.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules.measures import printed
from telusur.kernel.figures.rules.periods import span
from telusur.kernel.jobs import selectors as jobs
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.letters import selectors as letters
from telusur.kernel.notices import selectors as notices
from telusur.openness.information import selectors as information
from telusur.openness.reports import selectors as reports
from telusur.openness.reports.rules.halves import last_half_before
from telusur.openness.reports.rules.owing import half_of_number, number_of_half
from telusur.openness.requests import selectors as requests
from telusur.results.publication import selectors as publication

from . import owed, promises
from .rules.change import Direction, change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from telusur.kernel.accounts.models import User
    from telusur.kernel.accounts.selectors import Standing
    from telusur.kernel.figures.rules.measures import Value
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.selectors import Told
    from telusur.kernel.offices.models import Office

MONTHLY = (
    "requests.received",
    "requests.answered",
    "requests.in_time",
    "requests.days_median",
    "information.published",
)
JANUARY, DECEMBER = 1, 12
REPORT_AHEAD = 60  # days before its date from which an unsent report is at risk


@dataclass(frozen=True)
class Line:
    """One line of a list: how many, of what, where they stand. kind: how urgent ("late", "soon" or nothing)."""

    count: int
    text: str
    href: str
    kind: str = ""


@dataclass(frozen=True)
class Officer:
    """Who looks, where and when. standing: what this person may here."""

    user: User
    office: Office
    standing: Standing
    on: date

    def may(self, permission: str) -> bool:
        return self.standing.may(permission)

    def address(self, name: str, query: str = "") -> str:
        return reverse(name, args=[self.office.slug]) + query

    @cached_property
    def promises(self) -> list[promises.Promise]:
        return promises.promises(office=self.office, standing=self.standing, user=self.user)


def waiting_for(officer: Officer) -> list[Line]:
    """Return what waits for this person's own hand, what may be signed or approved first; nothing stands for none."""
    return [line for line in _waiting(officer) if line.count]


def _waiting(officer: Officer) -> Iterator[Line]:
    office = officer.office
    if officer.may("letters.sign"):
        trays = [tray for tray in letters.trays().values() if officer.may(tray.permission)]
        waiting = sum(len(tray.waiting(office_id=office.pk)) for tray in trays)
        yield Line(waiting, _("surat menunggu tanda tangan Anda"), officer.address("signing_tray"))
    if officer.may("information.approve") or officer.may("information.confirm"):
        counts = information.state_counts(office_id=office.pk)
        desk = officer.address("information_desk")
        if officer.may("information.approve"):
            yield Line(counts.get("proposed", 0), _("usul informasi menunggu persetujuan"), f"{desk}?keadaan=proposed")
        if officer.may("information.confirm"):
            announced = counts.get("announced", 0)
            yield Line(announced, _("informasi serta merta menunggu penegasan"), f"{desk}?keadaan=announced")
    if officer.may("requests.work"):
        wanted = requests.Wanted(view="running", mine=officer.user.pk)
        mine = requests.queue(office_id=office.pk, office_code=office.code, wanted=wanted, on=officer.on).count()
        queue = officer.address("requests_queue", "?tampil=running&saya=on")
        yield Line(mine, _("permohonan berjalan yang ditugaskan kepada Anda"), queue)
    if officer.may("requests.give_opinion"):
        wanted_objections = requests.WantedObjections(view="waiting")
        found = requests.objection_queue(
            office_id=office.pk, office_code=office.code, wanted=wanted_objections, on=officer.on
        ).count()
        yield Line(found, _("keberatan menunggu telaah"), officer.address("objections_queue", "?tampil=waiting"))
    if officer.may("requests.answer_for_unit"):
        asked = requests.unit_inbox(office_id=office.pk, unit_ids=officer.standing.unit_ids).count()
        yield Line(asked, _("permintaan kepada unit Anda"), officer.address("requests_unit"))
    mine_promised = promises.shown(officer.promises, view=promises.MINE, on=officer.on)
    text = _("tindak lanjut yang Anda pegang")
    yield Line(len(mine_promised), text, officer.address("promise_list", "?tampil=saya"))


def open_risks(officer: Officer) -> list[Line]:
    """Return what may go wrong or already did, of what this person may read, the worst first; nothing stands for
    none."""
    return [line for line in _risks(officer) if line.count]


def _risks(officer: Officer) -> Iterator[Line]:
    office, on = officer.office, officer.on
    calendar = calendar_for(office_code=office.code)
    if owed.readable_kinds(officer.standing):
        for view, text, kind in (
            (owed.LATE, _("batas waktu segala perkara sudah lewat"), "late"),
            (owed.SOON, _("batas waktu segala perkara habis dalam 3 hari kerja"), "soon"),
        ):
            found = owed.owed(office=office, standing=officer.standing, view=view, on=on, calendar=calendar)
            yield Line(found.count(), text, officer.address("owed_list", f"?tampil={view}"), kind)
    if officer.may("information.propose"):
        late = information.due_for_review(office_id=office.pk, until=on).count()
        text = _("informasi belum ditinjau pada waktunya")
        yield Line(late, text, officer.address("information_desk_reviews", "?lewat=1"), "soon")
    if officer.may("information.see_tests"):
        ending = information.exclusions_ending(office_id=office.pk, on=on).count()
        text = _("pengecualian segera berakhir")
        yield Line(ending, text, officer.address("information_determinations", "?berakhir=1"), "soon")
    if officer.may("reports.see"):
        yield from _reports(officer)
    promised = promises.shown(officer.promises, view=promises.LATE, on=on)
    yield Line(
        len(promised), _("tindak lanjut lewat harinya"), officer.address("promise_list", "?tampil=lewat"), "late"
    )
    if officer.may("notices.set_webhook"):
        failed = notices.undelivered(office_id=office.pk).count()
        yield Line(failed, _("pemberitahuan gagal dikirim"), officer.address("notices_channels"), "late")
    if officer.may("publication.see_stops"):
        yield from _stopped(office.code)
    if officer.may("jobs.see") and office.code == NATIONAL_OFFICE:
        given_up = len(jobs.failed_jobs())
        yield Line(given_up, _("pekerjaan latar gagal"), officer.address("jobs_failed"), "late")


def _stopped(office_code: str) -> Iterator[Line]:
    """Yield each election of the office whose results are not published anew, with what mends it."""
    for one in publication.stopped_at(office_code=office_code):
        text = _("terbitan hasil %(election)s berhenti: %(why)s")
        if one.held_back:
            text = _("sebagian hasil %(election)s ditahan dari terbitan: %(why)s")
        words = text % {"election": one.election.name, "why": one.why}
        yield Line(1, words, reverse("publication_home", args=[one.election.code]), "late")


def _reports(officer: Officer) -> Iterator[Line]:
    """Yield each yearly report and each summary of a half year that is due soon or was due and is not done: those of
    which the report room reminds."""
    office, on = officer.office, officer.on
    for year in reports.annual_owed().times(office.pk, until=on.year - 1):
        due_on, _rule = reports.due_of(year=year)
        text = _("laporan %(year)d belum disampaikan") % {"year": year}
        yield _owed_line(text, due_on, on, _year(officer, year))
    for number in reports.summaries_owed().times(office.pk, until=number_of_half(*last_half_before(on))):
        year, half = half_of_number(number)
        due_on, _rule = reports.summary_due_of(year=year, half=half)
        text = _("ringkasan akses semester %(half)d tahun %(year)d belum terbit") % {"half": half, "year": year}
        yield _owed_line(text, due_on, on, _year(officer, year))


def _year(officer: Officer, year: int) -> str:
    """Return where an officer does the reports of a year."""
    return reverse("reports_year", args=[officer.office.slug, year])


def _owed_line(text: str, due_on: date, on: date, href: str) -> Line:
    near = on >= due_on - timedelta(days=REPORT_AHEAD)
    return Line(int(near), text, href, "late" if on > due_on else "soon")


@dataclass(frozen=True)
class Month:
    """A figure this month beside the same days of last month, with the change in words; `href` opens its
    rows of this month."""

    name: str
    printed: str
    unit: str
    before: str
    words: str
    direction: Direction
    href: str


def months_of(on: date) -> tuple[Period, Period]:
    """Return the month of `on`, and the one before it."""
    before = (on.year - 1, DECEMBER) if on.month == JANUARY else (on.year, on.month - 1)
    return span(on.year, on.month, 1), span(*before, 1)


def same_day_before(on: date) -> date:
    """Return the same day of the month before, or its last day where it has no such day."""
    _this, last = months_of(on)
    return min(last.start + timedelta(days=on.day - 1), last.end - timedelta(days=1))


def this_month(officer: Officer) -> list[Month]:
    """Return the figures of this month beside those of the same days of the last one."""
    this, last = months_of(officer.on)
    asked = {"office_id": officer.office.pk, "on": officer.on, "keys": MONTHLY}
    now = figures.tell_all(period=this, office_code=officer.office.code, **asked)  # type: ignore[arg-type]
    until = same_day_before(officer.on)
    before = {
        each.figure.key: each.figure.value_of(row for row in each.rows if row.day is not None and row.day <= until)
        for each in figures.read_all(period=last, **asked)  # type: ignore[arg-type]
    }
    told = {each.figure.key: each for each in now}
    return [_month(told[key], before[key], officer) for key in MONTHLY if key in told]


def _month(now: Told, before: Value, officer: Officer) -> Month:
    figure = now.figure
    moved = change(now=now.value, before=before)
    words = _in_words(moved.direction, printed(moved.by), str(figure.unit))
    rows = "officer_figure_rows" if officer.may(figure.officer_permission) else "figure_rows"
    address = reverse(rows, args=[officer.office.slug, figure.key])
    return Month(
        name=str(figure.name),
        printed=now.printed,
        unit=str(figure.unit),
        before=figures.in_words(figure=figure, value=before),
        words=words,
        direction=moved.direction,
        href=f"{address}?masa={now.period.key}",
    )


def _in_words(direction: Direction, by: str, unit: str) -> str:
    if direction == Direction.UNKNOWN:
        return _("belum dapat dibandingkan")
    if direction == Direction.SAME:
        return _("sama seperti bulan lalu pada tanggal ini")
    values = {"by": by, "unit": _("poin persen") if unit == _("persen") else unit}
    return (_("naik %(by)s %(unit)s") if direction == Direction.UP else _("turun %(by)s %(unit)s")) % values
