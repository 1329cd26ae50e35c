from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import personal_digest, record
from telusur.kernel.offices import selectors as offices

from .. import selectors
from ..models import Appointment, Role, User
from ..rules.appointments import Held, check_period, conflicting, overlapping

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office


class OwnAppointment(PermissionError):
    """Nobody appoints himself, nor ends or prolongs his own appointment as an administrator."""


class RolesConflict(ValueError):
    """The person holds a role that may not be held beside the new one at this office."""

    def __init__(self, role: str, source: str) -> None:
        super().__init__(role)
        self.role, self.source = role, source


class AlreadyAppointed(ValueError):
    """The person holds this very role on a day of the new period."""


class AlreadyEnded(ValueError):
    """The appointment is over on that day already."""


class ForeignUnit(ValueError):
    """The role needs a unit of this office, or serves none."""


class LastAdministrator(ValueError):
    """The office would be left without an administrator, so that nobody could appoint anyone."""


@dataclass(frozen=True)
class Succession:
    """What a leaver gave up: the appointments that ended, and who takes over what was open."""

    leaver: User
    successor: User | None
    ended: tuple[Appointment, ...]


@transaction.atomic
def appoint(
    *,
    user_id: int,
    office_id: int,
    role: str,
    decree_number: str,
    decree_on: date,
    valid_from: date,
    valid_until: date | None = None,
    unit_id: int | None = None,
    acting: bool = False,
    actor: str,
    at: datetime,
) -> Appointment:
    """Give a person a role at an office for a period, by a decree; the right lasts exactly that long.

    valid_until: the first day without the role; an acting officer (Plh) has one.
    Raises: OwnAppointment, PeriodImpossible, ForeignUnit, AlreadyAppointed, RolesConflict.
    """
    user = User.objects.select_for_update().get(pk=user_id)  # so that two appointments cannot pass each other
    office = offices.office_by_id(office_id=office_id)
    if actor == f"user:{user.pk}":
        raise OwnAppointment
    check_period(valid_from, valid_until, acting=acting)
    _check_unit(role=role, office=office, unit_id=unit_id)
    new = Held(role, valid_from, valid_until, unit_id)
    held = selectors.held_by(user_id=user.pk, office_id=office.pk)
    if overlapping(new, held):
        raise AlreadyAppointed
    clash = conflicting(new, held, selectors.conflicts())
    if clash:
        raise RolesConflict(clash[0].role, clash[1].source)
    appointment = Appointment.objects.create(
        user=user,
        office=office,
        role=role,
        unit_id=unit_id,
        decree_number=decree_number,
        decree_on=decree_on,
        valid_from=valid_from,
        valid_until=valid_until,
        acting=acting,
    )
    _told("accounts.appoint", appointment, actor=actor, at=at, facts=_facts(appointment))
    return appointment


@transaction.atomic
def end_appointment(
    *, appointment_id: int, office_id: int, until: date, reason: str = "", actor: str, at: datetime
) -> Appointment:
    """End an appointment; `until` is the first day without the role. One that has not begun is called off: it then
    never holds. Raises: OwnAppointment, AlreadyEnded, LastAdministrator, Appointment.DoesNotExist.
    """
    _lock_administrators(office_id)
    appointment = Appointment.objects.select_for_update().get(pk=appointment_id, office_id=office_id)
    if actor == f"user:{appointment.user_id}":
        raise OwnAppointment
    _end(appointment, until=until, reason=reason, at=at)
    facts = {"user": f"user:{appointment.user_id}", "role": appointment.role, "until": until.isoformat()}
    _told(
        "accounts.end_appointment", appointment, actor=actor, at=at, facts={**facts, "reason": personal_digest(reason)}
    )
    return appointment


