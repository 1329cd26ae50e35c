"""A second way of counting the days of a scenario: the library `holidays` and a walk over dates, none of our own code.

It reads the same script and follows only what can move a date: receipt, extension, track, a reading, a day decreed.
What our services answer is compared with what this says, and what the script expects as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from telusur.config.simulation.playing import Played
    from telusur.config.simulation.scenario import Act, Scenario

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
# Working days, by track: the answer, its extension. Domain notes §1.1.
ANSWER = {"general": (10, 7), "election": (3, 2)}
CHECK = 3
WINDOW, DISPUTE = 30, 14
REPLY = {"general": 30, "election": 3}
DECLARED_BEFORE, RELEASE = 30, 5


BEGINS, SETTLES, SUES, CASSATION = 14, {"general": 100, "election": 14}, 14, 14
OPENS_UNTIL = (15, 0)  # the simulation's office closes at 15.00


@cache
def library(category: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("ID", years=year, categories=category))


@dataclass
class Clock:
    """What is known of one request so far. readings: those in force when it came."""

    received: datetime
    track: str
    readings: dict[str, str]
    extended: bool = False
    complete: datetime | None = None
    check: datetime | None = None


@dataclass
class Oracle:
    """Follows a script and says, after each of its steps, by when the office must have answered."""

    scenario: Scenario
    extra: list[tuple[date, str, str]] = field(default_factory=list)
    cases: dict[str, Clock] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)
    ends: dict[str, date | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(ZONES[self.scenario.place.zone])
        self.readings = dict(self.scenario.readings)
        self.extra += [
            (row["on"], row.get("kind", "national_holiday"), row.get("scope", "")) for row in self.scenario.days
        ]

    def follow(self, step: Played) -> Clock | None:
        """Take note of a step that was done and return the clock of its case, None where it has none of ours."""
        act = step.act
        if step.code:
            return self.cases.get(step.case)
        if act.do == "register":
            received = self._instant(act.given.get("received")) or act.at
            track = act.given.get("track", self.scenario.track)
            self.cases[step.case] = Clock(received, track, dict(self.readings), check=received)
            if act.given.get("complete"):
                self.cases[step.case].check = None
        elif act.do == "import_register":
            row = act.given["rows"][0]
            received = datetime.combine(row["Tanggal"], datetime.min.time(), self.zone)
            self.cases[step.case] = Clock(received, "general", dict(self.readings))
        elif act.do == "forward_to_office":
            self.cases[step.case] = Clock(act.at, self.scenario.track, dict(self.readings), check=act.at)
        elif act.do == "add_day":
            self.extra.append((act.given["on"], act.given.get("kind", "national_holiday"), act.given.get("scope", "")))
        elif act.do == "choose_reading":
            self.readings[act.given["key"]] = act.given["choice"]
        elif clock := self.cases.get(step.case):
            self._change(clock, act)
        return self.cases.get(step.case)

    def steps_begun(self, step: Played) -> dict[str, date]:
        """Return the dates of the clocks of objections and exclusions that a step begins, by their names."""
        act, asked = step.act, next(iter(self.cases.values()), None)
        begun: dict[str, date] = {}
        if step.code:
            return begun
        if act.do == "file_objection":
            track = asked.track if asked else self.scenario.track
            begun["objection_reply"] = self._days(self._instant(act.given.get("received")) or act.at, REPLY[track])
        elif act.do == "sign_and_notify":
            begun["objection_window"] = self._days(act.at, WINDOW)
        elif act.do == "open_lapsed_window" and asked and act.at.astimezone(self.zone).date() > self.due(asked):
            begun["objection_window"] = self.after(self.due(asked) + timedelta(days=1), WINDOW, self.readings)
        elif act.do == "uphold_objection":
            begun["dispute_window"] = self._days(act.at, DISPUTE)
        elif act.do == "open_dispute_window":
            replied_by = step.found["clocks"]["objection_reply"]
            if act.at.astimezone(self.zone).date() > replied_by:
                begun["dispute_window"] = self.after(replied_by + timedelta(days=1), DISPUTE, self.readings)
        return begun | self.exclusions_begun(step) | self._of_dispute(act, asked)

    def exclusions_begun(self, step: Played) -> dict[str, date]:
        """The same for determinations and what they open."""
        act = step.act
        if act.do == "take_over_determination":
            self.ends[step.case] = act.given.get("valid_until")
        elif act.do == "watch_end" and step.found["clocks"]:
            return {"declare_open": self.before(self.ends[step.case], DECLARED_BEFORE)}
        elif act.do == "add_opened_file":
            return {"release_check": self._days(act.at, RELEASE)}
        return {}

    def before(self, end: date, number: int) -> date:
        day = end
        while number:
            day -= timedelta(days=1)
            number -= self.works(day, self.readings)
        return day

    def _of_dispute(self, act: Act, asked: Clock | None) -> dict[str, date]:
        """Return the dates of the clocks of commission and courts that an act begins."""
        received = self._instant(act.given.get("received")) or act.at
        if act.do == "register_dispute":
            filed = self._instant(act.given.get("filed")) or self._instant(act.given.get("noticed")) or act.at
            track = asked.track if asked else self.scenario.track
            return {
                "dispute_start": self._days(filed, BEGINS),
                "dispute_settlement": self._days(filed, SETTLES[track]),
            }
        if act.do == "record_ruling":
            return {"court_window": self._days(received, SUES)}
        if act.do == "record_court_ruling":  # every day counts, working or not
            return {"cassation_window": received.astimezone(self.zone).date() + timedelta(days=CASSATION)}
        return {}

    def _days(self, at: datetime, number: int) -> date:
        return self.after(self.zero(at, self.readings), number, self.readings)

    def _change(self, clock: Clock, act: Act) -> None:
        if act.do == "extend_deadline":
            clock.extended = True
        elif act.do == "choose_track":
            clock.track = act.given.get("track", "election")
        elif act.do in {"ask_completion", "complete_request"}:
            clock.check = act.at
        elif act.do in {"accept_request", "lapse_completeness"}:
            clock.complete, clock.check = act.at, None

    def _instant(self, value: object) -> datetime | None:
        if value is None:
            return None
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return found if found.tzinfo else found.replace(tzinfo=self.zone)

    def works(self, day: date, readings: dict[str, str]) -> bool:
        here = [kind for on, kind, scope in self.extra if on == day and self.scenario.place.code.startswith(scope)]
        free = day in library("public", day.year) or bool({"national_holiday", "regional_holiday"} & set(here))
        if readings.get("joint_leave", "not_working") == "not_working":
            free = free or day in library("government", day.year) or "joint_leave" in here
        return day.weekday() < 5 and not free

    def after(self, zero: date, number: int, readings: dict[str, str]) -> date:
        day = zero
        while number:
            day += timedelta(days=1)
            number -= self.works(day, readings)
        return day

    def zero(self, at: datetime, readings: dict[str, str]) -> date:
        local = at.astimezone(self.zone)
        late = (local.hour, local.minute) >= OPENS_UNTIL or not self.works(local.date(), readings)
        if readings.get("out_of_hours") == "next_working_day" and late:
            return self.after(local.date(), 1, readings)
        return local.date()

    def due(self, clock: Clock) -> date:
        first, more = ANSWER[clock.track]
        start = clock.received
        if clock.readings.get("counts_from") == "completeness" and clock.complete and clock.track == "general":
            start = max(clock.received, clock.complete)
        number = first + (more if clock.extended else 0)
        return self.after(self.zero(start, clock.readings), number, clock.readings)

    def due_if_extended(self, clock: Clock) -> date | None:
        return None if clock.extended else self.after(self.due(clock), ANSWER[clock.track][1], clock.readings)

    def check_due(self, clock: Clock) -> date | None:
        return self.after(self.zero(clock.check, clock.readings), CHECK, clock.readings) if clock.check else None
