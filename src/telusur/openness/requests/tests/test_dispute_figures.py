"""The figures of disputes: each number is the count of its rows, and no public row names anybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from telusur.kernel.figures.rules.periods import parse_period
from telusur.kernel.figures.selectors import figure_by_key, read
from telusur.openness.requests.figures.disputes import COLUMNS, filed
from telusur.openness.requests.rules.disputes import DisputeOutcome

from .disputes import DisputeDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> DisputeDesk:
    return DisputeDesk()


def number(key: str, desk: DisputeDesk, *, on: date) -> object:
    figure = figure_by_key(key=f"requests.{key}")
    return read(figure=figure, office_id=desk.office.pk, period=parse_period("2026"), on=on).value


def test_disputes_are_counted_by_what_became_of_them(desk: DisputeDesk) -> None:
    desk.disputed()
    desk.dispute_ruled(DisputeOutcome.KEPT)
    on = desk.clock.date()
    assert number("disputes", desk, on=on) == 2
    assert number("disputes_by_outcome", desk, on=on) == 1
    assert number("disputes_open", desk, on=on) == 2
    desk.clock += timedelta(days=60)


def test_what_is_over_runs_no_more(desk: DisputeDesk) -> None:
    desk.made_final(DisputeOutcome.KEPT)
    assert number("disputes_open", desk, on=desk.clock.date()) == 0


def test_a_ruling_counts_as_carried_out_in_time_by_its_day(desk: DisputeDesk) -> None:
    desk.carried_out(desk.dispute_ruled())
    late = desk.dispute_ruled(order_due_on=desk.clock.date())
    desk.carried_out(desk.made_final(dispute=late))
    assert number("rulings_in_time", desk, on=desk.clock.date()) == 50


def test_public_rows_carry_no_name(desk: DisputeDesk) -> None:
    desk.disputed()
    rows = filed(desk.office.pk, parse_period("2026"), desk.clock.date())
    assert "Wulan" not in str([row.columns[column.key] for row in rows for column in COLUMNS])
