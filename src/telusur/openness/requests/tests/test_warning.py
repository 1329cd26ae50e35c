"""Dates that come near or passed reach the PPID and then his superior; a worker that slept tells once and late."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.notices.selectors import unread_for
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.openness.requests import services
from telusur.openness.requests.rules.words import Outcome
from telusur.openness.requests.services import extend_deadline, warn_of_deadlines, warning

from .factories import AT, Desk, ref

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def morning(day):
    return datetime(day.year, day.month, day.day, 8, tzinfo=ZoneInfo("Asia/Jakarta"))


def working_days_from(day, number):
    """Return the day that lies so many working days after `day`, before it where negative."""
    calendar, step = calendar_for(office_code="3673"), 1 if number > 0 else -1
    while number:
        day += timedelta(days=step)
        number -= step * calendar.is_working(day)
    return day


def warned(user, at):
    """Return which warnings stand on a person's bell, the earliest first."""
    kinds = [notice.kind for notice in unread_for(user_id=user.pk, at=at) if notice.kind.startswith("deadline_")]
    return kinds[::-1]


def test_each_warning_is_owed_on_its_day_and_once(desk):
    due = desk.registered().deadline.due_on
    told = []
    for days in (-3, -2, -1, 0, 1, 2, 3):
        at = morning(working_days_from(due, days))
        told.append((warn_of_deadlines(at=at), warn_of_deadlines(at=at + timedelta(hours=1))))
    assert told == [(0, 0), (1, 0), (0, 0), (1, 0), (1, 0), (1, 0), (0, 0)]
    assert warned(desk.ppid, at) == ["deadline_missed"]  # a bell names a case by its newest warning
    assert warned(desk.superior, at) == ["deadline_missed_superior"]


def test_an_answered_request_is_warned_of_no_more_and_leaves_the_bell(desk):
    case = desk.notified()
    desk.registered()
    near = morning(working_days_from(case.deadline.due_on, 5))
    warn_of_deadlines(at=near)
    links = {notice.link for notice in unread_for(user_id=desk.ppid.pk, at=near) if "deadline" in notice.kind}
    assert f"/meja/kota-serang/permohonan/{case.pk}/" not in links
    assert len(links) == 1


def test_an_answer_takes_earlier_warnings_off_the_bell(desk):
    case = desk.registered()
    late = morning(working_days_from(case.deadline.due_on, -1))
    warn_of_deadlines(at=late)
    assert warned(desk.ppid, late) == ["deadline_approaching"]
    desk.clock = late
    case = desk.answered(case)
    decision = services.Decision(outcome=Outcome.GRANTED_FULL)
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    assert warned(desk.ppid, desk.clock) == []


def test_an_extended_date_is_warned_of_anew(desk):
    case = desk.registered()
    near = morning(working_days_from(case.deadline.due_on, -2))
    assert warn_of_deadlines(at=near) == 1
    reason = "Berkas tersebar di tiga arsip dan harus dihitung."
    case = extend_deadline(request_id=case.pk, reasons=reason, actor=ref(desk.ppid), at=near)
    assert warn_of_deadlines(at=near) == 0
    case.deadline.refresh_from_db()
    assert warn_of_deadlines(at=morning(working_days_from(case.deadline.due_on, -2))) == 1


def test_three_days_without_a_worker_cost_lateness_and_no_notice(desk, mailoutbox):
    """A request comes in and its date passes while nothing runs. The first minute tells everything once."""
    case = desk.registered()
    while deliver_next(at=AT + timedelta(hours=1)):
        pass
    mailoutbox.clear()
    awake = morning(working_days_from(case.deadline.due_on, 3))
    for _minute in range(3):
        warn_of_deadlines(at=awake)
        while deliver_next(at=awake):
            pass
        awake += timedelta(minutes=1)
    told = sorted((message.to[0], message.subject) for message in mailoutbox)
    assert len(told) == 4
    assert [to for to, _subject in told].count(desk.ppid.email) == 3
    assert [to for to, _subject in told].count(desk.superior.email) == 1
    assert all(case.number in subject for _to, subject in told)
    assert len({message.extra_headers["Message-ID"] for message in mailoutbox}) == 4


def test_an_office_whose_calendar_ends_does_not_silence_the_others(monkeypatch):
    first, second = Desk(), Desk("3674", name="KPU Kota Lain", slug="kota-lain")
    due = [each.registered().deadline.due_on for each in (first, second)]
    at = morning(working_days_from(min(due), -2))

    def known(*, office_code):
        if office_code == "3673":
            raise CalendarGap(2027)
        return calendar_for(office_code=office_code)

    monkeypatch.setattr(warning, "calendar_for", known)
    with pytest.raises(ExceptionGroup) as raised:
        warn_of_deadlines(at=at)
    assert [str(fault) for fault in raised.value.exceptions] == [str(CalendarGap(2027))]
    assert warned(first.ppid, at) == []
    assert warned(second.ppid, at) == ["deadline_approaching"]
