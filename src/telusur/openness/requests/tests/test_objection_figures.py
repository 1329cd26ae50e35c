"""The figures of objections: each number is the count of its rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from telusur.kernel.figures.rules.periods import parse_period
from telusur.kernel.figures.selectors import figure_by_key, read
from telusur.kernel.ledger.selectors import acts_on
from telusur.openness.requests import services
from telusur.openness.requests.rules.objections import Ground

from .disputes import DisputeDesk
from .factories import ref
from .objections import ObjectionDesk, a_claim_alone

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


@pytest.fixture
def desk() -> ObjectionDesk:
    return ObjectionDesk()


def number(key: str, desk: ObjectionDesk, *, on: date = ON) -> object:
    figure = figure_by_key(key=f"requests.{key}")
    return read(figure=figure, office_id=desk.office.pk, period=parse_period("2026"), on=on).value


def test_objections_are_counted_once_and_their_grounds_each(desk: ObjectionDesk) -> None:
    desk.filed(None, Ground.UNFULFILLED, Ground.ANSWERED_OTHERWISE)
    desk.filed_alone()
    assert number("objections", desk) == 2
    assert number("objection_grounds", desk) == 3


def test_replies_are_counted_with_their_working_days(desk: ObjectionDesk) -> None:
    desk.upheld()
    desk.reviewed(desk.filed_alone().objection)
    assert number("objections_replied", desk) == 1
    assert number("objection_days_median", desk) == 0
    assert number("objections_open", desk, on=desk.clock.date()) == 1
    assert number("objections_overdue", desk, on=desk.clock.date()) == 0
    assert number("objections_overdue", desk) == 1


def test_an_objection_taken_back_is_neither_open_nor_replied(desk: ObjectionDesk) -> None:
    objection = desk.filed_alone(claim=a_claim_alone()).objection
    services.withdraw_objection(objection_id=objection.pk, reason="", actor="applicant", at=desk.at())
    assert number("objections", desk) == 1
    assert number("objections_open", desk) == 0
    assert number("objections_replied", desk) == 0


def test_an_order_counts_as_in_time_by_its_day(desk: ObjectionDesk) -> None:
    objection = desk.granted()
    assert objection.order_due_on is not None
    services.execute_order(objection_id=objection.pk, words="Dikirim.", actor=ref(desk.ppid), at=desk.at())
    assert number("orders_in_time", desk) == 100


def test_an_order_that_waited_counts_to_the_day_it_began_to_wait() -> None:
    desk = DisputeDesk()
    objection = desk.granted()
    desk.disputed(objection)
    desk.clock += timedelta(days=30)
    services.execute_order(objection_id=objection.pk, words="Dikirim.", actor=ref(desk.ppid), at=desk.at())
    [*_before, act] = acts_on(subject_kind="objection", subject_id=str(objection.pk))
    assert act.facts["late"] is False
    assert number("orders_in_time", desk) == 100


def test_an_order_that_a_ruling_replaced_is_not_one_that_nobody_carried_out() -> None:
    desk = DisputeDesk()
    desk.dispute_ruled(dispute=desk.adjudicated(desk.disputed(desk.granted())))
    assert number("orders_in_time", desk) is None
