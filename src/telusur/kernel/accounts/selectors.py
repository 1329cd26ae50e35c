from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from allauth.account import app_settings as allauth_settings
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.law import selectors as law
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.offices.selectors import local_day

from .models import Appointment, Role, User
from .rules.appointments import Conflict, Held

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.kernel.ledger.models import Act

    from .models import AppointmentQuerySet
    from .rules.callings import Calling

PERMISSIONS_FILE = Path(__file__).parent / "rules" / "data" / "permissions.toml"
OFFICER_ACTS = ("accounts.appoint", "accounts.end_appointment", "accounts.release_officer")
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_callings: dict[str, Calling] = {}


@dataclass(frozen=True)
class Standing:
    """What one person is at one office on one day: roles by appointment, units served, a second factor or not."""

    roles: frozenset[str]
    unit_ids: frozenset[int]
    secured: bool

    def may(self, permission: str) -> bool:
        """Return whether one of the roles carries the permission. Raises: KeyError for one nobody declared."""
        return not self.roles.isdisjoint(roles_permitted(permission))


@cache
def permissions() -> dict[str, frozenset[Role]]:
    """Return the roles that carry each permission."""
    table = tomllib.loads(PERMISSIONS_FILE.read_text(encoding="utf-8"))["permission"]
    return {name: frozenset(Role(role) for role in row["roles"]) for name, row in table.items()}


def roles_permitted(permission: str) -> frozenset[Role]:
    """Return the roles that carry `permission`. Raises: KeyError for a permission nobody declared."""
    return permissions()[permission]


def conflicts() -> list[Conflict]:
    """Return the rules on roles that nobody holds at one office at the same time."""
    return [
        Conflict(
            roles=frozenset(rule.values["roles"]),  # type: ignore[arg-type]
            valid_from=rule.valid_from,
            valid_until=rule.valid_until,
            source=rule.source,
        )
        for rule in law.rows("accounts", "conflict")
    ]


def standing(*, user: User, office_id: int, on: date) -> Standing:
    """Return what a person is at an office on a day, in one query."""
    factors = Authenticator.objects.filter(user=OuterRef("user_id"), type__in=SECOND_FACTORS)
    rows = (
        Appointment.objects.in_force(on=on)
        .filter(user=user, office_id=office_id)
        .annotate(secured=Exists(factors))
        .values_list("role", "unit_id", "secured")
    )
    found = list(rows)
    return Standing(
        roles=frozenset(role for role, _unit, _secured in found),
        unit_ids=frozenset(unit for _role, unit, _secured in found if unit),
        secured=any(secured for _role, _unit, secured in found),
    )


def second_factor_missing(*, user: User, standing: Standing) -> bool:
    """Return whether an officer signed in without the second step that the desk asks for; the demo's own people may."""
    return not standing.secured and not (settings.DEMO and user.is_demo)


def is_secured(*, user: User) -> bool:
    """Return whether a person has a second step for signing in, as every desk asks for; the demo's own people may
    go without."""
    own = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS)
    return (settings.DEMO and user.is_demo) or own.exists()


def may(*, user: User, permission: str, office_id: int, on: date) -> bool:
    """Return whether an appointment in force on `on` at this very office carries the permission."""
    roles = roles_permitted(permission)
    return Appointment.objects.in_force(on=on).filter(user=user, office_id=office_id, role__in=roles).exists()


def holders(
    *, office_id: int, on: date, permission: str | None = None, role: str | None = None, unit_id: int | None = None
) -> list[User]:
    """Return the active people who hold the permission (or the role) at this office on `on`, acting officers first.

    unit_id: only those appointed for this unit. Exactly one of permission and role is named.
    """
    if (permission is None) == (role is None):
        raise TypeError("name either a permission or a role")
    roles = roles_permitted(permission) if permission is not None else {role}
    found = Appointment.objects.in_force(on=on).filter(office_id=office_id, role__in=roles, user__is_active=True)
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    rows = found.select_related("user").order_by("-acting", "valid_from", "pk")
    return list({row.user_id: row.user for row in rows}.values())


