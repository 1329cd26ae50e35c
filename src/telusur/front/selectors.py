"""Answers that join rooms for the pages of this wing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules import NoRuleInForce, history, in_force
from telusur.kernel.offices import selectors as offices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.utils.functional import _StrPromise

    from telusur.kernel.law.rules import Rule
    from telusur.kernel.offices.models import Office
    from telusur.kernel.offices.rules.opening import Schedule

SATURDAY = 5
STEPS: tuple[tuple[str, _StrPromise], ...] = (
    ("completeness", _("Kantor memberi tahu bila berkas belum lengkap")),
    ("applicant_completes", _("Anda melengkapi berkas")),
    ("answer", _("Kantor menjawab dengan pemberitahuan tertulis")),
    ("extended_answer", _("Perpanjangan, satu kali, dengan alasan tertulis")),
    ("objection_window", _("Anda mengajukan keberatan")),
    ("objection_reply", _("Atasan PPID menjawab keberatan")),
    ("dispute_window", _("Anda mengajukan sengketa ke Komisi Informasi")),
)
# Steps with a clock that are no part of a request, so that the pages of costs and times leave them out.
OTHER_STEPS: tuple[tuple[str, _StrPromise], ...] = (
    ("confirmation", _("Orang kedua menegaskan pengumuman serta merta")),
    ("declare_open", _("Menyatakan terbuka sebelum masa pengecualian berakhir")),
    ("release_check", _("Memeriksa berkas yang terbuka karena hukum")),
    ("dispute_start", _("Komisi Informasi mulai menangani sengketa")),
    ("dispute_settlement", _("Komisi Informasi menyelesaikan sengketa")),
    ("court_window", _("Waktu menggugat ke PTUN")),
    ("cassation_window", _("Waktu mengajukan kasasi")),
)


@dataclass
class Province:
    """A province on the network page: its own office, if there is one, and the offices below it."""

    code: str
    name: str
    office: Office | None = None
    offices: list[Office] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.offices) + (self.office is not None)


@dataclass(frozen=True)
class Network:
    """The offices that the network page lists."""

    national: Office | None
    provinces: list[Province]
    number: int


def network(*, words: str = "") -> Network:
    """Return the working offices by province, one query whatever their number; with words, those whose name, city or
    code contains each of them."""
    wanted = words.casefold().split()
    national, provinces, number = None, dict[str, Province](), 0
    for office in offices.working_offices():
        text = f"{office.name} {office.city} {office.code}".casefold()
        if not all(word in text for word in wanted):
            continue
        number += 1
        if office.kind == "national":
            national = office
            continue
        head = office if office.kind == "province" or office.parent is None else office.parent
        if head.kind == "national":
            head = office
        province = provinces.setdefault(head.code, Province(head.code, head.name))
        if head.pk == office.pk:
            province.office = office
        else:
            province.offices.append(office)
    return Network(national, list(provinces.values()), number)


@dataclass(frozen=True)
class Opening:
    """Whether an office is open now, when it next opens, and its hours in words."""

    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    closed_because: str | None
    text: str


def opening(*, office: Office, at: datetime, on: date) -> Opening:
    """Return how an office stands at this instant. on: the date of `at` in the office's time zone."""
    schedule = offices.schedule_of(office=office, on=on)
    return Opening(
        is_open=schedule.is_open(at),
        closes_at=_closing(schedule, at),
        opens_at=schedule.next_opening(at),
        closed_because=schedule.closed_because(on),
        text=offices.opening_text(office=office, on=on),
    )


def _closing(schedule: Schedule, at: datetime) -> datetime | None:
    local = at.astimezone(ZoneInfo(schedule.time_zone))
    for opens, closes in schedule.spans(local.date()):
        if opens <= local.time() < closes:
            return local.replace(hour=closes.hour, minute=closes.minute, second=0, microsecond=0)
    return None


@dataclass(frozen=True)
class ServiceTime:
    """One row of the page of times: the step, and its rule in each track, None where no rule is in force."""

    step: str
    label: _StrPromise
    general: Rule | None
    election: Rule | None


def service_times(*, on: date) -> list[ServiceTime]:
    """Return the length of every step of a request in both tracks, by the rules in force on `on`."""
    return [_both_tracks(step, label, on) for step, label in STEPS]


def times_of(*, on: date) -> list[ServiceTime]:
    """Return the length of every step that has a clock, those of a request first."""
    return [_both_tracks(step, label, on) for step, label in (*STEPS, *OTHER_STEPS)]


def _both_tracks(step: str, label: _StrPromise, on: date) -> ServiceTime:
    return ServiceTime(step, label, _time("general", step, on), _time("election", step, on))


def _time(track: str, step: str, on: date) -> Rule | None:
    try:
        return law.rule_in_force("clocks", "response_time", f"{track}.{step}", on=on)
    except NoRuleInForce:
        return None


def legal_bases(*, on: date) -> list[Rule]:
    """Return the instruments on which the service rests on `on`, in the order in which they are cited."""
    return _in_force(law.rows("front", "legal_basis"), on)


def costs(*, on: date) -> list[Rule]:
    """Return what the service costs on `on`."""
    return _in_force(law.rows("front", "cost"), on)


def _in_force(rows: Sequence[Rule], on: date) -> list[Rule]:
    keys = dict.fromkeys(rule.key for rule in rows if rule.valid_from <= on)
    return [in_force(history(rows, key), on, name=key) for key in keys]
