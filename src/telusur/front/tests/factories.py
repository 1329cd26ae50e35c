from __future__ import annotations

from datetime import date, time

from allauth.mfa.models import Authenticator

from telusur.kernel.accounts.models import Appointment, User
from telusur.kernel.offices.models import ContactChannel, Office, OpeningHours

START = date(2024, 1, 1)


def make_office(**facts) -> Office:
    facts = {"code": "3673", "name": "KPU Kota Contoh", "kind": "city", "slug": "kota-contoh", **facts}
    office = Office.objects.create(**facts)
    for weekday in range(5):
        OpeningHours.objects.create(
            office=office,
            weekday=weekday,
            opens=time(9),
            closes=time(15),
            break_from=time(12),
            break_until=time(13),
            valid_from=START,
        )
    ContactChannel.objects.create(office=office, kind="email", value="ppid@contoh.example")
    return office


def make_network(provinces: int, of_each: int) -> Office:
    """Make a national office with provinces and their cities, and return it."""
    national = Office.objects.create(code="0", name="KPU RI", kind="national", slug="nasional")
    heads = Office.objects.bulk_create(
        Office(code=f"{n:02d}", name=f"KPU Provinsi {n:02d}", kind="province", slug=f"provinsi-{n}", parent=national)
        for n in range(11, 11 + provinces)
    )
    Office.objects.bulk_create(
        Office(
            code=f"{head.code}{n:02d}",
            name=f"KPU Kota {head.code}-{n}",
            kind="city",
            slug=f"kota-{head.code}-{n}",
            parent=head,
        )
        for head in heads
        for n in range(1, of_each + 1)
    )
    return national


def make_officer(office: Office, *roles: str) -> User:
    user = User.objects.create_user(f"{'-'.join(roles)}@contoh.example", "kata-sandi-uji", full_name="Rina Wulandari")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    for role in roles:
        appoint(user, office, role)
    return user


def appoint(user: User, office: Office, role: str) -> None:
    Appointment.objects.create(
        user=user, role=role, office=office, decree_number="1/2024", decree_on=START, valid_from=START
    )
