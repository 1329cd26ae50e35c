"""What an address asks for: which figure, which period, on which day."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..rules.periods import BadPeriod, NotBegun, period_on, year_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpResponse

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..rules.definitions import Figure

LONGEST = 20  # letters of a period nobody knows that are said back


def figure_asked(key: str) -> Figure:
    try:
        return selectors.figure_by_key(key=key)
    except selectors.UnknownFigure as error:
        raise Http404 from error


def today_at(request: OfficeRequest) -> date:
    return local_day(office=request.office, at=timezone.now())


def for_a_period(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand a view the period that its address asks for, as `period`; one that is none, or lies ahead, is answered with
    what may be asked instead, and never with the numbers of another."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        on, text = today_at(request), request.GET.get("masa", "")
        try:
            period = period_on(text, on=on)
        except BadPeriod as error:
            context = {"asked": text[:LONGEST], "not_begun": isinstance(error, NotBegun), "year": year_of(on.year)}
            return render(request, "figures/no_period.html", context, status=400)
        return view(request, *args, period=period, **kwargs)

    return asked
