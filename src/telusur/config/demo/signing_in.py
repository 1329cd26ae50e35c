"""What `telusur demo` prints: a table of sign-ins, one account per role, and cases that may be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.accounts.selectors import demo_people

from .models import FollowedCase, LoadedStep

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
    lines = ["", f"Akun peragaan (kata sandi semuanya: {settings.DEMO_PASSWORD})", *lines]
    if cases := FollowedCase.objects.all():
        lines += ["", "Perkara contoh untuk halaman lacak (nomor, kode lacak)"]
        lines += [f"  /{case.office_slug}/lacak/  {case.number}  {case.secret}  {case.about}" for case in cases]
    return "\n".join([*lines, ""])


def elsewhere() -> str:
    """Return what to say where letters and papers of the demo lead to an address that is not served now, else ""."""
    there = LoadedStep.objects.exclude(address__in=["", settings.BASE_URL]).values_list("address", flat=True)
    found = " dan ".join(sorted(set(there)))
    if not found:
        return ""
    return (
        f"Surat dan berkas laporan peragaan dibuat untuk {found}; tautan dan kode QR di dalamnya menuju ke sana. "
        "Pakai porta itu lagi dengan --port, atau muat ulang peragaan dengan --reset.\n"
    )
