"""Acts on deadlines. The caller's act in the ledger tells of them; only a date that the calendar moved is told here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from telusur.kernel.calendars import services as calendars
from telusur.kernel.calendars.rules import day_at
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.jobs import services as jobs
from telusur.kernel.law import selectors as law
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE, office_log

from . import rules, selectors
from .models import Deadline, StageDecree
from .rules import Step, Track

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime, time

    from telusur.kernel.calendars.rules import Day

    from .selectors import Move


class ClockRefused(ValueError):
    """What was asked of a clock cannot be done. Carries a code and a sentence."""

    code = "clock_refused"


class AlreadyStopped(ClockRefused):
    code = "already_stopped"


class AlreadyExtended(ClockRefused):
    code = "already_extended"


class NotExtendable(ClockRefused):
    code = "not_extendable"


class TooLateToExtend(ClockRefused):
    code = "too_late_to_extend"


@transaction.atomic
def start(
    *,
    subject_kind: str,
    subject_id: str,
    office_code: str,
    time_zone: str,
    track: str,
    step: str,
    started_at: datetime,
    at: datetime,
    task: str | None = None,
    label: str = "",
    closes_at: time | None = None,
) -> Deadline:
    """Start the clock of a step and return it with its due date.

    started_at: when the event truly happened, in or out of hours. at: when it is entered, which never moves a date.
    task: registered name of the task to queue, with `deadline_id`, when the date moves later. label: what officers
    call the case. closes_at: end of the office's hours. Raises: NoRuleInForce, CalendarGap; IntegrityError when this
    step of the subject runs already. Law: UU 14/2008 Pasal 22 ayat (7), 36, 37; Perki 1/2019 Pasal 12, 14.
    """
    return start_all(
        steps=[(step, task)],
        subject_kind=subject_kind,
        subject_id=subject_id,
        office_code=office_code,
        time_zone=time_zone,
        track=track,
        started_at=started_at,
        at=at,
        label=label,
        closes_at=closes_at,
    )[0]


def start_all(
    *,
    steps: Sequence[tuple[str, str | None]],
    subject_kind: str,
    subject_id: str,
    office_code: str,
    time_zone: str,
    track: str,
    started_at: datetime,
    at: datetime,
    label: str = "",
    closes_at: time | None = None,
) -> list[Deadline]:
    """Start the clocks of several steps that one event begins, in the caller's transaction; return them in that order.

    steps: each with the name of its task, or None. The rest and what is raised: as `start`.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    calendars.hold_still()
    calendar, choices = calendar_for(office_code=office_code), law.choices(room=selectors.ROOM)
    made = []
    for step, task in steps:
        count = selectors.count_of(
            track=track,
            step=step,
            received=started_at,
            time_zone=time_zone,
            calendar=calendar,
            closes_at=closes_at,
            choices=choices,
        )
        found = rules.compute(count)
        made.append(
            Deadline(
                subject_kind=subject_kind,
                subject_id=str(subject_id),
                label=label,
                office_code=office_code,
                time_zone=time_zone,
                track=Track(track).value,
                step=Step(step).value,
                rule_id=found.rule,
                rule_ids=count.rule_ids(),
                readings=count.readings.choices(),
                started_at=started_at,
                started_on=found.started_on,
                closes_at=closes_at,
                calendar_version=found.calendar_version,
                due_on=found.due,
                due_if_extended=found.due_if_extended,
                task=task or "",
            )
        )
    return Deadline.objects.bulk_create(made)


@transaction.atomic
def extend(*, deadline_id: int, at: datetime) -> Deadline:
    """Extend a running answer once; the extension is counted on from the end of the first period.

    Raises: AlreadyStopped, AlreadyExtended, NotExtendable, TooLateToExtend after the last day of the first period;
    CalendarGap when the extension reaches into a year nobody loaded.
    Law: UU 14/2008 Pasal 22 ayat (8); Perki 1/2019 Pasal 12.
    """
    deadline = _running(deadline_id)
    if deadline.extended_at is not None:
        raise AlreadyExtended(_("Jangka waktu ini sudah diperpanjang; perpanjangan hanya satu kali."))
    if selectors.stored_count(deadline).extension is None:
        raise NotExtendable(_("Jangka waktu langkah ini tidak dapat diperpanjang."))
    if day_at(at, deadline.time_zone) > deadline.due_on:
        raise TooLateToExtend(_("Jangka waktu sudah habis; perpanjangan harus diberitahukan sebelum itu."))
    deadline.step, deadline.extended_at = Step.EXTENDED_ANSWER.value, at
    return _recounted(deadline)


