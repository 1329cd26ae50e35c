"""Small ways to make what the tests of this room need."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from telusur.kernel.accounts.models import Appointment, Role, User
from telusur.kernel.offices.models import Office, Unit
from telusur.openness.information import services
from telusur.openness.information.rules.entries import Entry, InformationClass

if TYPE_CHECKING:
    from telusur.openness.information.models import InformationItem

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
_numbers = count(1)


def an_office(code: str = "3673", *, name: str = "KPU Kota Serang", slug: str = "kota-serang") -> Office:
    office, _created = Office.objects.get_or_create(
        code=code, defaults={"name": name, "kind": "city", "slug": slug, "city": "Serang"}
    )
    return office


def a_unit(office: Office, code: str = "teknis", name: str = "Subbagian Teknis") -> Unit:
    unit, _created = Unit.objects.get_or_create(office=office, code=code, defaults={"name": name})
    return unit


def an_officer(office: Office, role: Role = Role.PPID) -> User:
    number = next(_numbers)
    user = User.objects.create(email=f"pengelola{number}@contoh.invalid", full_name=f"Petugas {number}")
    Appointment.objects.create(
        user=user,
        role=role,
        office=office,
        unit=a_unit(office) if role == Role.LIAISON else None,
        decree_number="SK/1/2020",
        decree_on=date(2020, 1, 1),
        valid_from=date(2020, 1, 1),
    )
    return user


def an_entry(**changes: Any) -> Entry:
    values: dict[str, Any] = {
        "title": f"Laporan tahunan ke-{next(_numbers)}",
        "summary": "Ringkasan isi laporan.",
        "information_class": InformationClass.ANYTIME,
        "year": 2026,
        "holder": "Subbagian Teknis",
        "responsible": "Kepala Subbagian Teknis",
        "made": "2026-01",
        "made_place": "Serang",
        "retention": "5 tahun",
        "link": "https://contoh.invalid/laporan",
    }
    return Entry(**(values | changes))


def a_published_item(office: Office, *, at: datetime = AT, **changes: Any) -> InformationItem:
    proposer, approver = an_officer(office, Role.DESK), an_officer(office)
    item = services.enter_item(office_id=office.pk, entry=an_entry(**changes), officer=proposer, at=at)
    services.propose_item(item_id=item.pk, officer=proposer, at=at)
    return services.approve_item(item_id=item.pk, officer=approver, at=at + timedelta(minutes=1))
