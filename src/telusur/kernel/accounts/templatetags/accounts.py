from __future__ import annotations

from datetime import date, timedelta

from django import template

register = template.Library()


@register.filter
def last_day(end: date | None) -> date | None:
    """The last day inside a half-open period, as people write periods."""
    return end - timedelta(days=1) if end else None
