"""No polling station under ten votes is ever shown alone, nor can it be reckoned from what is shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules.folding import Folds, ballots_of, joined
from telusur.results.elections.rules.showing import Unit, showing

VILLAGES = (3601012001, 3601012002, 3601022001, 3601022002)
codes = st.builds(lambda village, number: village * 1000 + number, st.sampled_from(VILLAGES), st.integers(1, 4))
regencies = st.dictionaries(codes, st.integers(0, 40), max_size=16)


def folds(ballots: dict[int, int], least: int = 10) -> Folds:
    """Return how the stations of a regency are shown that all come in at once, none of them expected to be small."""
    return showing([Unit(code, said) for code, said in ballots.items()], {}, least=least, few=0).folds


@settings(max_examples=80)
@given(regencies)
def test_what_is_shown_has_ten_votes_or_more_and_nobody_is_lost(ballots):
    found = folds(ballots)
    grouped = [code for group in found.groups for code in group]
    alone = set(ballots) - set(grouped) - found.waiting
    assert len(grouped) == len(set(grouped))
    assert not set(grouped) & found.waiting
    assert all(ballots[code] >= 10 for code in alone)
    assert all(sum(ballots[code] for code in group) >= 10 for group in found.groups)
    assert sum(ballots[code] for code in found.waiting) < 10


@settings(max_examples=80)
@given(regencies)
def test_only_a_regency_without_ten_votes_waits(ballots):
    assert bool(folds(ballots).waiting) == (len(ballots) > 0 and sum(ballots.values()) < 10)


@settings(max_examples=50)
@given(regencies)
def test_every_place_shown_apart_holds_whole_groups(ballots):
    found = folds(ballots)
    for digits in (3, 7):
        places = {code // 10**digits for code in ballots}
        together = joined(places, found.groups, digits)
        assert sorted(place for group in together for place in group) == sorted(places)
        for group in found.groups:
            assert sum(bool({code // 10**digits for code in group} & set(one)) for one in together) == 1


def test_the_next_smallest_of_the_village_covers_a_small_unit():
    ballots = {3601012001001: 200, 3601012001002: 3, 3601012001003: 150, 3601012002001: 12}
    assert folds(ballots) == Folds(((3601012001002, 3601012001003),), frozenset())


def test_a_unit_alone_in_its_village_is_covered_by_the_next_village():
    ballots = {3601012001001: 5, 3601012002001: 200, 3601012002002: 190, 3601012003001: 11}
    found = folds(ballots)
    assert found.groups == ((3601012001001, 3601012002002),)
    assert joined({3601012001, 3601012002, 3601012003}, found.groups, 3) == [(3601012001, 3601012002), (3601012003,)]


def test_two_small_units_together_still_need_a_third():
    ballots = {3601012001001: 3, 3601012001002: 5, 3601012001003: 100}
    assert folds(ballots).groups == (tuple(ballots),)


def test_a_form_whose_sums_differ_is_as_small_as_the_smallest_of_them():
    assert ballots_of([1, 1, 1], 3, 0, 303) == 3  # the total in words, read for another
    assert ballots_of([100, 20, 0], 12, 3, 123) == 15
    assert ballots_of([100, 20, None], None, 3, None) == 123
    assert ballots_of([100, 20, 0], 120, 3, 123) == 123


def test_the_rule_can_say_another_number():
    assert folds({3601012001001: 3, 3601012001002: 5}, least=3) == Folds((), frozenset())