@transaction.atomic
def release_officer(
    *,
    user_id: int,
    office_id: int,
    successor_id: int | None = None,
    until: date,
    reason: str = "",
    actor: str,
    at: datetime,
) -> Succession:
    """End every open appointment of a leaver at an office in one act that also names the successor.

    The rooms above hand over what the leaver had open (`requests.services.hand_over_cases`) in the same transaction,
    after `hold_people` and before this call: whoever writes an act locks the log, and nobody waits for people then.
    Raises: OwnAppointment, AlreadyEnded when nothing is open, LastAdministrator.
    """
    people = hold_people(user_ids=[user_id, successor_id or 0], office_id=office_id)
    if actor == f"user:{user_id}" or successor_id == user_id:
        raise OwnAppointment
    office = offices.office_by_id(office_id=office_id)
    rows = selectors.open_appointments(user_id=user_id, office_id=office_id, on=until)
    ended = tuple(rows.order_by("pk").select_for_update())
    if not ended:
        raise AlreadyEnded
    for appointment in ended:
        _end(appointment, until=until, reason=reason, at=at)
    successor = people.get(successor_id) if successor_id else None
    record(
        "accounts.release_officer",
        log=office_log(office.code),
        subject_kind="user",
        subject_id=str(user_id),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "appointments": " ".join(str(appointment.pk) for appointment in ended),
            "successor": f"user:{successor.pk}" if successor else None,
            "until": until.isoformat(),
            "reason": personal_digest(reason),
        },
    )
    return Succession(leaver=people[user_id], successor=successor, ended=ended)


def hold_people(*, user_ids: Collection[int], office_id: int) -> dict[int, User]:
    """Lock these people, and the administrators of the office, until the caller's transaction ends; return them by
    id. Called before anything else is locked."""
    locked = User.objects.select_for_update().filter(pk__in=user_ids).order_by("pk")
    people = {user.pk: user for user in locked}
    _lock_administrators(office_id)
    return people


def _lock_administrators(office_id: int) -> None:
    """Hold every administrator's appointment of the office, in key order, before one of them may end: two who end each
    other at the same time would else both see the other stay."""
    rows = Appointment.objects.standing().filter(office_id=office_id, role=Role.ADMINISTRATOR).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def _end(appointment: Appointment, *, until: date, reason: str, at: datetime) -> None:
    over = appointment.valid_until is not None and appointment.valid_until <= until
    if over or appointment.called_off_at is not None:
        raise AlreadyEnded
    if appointment.role == Role.ADMINISTRATOR:
        remaining = Appointment.objects.in_force(on=until).filter(office_id=appointment.office_id, acting=False)
        if not remaining.filter(role=Role.ADMINISTRATOR).exclude(user_id=appointment.user_id).exists():
            raise LastAdministrator
    if until <= appointment.valid_from:
        appointment.called_off_at = at
    else:
        appointment.valid_until = until
    appointment.end_reason = reason
    appointment.save(update_fields=["valid_until", "called_off_at", "end_reason"])


def _check_unit(*, role: str, office: Office, unit_id: int | None) -> None:
    if (role == Role.LIAISON) != (unit_id is not None):
        raise ForeignUnit
    if unit_id is not None and not offices.units_of(office_id=office.pk).filter(pk=unit_id).exists():
        raise ForeignUnit


def _facts(appointment: Appointment) -> dict[str, str | int | bool | None]:
    return {
        "user": f"user:{appointment.user_id}",
        "role": appointment.role,
        "unit": appointment.unit_id,
        "decree": appointment.decree_number,
        "decree_on": appointment.decree_on.isoformat(),
        "valid_from": appointment.valid_from.isoformat(),
        "valid_until": appointment.valid_until.isoformat() if appointment.valid_until else None,
        "acting": appointment.acting,
    }


def _told(
    act: str, appointment: Appointment, *, actor: str, at: datetime, facts: Mapping[str, str | int | bool | None]
) -> None:
    record(
        act,
        log=office_log(appointment.office.code),
        subject_kind="appointment",
        subject_id=str(appointment.pk),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts=facts,
    )
