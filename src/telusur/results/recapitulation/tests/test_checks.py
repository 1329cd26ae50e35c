from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules.layout import UNREAD, X_MARK, Block, Candidate, Choice, Layout
from telusur.results.recapitulation.rules import checks
from telusur.results.recapitulation.rules.judging import Effects, standings
from telusur.results.recapitulation.rules.sheet import Elsewhere, Limits, Sheet
from telusur.results.recapitulation.rules.states import Standing

from . import oracle

BY_SEX = ("dpt", "pengguna_dpt", "pengguna_dptb", "pengguna_dpk", "pengguna_total")
BLOCKS = (
    *(Block(name, "I", "", tuple(f"{name}_{sex}" for sex in "lpj")) for name in BY_SEX),
    Block("ss", "II", "", ("ss_diterima", "ss_digunakan", "ss_dikembalikan", "ss_tidak_digunakan")),
    Block("disabilitas", "III", "", ("disabilitas_l", "disabilitas_p", "disabilitas_j")),
    Block("jumlah", "V", "", ("suara_sah", "suara_tidak_sah", "suara_total")),
)
PAIRS = Layout(BLOCKS, (Choice(1, "satu"), Choice(2, "dua"), Choice(3, "tiga")))
LISTS = Layout(
    BLOCKS, (Choice(1, "satu", (Candidate(1, "a"), Candidate(2, "b"))), Choice(5, "lima", (Candidate(1, "c"),)))
)
LIMITS = Limits(300, Fraction(1, 50), shared=5, away=4, band=8)
EFFECTS = Effects.of(
    {
        **dict.fromkeys(("R05", "R06", "R07", "R12", "R13", "R17", "R18", "R19"), "hold_votes"),
        "R10": "hold_administration",
        "R24": "hold_administration",
        "R08": "alarm",
    }
)
SOUND = {
    **{f"dpt_{sex}": value for sex, value in zip("lpj", (150, 149, 299), strict=True)},
    **{f"pengguna_dpt_{sex}": value for sex, value in zip("lpj", (130, 131, 261), strict=True)},
    **{f"pengguna_dptb_{sex}": value for sex, value in zip("lpj", (2, 2, 4), strict=True)},
    **{f"pengguna_dpk_{sex}": value for sex, value in zip("lpj", (2, X_MARK, 2), strict=True)},
    **{f"pengguna_total_{sex}": value for sex, value in zip("lpj", (134, 133, 267), strict=True)},
    "ss_diterima": 305,
    "ss_digunakan": 267,
    "ss_dikembalikan": X_MARK,
    "ss_tidak_digunakan": 38,
    **{f"disabilitas_{sex}": value for sex, value in zip("lpj", (1, 1, 2), strict=True)},
    "suara_sah": 260,
    "suara_tidak_sah": 7,
    "suara_total": 267,
    "suara_1": 63,
    "suara_2": 181,
    "suara_3": 16,
}


def sheet(*forms, layout=PAIRS, codes=None, capped=None, **beside):
    rows = len(forms)
    return Sheet(
        layout=layout,
        codes=np.array(codes or [3601012001001 + row for row in range(rows)], dtype=np.int64),
        values=np.array([layout.vector(form) for form in forms], dtype=np.int32).reshape(rows, layout.width),
        capped=np.array(capped or [2] * rows, dtype=np.int64),
        limits=LIMITS,
        **beside,
    )


def broken(*forms, **beside):
    return [checks.names(int(bits)) for bits in checks.findings(sheet(*forms, **beside))]


def test_a_sound_form_breaks_no_rule():
    assert broken(SOUND) == [[]]


