"""What the corner screen of an office shows, a slide at a time. A slide that would be empty is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules.periods import span, year_of
from telusur.kernel.figures.templatetags.figures import period_name
from telusur.openness.information import selectors as information

from . import selectors
from .units import unit_beside

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.figures.selectors import Told
    from telusur.kernel.offices.models import Office

NEWEST = 5
STAY = 12  # seconds that a slide stays
REFRESH = 300  # seconds after which the screen asks for what is new


@dataclass(frozen=True)
class NumbersSlide:
    """A slide of figures: its key, its title, the figures that it may show, in order; of the month, or of the year."""

    key: str
    title: str | _StrPromise
    figures: tuple[str, ...]
    of_month: bool = False


NUMBERS = (
    NumbersSlide(
        "permohonan",
        _("Permohonan informasi"),
        ("requests.received", "requests.in_time", "requests.days_median", "requests.open"),
    ),
    NumbersSlide(
        "kunjungan",
        _("Kunjungan ke layanan ini"),
        ("visits.visitors", "visits.pages", "visits.downloads"),
        of_month=True,
    ),
    NumbersSlide("kepuasan", _("Kepuasan pengguna layanan"), ("satisfaction.index", "satisfaction.respondents")),
)


@dataclass(frozen=True)
class Number:
    """A figure on the screen: its value in words of numbers, its unit where the name does not say it, its name, and
    where its rows are."""

    printed: str
    unit: str
    label: str
    href: str


@dataclass(frozen=True)
class Slide:
    """One slide. kind: which template draws it. content: what that template lists."""

    key: str
    kind: str
    title: str
    note: str
    content: object


@figures.one_reading()
def slides(*, office: Office, on: date) -> list[Slide]:
    """Return the slides of an office on a day, never none: how to ask is always told."""
    found = [_newest(office), *_numbers(office, on), _asking(on)]
    return [slide for slide in found if slide is not None]


def _newest(office: Office) -> Slide | None:
    items = list(information.shown_items(office_id=office.pk)[:NEWEST])
    return Slide("terbaru", "documents", str(_("Dokumen terbaru")), "", items) if items else None


def _numbers(office: Office, on: date) -> list[Slide]:
    """Return the slides of numbers, those of a period told together; one that counts nothing is left out."""
    found = []
    for of_month, period in ((False, year_of(on.year)), (True, span(on.year, on.month, 1))):
        wanted = [slide for slide in NUMBERS if slide.of_month == of_month]
        keys = [key for slide in wanted for key in slide.figures]
        told = figures.tell_all(office_id=office.pk, office_code=office.code, period=period, on=on, keys=keys)
        counted = {each.figure.key: each for each in told if each.count}
        found += [made for slide in wanted if (made := _slide_of(slide, counted, office, period))]
    return found


def _slide_of(slide: NumbersSlide, counted: dict[str, Told], office: Office, period: Period) -> Slide | None:
    told = [_number(counted[key], office, period) for key in slide.figures if key in counted]
    return Slide(slide.key, "numbers", str(slide.title), period_name(period), told) if told else None


def _number(reading: Told, office: Office, period: Period) -> Number:
    rows = f"{reverse('figure_rows', args=[office.slug, reading.figure.key])}?masa={period.key}"
    return Number(reading.printed, unit_beside(reading), str(reading.figure.name), rows)


def _asking(on: date) -> Slide:
    """Return how to ask; content: the working days within which an answer comes, None where no rule says it."""
    answer = next(time.general for time in selectors.service_times(on=on) if time.step == "answer")
    return Slide("bertanya", "asking", str(_("Meminta informasi")), "", answer.number("length") if answer else None)


def code_of(*, address: str) -> SafeString:
    """Return the address as a QR code, drawn as SVG without any style of its own."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2, dark="#000", light="#fff")
    return format_html('<div class="code" aria-hidden="true">{}</div>', mark_safe(drawn))  # noqa: S308 segno's drawing