def roles_of(*, user_id: int, office_id: int, on: date) -> frozenset[Role]:
    """Return the roles a person holds at this very office on `on`."""
    rows = Appointment.objects.in_force(on=on).filter(user_id=user_id, office_id=office_id, user__is_active=True)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def serves_acting(*, ref: str, office_id: int, role: str, on: date) -> bool:
    """Return whether `ref` holds the role there on `on` for another only (Plh), by no appointment of his own."""
    kind, _separator, key = ref.partition(":")
    if kind != "user" or not key.isdecimal():
        return False
    rows = Appointment.objects.in_force(on=on).filter(user_id=int(key), office_id=office_id, role=role)
    return set(rows.values_list("acting", flat=True)) == {True}


def role_keys() -> tuple[str, ...]:
    """Return the key of every role, in the order in which they are declared."""
    return tuple(role.value for role in Role)


def role_names(*, roles: Iterable[str]) -> str:
    """Return the names of roles for print, in the order in which the roles are declared."""
    held = set(roles)
    return ", ".join(str(role.label) for role in Role if role.value in held)


def units_served(*, user_id: int, office_id: int, on: date) -> frozenset[int]:
    """Return the ids of the units for which a person is liaison officer at this office on `on`."""
    rows = Appointment.objects.in_force(on=on).filter(user_id=user_id, office_id=office_id, user__is_active=True)
    return frozenset(rows.filter(role=Role.LIAISON, unit__isnull=False).values_list("unit_id", flat=True))  # type: ignore[arg-type]


def acts_on_officers(*, office_code: str) -> QuerySet[Act]:
    """Return the acts by which people came into office and left it, newest first."""
    return ledger.acts_of(log=office_log(office_code)).filter(act__in=OFFICER_ACTS)


def told_acts(*, acts: Iterable[Act]) -> list[dict[str, object]]:
    """Return acts on officers as {at, text, actor, detail} in words, with names, in two queries."""
    rows = list(acts)
    keys = {key for act in rows for key in _appointments_in(act)}
    found = Appointment.objects.filter(pk__in=keys).select_related("user", "unit")
    appointments = {str(row.pk): row for row in found}
    names = actor_names(
        refs={act.actor for act in rows} | {str(act.facts.get("successor") or "system") for act in rows}
    )
    return [_told(act, appointments, names) for act in rows]


def _appointments_in(act: Act) -> list[str]:
    return str(act.facts["appointments"]).split() if act.act == "accounts.release_officer" else [act.subject_id]


def _told(act: Act, appointments: dict[str, Appointment], names: dict[str, str]) -> dict[str, object]:
    rows = [appointments[key] for key in _appointments_in(act) if key in appointments]
    roles = ", ".join(str(row.get_role_display()) for row in rows)
    words = {"person": str(rows[0].user) if rows else "", "roles": roles}
    if act.act == "accounts.appoint":
        text = _("%(person)s diangkat sebagai %(roles)s") % words
        detail = _("Keputusan %(decree)s") % {"decree": act.facts["decree"]}
    elif act.act == "accounts.end_appointment":
        text = _("Pengangkatan %(person)s sebagai %(roles)s diakhiri") % words
        detail = rows[0].end_reason if rows else ""
    else:
        text = _("%(person)s melepas semua tugasnya: %(roles)s") % words
        successor = act.facts.get("successor")
        detail = _("Digantikan %(name)s") % {"name": names[str(successor)]} if successor else ""
    return {"at": act.happened_at, "text": text, "actor": names[act.actor], "detail": detail}


def colleagues(*, office_id: int, on: date) -> QuerySet[User]:
    """Return everyone with an appointment in force at the office on `on`, by name."""
    serving = Appointment.objects.in_force(on=on).filter(office_id=office_id, user=OuterRef("pk"))
    return User.objects.filter(Exists(serving), is_active=True).order_by("full_name", "email")


def appointments_at(*, office_id: int) -> AppointmentQuerySet:
    """Return every appointment of an office with person and unit: open ones first, then the latest ended."""
    found = Appointment.objects.filter(office_id=office_id).select_related("user", "unit")
    return found.order_by(F("valid_until").desc(nulls_first=True), "role", "valid_from", "pk")


def appointments_of(*, user: User, on: date) -> AppointmentQuerySet:
    """Return the appointments of a person in force on `on`, with office and unit, by office code."""
    found = Appointment.objects.in_force(on=on).filter(user=user).select_related("office", "unit")
    return found.order_by("office__code", "role", "pk")


