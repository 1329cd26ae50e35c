"""A decree adds a day: what it moves, who is told, and what stands in the log."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.calendars.rules import CalendarGap, Day, Kind
from telusur.kernel.calendars.selectors import calendar_for, changes, days_of_year
from telusur.kernel.calendars.services import LOCK, NotAdded, hold_for_change, hold_still
from telusur.kernel.clocks import services
from telusur.kernel.clocks.models import Deadline
from telusur.kernel.clocks.selectors import explain, moved_by
from telusur.kernel.law.services import choose_reading
from telusur.kernel.ledger.selectors import acts_on

pytestmark = pytest.mark.django_db
RECEIVED = datetime.fromisoformat("2026-06-29T10:00+07:00")
AT = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
TASK = "clocks.test_told"


def tell(*, deadline_id: int) -> None:
    """Stand for the task of a room above; a queued one is looked at, never run."""


@pytest.fixture
def told():
    """Register the task a room above would name, and say which deadlines it was queued for."""
    if TASK not in app.tasks:
        app.task(name=TASK)(tell)
    queued = ProcrastinateJob.objects.filter(task_name=TASK).order_by("id")
    return lambda: [job.args["deadline_id"] for job in queued.all()]


def start(office: str = "3673", subject: str = "1", **changes: object) -> Deadline:
    given = {
        "subject_kind": "request",
        "subject_id": subject,
        "office_code": office,
        "time_zone": "Asia/Jakarta",
        "track": "general",
        "step": "answer",
        "started_at": RECEIVED,
        "at": RECEIVED,
        "task": None,
    }
    return services.start(**(given | changes))


def day(on: str, kind: Kind = Kind.NATIONAL_HOLIDAY, scope: str = "") -> Day:
    return Day(
        date.fromisoformat(on), "Hari pemungutan suara ulang", kind, "Keppres 9/2026", confirmed=True, scope=scope
    )


def add(*days: Day, office: str = "0", years: dict[int, str] | None = None) -> services.CalendarMoved:
    return services.add_days(office_code=office, days=days, years=years or {}, actor="user:7", at=AT)


def test_adding_a_day_moves_open_deadlines_as_previewed(told):
    deadline = start(task=TASK)
    assert deadline.due_on == date(2026, 7, 13)
    preview = [(move.old, move.new) for move in moved_by(days=[day("2026-07-08")])]
    assert preview == [(date(2026, 7, 13), date(2026, 7, 14))]
    assert Deadline.objects.get().due_on == date(2026, 7, 13)

    moved = add(day("2026-07-08"))
    deadline.refresh_from_db()
    assert [(old, each.due_on) for each, old in moved.moved] == preview
    assert (deadline.due_on, deadline.moved_from, deadline.calendar_version) == (
        date(2026, 7, 14),
        date(2026, 7, 13),
        2,
    )
    assert deadline.moved_because == "Hari pemungutan suara ulang, 2026-07-08 (Keppres 9/2026)"
    assert ("2026-07-08", "Hari pemungutan suara ulang") in [
        (on.isoformat(), why) for on, why in explain(deadline).skipped
    ]
    assert told() == [deadline.pk]


def test_a_move_is_an_act_in_the_log_of_the_case_and_the_change_in_that_of_the_office():
    start()
    add(day("2026-07-08"))
    act = acts_on(subject_kind="request", subject_id="1")[0]
    assert (act.act, act.log, act.actor) == ("clocks.move_deadline", "office/3673", "user:7")
    assert (act.facts["old"], act.facts["new"], act.facts["calendar"]) == ("2026-07-13", "2026-07-14", 2)
    change = acts_on(subject_kind="calendar", subject_id="2")[0]
    assert (change.log, change.facts["deadlines_moved"]) == ("office/0", 1)
    assert "Keppres 9/2026" in change.facts["day_1"]


def test_stopped_deadlines_and_days_outside_the_span_move_nothing(told):
    stopped = services.stop(deadline_id=start(task=TASK).pk, at=RECEIVED)
    running = start(subject="2", task=TASK)
    add(day("2026-07-08"))
    add(day("2026-07-29"), day("2026-06-26"))
    stopped.refresh_from_db()
    running.refresh_from_db()
    assert (stopped.due_on, stopped.calendar_version) == (date(2026, 7, 13), 1)
    assert explain(stopped).due == date(2026, 7, 13)
    assert (running.due_on, running.calendar_version) == (date(2026, 7, 14), 2)
    assert told() == [running.pk]


def test_a_day_between_answer_and_extension_moves_only_the_extension(told):
    deadline = start(task=TASK)
    add(day("2026-07-15"))
    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.due_if_extended) == (date(2026, 7, 13), date(2026, 7, 23))
    assert deadline.moved_from is None
    assert told() == []


def test_a_regional_day_moves_only_its_territory():
    here, above, elsewhere = start("3673"), start("36", "2"), start("3273", "3")
    add(day("2026-07-08", Kind.REGIONAL_HOLIDAY, "3673"), office="3673")
    for each in (here, above, elsewhere):
        each.refresh_from_db()
    assert [each.due_on.day for each in (here, above, elsewhere)] == [14, 13, 13]


def test_an_older_version_of_the_calendar_stays_what_it_was():
    add(day("2026-07-08"))
    add(day("2026-07-09"))
    worked = [calendar_for(office_code="3673", version=version).is_working(date(2026, 7, 9)) for version in (1, 2, 3)]
    assert worked == [True, True, False]
    assert calendar_for(office_code="3673").version == 3
    assert [change.number for change in changes()] == [3, 2]


def test_a_cancelled_day_moves_dates_back():
    deadline = start(started_at=datetime.fromisoformat("2026-03-16T10:00+07:00"))
    add(day("2026-03-24", Kind.CANCELLED))
    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.moved_from) == (date(2026, 4, 6), date(2026, 4, 7))


def test_a_whole_year_is_loaded_and_dates_can_reach_it():
    with pytest.raises(CalendarGap):
        start(started_at=datetime.fromisoformat("2027-12-24T10:00+07:00"))
    add(day("2028-01-26"), years={2028: "SKB 2028"})
    deadline = start(started_at=datetime.fromisoformat("2027-12-24T10:00+07:00"))
    assert deadline.due_on == date(2028, 1, 7)
    assert [each.on for each in days_of_year(office_code="3673", year=2028)] == [date(2028, 1, 26)]


@pytest.mark.parametrize(
    ("office", "days", "years", "code"),
    [
        ("3673", [day("2026-07-08")], {}, "not_yours"),
        ("3673", [day("2026-07-08", Kind.REGIONAL_HOLIDAY, "36")], {}, "not_yours"),
        ("3673", [day("2026-07-08", Kind.JOINT_LEAVE, "3673")], {}, "not_national"),
        ("36", [day("2026-07-08", Kind.REGIONAL_HOLIDAY, "36")], {2028: "SKB"}, "not_national"),
        ("0", [day("2026-12-25")], {}, "already"),
        ("0", [day("2026-07-08", Kind.CANCELLED)], {}, "nothing_to_cancel"),
        ("0", [day("2028-01-26")], {}, "gap"),
        ("0", [], {2026: "SKB"}, "year_there"),
        ("0", [], {}, "nothing"),
    ],
)
def test_what_an_office_may_not_decree_is_refused_and_nothing_is_stored(office, days, years, code):
    with pytest.raises(NotAdded) as refused:
        services.add_days(office_code=office, days=days, years=years, actor="user:7", at=AT)
    assert refused.value.code == code
    assert changes() == []


def test_joint_leave_may_become_a_holiday_and_then_counts_under_both_readings():
    add(day("2026-03-18"))
    assert not calendar_for(office_code="3673").without_joint_leave().is_working(date(2026, 3, 18))


def test_completing_the_file_moves_the_answer_where_the_national_office_chose_so():
    choose_reading(
        room="clocks",
        key="counts_from",
        choice="completeness",
        valid_from=date(2026, 6, 1),
        decree_number="412/2026",
        decree_on=date(2026, 5, 1),
        actor="user:1",
        at=AT,
        on=date(2026, 6, 1),
    )
    completed = datetime.fromisoformat("2026-07-03T09:00+07:00")
    general, election = start(), start(subject="2", track="election")
    services.complete(deadline_id=general.pk, completed_at=completed, at=completed)
    services.complete(deadline_id=election.pk, completed_at=completed, at=completed)
    general.refresh_from_db()
    election.refresh_from_db()
    assert general.due_on == date(2026, 7, 17)
    assert election.due_on == date(2026, 7, 2)
    assert general.readings["counts_from"] == "completeness"


def test_no_date_is_stored_while_the_calendar_changes_and_none_changes_under_a_date_being_stored():
    """Two connections: what one transaction holds, the other cannot take until it ends."""
    other = connection.copy()
    take = "select pg_try_advisory_xact_lock(%s)", "select pg_try_advisory_xact_lock_shared(%s)"
    try:
        with transaction.atomic(), other.cursor() as cursor:
            hold_still()
            cursor.execute(take[0], [LOCK])
            assert cursor.fetchone() == (False,)
            cursor.execute(take[1], [LOCK])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


def test_a_change_waits_for_dates_being_stored():
    other = connection.copy()
    try:
        with transaction.atomic(), other.cursor() as cursor:
            hold_for_change()
            cursor.execute("select pg_try_advisory_xact_lock_shared(%s)", [LOCK])
            assert cursor.fetchone() == (False,)
    finally:
        other.close()
