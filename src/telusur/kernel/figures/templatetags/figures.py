"""How a period is called on a page, in the visitor's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from ..rules.periods import Period

register = template.Library()
QUARTER, HALF = 3, 6


@register.filter
def period_name(period: Period) -> str:
    if period.is_year:
        return str(period.start.year)
    if period.months == QUARTER:
        values = {"number": (period.start.month + 2) // QUARTER, "year": period.start.year}
        return _("Triwulan %(number)s %(year)s") % values
    if period.months == HALF:
        values = {"number": (period.start.month + 5) // HALF, "year": period.start.year}
        return _("Semester %(number)s %(year)s") % values
    return date_format(period.start, "F Y")
