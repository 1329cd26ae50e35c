"""The demo shows a plenary that has published its D form, and one that is being read."""

from __future__ import annotations

import pytest

from telusur.config.demo.election import CODE, CONTEST
from telusur.config.demo.plenary import KASEMEN, SERANG
from telusur.results.elections.selectors import contest_named
from telusur.results.plenaries import selectors

pytestmark = pytest.mark.django_db


def test_one_plenary_is_published_and_another_waits_for_an_answer():
    contest = contest_named(election=CODE, contest=CONTEST)
    rows = {row.place: row for row in selectors.plenaries_of(election=contest.election)}
    assert {place: row.state for place, row in rows.items()} == {KASEMEN: "published", SERANG: "reading"}
    assert (rows[SERANG].read, rows[SERANG].waiting) == (2, 1)
    gains = [row.gain for row in selectors.comparisons(contest=contest)]
    assert (len(gains), gains[0], gains[-1]) == (9, 4, -4)
