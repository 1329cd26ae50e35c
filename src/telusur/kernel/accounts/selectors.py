from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .models import Appointment, Role, User

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

PERMISSIONS_FILE = Path(__file__).parent / "rules" / "data" / "permissions.toml"


@cache
def roles_permitted(permission: str) -> frozenset[Role]:
    """Return the roles that carry `permission`. Raises: KeyError for a permission nobody declared."""
    table = tomllib.loads(PERMISSIONS_FILE.read_text())["permission"]
    return frozenset(Role(name) for name in table[permission]["roles"])


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


def units_served(*, user_id: int, office_id: int, on: date) -> frozenset[int]:
    """Return the ids of the units for which a person is liaison officer at this office on `on`."""
    rows = Appointment.objects.in_force(on=on).filter(user_id=user_id, office_id=office_id, user__is_active=True)
    return frozenset(rows.filter(role=Role.LIAISON, unit__isnull=False).values_list("unit_id", flat=True))  # type: ignore[arg-type]


def actor_names(*, refs: Iterable[str]) -> dict[str, str]:
    """Return the names to print for many actor references, as `actor_name` gives them, in one query."""
    wanted = set(refs)
    keys = [int(ref.removeprefix("user:")) for ref in wanted if ref.startswith("user:") and ref[5:].isdecimal()]
    people = {f"user:{user.pk}": str(user) for user in User.objects.filter(pk__in=keys)}
    return {ref: people.get(ref) or actor_name(ref=ref) for ref in wanted}


def actor_name(*, ref: str) -> str:
    """Return the name to print for an actor reference of the ledger, such as `user:12` or `applicant`."""
    kind, _separator, key = ref.partition(":")
    if kind == "user" and key.isdecimal():
        user = User.objects.filter(pk=int(key)).first()
        return str(user) if user else _("akun yang sudah dihapus")
    named = {"applicant": _("Pemohon"), "system": _("Sistem"), "import": _("Impor data")}
    return named.get(kind, ref)
