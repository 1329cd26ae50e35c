from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules.layout import UNREAD, X_MARK, Block, Candidate, Choice, Layout
from telusur.results.recapitulation.rules.paper import parts_of
from telusur.results.recapitulation.rules.repair import repairs
from telusur.results.recapitulation.rules.typing import BadCells, differing, read_cell, vector_of, write_cell

BLOCKS = (
    Block("dpt", "I.A", "Pemilih dalam DPT", ("dpt_l", "dpt_p", "dpt_j")),
    Block("pengguna_dpt", "I.B.1", "Pengguna DPT", ("pengguna_dpt_l", "pengguna_dpt_p", "pengguna_dpt_j")),
    Block("surat_suara", "II", "Surat suara: diterima, digunakan", ("ss_diterima", "ss_digunakan")),
    Block(
        "jumlah_suara", "V", "Jumlah suara: sah, tidak sah, seluruhnya", ("suara_sah", "suara_tidak_sah", "suara_total")
    ),
)
PAIRS = Layout(BLOCKS, (Choice(1, "Satu"), Choice(2, "Dua"), Choice(3, "Tiga")))
LISTS = Layout(BLOCKS, (Choice(1, "Partai A", (Candidate(1, "Ani"), Candidate(2, "Budi"))), Choice(2, "Partai B")))
votes = st.lists(st.integers(0, 300), min_size=3, max_size=3)


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [
        (" 007 ", 7, ""),
        ("X", X_MARK, ""),
        ("–", X_MARK, ""),
        ("0", 0, ""),
        ("?", UNREAD, ""),
        ("Tidak terbaca", UNREAD, ""),
        ("", None, "empty"),
        ("1.2", None, "number"),
        ("-3", None, "number"),
        ("١", None, "number"),
        ("10000000", None, "large"),
    ],
)
def test_a_number_an_x_and_what_nobody_could_read_are_three_things(text, value, fault):
    cell = read_cell(text)
    assert (cell.value, cell.fault) == (value, fault)


@settings(max_examples=30)
@given(st.lists(st.integers(UNREAD, 999), min_size=PAIRS.width, max_size=PAIRS.width))
def test_what_was_typed_whole_comes_back_and_differs_from_itself_in_nothing(vector):
    typed = {name: write_cell(value) for name, value in zip(PAIRS.names, vector, strict=True)}
    assert vector_of(PAIRS, typed) == vector
    assert differing(PAIRS, vector, vector) == ()


def test_every_cell_that_says_nothing_is_named_unless_blanks_were_declared_unread():
    with pytest.raises(BadCells) as refusal:
        vector_of(PAIRS, {"suara_1": "1,5"})
    assert refusal.value.faults["suara_1"] == "number"
    assert len(refusal.value.faults) == PAIRS.width
    assert set(vector_of(PAIRS, {}, blanks_unread=True)) == {UNREAD}
    assert differing(PAIRS, [0] * PAIRS.width, [X_MARK, *[0] * (PAIRS.width - 1)]) == ("dpt_l",)


@pytest.mark.parametrize("layout", [PAIRS, LISTS])
def test_the_paper_shows_each_field_once_and_one_table_for_men_women_and_all(layout):
    parts = parts_of(layout)
    assert sorted(name for part in parts for name in part.fields) == sorted(layout.names)
    assert [line.fields for line in parts[0].lines] == [block.fields for block in BLOCKS[:2]]
    assert (parts[1].title, parts[1].lines[1].label) == ("II Surat suara", "digunakan")
    assert parts[-1].lines[0].fields == ("suara_sah",)


def form(layout, choices, invalid, **wrong):
    said = dict.fromkeys(layout.names, 0)
    said |= {f"suara_{number}": value for number, value in enumerate(choices, start=1)}
    said |= {"suara_sah": sum(choices), "suara_tidak_sah": invalid, "suara_total": sum(choices) + invalid}
    return layout.vector(said | wrong)


@settings(max_examples=40)
@given(votes, st.integers(0, 20), st.sampled_from([1, 2, 3]), st.integers(0, 2), st.integers(0, 9))
def test_a_form_that_adds_up_needs_no_repair_and_one_wrong_digit_is_among_those_offered(choices, bad, which, at, digit):
    right = form(PAIRS, choices, bad)
    assert repairs(PAIRS, right) == ()
    field = f"suara_{which}"
    text = f"{choices[which - 1]:03d}"
    misread = int(f"{text[:at]}{digit}{text[at + 1 :]}")
    wrong = form(PAIRS, choices, bad, **{field: misread})
    found = repairs(PAIRS, wrong)
    if misread == choices[which - 1]:
        assert found == ()
        return
    assert (field, choices[which - 1], 1) in [(each.field, each.would_be, each.digits) for each in found]
    for each in found:
        mended = wrong.copy()
        mended[PAIRS.places[each.field]] = each.would_be
        assert repairs(PAIRS, mended) == ()


@settings(max_examples=25)
@given(votes, st.integers(0, 20), st.sampled_from(["suara_2", "suara_sah", "suara_tidak_sah", "suara_total"]))
def test_the_one_number_nobody_could_read_is_told_from_the_others_and_two_are_not(choices, bad, field):
    right = form(PAIRS, choices, bad)
    found = repairs(PAIRS, form(PAIRS, choices, bad, **{field: UNREAD}))
    assert [(each.field, each.was, each.would_be) for each in found] == [(field, None, right[PAIRS.places[field]])]
    assert repairs(PAIRS, form(PAIRS, choices, bad, **{field: UNREAD, "suara_1": UNREAD})) == ()
