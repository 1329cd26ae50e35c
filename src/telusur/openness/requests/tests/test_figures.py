from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_between
from telusur.kernel.figures.rules import facts
from telusur.kernel.figures.rules.periods import parse_period, span
from telusur.kernel.figures.selectors import figure_by_key, read
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.rules.words import Channel, Sex

from . import factories

ON = date(2026, 6, 1)
YEAR = parse_period("2026")
days = st.dates(date(2024, 1, 1), date(2026, 12, 1))


def number(key, office, *, period=YEAR, on=ON):
    return read(figure=figure_by_key(key=f"requests.{key}"), office_id=office.pk, period=period, on=on)


@pytest.fixture
def office(db):
    return factories.an_office()


def a_case(office, *, received=factories.RECEIVED, answered=None, **changes):
    case = factories.a_registration(office, received_at=received, at=received, **changes).request
    if answered:
        InformationRequest.everything.filter(pk=case.pk).update(
            notified_at=answered, outcome="granted_full", state="finished", closed_at=answered
        )
    return case


@pytest.mark.django_db
@given(received=days, later=st.integers(0, 40))
def test_days_to_answer_are_the_working_days_a_reader_would_tick_off(received, later):
    calendar = calendar_for(office_code="3673")
    answered = received + timedelta(days=later)
    ticked = [day for n in range(later) if calendar.is_working(day := received + timedelta(days=n + 1))]
    assert working_days_between(received, answered, calendar) == len(ticked)
    assert working_days_between(received, received, calendar) == 0


def test_requests_and_people_are_counted_apart(office):
    for _ in range(3):
        a_case(office)
    a_case(office, applicant=factories.an_applicant(name="Orang Lain", identity_number="", identity_kind=None,
                                                    email="lain@contoh.invalid", phone=""))  # fmt: skip
    assert number("received", office).value == 4
    assert number("applicants", office).value == 2


def test_an_answer_counts_working_days_over_a_holiday(office):
    # Monday 16 March 2026 to Wednesday 25 March: Nyepi and Lebaran lie between
    a_case(office, answered=datetime(2026, 3, 25, 3, tzinfo=UTC))
    assert number("days_median", office).value == 2
    assert number("answered", office).value == 1


def test_years_without_a_calendar_count_as_answered_and_say_how_many_have_no_days(office):
    a_case(office, answered=datetime(2026, 3, 25, 3, tzinfo=UTC))
    old = a_case(office)
    InformationRequest.everything.filter(pk=old.pk).update(
        received_at=datetime(2019, 12, 20, 3, tzinfo=UTC), notified_at=datetime(2026, 3, 26, 3, tzinfo=UTC)
    )
    long = parse_period("2019"), YEAR
    assert [number("answered", office, period=each).value for each in long] == [1, 1]
    assert [number("days_median", office, period=each).value for each in long] == [None, 2]
    [note] = number("days_median", office, period=long[0]).notes
    assert "1 dari 1" in note.title
    assert not number("days_median", office).notes


def test_what_is_answered_late_or_not_at_all_lowers_the_share_in_time(office):
    a_case(office, answered=datetime(2026, 4, 7, 3, tzinfo=UTC))
    assert number("in_time", office).value == 100
    a_case(office, answered=datetime(2026, 4, 8, 3, tzinfo=UTC))
    a_case(office)
    reading = number("in_time", office)
    assert (reading.value, len(reading.rows)) == (pytest.approx(100 / 3), 3)
    assert number("in_time", office, on=date(2026, 4, 7)).value == 50


def test_open_and_overdue_tell_the_state_at_the_end_of_their_period(office):
    a_case(office)
    a_case(office, answered=datetime(2026, 4, 2, 3, tzinfo=UTC))
    assert [number("open", office, period=span(2026, month, 1)).value for month in (2, 3, 4)] == [0, 2, 1]
    assert [number("overdue", office, period=span(2026, month, 1)).value for month in (3, 4)] == [0, 1]
    assert number("open", office, period=span(2026, 7, 1)).value == 0


def test_a_request_at_midnight_counts_in_the_month_of_its_office(office):
    a_case(office, received=datetime(2026, 3, 31, 17, 30, tzinfo=UTC))  # 1 April, 00.30 WIB
    assert [number("received", office, period=span(2026, month, 1)).value for month in (3, 4)] == [0, 1]


def test_every_split_sums_to_its_figure_and_rows_name_nobody(office):
    a_case(office, channel=Channel.WALK_IN, applicant=factories.an_applicant(sex=Sex.FEMALE))
    a_case(office, channel=Channel.LETTER)
    reading = number("received", office)
    for split in reading.splits:
        assert sum(value for _, _, value, _ in split.cells if value is not None) == 2  # none: a month to come
    shown = {column.key for column in reading.figure.public_columns}
    text = " ".join(str(row.columns[key]) for row in reading.rows for key in shown)
    assert "Wulan" not in text
    assert not shown & {"sex", "occupation", "applicant_type", "question"}


def test_states_between_days_are_those_of_the_rows_at_every_end(office):
    a_case(office)
    a_case(office, answered=datetime(2026, 4, 2, 3, tzinfo=UTC))
    a_case(office, received=datetime(2026, 1, 31, 17, 30, tzinfo=UTC), answered=datetime(2026, 5, 1, 3, tzinfo=UTC))
    withdrawn = a_case(office, received=datetime(2025, 12, 1, 3, tzinfo=UTC))
    InformationRequest.everything.filter(pk=withdrawn.pk).update(
        state="withdrawn", closed_at=datetime(2026, 2, 3, 3, tzinfo=UTC)
    )
    for key in ("open", "overdue", "objections_open", "objections_overdue", "disputes_open"):
        figure = figure_by_key(key=f"requests.{key}")
        for year in (2025, 2026):
            end = date(year + 1, 1, 1)
            spans = figure.spans(office.pk, parse_period(str(year)), ON)
            rolled = facts.rolled(figure, facts.facts_of(figure, spans, start=date(year, 1, 1), end=end), year=year)
            for period in facts.public_periods(year):
                if period.end <= ON:
                    assert rolled.get(period, {}) == facts.tallied(figure, figure.rows(office.pk, period, ON)), period
    assert number("open", office, period=span(2025, 12, 1)).value == 1
    assert number("ended_unanswered", office, period=parse_period("2025")).value == 1
    assert number("ended_unanswered", office).value == 0