@transaction.atomic
def stop(*, deadline_id: int, at: datetime) -> Deadline:
    """Stop a clock because its step is done. The row stays as it was counted. Raises: AlreadyStopped."""
    deadline = _running(deadline_id)
    deadline.stopped_at = at
    deadline.save(update_fields=["stopped_at"])
    return deadline


@transaction.atomic
def complete(*, deadline_id: int, completed_at: datetime, at: datetime) -> Deadline:
    """Note when the file became complete. The date moves only where the reading in force counts from completeness;
    in the election track it never does. Raises: AlreadyStopped. Law: UU 14/2008 Pasal 22 ayat (7); Perki 1/2019.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    deadline = _running(deadline_id)
    deadline.completed_at = completed_at
    return _recounted(deadline)


@transaction.atomic
def change_track(*, deadline_id: int, track: str, at: datetime) -> Deadline:
    """Count a running step by the other track, from the same start; an extension given stays given.

    The caller records the act with both dates; the old one is `moved_from`. Raises: AlreadyStopped, NoRuleInForce.
    """
    deadline = _running(deadline_id)
    if deadline.track == Track(track):
        return deadline
    deadline.track = Track(track).value
    deadline.moved_at, deadline.moved_from, deadline.moved_because = at, deadline.due_on, ""
    return _recounted(deadline)


class StageRefused(ValueError):
    """A stage cannot be decreed as asked. Carries a code, the field at fault and a sentence."""

    def __init__(self, code: str, field: str, message: str) -> None:
        self.code, self.field = code, field
        super().__init__(message)


@transaction.atomic
def decree_stage(
    *,
    key: str,
    name: str,
    valid_from: date,
    valid_until: date,
    decree_number: str,
    decree_on: date,
    actor: str,
    at: datetime,
    on: date,
    scope: str = "",
    called_off: bool = False,
) -> StageDecree:
    """Add a stage of an election, change it, or call it off; from then on it proposes the election track.

    key: the same word again changes that stage. valid_until: its first day after. on: today at the national office.
    Cases that run keep their track. Raises: StageRefused. Law: stages are set by PKPU; Perki 1/2019 Pasal 11–12.
    """
    if not (key.strip() and name.strip()):
        raise StageRefused("no_name", "name", _("Isi nama tahapan."))
    if not decree_number.strip():
        raise StageRefused("no_decree", "decree_number", _("Isi nomor keputusan atau peraturan yang menetapkannya."))
    if decree_on > on:
        raise StageRefused("decree_in_future", "decree_on", _("Tanggal keputusan tidak boleh sesudah hari ini."))
    if valid_until <= valid_from:
        raise StageRefused("ends_before_it_starts", "valid_until", _("Tahapan berakhir sesudah mulainya."))
    if scope and not scope.isdecimal():
        raise StageRefused(
            "bad_scope", "scope", _("Isi kode wilayah dengan angka, atau kosongkan untuk seluruh negeri.")
        )
    row = StageDecree.objects.create(
        key=key.strip(),
        name=name.strip(),
        scope=scope,
        valid_from=valid_from,
        valid_until=valid_until,
        called_off=called_off,
        decree_number=decree_number.strip(),
        decree_on=decree_on,
        actor=actor,
        decreed_at=at,
    )
    ledger.record(
        "clocks.decree_stage",
        log=office_log(NATIONAL_OFFICE),
        subject_kind="election_stage",
        subject_id=row.key,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "name": row.name,
            "scope": scope,
            "valid_from": valid_from.isoformat(),
            "valid_until": valid_until.isoformat(),
            "called_off": called_off,
            "decree": row.decree_number,
            "decree_on": decree_on.isoformat(),
        },
    )
    return row


@dataclass(frozen=True)
class CalendarMoved:
    """What a change of the calendar did: its version, and every deadline it moved with the date it had before.

    moved: those whose date in force moved. later: those of which only the date if extended did; nobody is told.
    """

    version: int
    moved: list[tuple[Deadline, date]]
    later: list[Deadline]


@transaction.atomic
def add_days(
    *, office_code: str, days: Sequence[Day], years: Mapping[int, str], actor: str, at: datetime
) -> CalendarMoved:
    """Add days by decree, move every running deadline whose date they move, and tell whom it concerns.

    Each move is an act of its own in its office's log; the deadline's task is queued, so that the applicant is told.
    Raises: calendars.services.NotAdded; CalendarGap when a date would fall into a year nobody loaded.
    Law: holidays are set by Keppres and joint decree; a regional holiday by the region.
    """
    calendars.hold_for_change()
    calendars.refuse_wrong_days(office_code=office_code, days=days, years=years)
    moves = [(move, move.old) for move in selectors.moved_by(days=days, years=years)]
    change = calendars.add_days(office_code=office_code, days=days, years=years, actor=actor, at=at)
    because = "; ".join(f"{day.name}, {day.on.isoformat()} ({day.source})" for day in days)
    for move, old in moves:
        _move(move, version=change.number, because=because, at=at)
        if move.deadline.task and move.new != old:
            jobs.enqueue(move.deadline.task, deadline_id=move.deadline.pk)
    _record_change(
        office_code=office_code, version=change.number, days=days, years=years, moves=moves, actor=actor, at=at
    )
    return CalendarMoved(
        change.number,
        moved=[(move.deadline, old) for move, old in moves if old != move.new],
        later=[move.deadline for move, old in moves if old == move.new],
    )


def _move(move: Move, *, version: int, because: str, at: datetime) -> None:
    deadline, found = move.deadline, move.found
    if found.due != deadline.due_on:
        deadline.moved_at, deadline.moved_from, deadline.moved_because = at, deadline.due_on, because[:500]
    deadline.started_on, deadline.due_on, deadline.due_if_extended = found.started_on, found.due, found.due_if_extended
    deadline.calendar_version = version
    deadline.save()


def _record_change(
    *,
    office_code: str,
    version: int,
    days: Sequence[Day],
    years: Mapping[int, str],
    moves: Sequence[tuple[Move, date]],
    actor: str,
    at: datetime,
) -> None:
    """Record the change and every move, log by log in the order of their names, as every writer of many logs does."""
    moved = sum(old != move.new for move, old in moves)
    acts: list[tuple[str, str, str, str, dict[str, str | int | bool | None]]] = [
        ("clocks.change_calendar", office_log(office_code), "calendar", str(version), _said_of(days, years, moved))
    ]
    for move, old in moves:
        deadline = move.deadline
        facts: dict[str, str | int | bool | None] = {
            "step": deadline.step,
            "old": old.isoformat(),
            "new": deadline.due_on.isoformat(),
            "calendar": version,
        }
        log = office_log(deadline.office_code)
        acts.append(("clocks.move_deadline", log, deadline.subject_kind, deadline.subject_id, facts))
    for act, log, kind, subject, facts in sorted(acts, key=lambda each: each[1]):
        ledger.record(
            act,
            log=log,
            subject_kind=kind,
            subject_id=subject,
            actor=actor,
            happened_at=at,
            recorded_at=at,
            facts=facts,
        )


def _said_of(days: Sequence[Day], years: Mapping[int, str], moved: int) -> dict[str, str | int | bool | None]:
    said: dict[str, str | int | bool | None] = {
        f"day_{number}": f"{day.on.isoformat()} {day.kind} {day.scope or '-'} {day.name} ({day.source})"
        for number, day in enumerate(days, start=1)
    }
    return said | {f"year_{year}": source for year, source in years.items()} | {"deadlines_moved": moved}


def _running(deadline_id: int) -> Deadline:
    calendars.hold_still()
    deadline = Deadline.objects.select_for_update().get(pk=deadline_id)
    if deadline.stopped_at is not None:
        raise AlreadyStopped(_("Langkah ini sudah selesai; batas waktunya tidak berjalan lagi."))
    return deadline


def _recounted(deadline: Deadline) -> Deadline:
    """Store what the deadline's own facts give on the calendar as it stands."""
    count = selectors.stored_count(deadline, calendar=calendar_for(office_code=deadline.office_code))
    found = rules.compute(count)
    deadline.rule_id, deadline.rule_ids, deadline.started_on = found.rule, count.rule_ids(), found.started_on
    deadline.due_on, deadline.due_if_extended = found.due, found.due_if_extended
    deadline.calendar_version = found.calendar_version
    deadline.save()
    return deadline
