from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from ..models import Appointment

register = template.Library()


@register.filter
def last_day(end: date | None) -> date | None:
    """The last day inside a half-open period, as people write periods."""
    return end - timedelta(days=1) if end else None


@register.simple_tag
def appointment_state(appointment: Appointment, on: date) -> str:
    """Say whether an appointment is in_force, coming, ended or called_off on a day."""
    if appointment.called_off_at:
        return "called_off"
    if on < appointment.valid_from:
        return "coming"
    return "ended" if appointment.valid_until and appointment.valid_until <= on else "in_force"
