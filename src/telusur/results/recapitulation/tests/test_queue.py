from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules.layout import UNREAD, Block, Choice, Layout
from telusur.results.recapitulation.rules.queue import CERTAIN, Doubts, Wait, waits, weights
from telusur.results.recapitulation.rules.sheet import CAPPED, Limits, Sheet
from telusur.results.recapitulation.rules.states import Standing

LAYOUT = Layout(
    (Block("jumlah_suara", "V", "Jumlah", ("suara_sah", "suara_tidak_sah", "suara_total")),),
    (Choice(1, "Satu"), Choice(2, "Dua")),
)
DOUBTS, HOLDS = Doubts(flagged=83, clean=2), 0b1010000
MOST = 306  # a station of 300 voters and its reserve
numbers = st.lists(st.integers(0, 900), min_size=5, max_size=5)


def weighed(values, standing, *, broken=0, voters=UNREAD, capped="yes"):
    sheet = Sheet(
        layout=LAYOUT,
        codes=np.array([3601012001001]),
        values=np.array([values], dtype=np.int32),
        capped=np.array([CAPPED[capped]]),
        limits=Limits(300, Fraction("0.02"), shared=5, away=4, band=8),
        voters=np.array([[UNREAD, UNREAD, voters]]),
    )
    found = weights(sheet, np.array([standing], dtype=np.int16), np.array([broken], dtype=np.int32), DOUBTS, HOLDS)
    return int(found[0])


@settings(max_examples=40)
@given(numbers, st.integers(1, 400))
def test_what_is_in_no_sum_weighs_all_its_votes_and_never_more_than_its_station_can_hold(values, voters):
    most = max(*values[:3], sum(values[3:]))
    held = weighed(values, Standing.HELD)
    assert held == CERTAIN * (min(most, MOST) or MOST)
    assert weighed(values, Standing.HELD, capped="no") == CERTAIN * (most or MOST)
    assert weighed([UNREAD] * 5, Standing.MISSING, voters=voters) == CERTAIN * min(voters, MOST)
    clean, flagged = (weighed(values, Standing.IMPORTED, broken=bits) for bits in (0, HOLDS))
    assert clean <= flagged <= held
    assert weighed(values, Standing.VERIFIED) == weighed(values, Standing.SETTLED) == 0


def test_only_what_people_have_read_waits_for_a_decision_or_for_nobody():
    stands = [(Standing.HELD, Standing.VERIFIED), (Standing.VERIFIED, Standing.HELD), (Standing.MISSING,) * 2]
    stands += [(Standing.MISSING, Standing.VERIFIED), (Standing.VERIFIED, Standing.MISSING)]
    votes, rest = np.array(stands, dtype=np.int16).T
    assert waits(votes, rest, read_by_people=False).tolist() == [Wait.READERS] * 5
    assert waits(votes, rest, read_by_people=True).tolist() == [Wait.DECISION] * 4 + [Wait.NOBODY]
