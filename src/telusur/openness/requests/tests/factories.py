"""Small ways to make what the tests of this room need. All people and questions are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from telusur.kernel.accounts.models import Appointment, Role, User
from telusur.kernel.documents import services as documents
from telusur.kernel.letters.selectors import letters_about
from telusur.kernel.offices.models import Office, Unit
from telusur.openness.requests import services
from telusur.openness.requests.rules.identity import ApplicantFacts
from telusur.openness.requests.rules.questions import Asked
from telusur.openness.requests.rules.words import ApplicantType, Channel, IdentityKind, Outcome

if TYPE_CHECKING:
    from telusur.openness.requests.models import InformationRequest

# Monday, 16 March 2026, 10.00 WIB: the receipt of the first test vector.
RECEIVED = datetime(2026, 3, 16, 3, 0, tzinfo=UTC)
AT = RECEIVED + timedelta(minutes=5)
NIK = "3673015207900003"
_numbers = count(1)


def an_office(code: str = "3673", *, name: str = "KPU Kota Serang", slug: str = "kota-serang") -> Office:
    office, _created = Office.objects.get_or_create(
        code=code,
        defaults={"name": name, "kind": "city", "slug": slug, "city": "Serang", "address": "Jalan Contoh 1, Serang"},
    )
    return office


def a_unit(office: Office, code: str = "data", name: str = "Subbagian Data") -> Unit:
    unit, _created = Unit.objects.get_or_create(office=office, code=code, defaults={"name": name})
    return unit


def an_officer(office: Office, role: Role = Role.PPID, *, unit: Unit | None = None) -> User:
    number = next(_numbers)
    user = User.objects.create(email=f"petugas{number}@contoh.invalid", full_name=f"Petugas {number}")
    Appointment.objects.create(
        user=user,
        role=role,
        office=office,
        unit=unit or (a_unit(office) if role == Role.LIAISON else None),
        decree_number="SK/1/2020",
        decree_on=date(2020, 1, 1),
        valid_from=date(2020, 1, 1),
    )
    return user


def ref(user: User) -> str:
    return f"user:{user.pk}"


def an_applicant(**changes: Any) -> ApplicantFacts:
    values: dict[str, Any] = {
        "type": ApplicantType.PERSON,
        "name": "Wulan Rekaan",
        "identity_kind": IdentityKind.NIK,
        "identity_number": NIK,
        "email": "wulan@contoh.invalid",
        "phone": "0812-0000-0001",
        "address": "Jalan Rekaan 7, Serang",
    }
    return ApplicantFacts(**(values | changes))


def a_question(**changes: Any) -> Asked:
    values: dict[str, Any] = {"question": "Data pemilih disabilitas per kecamatan", "purpose": "Penelitian"}
    return Asked(**(values | changes))


def a_registration(office: Office | None = None, **changes: Any) -> services.Registration:
    office = office or an_office()
    values: dict[str, Any] = {
        "office": office,
        "applicant": an_applicant(),
        "asked": a_question(),
        "channel": Channel.E_PPID,
        "received_at": RECEIVED,
        "at": AT,
        "actor": "applicant",
    }
    return services.register_request(**(values | changes))


def a_case(office: Office | None = None, **changes: Any) -> InformationRequest:
    return a_registration(office, **changes).request


def letter_text(case: InformationRequest) -> str:
    """What the newest letter of a case says, as its own PDF is read."""
    letter = letters_about(subject_kind="request", subject_id=str(case.pk)).latest("pk")
    documents.read(document_id=letter.document_id)
    letter.document.refresh_from_db()
    return " ".join(" ".join(page.text for page in letter.document.pages.order_by("number")).split())


class Desk:
    """An office with its people, and one call for each step of the way."""

    def __init__(self, code: str = "3673", **names: str) -> None:
        self.office = an_office(code, **names)
        self.unit = a_unit(self.office)
        self.desk = an_officer(self.office, Role.DESK)
        self.ppid = an_officer(self.office, Role.PPID)
        self.superior = an_officer(self.office, Role.SUPERIOR)
        self.liaison = an_officer(self.office, Role.LIAISON, unit=self.unit)
        self.clock = AT

    def at(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def submitted(self, **changes: Any) -> InformationRequest:
        return a_case(self.office, **changes)

    def registered(self, **changes: Any) -> InformationRequest:
        case = self.submitted(**changes)
        return services.accept_request(request_id=case.pk, actor=ref(self.desk), at=self.at())

    def disposed(self, case: InformationRequest | None = None) -> InformationRequest:
        case = case or self.registered()
        return services.dispose_to_unit(
            request_id=case.pk,
            unit_id=self.unit.pk,
            due_on=(self.clock + timedelta(days=1)).date(),
            actor=ref(self.ppid),
            at=self.at(),
        )

    def answered(self, case: InformationRequest | None = None) -> InformationRequest:
        case = self.disposed(case)
        return services.answer_from_unit(
            request_id=case.pk,
            disposition_id=case.dispositions.get(closed_at=None).pk,
            words="Data terlampir pada halaman 4.",
            materials=(),
            actor=ref(self.liaison),
            at=self.at(),
        )

    def decided(
        self, outcome: Outcome = Outcome.GRANTED_FULL, *, case: InformationRequest | None = None, **facts: Any
    ) -> InformationRequest:
        case = self.answered(case)
        return services.decide(
            request_id=case.pk,
            decision=services.Decision(outcome=outcome, **facts),
            actor=ref(self.ppid),
            at=self.at(),
        )

    def notified(self, **changes: Any) -> InformationRequest:
        case = self.decided(case=self.registered(**changes) if changes else None)
        return services.sign_and_notify(request_id=case.pk, actor=ref(self.ppid), at=self.at())
