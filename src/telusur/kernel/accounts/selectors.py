from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .models import Appointment, Role, User

if TYPE_CHECKING:
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
