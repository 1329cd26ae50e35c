"""The table of sign-ins that `telusur demo` prints, one account per role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from datetime import date

PASSWORD = "telusur-peragaan"  # noqa: S105 of accounts that exist in a demo only


def sign_ins(*, on: date) -> list[tuple[str, str, str]]:
    """Return (role, e-mail address, office) for one demo account of each role, then one citizen. Empty: none yet."""
    appointments = apps.get_model("accounts", "Appointment").objects.in_force(on=on).filter(user__is_demo=True)
    found: dict[str, tuple[str, str, str]] = {}
    for appointment in appointments.select_related("user", "office").order_by("-office__code", "pk"):
        row = (appointment.get_role_display(), appointment.user.email, appointment.office.name)
        found.setdefault(appointment.role, row)
    roles = [role for role, _ in apps.get_model("accounts", "Appointment").role.field.choices or ()]
    citizens = apps.get_model("accounts", "User").objects.filter(is_demo=True, appointments=None).order_by("pk")[:1]
    return [found[role] for role in roles if role in found] + [("Pemohon", user.email, "") for user in citizens]


def table(*, on: date) -> str:
    """Return the sign-ins as lines for a terminal."""
    rows = sign_ins(on=on)
    if not rows:
        return ""
    width, wide = (max(len(row[column]) for row in rows) for column in (0, 1))
    lines = [f"  {role:<{width}}  {email:<{wide}}  {office}".rstrip() for role, email, office in rows]
    return "\n".join([f"Masuk sebagai (kata sandi semua akun peragaan: {PASSWORD})", *lines])