def appointments_held(*, user: User, at: datetime) -> list[Appointment]:
    """Return the appointments of a person in force at an instant, each by the day of its own office, by office code."""
    rows = Appointment.objects.standing().filter(user=user).select_related("office", "unit")
    days = {row: local_day(office=row.office, at=at) for row in rows.order_by("office__code", "role", "pk")}
    return [
        row for row, on in days.items() if row.valid_from <= on and (row.valid_until is None or on < row.valid_until)
    ]


def open_appointments(*, user_id: int, office_id: int, on: date) -> AppointmentQuerySet:
    """Return the appointments of a person at an office that are not over on `on`, also those yet to begin."""
    found = Appointment.objects.standing().filter(user_id=user_id, office_id=office_id)
    return found.filter(Q(valid_until=None) | Q(valid_until__gt=on)).order_by("valid_from", "pk")


def held_by(*, user_id: int, office_id: int) -> list[Held]:
    """Return every role a person held, holds or will hold at an office, as plain values."""
    found = Appointment.objects.standing().filter(user_id=user_id, office_id=office_id)
    rows = found.order_by("valid_from", "pk")
    return [Held(row.role, row.valid_from, row.valid_until, row.unit_id) for row in rows]


def user_by_email(*, email: str) -> User | None:
    """Return the account with this address, None when there is none."""
    return User.objects.filter(email=email.strip().lower()).first()


def user_of(*, ref: str) -> User | None:
    """Return the person behind an actor's reference, None for the applicant, the system and an import."""
    kind, _separator, key = ref.partition(":")
    return User.objects.filter(pk=int(key)).first() if kind == "user" and key.isdecimal() else None


def define_calling(calling: Calling) -> None:
    """Let a room above say who does a kind of work without an appointment. Once a kind, when the program starts."""
    _callings[calling.home] = calling


def callings_of(*, user_id: int, on: date) -> list[tuple[Calling, list[str]]]:
    """Return the work that a person does on a day without an appointment, each with what he is there, in words."""
    found = [(calling, calling.words_of(user_id, on=on)) for calling in _callings.values()]
    return [(calling, words) for calling, words in found if words]


def demo_people(*, on: date) -> list[dict[str, str]]:
    """Return the demo accounts as email, name and what they are on `on`, in words; those who are nothing last."""
    people = User.objects.filter(is_demo=True, is_active=True).order_by("pk")
    roles: dict[int, list[str]] = {}
    for row in Appointment.objects.in_force(on=on).filter(user__in=people).select_related("office", "unit"):
        unit = f" {row.unit.name}" if row.unit else ""
        roles.setdefault(row.user_id, []).append(f"{row.get_role_display()}{unit}, {row.office.name}")
    for calling in _callings.values():
        for person, words in calling.of([user.pk for user in people], on=on).items():
            roles.setdefault(person, []).extend(words)
    found = [{"email": user.email, "name": str(user), "roles": "; ".join(roles.get(user.pk, []))} for user in people]
    return sorted(found, key=lambda person: not person["roles"])


def password_link(*, user: User) -> str:
    """Return the address at which the person chooses a password, once and for a few days (PASSWORD_RESET_TIMEOUT)."""
    key = allauth_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    place = {"uidb36": user_pk_to_url_str(user), "key": key}
    return settings.BASE_URL.rstrip("/") + reverse("account_reset_password_from_key", kwargs=place)


def actor_name(*, ref: str) -> str:
    """Return the name to print for an actor reference of the ledger, such as `user:12` or `applicant`."""
    return actor_names(refs=[ref])[ref]


def actor_names(*, refs: Iterable[str]) -> dict[str, str]:
    """Return the names to print for actor references of the ledger, in one query."""
    wanted = set(refs)
    keys = {
        int(key) for kind, _sep, key in (ref.partition(":") for ref in wanted) if kind == "user" and key.isdecimal()
    }
    people = {user.pk: str(user) for user in User.objects.filter(pk__in=keys)} if keys else {}
    named = {"applicant": _("Pemohon"), "system": _("Sistem"), "import": _("Impor data")}
    names = {}
    for ref in wanted:
        kind, _separator, key = ref.partition(":")
        if kind == "user" and key.isdecimal():
            names[ref] = people.get(int(key), _("akun yang sudah dihapus"))
        else:
            names[ref] = named.get(kind, ref)
    return names
