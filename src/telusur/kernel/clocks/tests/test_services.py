from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.db import IntegrityError

from telusur.kernel.clocks import selectors, services
from telusur.kernel.clocks.models import Deadline
from telusur.kernel.clocks.selectors import (
    explain,
    facts_of,
    remaining_working_days,
)
from telusur.kernel.law import selectors as law

pytestmark = pytest.mark.django_db
RECEIVED = datetime.fromisoformat("2026-03-16T10:00+07:00")


def start(**changes: object) -> Deadline:
    given = {
        "subject_kind": "request",
        "subject_id": "1",
        "office_code": "3673",
        "time_zone": "Asia/Jakarta",
        "track": "general",
        "step": "answer",
        "started_at": RECEIVED,
        "at": RECEIVED,
    }
    return services.start(**(given | changes))


def test_a_started_clock_keeps_what_its_date_was_computed_from():
    deadline = start(label="0001/PPID/2026")
    assert (deadline.due_on, deadline.due_if_extended) == (date(2026, 4, 7), date(2026, 4, 16))
    assert deadline.started_on == date(2026, 3, 16)
    assert deadline.rule_id == "clocks.response_time.general.answer@2010-04-30"
    assert deadline.calendar_version == 1
    assert explain(deadline).due == deadline.due_on


def test_entering_a_letter_later_does_not_move_its_date():
    assert start(at=datetime.fromisoformat("2026-03-30T09:00+07:00")).due_on == date(2026, 4, 7)


def test_an_extension_is_counted_on_from_the_end_of_the_first_period():
    deadline = services.extend(deadline_id=start().pk, at=datetime.fromisoformat("2026-04-07T15:00+07:00"))
    assert (deadline.due_on, deadline.due_if_extended) == (date(2026, 4, 16), None)
    assert deadline.step == "extended_answer"
    assert explain(deadline).counted[-1] == (date(2026, 4, 16), 17)


def test_a_row_shipped_for_an_earlier_day_changes_no_date_that_was_explained_already(monkeypatch):
    first = start()
    extended = services.extend(deadline_id=start(subject_id="2").pk, at=RECEIVED)
    before = [explain(each) for each in (first, extended)]
    known = law.rows("clocks", "response_time")
    late = [
        replace(rule, valid_from=date(2026, 1, 1), values={**rule.values, "length": 1})
        for rule in known
        if rule.key in {"general.answer", "general.extended_answer"}
    ]
    shipped = {"response_time": (*known, *late), "reading": law.rows("clocks", "reading")}
    monkeypatch.setattr(selectors.law, "rows", lambda _room, table: shipped[table])
    assert start(subject_id="3").due_on == date(2026, 3, 17)
    assert [explain(each) for each in (first, extended)] == before
    assert services.extend(deadline_id=first.pk, at=RECEIVED).due_on == extended.due_on


def test_an_answer_is_extended_only_once():
    deadline = services.extend(deadline_id=start().pk, at=RECEIVED)
    with pytest.raises(services.AlreadyExtended):
        services.extend(deadline_id=deadline.pk, at=RECEIVED)


def test_an_answer_is_not_extended_after_its_last_day():
    with pytest.raises(services.TooLateToExtend):
        services.extend(deadline_id=start().pk, at=datetime.fromisoformat("2026-04-08T00:01+07:00"))


def test_an_objection_window_cannot_be_extended():
    with pytest.raises(services.NotExtendable):
        services.extend(deadline_id=start(step="objection_window").pk, at=RECEIVED)


def test_a_stopped_clock_stays_and_is_never_changed_again():
    deadline = services.stop(deadline_id=start().pk, at=RECEIVED)
    assert Deadline.objects.get(pk=deadline.pk).due_on == date(2026, 4, 7)
    with pytest.raises(services.AlreadyStopped):
        services.stop(deadline_id=deadline.pk, at=RECEIVED)


def test_the_election_track_counts_from_the_same_start():
    deadline = services.change_track(deadline_id=start().pk, track="election", at=RECEIVED)
    assert (deadline.due_on, deadline.due_if_extended) == (date(2026, 3, 26), date(2026, 3, 30))
    assert deadline.moved_from == date(2026, 4, 7)


def test_completing_the_file_does_not_move_the_answer_by_the_default_reading():
    completed = datetime.fromisoformat("2026-03-26T10:00+07:00")
    deadline = services.complete(deadline_id=start().pk, completed_at=completed, at=completed)
    assert deadline.due_on == date(2026, 4, 7)


def test_remaining_days_are_working_days():
    deadline = start()
    assert remaining_working_days(deadline, date(2026, 4, 1)) == 3
    assert remaining_working_days(deadline, date(2026, 4, 7)) == 0
    assert remaining_working_days(deadline, date(2026, 4, 8)) == -1


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 4, 1), "sisa 3 hari kerja, paling lambat Selasa, 7 April 2026"),
        (date(2026, 4, 7), "hari ini, Selasa, 7 April 2026, hari terakhir"),
        (date(2026, 4, 11), "lewat 3 hari kerja dari Selasa, 7 April 2026"),
    ],
)
def test_a_deadline_reads_as_a_sentence(on, words):
    assert facts_of(start(), on).text == words


def test_what_a_page_shows_of_a_deadline_comes_in_one_piece():
    facts = facts_of(start(), date(2026, 4, 1))
    assert (facts.due_on, facts.started_on, facts.remaining) == (date(2026, 4, 7), date(2026, 3, 16), 3)
    assert facts.stricter_on == date(2026, 3, 31)
    assert len(facts.computation.counted) == 10
    assert facts.stopped_on is None


def test_a_stopped_deadline_shows_its_date_and_counts_no_further():
    deadline = services.stop(deadline_id=start().pk, at=datetime.fromisoformat("2026-03-30T23:30+07:00"))
    facts = facts_of(deadline, date(2030, 1, 1))
    assert (facts.remaining, facts.stricter_on, facts.stopped_on) == (None, None, date(2026, 3, 30))
    assert facts.text == "batas waktunya Selasa, 7 April 2026"


def test_every_deadline_of_a_subject_is_kept():
    first = services.stop(deadline_id=start(step="completeness").pk, at=RECEIVED)
    second = start()
    assert list(Deadline.objects.filter(subject_kind="request", subject_id="1").order_by("pk")) == [first, second]
    assert law.rule_by_id(second.rule_id).source == "UU 14/2008 Pasal 22 ayat (7)"


def test_one_step_of_a_subject_runs_only_once():
    start()
    with pytest.raises(IntegrityError):
        start()
