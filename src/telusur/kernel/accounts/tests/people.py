"""People and offices for tests of this room."""

from datetime import date

from allauth.mfa.models import Authenticator

from telusur.kernel.accounts import services
from telusur.kernel.accounts.models import Appointment
from telusur.kernel.offices.models import Office

PASSWORD = "kata-sandi-panjang"
FROM = date(2024, 1, 2)


def make_office(code="3673", slug="kota-serang", **fields):
    return Office.objects.create(code=code, name=f"KPU {slug}", kind="city", slug=slug, **fields)


def make_officer(office, name, role, **fields):
    user = services.create_account(email=f"{name}@example.test", full_name=name.title(), password=PASSWORD)
    row = {"decree_number": "1/2024", "decree_on": FROM, "valid_from": FROM}
    Appointment.objects.create(user=user, office=office, role=role, **row | fields)
    return user


def secure(user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return user