def test_nothing_that_was_not_read_breaks_a_rule():
    assert broken({}) == [[]]
    assert not sheet({}).complete[0]


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"dpt_l": 151}, ["R01"]),
        ({"disabilitas_j": 3}, ["R01"]),
        ({"pengguna_dpk_l": 3}, ["R01", "R02"]),
        ({"ss_tidak_digunakan": 37}, ["R03"]),
        ({"ss_digunakan": 266, "ss_dikembalikan": 1}, ["R04", "R09"]),
        ({"suara_2": 182}, ["R05"]),
        ({"suara_tidak_sah": 8}, ["R07"]),
        ({"suara_tidak_sah": 8, "suara_total": 268}, ["R08", "R09"]),
        ({"dpt_l": 120, "dpt_j": 269}, ["R10", "R11"]),
        ({"ss_diterima": 306, "ss_tidak_digunakan": 39}, ["R11"]),
        ({"suara_1": 261, "suara_2": 0, "suara_3": 0}, ["R05", "R12"]),
        ({"disabilitas_l": 200, "disabilitas_p": 100, "disabilitas_j": 300}, ["R14"]),
        ({"suara_1": 0, "suara_2": 260, "suara_3": X_MARK}, ["R20"]),
        ({"dpt_l": None}, ["R24"]),
        ({"suara_3": None}, ["R24"]),
    ],
)
def test_each_slip_breaks_its_rule(change, rules):
    assert broken({**SOUND, **change}) == [rules]


def test_the_cap_depends_on_the_kind_of_unit():
    votes = {"suara_sah": 300, "suara_tidak_sah": 7, "suara_total": 307, "suara_1": 300, "suara_2": 0, "suara_3": 0}
    found = broken(votes, votes, votes, {**votes, "dpt_j": 200}, capped=[2, 0, 1, 1])
    assert ["R13" in rules for rules in found] == [True, False, False, True]
    assert "R13" not in broken({**votes, "ss_diterima": 310})[0]
    with_others = {"dpt_j": 300, "pengguna_dptb_j": 1, "pengguna_dpk_j": 0}
    assert "R13" not in broken({**votes, **with_others})[0]


def test_what_an_intake_knows_beside_the_form_is_compared():
    own = np.array([[150, 149, 299]])
    assert broken(SOUND, voters=own) == [[]]
    assert broken(SOUND, voters=own + 1) == [["R15"]]
    elsewhere = np.array([[261, 4, 2]])
    for users, others in (
        ((0, 0, 0), {}),
        ((0, -1, 0), {}),
        ((0, 1, 0), {"wider": True}),
        ((0, -1, 0), {"narrower": True}),
    ):
        assert broken(SOUND, elsewhere=(Elsewhere(elsewhere + users, **others),)) == [[]]
    for users, others in (
        ((1, 0, 0), {}),
        ((0, 0, 1), {}),
        ((0, -1, 0), {"wider": True}),
        ((0, 1, 0), {"narrower": True}),
    ):
        assert broken(SOUND, elsewhere=(Elsewhere(elsewhere + users, **others),)) == [["R16"]]
    words = np.array([[[63, 181, 16, 260, UNREAD, 267]]])
    assert broken(SOUND, readings=words) == [[]]
    assert broken(SOUND, readings=words + np.array([0, 1, 0, 0, 0, 0])) == [["R17"]]
    assert broken(SOUND, pages_whole=np.array([False])) == [["R18"]]
    assert broken(SOUND, image_reused=np.array([True])) == [["R19"]]


def test_a_copy_is_found_within_its_village_only():
    codes = [3601012001001, 3601012001002, 3601012002001]
    assert broken(SOUND, SOUND, SOUND, codes=codes) == [["R19"], ["R19"], []]
    empty = dict.fromkeys(PAIRS.names, 0)
    assert broken(empty, empty) == [[], []]


def test_the_levels_of_d_forms_are_compared_cell_by_cell():
    below = np.array([[1, 2, UNREAD], [3, X_MARK, 4]])
    assert checks.against_the_level_below(np.array([4, 3, 9]), below).tolist() == [False, True, False]
    assert checks.against_the_form(np.array([4, 0, UNREAD]), np.array([5, X_MARK, 9])).tolist() == [True, False, False]


