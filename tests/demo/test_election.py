"""The small election of the demo shows a form in every state on its way to a number."""

from __future__ import annotations

import pytest

from telusur.config.demo.election import (
    AGAIN,
    AGREED,
    CHALLENGED,
    CODE,
    CONTEST,
    CORRECTED,
    DIFFER,
    HELD,
    READ_ONCE,
    SENT,
    WAITS,
)
from telusur.kernel.ledger.selectors import size_of
from telusur.results.elections.selectors import contest_named
from telusur.results.recapitulation import selectors
from telusur.results.recapitulation.rules.queue import Wait
from telusur.results.recapitulation.rules.states import CORRECTED as A_CORRECTION
from telusur.results.recapitulation.rules.states import DISPUTED, Standing

pytestmark = pytest.mark.django_db


def test_every_state_of_a_form_is_shown_once():
    contest = contest_named(election=CODE, contest=CONTEST)

    def at(station):
        run = selectors.form_of(contest=contest, station=station)
        return Standing(run.votes), Wait(run.waits_for), run.flags, run.number

    assert at(READ_ONCE) == (Standing.MISSING, Wait.READERS, 0, 1)
    assert at(AGREED) == (Standing.VERIFIED, Wait.NOBODY, 0, 1)
    assert at(DIFFER) == (Standing.MISSING, Wait.RESOLVER, 0, 1)
    assert at(HELD) == (Standing.HELD, Wait.DECISION, 0, 1)
    assert at(CORRECTED) == (Standing.VERIFIED, Wait.NOBODY, A_CORRECTION, 1)
    assert at(SENT) == (Standing.ENTERED, Wait.READERS, 0, 1)
    assert at(CHALLENGED) == (Standing.VERIFIED, Wait.NOBODY, DISPUTED, 1)
    assert at(AGAIN) == (Standing.MISSING, Wait.READERS, 0, 2)
    assert at(WAITS) == (Standing.MISSING, Wait.READERS, 0, 1)
    assert selectors.form_of(contest=contest, station=SENT).findings & 1 << 7  # R08 alarms the supervisors
    assert size_of(log=f"election/{CODE}") > 0
