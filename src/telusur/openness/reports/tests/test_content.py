"""A report's tables prove their totals, and nothing in it stands empty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.reports.rules import content

COLUMNS = (content.Column("Bagian"), content.Column("Jumlah", numeric=True, summed=True))


def number(value: int | None) -> content.Number:
    return content.Number("x", value, "–" if value is None else str(value))


@given(parts=st.lists(st.integers(0, 10**6), min_size=1), off=st.integers(-3, 3))
def test_a_table_is_made_exactly_when_its_total_is_the_sum_of_its_parts(parts, off):
    rows = tuple((f"Bagian {place}", number(part)) for place, part in enumerate(parts))
    total = ("Jumlah", number(sum(parts) + off))
    if off:
        with pytest.raises(content.SumOff):
            content.Table("t", "Tabel", COLUMNS, rows, total)
    else:
        assert content.Table("t", "Tabel", COLUMNS, rows, total).total == total


def test_what_is_empty_is_refused():
    with pytest.raises(content.NothingToPrint):
        content.Table("t", "Tabel", COLUMNS, ())
    with pytest.raises(content.NothingToPrint):
        content.Section("a", "Kosong", ())
    with pytest.raises(content.NothingToPrint):
        content.Chapter(1, "Kosong", ())


def test_a_row_of_another_width_and_words_in_a_sum_are_refused():
    with pytest.raises(ValueError, match="sendiri"):
        content.Table("t", "Tabel", COLUMNS, (("sendiri",),))
    with pytest.raises(ValueError, match="banyak"):
        content.Table("t", "Tabel", COLUMNS, (("Bagian", "banyak"),), ("Jumlah", number(0)))


def test_a_cell_without_a_value_adds_nothing():
    rows = (("Bagian", number(None)), ("Lainnya", number(2)))
    assert content.Table("t", "Tabel", COLUMNS, rows, ("Jumlah", number(2))).total
