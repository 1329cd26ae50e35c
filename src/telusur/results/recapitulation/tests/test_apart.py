"""The numbers beside a broken rule are those that break it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules.layout import UNREAD, X_MARK
from telusur.results.recapitulation.rules.apart import apart

from .test_checks import LISTS, PAIRS, SOUND, broken

COMPARED = [*(f"R{number:02d}" for number in range(1, 11)), "R12", "R14"]
cells = st.one_of(st.just(UNREAD), st.just(X_MARK), st.integers(0, 4))


@given(st.sampled_from([PAIRS, LISTS]), st.data())
@settings(max_examples=40, deadline=None)
def test_numbers_stand_beside_a_rule_exactly_where_a_form_breaks_it(layout, data):
    form = {name: data.draw(cells) for name in layout.names}
    (rules,) = broken(form, layout=layout)
    said = [rule for rule in COMPARED if apart(layout, layout.vector(form), rule)]
    assert said == [rule for rule in rules if rule in COMPARED]


def test_both_numbers_are_said_and_nothing_where_a_rule_compares_none():
    vector = PAIRS.vector(SOUND | {"suara_sah": 274, "pengguna_dpt_j": 300})
    assert list(map(str, apart(PAIRS, vector, "R05"))) == ["274 ≠ 260"]
    assert list(map(str, apart(PAIRS, vector, "R10"))) == ["300 > 299"]
    assert apart(PAIRS, vector, "R18") == []
