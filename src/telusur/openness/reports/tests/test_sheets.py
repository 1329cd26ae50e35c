"""Amounts as people type them, halves of a year, and books as spreadsheets: pure rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.documents.rules.spreadsheet import Cell, Row, Sheet, Table
from telusur.openness.reports.rules.halves import half_of, last_half_before
from telusur.openness.reports.rules.rupiah import NotRupiah, TooMuch, rupiah_of, written
from telusur.openness.reports.rules.sheets import read_lines

COLUMNS = {"thing": "Barang atau ruang", "number": "Jumlah"}


@settings(max_examples=40)
@given(st.integers(0, 10**14))
def test_an_amount_that_was_written_is_read_back(amount):
    assert rupiah_of(written(amount)) == amount
    assert rupiah_of(str(amount)) == amount
    assert rupiah_of(f"{written(amount)},00") == amount


@pytest.mark.parametrize("text", ["", "Rp", "1.00", "15.000.00", "1,5", "12.345.678,50", "-5", "lima juta", "1 000"])
def test_what_is_no_whole_amount_is_not_guessed(text):
    with pytest.raises(NotRupiah):
        rupiah_of(text)


@pytest.mark.parametrize("text", ["9" * 5_000, f"Rp9{'.999' * 2_000}", "1" + "0" * 18])
def test_an_amount_longer_than_any_budget_is_no_crash(text):
    with pytest.raises(TooMuch):
        rupiah_of(text)
    assert rupiah_of("0" * 5_000 + "7") == 7


def test_two_halves_make_the_year_and_the_last_one_is_over():
    first, second = half_of(2025, 1), half_of(2025, 2)
    assert (first.start, first.end, second.end) == (date(2025, 1, 1), second.start, date(2026, 1, 1))
    assert last_half_before(date(2026, 6, 30)) == (2025, 2)
    assert last_half_before(date(2026, 7, 1)) == (2026, 1)
    with pytest.raises(ValueError, match="3"):
        half_of(2025, 3)


def table(*rows: tuple[object, ...], hidden: bool = False) -> Table:
    made = tuple(
        Row(number, tuple(Cell(number, letter, value, hidden) for letter, value in zip("ABC", row, strict=False)))
        for number, row in enumerate(rows, start=1)
    )
    return Table((Sheet("Sarana", made),) if made else ())


def test_filled_rows_are_read_under_their_headings_in_any_order():
    lines, faults = read_lines(table((" jumlah", "Barang  atau ruang"), (2, "Kursi"), ("", ""), (1, "Meja")), COLUMNS)
    assert faults == []
    assert [(line.number, dict(line.values)) for line in lines] == [
        (2, {"thing": "Kursi", "number": 2}),
        (4, {"thing": "Meja", "number": 1}),
    ]


def test_a_missing_heading_and_an_empty_sheet_are_named():
    _lines, faults = read_lines(table(("Jumlah",), (2,)), COLUMNS)
    assert [(fault.code, fault.column) for fault in faults] == [("column_missing", "Barang atau ruang")]
    assert [fault.code for fault in read_lines(table(), COLUMNS)[1]] == ["empty"]
    assert [fault.code for fault in read_lines(table(("Barang atau ruang", "Jumlah")), COLUMNS)[1]] == ["empty"]
