"""The table of sign-ins that `telusur demo` prints, one account per role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.accounts.selectors import demo_people

if TYPE_CHECKING:
    from datetime import date


def table(*, on: date) -> str:
    """Return the sign-ins as lines for a terminal; empty while the demo has no accounts."""
    people = demo_people(on=on)
    if not people:
        return ""
    rows = [(person["email"], person["name"], person["roles"] or "Pemohon") for person in people]
    wide, width = (max(len(row[column]) for row in rows) for column in (0, 1))
    lines = [f"  {email:<{wide}}  {name:<{width}}  {roles}" for email, name, roles in rows]
    return "\n".join(["", f"Akun peragaan (kata sandi semuanya: {settings.DEMO_PASSWORD})", *lines, ""])
