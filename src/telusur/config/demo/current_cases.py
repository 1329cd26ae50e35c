"""What happens at the offices in the weeks before the demo is loaded, played in the order of time."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from telusur.kernel.calendars.rules import Day
from telusur.kernel.calendars.rules.calendar import Kind
from telusur.kernel.notices.services import mark_all_read
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.kernel.offices import services as offices
from telusur.kernel.offices.selectors import national_day, office_by_code
from telusur.openness.information.selectors import due_for_review
from telusur.openness.information.services import review_item
from telusur.openness.privacy import services as privacy
from telusur.openness.requests import services as requests
from telusur.openness.requests.selectors import kept_scans

from .cases import Case
from .entries import ListEntry
from .models import FollowedCase
from .objections import LoneObjection, ObjectionLines
from .personal_data import PersonalData
from .stage import Stage, read_act
from .story import WIB, person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FILE = Path(__file__).with_name("data") / "cases.toml"
SERANG, LEBAK = "3673", "3602"
STAFF = {
    "3673": ("ppid", "atasan", "pertimbangan", "desk", "desk2", "editor", "data", "hukum", "keuangan"),
    "36": ("ppid.banten", "atasan.banten", "desk.banten"),
    "0": ("ppid.kpu", "atasan.kpu"),
}
LEFT_FOR_REVIEW = 6
WARNED_DAYS = 40  # working days of the past on whose mornings deadlines were looked at


class Moment(NamedTuple):
    """What happens when; moments of one instant keep the order of their scripts."""

    at: datetime
    place: int
    happen: Callable[[datetime], object]


def load_current_cases(*, at: datetime) -> None:
    """Play every script, and keep number and secret of the cases that a newcomer may follow."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    stage = Stage(at)
    cases = [Case(script, place, stage) for place, script in enumerate(content["case"])]
    lone = [LoneObjection(script, place, stage) for place, script in enumerate(content["objection"])]
    played: list[ObjectionLines] = [*cases, *lone]
    moments = [moment for case in played for moment in _of_case(case)]
    moments += [moment for place, row in enumerate(content["entry"]) for moment in _of_entry(row, place, stage)]
    moments += [Moment(at, 0, happen) for at, happen in PersonalData(cases, stage).moments()]
    moments += _of_the_house(stage)
    for moment in sorted(moments, key=lambda moment: moment[:2]):
        moment.happen(moment.at)
        while deliver_next(at=moment.at):  # told in those weeks, not when the demo first starts
            pass
    for case in played:
        if about := case.script.get("hint"):
            FollowedCase.objects.create(
                office_slug=office_by_code(code=case.office).slug, number=case.number, secret=case.secret, about=about
            )


def _of_case(case: ObjectionLines) -> Iterator[Moment]:
    stage, script = case.stage, case.script
    last = stage.instant(script.get("recorded", script["received"]))
    yield Moment(last, case.place, case.register)
    for act in map(read_act, script["acts"]):
        if act.name == "lapse":  # nobody does it: it happens in the night
            last = datetime.combine(stage.day(act.day), time(0, 15), WIB)
        else:
            last = stage.hours(act.day, after=last, place=case.place)
        yield Moment(last, case.place, partial(case.play, act))


def _of_entry(script: dict[str, Any], place: int, stage: Stage) -> Iterator[Moment]:
    entry = ListEntry(script, place, stage)
    acts = [read_act(line) for line in script["acts"]]
    last = datetime.combine(stage.day(acts[0].day), time(8), WIB)
    for act in acts:
        last = stage.hours(act.day, after=last, place=place)
        yield Moment(last, place, partial(entry.play, act))


def _of_the_house(stage: Stage) -> list[Moment]:
    """Return what concerns no single case: reviews of the list, a closure, a regional holiday, bells that are read."""
    serang, lebak = office_by_code(code=SERANG), office_by_code(code=LEBAK)

    def review(at: datetime) -> None:
        due = list(due_for_review(office_id=serang.pk, until=national_day(at=at)))
        for item in due[LEFT_FOR_REVIEW:]:
            review_item(item_id=item.pk, officer=person("ppid"), at=at)

    def close(at: datetime) -> None:
        offices.close_office(
            office_id=serang.pk,
            valid_from=stage.day(8),
            valid_until=stage.day(8) + timedelta(days=1),
            reason="Pemindahan ruang layanan (contoh)",
            actor=f"user:{person('admin').pk}",
            at=at,
        )

    def decree(at: datetime) -> None:
        day = Day(
            on=stage.day(1),
            name="Hari jadi daerah (contoh)",
            kind=Kind.REGIONAL_HOLIDAY,
            source="Keputusan Bupati Lebak Nomor 1/CONTOH",
            confirmed=True,
            scope=LEBAK,
        )
        actor = f"user:{person('admin.lebak').pk}"
        offices.add_days(office_code=lebak.code, days=[day], years={}, actor=actor, at=at)

    def read_bells(at: datetime) -> None:
        for code, names in STAFF.items():
            office = office_by_code(code=code)
            for name in names:
                mark_all_read(user_id=person(name).pk, office_id=office.pk, at=at)

    def warn(at: datetime) -> None:
        requests.warn_of_deadlines(at=at)
        requests.warn_of_objections(at=at)
        privacy.warn_of_hours(at=at)

    clock = {_purge: "-3 00.40", review: "-21 14.30", close: "-5 14.10", decree: "-2 14.20", read_bells: "-2 15.50"}
    mornings = [Moment(stage.instant(f"{-day} 06.30"), 0, warn) for day in range(1, WARNED_DAYS)]
    return [*(Moment(stage.instant(words), 0, happen) for happen, words in clock.items()), *mornings]


def _purge(at: datetime) -> None:
    """Do what the job of each night does: let the scans go whose time is over."""
    for each in kept_scans(at=at):
        if each.kind == "request" and each.standing.due:
            requests.purge_request_scans(request_id=each.pk, actor="system", at=at)
