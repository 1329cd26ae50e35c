"""What an address asks for: which figure, which period, on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone

from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..rules.periods import BadPeriod, parse_period, year_of

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.accounts.permits import OfficeRequest

    from ..rules.definitions import Figure
    from ..rules.periods import Period


def figure_asked(key: str) -> Figure:
    try:
        return selectors.figure_by_key(key=key)
    except selectors.UnknownFigure as error:
        raise Http404 from error


def today_at(request: OfficeRequest) -> date:
    return local_day(office=request.office, at=timezone.now())


def period_asked(request: OfficeRequest) -> Period:
    try:
        return parse_period(request.GET.get("masa") or str(today_at(request).year))
    except BadPeriod:
        return year_of(today_at(request).year)
