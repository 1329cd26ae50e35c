"""The stage of a simulation: an office with its people, made by the services that make real ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from telusur.kernel.accounts import services as accounts
from telusur.kernel.accounts.selectors import role_names
from telusur.kernel.calendars.rules import Day, Kind
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import selectors as offices
from telusur.kernel.offices import services
from telusur.kernel.offices.rules.office_file import read_offices
from telusur.openness.requests.rules.identity import ApplicantFacts
from telusur.openness.requests.rules.words import ApplicantType, IdentityKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telusur.kernel.offices.models import Office, Unit

    from .scenario import Scenario

COLUMNS = ["kode", "nama", "jenis", "induk", "slug", "zona", "kota", "alamat", "jam_buka"]
SINCE = date(2010, 4, 30)
HOURS = "Senin-Jumat 09.00-15.00"
OTHER = "98"  # the last two digits of a regency that stands for another office of the same province
# Whom a notice may have to reach, besides those who act.
ALWAYS = ("administrator", "desk", "ppid", "superior")
NOBODYS = frozenset({"applicant", "system", "import"})
WITH_UNIT = "liaison"
UNIT = "data"
DECREE = "1/SIMULASI"


@dataclass
class Thing:
    """What acts act on: a request, an objection, a test. kind: as deadlines and the ledger call it."""

    kind: str
    pk: int


@dataclass
class Stage:
    """One office, those above it and one beside it, and whoever acts there."""

    scenario: Scenario
    things: dict[str, Thing] = field(default_factory=dict)
    _people: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.scenario.place.time_zone)

    @cached_property
    def opened_at(self) -> datetime:
        return self.scenario.acts[0].at - timedelta(days=400)

    @cached_property
    def office(self) -> Office:
        return offices.office_by_code(code=self.scenario.place.code)

    @cached_property
    def unit(self) -> Unit:
        return services.add_unit(
            office_id=self.office.pk, code=UNIT, name="Subbagian Data", actor="system", at=self.opened_at
        )

    @cached_property
    def applicant(self) -> ApplicantFacts:
        """Who asks and objects where the script names nobody. He is invented, and so is his number."""
        return ApplicantFacts(
            type=ApplicantType.PERSON,
            name="Wulan Rekaan",
            identity_kind=IdentityKind.NIK,
            identity_number="3673015207900003",
            email="wulan@simulasi.invalid",
            phone="0812-0000-0001",
            address="Jalan Rekaan 7",
        )

    def build(self) -> None:
        """Make the offices, their people, the readings chosen and the days decreed before the first act."""
        services.ensure_national_office(at=self.opened_at)
        self._load_offices()
        for by in dict.fromkeys((*ALWAYS, WITH_UNIT, *(act.by for act in self.scenario.acts))):
            self.actor(by)
        self._choose_readings()
        self._add_days()

    def place(self, name: str) -> Office:
        """Return the office itself, or `other`, `province`, `national`."""
        if not name:
            return self.office
        code = self.scenario.place.code
        codes = {"other": code[:2] + OTHER, "province": code[:2], "national": NATIONAL_OFFICE}
        return offices.office_by_code(code=codes[name])

    def actor(self, by: str) -> str:
        """Return the ledger's reference of who acts: `desk`, `ppid@other`, or one of the three without a role."""
        word = by.partition("@")[0]
        return word if word in NOBODYS else self.person(by)

    def person(self, by: str) -> str:
        role, _, elsewhere = by.partition("@")
        if (role, elsewhere) not in self._people:
            office = self.place(elsewhere)
            unit = self.unit if role == WITH_UNIT and not elsewhere else None
            user = accounts.create_account(
                email=f"{role}.{elsewhere or 'sini'}@simulasi.invalid", full_name=_name_of(role, office), password=None
            )
            accounts.appoint(
                user_id=user.pk,
                office_id=office.pk,
                role=role,
                unit_id=unit.pk if unit else None,
                decree_number=DECREE,
                decree_on=SINCE,
                valid_from=SINCE,
                actor="system",
                at=self.opened_at,
            )
            self._people[role, elsewhere] = f"user:{user.pk}"
        return self._people[role, elsewhere]

    def day(self, at: datetime) -> date:
        return offices.local_day(office=self.office, at=at)

    def _load_offices(self) -> None:
        place = self.scenario.place
        province, zone = place.code[:2], place.zone
        rows = [[province, "KPU Provinsi Simulasi", "provinsi", NATIONAL_OFFICE, "provinsi-simulasi", zone]]
        rows += [[province + OTHER, "KPU Kota Lain", "kota", province, "kota-lain", zone]]
        if place.code != province:
            rows += [[place.code, "KPU Kota Simulasi", "kota", province, "kota-simulasi", zone]]
        lines = [[*row, "Simulasi", "Jalan Simulasi 1", place.hours or HOURS] for row in rows]
        read, faults = read_offices(
            COLUMNS,
            lines,
            known=offices.kinds_by_code(),
            slugs=offices.slug_owners(),
            withdrawn=offices.withdrawn_codes(),
        )
        if faults:
            raise ValueError("; ".join(f"{fault}" for fault in faults))
        services.load_offices(rows=read, actor="system", at=self.opened_at, on=SINCE)

    def _choose_readings(self) -> None:
        on = offices.national_day(at=self.opened_at)
        for key, choice in self.scenario.readings.items():
            services.choose_reading(
                room="clocks",
                key=key,
                choice=choice,
                valid_from=on,
                decree_number=DECREE,
                decree_on=on,
                actor="system",
                at=self.opened_at,
                on=on,
            )

    def _add_days(self) -> None:
        days = [day_of(row) for row in self.scenario.days]
        if days:
            services.add_days(office_code=NATIONAL_OFFICE, days=days, years={}, actor="system", at=self.opened_at)


def _name_of(role: str, office: Office) -> str:
    return f"{role_names(roles=[role])}, {office.name}"


def day_of(given: Mapping[str, Any]) -> Day:
    """Return a decreed day as a script writes it: `on`, `name`, `kind`, `scope`, `source`."""
    return Day(
        on=given["on"],
        name=str(given.get("name", "Hari libur simulasi")),
        kind=Kind(str(given.get("kind", Kind.NATIONAL_HOLIDAY))),
        source=str(given.get("source", f"Keputusan {DECREE}")),
        confirmed=True,
        scope=str(given.get("scope", "")),
    )