def test_two_blocks_are_judged_apart():
    forms = sheet(
        SOUND,
        {**SOUND, "suara_2": 182},
        {**SOUND, "dpt_l": 120, "dpt_j": 269},
        {**SOUND, "suara_3": None},
        {"suara_1": 1, "suara_2": 2, "suara_3": 0},
        {},
    )
    found = checks.findings(forms)
    votes, administration = standings(forms, found, EFFECTS, passed=Standing.IMPORTED)
    imported, held, missing = Standing.IMPORTED, Standing.HELD, Standing.MISSING
    assert votes.tolist() == [imported, held, imported, held, imported, missing]
    assert administration.tolist() == [imported, imported, held, imported, missing, missing]
    votes, administration = standings(forms, found, EFFECTS, passed=Standing.VERIFIED, decided=True)
    assert votes.tolist() == [Standing.VERIFIED] * 3 + [held, Standing.VERIFIED, missing]
    assert administration.tolist()[:4] == [Standing.VERIFIED] * 4


def test_a_list_of_which_a_name_was_not_read_has_no_sum():
    votes = {"partai_1": 1, "calon_1_1": 2, "calon_1_2": 3, "suara_1": 6, "partai_5": 0, "calon_5_1": 4, "suara_5": 4}
    whole = {**SOUND, **votes, "suara_sah": 10, "suara_total": 17, "pengguna_total_j": 17, "ss_digunakan": 17}
    base = {name: value for name, value in whole.items() if name in LISTS.places}
    forms = sheet(base, base | {"calon_1_2": None}, base | {"calon_1_2": 4}, layout=LISTS)
    found = checks.findings(forms)
    assert ["R06" in checks.names(int(bits)) for bits in found] == [False, False, True]
    assert ["R24" in checks.names(int(bits)) for bits in found] == [False, True, False]
    votes, _administration = standings(forms, found, EFFECTS, passed=Standing.VERIFIED)
    assert votes.tolist() == [Standing.VERIFIED, Standing.HELD, Standing.HELD]


def test_rows_with_findings_are_complete_ones_that_break_the_six():
    forms = sheet(
        SOUND, {**SOUND, "suara_2": 182}, {**SOUND, "suara_2": 182, "dpt_p": None}, {**SOUND, "ss_diterima": 9}
    )
    assert checks.rows_with_findings(forms).tolist() == [False, True, False, False]
    assert forms.complete.tolist() == [True, True, False, True]


number = st.one_of(st.sampled_from([UNREAD, X_MARK]), st.integers(0, 12), st.integers(0, 400))
slip = st.tuples(st.integers(0, 27), number)


@st.composite
def sheets(draw):
    layout = draw(st.sampled_from([PAIRS, LISTS]))
    base = {name: value for name, value in SOUND.items() if name in layout.places}
    rows = draw(st.integers(1, 12))
    forms = []
    for _row in range(rows):
        vector = layout.vector(base)
        for place, value in draw(st.lists(slip, max_size=6)):
            vector[place % layout.width] = value
        forms.append(vector)
    numbers = st.lists(st.sampled_from([UNREAD, 261, 299, 150, 149]), min_size=rows, max_size=rows)
    truth = st.lists(st.booleans(), min_size=rows, max_size=rows)
    width = len(layout.choices) + 3
    places = st.sampled_from([3601012001, 3601012002, 3602012001])
    return Sheet(
        layout=layout,
        codes=np.array([draw(places) * 1000 + row for row in range(rows)], dtype=np.int64),
        values=np.array(forms, dtype=np.int32),
        capped=np.array(draw(st.lists(st.integers(0, 2), min_size=rows, max_size=rows))),
        limits=LIMITS,
        voters=np.array([draw(numbers) for _ in range(3)]).T if draw(st.booleans()) else None,
        elsewhere=(Elsewhere(np.array([draw(numbers) for _ in range(3)]).T, wider=draw(st.booleans())),)
        if draw(st.booleans())
        else (),
        readings=np.full((1, rows, width), draw(number)) if draw(st.booleans()) else None,
        pages_whole=np.array(draw(truth)) if draw(st.booleans()) else None,
        image_reused=np.array(draw(truth)) if draw(st.booleans()) else None,
    )


@given(sheets())
@settings(max_examples=40)
def test_over_columns_a_rule_finds_what_it_finds_form_by_form(forms):
    assert [checks.names(int(bits)) for bits in checks.findings(forms)] == oracle.broken(forms)
