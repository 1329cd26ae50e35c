"""An office's home and the pages it owes the public: how to ask, what it costs, how long it takes, what it promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from telusur.front import board as boards
from telusur.front import selectors
from telusur.front.units import unit_beside
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules.measures import printed
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits.pages import counted_page
from telusur.openness.information import selectors as information

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.figures.selectors import Beside, Told

NEWEST = 5
COMPARED = ("requests.days_median", "requests.in_time")  # a count beside a sum of offices would tell nothing
ON_THE_DOOR = ("requests.received", "requests.days_median", "requests.in_time", "information.published")


def today_at(request: OfficeRequest) -> date:
    """Return today's date where the office of the address stands."""
    return local_day(office=request.office, at=timezone.now())


def as_shown(told: Told, beside: Beside | None) -> dict[str, object]:
    """Return a figure for its tile; the unit is said where the name does not say it already."""
    note = _in_words(beside) if beside else ""
    return {"figure": told.figure, "printed": told.printed, "unit": unit_beside(told), "note": note}


def _in_words(beside: Beside) -> str:
    """Return a number's neighbours: those of the province, the nation and the office a year before, where known."""
    province, nation = (pair[0] if pair else None for pair in (beside.province, beside.nation))
    found = (
        (province, gettext("provinsi %(number)s")),
        (nation, gettext("nasional %(number)s")),
        (beside.office[1], gettext("tahun lalu %(number)s")),
    )
    return " · ".join(words % {"number": printed(value)} for value, words in found if value is not None)


@permits(PUBLIC)
@counted_page(_("Beranda kantor"))
@figures.one_reading()
def home(request: OfficeRequest) -> HttpResponse:
    office, at, on = request.office, timezone.now(), today_at(request)
    period = year_of(on.year)
    # one year's few numbers: the statistics page has all of them
    told = figures.tell_all(office_id=office.pk, office_code=office.code, period=period, on=on, keys=ON_THE_DOOR)
    by_key = {each.figure.key: each for each in told}
    compared = figures.compare_all(
        told=[by_key[key] for key in COMPARED], office_id=office.pk, office_code=office.code, period=period, on=on
    )
    context = {
        "office": office,
        "opening": selectors.opening(office=office, at=at, on=on),
        "newest": information.shown_items(office_id=office.pk)[:NEWEST],
        "popular": information.popular(office=office, limit=NEWEST, on=on),
        "figures": [as_shown(by_key[key], compared.figures.get(key)) for key in ON_THE_DOOR],
        "period": period,
        "answer": selectors.service_times(on=on)[2],
        "has_board": boards.has_board(office),
        "asof": at,
    }
    return render(request, "front/office.html", context)


@permits(PUBLIC)
@counted_page(_("Tata cara permohonan"))
def how_to_ask(request: OfficeRequest) -> HttpResponse:
    on = today_at(request)
    context = {
        "office": request.office,
        "times": selectors.service_times(on=on),
        "channels": offices.channels_of(office_id=request.office.pk),
        "hours": offices.opening_text(office=request.office, on=on),
    }
    return render(request, "front/how_to_ask.html", context)


@permits(PUBLIC)
@counted_page(_("Biaya dan waktu"))
def costs(request: OfficeRequest) -> HttpResponse:
    on = today_at(request)
    times, costs_ = selectors.service_times(on=on), selectors.costs(on=on)
    return render(request, "front/costs.html", {"office": request.office, "times": times, "costs": costs_, "on": on})


@permits(PUBLIC)
@counted_page(_("Maklumat pelayanan"))
def pledge(request: OfficeRequest) -> HttpResponse:
    on = today_at(request)
    context = {
        "office": request.office,
        "on": on,
        "bases": selectors.legal_bases(on=on),
        "times": selectors.service_times(on=on),
        "costs": selectors.costs(on=on),
        "hours": offices.opening_text(office=request.office, on=on),
    }
    return render(request, "front/pledge.html", context)


@permits(PUBLIC)
@counted_page(_("Jam layanan dan kontak"))
def contact(request: OfficeRequest) -> HttpResponse:
    office, at, on = request.office, timezone.now(), today_at(request)
    context = {
        "office": office,
        "opening": selectors.opening(office=office, at=at, on=on),
        "closures": offices.closures_of(office_id=office.pk, on=on),
        "channels": offices.channels_of(office_id=office.pk),
        "units": offices.units_of(office_id=office.pk),
    }
    return render(request, "front/contact.html", context)
