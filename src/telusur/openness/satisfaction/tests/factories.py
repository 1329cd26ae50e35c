"""Small ways to bring a survey where a test wants it. All people are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from telusur.kernel.accounts.models import Appointment, Role, User
from telusur.kernel.offices.models import Office
from telusur.openness.satisfaction import services
from telusur.openness.satisfaction.rules.index import CODES
from telusur.openness.satisfaction.rules.sheets import Sheet
from telusur.openness.satisfaction.rules.words import Channel

if TYPE_CHECKING:
    from telusur.openness.satisfaction.models import Survey

AT = datetime(2026, 3, 16, 3, 5, tzinfo=UTC)
_numbers = count(1)


def an_officer(office: Office, role: Role) -> User:
    number = next(_numbers)
    user = User.objects.create(email=f"survei{number}@contoh.invalid", full_name=f"Petugas {number}")
    Appointment.objects.create(
        user=user, role=role, office=office, decree_number="SK/1/2020", decree_on=date(2020, 1, 1),
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    return user


def a_sheet(*scores: int, **more: Any) -> Sheet:
    return Sheet(dict(zip(CODES, scores or (4,) * 9, strict=True)), **more)


class Polls:
    """An office that asks, its people, and one call for each step."""

    def __init__(self, code: str = "3673", *, name: str = "KPU Kota Serang", slug: str = "kota-serang") -> None:
        self.office, _made = Office.objects.get_or_create(
            code=code, defaults={"name": name, "kind": "city", "slug": slug, "city": "Serang"}
        )
        self.desk, self.ppid = (an_officer(self.office, role) for role in (Role.DESK, Role.PPID))
        self.clock = AT

    def at(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    @property
    def actor(self) -> str:
        return f"user:{self.ppid.pk}"

    def opened(self) -> Survey:
        return services.open_survey(office=self.office, actor=self.actor, at=self.at())

    def answered(self, *sheets: Sheet, channel: Channel = Channel.QR) -> None:
        for sheet in sheets:
            services.answer(office=self.office, sheet=sheet, channel=channel, at=self.at())

    def closed(self, *sheets: Sheet) -> Survey:
        survey = self.opened()
        self.answered(*sheets)
        return services.close_survey(survey_id=survey.pk, actor=self.actor, at=self.at())
