"""Offices, people and notices for the tests of this room."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import TYPE_CHECKING

from telusur.kernel.accounts.models import Appointment, Role, User
from telusur.kernel.notices.services import owe
from telusur.kernel.offices.models import Office

if TYPE_CHECKING:
    from telusur.kernel.notices.models import Notice

NOW = datetime(2026, 3, 16, 3, tzinfo=UTC)
_numbers = count(1)


def an_office(slug: str = "kota-contoh") -> Office:
    return Office.objects.create(code=f"99{next(_numbers)}", name="KPU Kota Contoh", kind="city", slug=slug)


def an_officer(office: Office, role: Role = Role.DESK, **fields: object) -> User:
    user = User.objects.create_user(email=f"petugas{next(_numbers)}@contoh.invalid", **fields)
    decree = {"decree_number": "1/2026", "decree_on": date(2020, 1, 1), "valid_from": date(2020, 1, 1)}
    Appointment.objects.create(user=user, role=role, office=office, **decree)
    return user


def an_owed_notice(office: Office, **changes: object) -> Notice:
    values = {"key": f"test:{next(_numbers)}", "kind": "request_registered", "office_id": office.pk}
    values |= {"subject": "Permohonan baru 0042", "text": "Permohonan 0042 menunggu pemeriksaan kelengkapan."}
    values |= {"link": "/meja/kota-contoh/permohonan/42/", "due_at": NOW, "at": NOW, **changes}
    return owe(**values)
