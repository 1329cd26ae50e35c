from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.kernel.figures.rules.charts import bars, columns, digest, whole_marks
from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row, cells_in_order, rows_of_cell
from telusur.kernel.figures.rules.drawings import lightened
from telusur.kernel.figures.rules.facts import WHOLE, tallied
from telusur.kernel.figures.rules.measures import printed, share
from telusur.kernel.figures.rules.periods import BadPeriod, Period, parse_period, span, year_of
from telusur.kernel.figures.services import drawn
from telusur.kernel.figures.tests.oracles import median, slowest_tenth

numbers = st.lists(st.integers(0, 400), min_size=1, max_size=60)


@given(numbers)
def test_half_the_values_lie_on_each_side_of_the_median(values):
    middle = median(values)
    assert sum(v <= middle for v in values) * 2 >= len(values)
    assert sum(v >= middle for v in values) * 2 >= len(values)


@given(numbers)
def test_nine_tenths_are_no_slower_than_the_slowest_tenth_begins(values):
    mark = slowest_tenth(values)
    assert mark in values
    assert sum(v <= mark for v in values) * 10 >= 9 * len(values)
    assert sum(v < mark for v in values) * 10 < 9 * len(values)


def test_no_rows_give_no_number_rather_than_zero():
    assert median([]) is slowest_tenth([]) is share(0, 0) is None
    assert printed(None) == "–"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (15, "15"),
        (1234567, "1.234.567"),
        (Fraction(3, 2), "1,5"),
        (Fraction(200, 3), "66,7"),
        (Fraction(100), "100"),
        (Fraction(-1, 100), "0"),
    ],
)
def test_numbers_print_as_indonesian_readers_write_them(value, text):
    assert printed(value) == text


@given(st.integers(2000, 2199), st.integers(1, 12), st.sampled_from([1, 3, 6, 12]))
def test_a_period_reads_back_from_what_it_prints(year, month, months):
    start = {1: month, 3: (month - 1) // 3 * 3 + 1, 6: (month - 1) // 6 * 6 + 1, 12: 1}[months]
    period = span(year, start, months)
    assert parse_period(period.key) == period
    assert period.months == months
    assert date(year, start, 1) in period
    assert period.end not in period


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-Q5", "2024-H3", "2024-1", "1999", "9999", "2024-01-01", "2024 ", "٢٠٢٤"]
)
def test_what_is_no_month_quarter_or_year_is_refused(text):
    with pytest.raises(BadPeriod):
        parse_period(text)


def figure(rows):
    channel = Dimension("channel", "Saluran", {"walk_in": "Langsung", "e_ppid": "e-PPID"})
    return Figure(
        key="t",
        name="T",
        unit="baris",
        definition="",
        source="",
        rows=lambda *_: rows,
        public_columns=[Column("n", "N")],
        officer_columns=[],
        officer_permission="x",
        dimensions=[channel],
    )


@given(st.lists(st.sampled_from(["walk_in", "e_ppid", "letter", ""])))
def test_the_cells_of_a_count_sum_to_the_count_and_each_equals_its_rows(groups):
    rows = [Row(id=i, columns={}, groups={"channel": g} if g else {}) for i, g in enumerate(groups)]
    one = figure(rows)
    found = {cell: each.n for (key, cell), each in tallied(one, rows).items() if key}
    assert sum(found.values()) == len(rows)
    assert cells_in_order(one.dimensions[0], found)[:2] == ["walk_in", "e_ppid"]
    assert all(found[cell] == len(rows_of_cell(rows, "channel", cell)) for cell in found)
    assert tallied(one, rows).get(WHOLE, one).n == len(rows) if rows else not found


def test_the_same_cells_have_the_same_chart():
    assert digest(bars({"a": 1}, unit="x")) == digest(bars({"a": 1}, unit="x"))
    assert digest(bars({"a": 1}, unit="x")) != digest(bars({"a": 2}, unit="x"))


def test_a_chart_of_a_page_fits_the_card_of_a_telephone_whatever_its_labels():
    months = dict.fromkeys(("Januari", "Februari", "Maret", "April", "Mei", "Juni"), 1200)
    for spec in (
        bars({"Informasi yang wajib diumumkan serta-merta": 1234567}, unit="x", narrow=True),
        columns(months, unit="x", narrow=True),
    ):
        assert float(re.search(r'width="([0-9.]+)"', drawn(spec))[1]) < 360


def test_a_year_is_the_sum_of_its_months():
    year = year_of(2024)
    months = [span(2024, month, 1) for month in range(1, 13)]
    assert months[0].start == year.start
    assert months[-1].end == year.end
    assert all(first.end == second.start for first, second in pairwise(months))
    assert isinstance(year, Period)


def test_a_drawing_is_made_light_and_draws_the_same():
    said = ' font-family="F" font-size="9px"'
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9"><defs><clipPath id="a"><path d="M0,0h1"/></clipPath></defs>'
        '<g class="mark-rule" role="x"><path class="background" d="M0,0h9"/><path d="" fill="red"/>'
        f'<path d="M0.123,0h1.96" fill="red" opacity="1"/><text{said}>1,5</text></g>'
        f'<text opacity="0.5"{said}>b</text></svg>'
    )
    assert lightened(svg) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" font-family="F" font-size="9px">'
        '<defs><clipPath id="a"><path d="M0,0h1" /></clipPath></defs><path d="M0.1,0h2" fill="red" />'
        '<text>1,5</text><text opacity="0.5">b</text></svg>'
    )


@pytest.mark.parametrize(
    ("largest", "marks"),
    [(0, [0, 1]), (1, [0, 1]), (2, [0, 1, 2]), (7, [0, 2, 4, 6, 8]), (33, [0, 10, 20, 30, 40]), (5.5, [0, 2, 4, 6])],
)
def test_an_axis_of_whole_things_is_marked_in_whole_numbers(largest, marks):
    assert whole_marks(largest) == marks
    assert max(len(whole_marks(n)) for n in range(1, 5000, 7)) <= 6
