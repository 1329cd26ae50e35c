from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.figures.rules.small_cells import LEAST, hidden

ROWS, COLUMNS = ("f", "m"), ("q1", "q2", "q3")
PLACES = list(product(ROWS, COLUMNS))
tables = st.lists(st.integers(0, 7), min_size=6, max_size=6).map(lambda cells: dict(zip(PLACES, cells, strict=True)))


def others(table, unknown):
    """Every table of whole numbers that has the same sums and the same printed cells."""
    sums = {row: sum(table[row, column] for column in COLUMNS) for row in ROWS}
    totals = {column: sum(table[row, column] for row in ROWS) for column in COLUMNS}
    free = [column for column in COLUMNS if ("f", column) in unknown and ("m", column) in unknown]
    for cells in product(*(range(totals[column] + 1) for column in free)):
        made = dict(table)
        for column, cell in zip(free, cells, strict=True):
            made["f", column], made["m", column] = cell, totals[column] - cell
        if all(sum(made[row, column] for column in COLUMNS) == sums[row] for row in ROWS):
            yield made


@settings(max_examples=50)
@given(tables)
def test_no_sum_reveals_a_small_cell(table):
    unknown = hidden(table, rows=ROWS, columns=COLUMNS)
    small = {place for place, count in table.items() if 0 < count < LEAST}
    assert small <= unknown
    possible = list(others(table, unknown))
    assert table in possible
    if unknown != set(PLACES):
        assert all(len({made[place] for made in possible}) > 1 for place in small)


@pytest.mark.parametrize(("cells", "expected"), [
    ((5, 6, 0, 9, 8, 7), set()),
    ((2, 6, 9, 9, 8, 7), {("f", "q1"), ("f", "q2"), ("m", "q1"), ("m", "q2")}),
])  # fmt: skip
def test_a_small_cell_takes_the_smallest_others_with_it(cells, expected):
    assert hidden(dict(zip(PLACES, cells, strict=True)), rows=ROWS, columns=COLUMNS) == expected
