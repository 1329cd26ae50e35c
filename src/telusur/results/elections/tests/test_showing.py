"""Whoever keeps everything that was ever published cannot reckon from it what a small unit says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules.folding import Folds
from telusur.results.elections.rules.showing import Showing, Unit, showing

VILLAGES = (3601012001, 3601012002, 3601022001)
A, B, C, D = 3601012001001, 3601012001002, 3601012001003, 3601012002001


def now(units: list[Unit], known: dict[int, int]) -> Showing:
    """Return what is shown, and remember it."""
    found = showing(units, known, least=10, few=20)
    known |= found.remembered
    return found


def shown(units: list[Unit], found: Showing) -> list[tuple[int, ...]]:
    alone = [(one.code,) for one in units if one.code not in found.closed | found.folds.group_of().keys()]
    return sorted([*found.folds.groups, *alone])


def missing(*codes: int, voters: int | None = 250) -> list[Unit]:
    return [Unit(code, None, voters) for code in codes]


def entered(units: list[Unit], **ballots: int) -> list[Unit]:
    named = {"a": A, "b": B, "c": C, "d": D}
    said = {named[name]: number for name, number in ballots.items()}
    return [replace(one, ballots=said.get(one.code, one.ballots)) for one in units]


def test_a_unit_with_few_voters_and_its_company_come_out_at_once():
    units, known = [*missing(A, voters=300), *missing(B, voters=6), *missing(C)], dict[int, int]()
    units = entered(units, a=210, c=180)
    found = now(units, known)
    assert (shown(units, found), found.folds.waiting, found.company[C]) == ([(A,)], {C}, (B, C))
    units = entered(units, b=5)
    found = now(units, known)
    assert (shown(units, found), found.folds) == ([(A,), (B, C)], Folds(((B, C),), frozenset()))
    units = entered(units, b=200)  # once together, together for good
    assert shown(units, now(units, known)) == [(A,), (B, C)]


def test_a_unit_that_turns_out_small_waits_for_company_that_was_never_shown():
    units, known = entered(missing(A, B, C), a=210), dict[int, int]()
    now(units, known)
    units = entered(units, b=4)
    found = now(units, known)
    assert (shown(units, found), found.folds.waiting, found.company) == ([(A,)], {B}, {})
    units = entered(units, c=180)
    assert shown(units, now(units, known)) == [(A,), (B, C)]


def test_where_all_company_was_shown_it_waits_until_the_signed_form_says_what_it_is():
    units, known = entered(missing(A, B, C), a=210, c=180), dict[int, int]()
    now(units, known)
    units = entered(units, b=4)
    found = now(units, known)
    assert (shown(units, found), found.folds.waiting, found.late) == ([(A,), (C,)], {B}, set())
    units = [replace(one, settled=True) for one in units]
    found = now(units, known)
    assert (shown(units, found), found.late) == ([(A,), (B, C)], {C})
    assert now(units, known).late == set()


def test_what_is_small_after_a_correction_is_not_shown_until_it_has_company():
    units, known = entered(missing(A, B), a=210), dict[int, int]()
    now(units, known)
    units = entered(units, a=7)
    assert now(units, known).folds.waiting == {A}
    units = entered(units, b=150)
    assert shown(units, now(units, known)) == [(A, B)]


def test_a_held_form_that_is_shown_is_nobodys_company_any_more():
    units, known = [Unit(A, None, 250, read=True), *entered(missing(B), b=3)], dict[int, int]()
    found = now(units, known)
    assert (shown(units, found), found.remembered) == ([(A,)], {A: A})
    units = entered(units, a=190)
    assert now(units, known).folds.waiting == {B}
    few = [Unit(A, None, 250, read=True), *missing(B, voters=3)]
    assert now(few, {}).closed == {A, B}


def test_the_next_village_gives_company_once_nobody_of_the_own_one_is_to_come():
    units, known = entered(missing(A, B, D), b=3, d=200), dict[int, int]()
    assert shown(units, now(units, known)) == [(D,)]
    units, known = entered(missing(B, D), b=3, d=200), {}
    assert shown(units, now(units, known)) == [(B, D)]


@st.composite
def evenings(draw):
    """Yield publications: at each, the units that have come in by then with their ballots, some of them corrected."""
    codes = sorted(
        draw(
            st.sets(
                st.builds(lambda village, one: village * 1000 + one, st.sampled_from(VILLAGES), st.integers(1, 4)),
                min_size=2,
                max_size=9,
            )
        )
    )
    ballots = st.one_of(st.integers(0, 12), st.integers(0, 300))
    units = {code: Unit(code, None, draw(st.one_of(st.none(), st.integers(1, 30), st.just(250)))) for code in codes}
    users = st.one_of(st.none(), st.none(), st.integers(0, 30), st.just(200))
    acts = st.tuples(st.sampled_from(codes), st.one_of(ballots, ballots, st.none()), st.booleans(), users)
    made = []
    for _turn in range(draw(st.integers(1, 7))):
        for code, votes, read, voted in draw(st.lists(acts, max_size=5)):
            held = votes is None and read and voted is None
            units[code] = replace(units[code], ballots=votes, read=held, users=voted if votes is None else None)
        if draw(st.booleans()):  # a list of voters is loaded anew
            code = draw(st.sampled_from(codes))
            units[code] = replace(units[code], voters=draw(st.one_of(st.none(), st.integers(1, 30), st.just(250))))
        made.append(list(units.values()))
    return made


def test_parts_one_to_three_are_told_of_a_unit_that_neither_its_list_nor_its_users_nor_company_closes():
    units, known = [replace(one, users=230) for one in missing(A, B, C, D)], dict[int, int]()
    units[1] = replace(units[1], voters=None)
    units[2] = replace(units[2], users=9)
    found = now(units, known)
    assert (found.partly, found.closed, found.remembered, known) == ({A, D}, {A, B, C, D}, {}, {})
    assert now([replace(one, users=None) for one in units], known).partly == set()
    few = [replace(one, voters=6) if one.code == C else one for one in units]
    found = now(few, known)
    assert (found.partly, found.company) == ({D}, {A: (A, C), C: (A, C)})
    assert now(entered(units, a=210), known).partly == {D}
    pair = [Unit(A, 210, 250), Unit(B, None, 250, users=3), *entered(missing(C, voters=8), c=4)]
    assert now(pair, known).partly == set()


@settings(max_examples=100)
@given(evenings())
def test_what_is_told_of_parts_one_to_three_changes_nothing_of_what_is_shown_and_is_never_remembered(evening):
    told, untold = dict[int, int](), dict[int, int]()
    for units in evening:
        found = now(units, told)
        assert replace(found, partly=frozenset()) == now([replace(one, users=None) for one in units], untold)
        by_code = {one.code: one for one in units}
        for code in found.partly:
            one = by_code[code]
            assert (one.ballots, one.read, (one.users or 0) >= 10, (one.voters or 0) >= 20) == (None, False, True, True)
        assert not found.partly & (found.company.keys() | found.folds.group_of().keys() | found.folds.waiting)
        assert not found.partly & found.remembered.keys()
        assert found.partly <= found.closed


@settings(max_examples=60)
@given(evenings())
def test_no_sums_and_differences_of_all_that_was_ever_shown_give_what_a_small_unit_says(evening):
    """What is shown at any moment, totals included, is a sum of groups of that moment. Each form that a unit ever had
    is two unknowns, the votes of one choice and all others; each group at each moment is an equation of either. Of whom
    parts I to III were ever told, all votes together are known of whatever form it ever had. No unknown of a small form
    follows from them all."""
    known: dict[int, int] = {}
    versions: dict[tuple[int, int], int] = {}
    forms: dict[int, list[int | None]] = {}
    equations: list[set[int]] = []
    small: set[int] = set()
    told: set[int] = set()
    for units in evening:
        for one in units:
            if one.ballots is not None and forms.setdefault(one.code, [None])[-1] != one.ballots:
                forms[one.code].append(one.ballots)
                versions[one.code, len(forms[one.code])] = len(versions)
                small |= {len(versions) - 1} if one.ballots < 10 else set()
        found = now(units, known)
        counted = {one.code: one for one in units if one.ballots is not None}
        groups = [group for group in shown(units, found) if set(group) <= counted.keys()]
        assert all(sum(counted[code].ballots for code in group) >= 10 for group in groups)
        assert {code for group in groups for code in group} | found.folds.waiting == counted.keys()
        equations += [{versions[code, len(forms[code])] for code in group} for group in groups]
        told |= found.partly
    if not equations or not small:
        return
    whole = len(versions)
    equations += [{column + whole for column in group} for group in equations]
    equations += [{column, column + whole} for (code, _number), column in versions.items() if code in told]
    matrix = np.array([[column in group for column in range(2 * whole)] for group in equations], dtype=float)
    rank = np.linalg.matrix_rank(matrix)
    for column in (*small, *(one + whole for one in small)):
        alone = np.eye(1, 2 * whole, column)
        assert np.linalg.matrix_rank(np.vstack([matrix, alone])) == rank + 1
