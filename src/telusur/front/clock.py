"""The question anybody may ask: by when must an office have acted? One answer for command and API.

It joins the office's time zone and hours with the clock, which knows neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import Count, JointLeave, OutOfHours, Step, Track, compute
from telusur.kernel.clocks.selectors import ROOM, count_of
from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices.selectors import closing_time, kinds_by_code, office_by_code

if TYPE_CHECKING:
    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.clocks.rules import Computation
    from telusur.kernel.law.rules import Choice
    from telusur.kernel.offices.models import Office

_YES = frozenset({"1", "ya", "y", "yes", "true", "benar", "dengan"})
_NO = frozenset({"0", "tidak", "t", "n", "no", "false", "salah", "tanpa"})

FIRST_YEAR, LAST_YEAR = 1945, 2200  # what a letter can bear as its date


class NotAsked(ValueError):
    """The question cannot be read. `field` names the part at fault; the sentence says how to write it."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass
class Desk:
    """Answers questions about dates, keeping offices, calendars and choices it has read once."""

    _choices: tuple[Choice, ...] | None = None
    _offices: dict[str, Office | None] = field(default_factory=dict)
    _calendars: dict[str, Calendar] = field(default_factory=dict)

    def answer(
        self, *, received: str, office: str = "", track: str = "", step: str = "", joint_leave: bool | None = None
    ) -> Computation:
        """Return when a step is due, from what was typed.

        received: ISO 8601; without an offset it is meant in the office's time zone. office: a code; the national
        office when empty. joint_leave: whether cuti bersama is free of work; by the reading in force when None.
        Raises: NotAsked.
        """
        track, step, code = track.strip() or "general", step.strip() or "answer", office.strip() or NATIONAL_OFFICE
        if track not in set(Track):
            raise NotAsked("track", _("%(value)r tidak dikenal; pakai %(known)s.") % _known(track, Track))
        if step not in set(Step):
            raise NotAsked("step", _("%(value)r tidak dikenal; pakai %(known)s.") % _known(step, Step))
        place, zone = self._office(code)
        at = _instant(received, zone)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            message = _("Tahun %(year)s di luar %(first)s–%(last)s; periksa penulisannya.")
            raise NotAsked("received", message % {"year": at.year, "first": FIRST_YEAR, "last": LAST_YEAR})
        try:
            count = count_of(
                track=track,
                step=step,
                received=at,
                time_zone=zone,
                calendar=self._calendar(code),
                choices=self._made_choices(),
            )
            return compute(_with_hours(_with_leave(count, joint_leave=joint_leave), place))
        except NoRuleInForce as error:
            raise NotAsked("received", str(error)) from error
        except CalendarGap as error:
            raise NotAsked("received", str(error)) from error

    def _office(self, code: str) -> tuple[Office | None, str]:
        """Return an office and its time zone; an installation still without offices answers for the national one."""
        if code not in self._offices:
            if code in kinds_by_code():
                self._offices[code] = office_by_code(code=code)
            elif code == NATIONAL_OFFICE:
                self._offices[code] = None
            else:
                message = _("Kantor dengan kode %(value)r tidak ada; lihat kodenya dengan `telusur offices list`.")
                raise NotAsked("office", message % {"value": code})
        office = self._offices[code]
        return office, office.time_zone if office else settings.TIME_ZONE

    def _calendar(self, code: str) -> Calendar:
        if code not in self._calendars:
            self._calendars[code] = calendar_for(office_code=code)
        return self._calendars[code]

    def _made_choices(self) -> tuple[Choice, ...]:
        if self._choices is None:
            self._choices = law.choices(room=ROOM)
        return self._choices


def _with_hours(count: Count, office: Office | None) -> Count:
    if office is None or count.readings.out_of_hours is OutOfHours.ARRIVAL_DATE:
        return count
    return replace(count, closes_at=closing_time(office=office, at=count.received))


def joint_leave_from(text: str) -> bool | None:
    """Return what a cell says about cuti bersama: free of work, worked, or nothing (None). Raises: NotAsked."""
    word = text.strip().lower()
    if word and word not in _YES | _NO:
        raise NotAsked("cuti_bersama", _("%(value)r tidak dikenal; tulis ya atau tidak.") % {"value": text})
    return None if not word else word in _YES


def _with_leave(count: Count, *, joint_leave: bool | None) -> Count:
    if joint_leave is None:
        return count
    reading = JointLeave.NOT_WORKING if joint_leave else JointLeave.WORKING
    return replace(count, readings=replace(count.readings, joint_leave=reading))


def _instant(text: str, zone: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as error:
        message = _("%(value)r bukan waktu; tulis seperti 2026-03-16T10:00+07:00.")
        raise NotAsked("received", message % {"value": text}) from error
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def _known(value: str, known: type[Track | Step]) -> dict[str, str]:
    return {"value": value, "known": ", ".join(known)}
