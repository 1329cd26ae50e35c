"""An office that reports, with its people and one call for each row it keeps. All people are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from telusur.kernel.accounts.models import Role
from telusur.kernel.offices.models import OpeningHours
from telusur.openness.reports import services
from telusur.openness.reports.rules.kept import Kind
from telusur.openness.requests.tests.factories import a_case, an_applicant, an_office, an_officer, ref

if TYPE_CHECKING:
    from telusur.openness.reports.models import AnnualReport, KeptRow

NOW = datetime(2026, 1, 12, 3, 0, tzinfo=UTC)  # Monday, 12 January 2026, 10.00 WIB
YEAR = 2025

ROWS: dict[Kind, dict[str, Any]] = {
    Kind.POLICIES: {
        "sort": "law",
        "reference": "Peraturan KPU Nomor 22 Tahun 2023",
        "title": "Pengelolaan dan Pelayanan Informasi Publik",
    },
    Kind.INVENTORY: {"thing": "Ruang layanan", "number": 1, "condition": "good", "place": "Lantai 1"},
    Kind.OFFICERS: {"name": "Petugas Contoh", "function": "Desk pelayanan", "education": "s1", "field": "Hukum"},
    Kind.BUDGET: {
        "name": "Layanan informasi publik",
        "source": "DIPA",
        "allotted": 15_000_000,
        "realised": 14_250_000,
    },
    Kind.OBSTACLES: {"side": "internal", "words": "Petugas layanan merangkap tugas lain."},
    Kind.RECOMMENDATIONS: {
        "words": "Waktu layanan dipercepat.",
        "follow_up": "Menambah satu petugas layanan.",
        "owner": "PPID",
        "due_on": date(2026, 6, 30),
    },
}


class Bureau:
    """An office with its people; its clock goes on by a minute with each act."""

    def __init__(self, code: str = "3673", *, now: datetime = NOW, **names: str) -> None:
        self.office = an_office(code, **names)
        self.desk = an_officer(self.office, Role.DESK)
        self.ppid = an_officer(self.office, Role.PPID)
        self.superior = an_officer(self.office, Role.SUPERIOR)
        self.clock = now
        OpeningHours.objects.create(
            office=self.office, weekday=0, opens=time(9), closes=time(15), valid_from=date(2020, 1, 1)
        )

    def at(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    def act(self, who: Any = None) -> dict[str, Any]:
        """Who acts, and when: the desk unless said."""
        return {"actor": ref(who or self.desk), "at": self.at()}

    def row(self, kind: Kind, *, year: int = YEAR, who: Any = None, **changes: Any) -> KeptRow:
        values = ROWS.get(kind, {}) | changes
        return services.enter_row(kind=kind, office=self.office, year=year, values=values, **self.act(who))

    def books(self, *, year: int = YEAR) -> None:
        """Fill each book with its row."""
        for kind in ROWS:
            self.row(kind, year=year)
        officer = services.enter_row  # an officer first, then his training
        person = self.row(Kind.OFFICERS, year=year, name="Petugas Kedua", function="PPID")
        officer(
            kind=Kind.TRAININGS,
            office=self.office,
            year=year,
            values={
                "officer": person,
                "title": "Pelayanan informasi publik",
                "organiser": "Komisi Informasi",
                "held_on": date(year, 5, 6),
            },
            **self.act(),
        )

    def asked(self, times: int, *, year: int = YEAR) -> None:
        """Let that many people ask in the year, one in each month from March on."""
        for number in range(times):
            at = datetime(year, 3 + number, 3, 3, tzinfo=UTC)
            who = an_applicant(
                name=f"Pemohon {number}",
                identity_number=f"367301520790000{number + 1}",
                email=f"p{number}@contoh.invalid",
                phone=f"0812-0000-000{number}",
            )
            a_case(self.office, applicant=who, received_at=at, at=at + timedelta(minutes=5))

    def begun(self) -> AnnualReport:
        return services.freeze_register(office=self.office, year=YEAR, **self.act(self.ppid))

    def generated(self) -> AnnualReport:
        return services.generate_report(report_id=self.begun().pk, **self.act())

    def checked(self) -> AnnualReport:
        return services.check_report(report_id=self.generated().pk, **self.act(self.ppid))

    def signed(self) -> AnnualReport:
        return services.sign_report(report_id=self.checked().pk, **self.act(self.superior))

    def published(self) -> AnnualReport:
        return services.publish_report(report_id=self.signed().pk, **self.act(self.ppid))
