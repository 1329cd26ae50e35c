from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from ..models import Office, Unit
from .public_pages import told

if TYPE_CHECKING:
    from datetime import datetime


class UnitCodeTaken(ValueError):
    """The office has a unit with this code, perhaps one that no longer works."""


@transaction.atomic
def add_unit(*, office_id: int, code: str, name: str, actor: str, at: datetime) -> Unit:
    """Add a unit to an office. A code once used stays with its unit. Raises: UnitCodeTaken."""
    office = Office.objects.select_for_update().get(pk=office_id)
    if Unit.objects.filter(office=office, code=code).exists():
        raise UnitCodeTaken(code)
    unit = Unit.objects.create(office=office, code=code, name=name)
    told(
        "offices.add_unit",
        office=office,
        actor=actor,
        at=at,
        facts={"code": code, "name": name},
        subject=_subject(unit),
    )
    return unit


@transaction.atomic
def change_unit(*, unit_id: int, office_id: int, name: str, active: bool, actor: str, at: datetime) -> Unit:
    """Rename a unit, or let it rest: one that rests gets no new work and keeps its records.

    Raises: Unit.DoesNotExist.
    """
    office = Office.objects.select_for_update().get(pk=office_id)
    unit = Unit.objects.get(pk=unit_id, office=office)
    if (unit.name, unit.active) != (name, active):
        unit.name, unit.active = name, active
        unit.save(update_fields=["name", "active"])
        facts: dict[str, str | int | bool | None] = {"code": unit.code, "name": name, "active": active}
        told("offices.change_unit", office=office, actor=actor, at=at, facts=facts, subject=_subject(unit))
    return unit


def _subject(unit: Unit) -> tuple[str, str]:
    return "unit", str(unit.pk)
