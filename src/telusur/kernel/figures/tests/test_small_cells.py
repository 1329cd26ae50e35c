from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.kernel.figures.rules.small_cells import LEAST, hidden, hidden_in_line

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
    filled = [place for place in PLACES if table[place]]
    empty = {(row, column) for row, _q in filled for _sex, column in filled if not table[row, column]}
    assert empty <= unknown if small else not unknown  # nobody knows of what is hidden that somebody is there


@pytest.mark.parametrize(("cells", "expected"), [
    ((5, 6, 0, 9, 8, 7), set()),
    ((2, 6, 9, 9, 8, 7), {("f", "q1"), ("f", "q2"), ("m", "q1"), ("m", "q2")}),
])  # fmt: skip
def test_a_small_cell_takes_the_smallest_others_with_it(cells, expected):
    assert hidden(dict(zip(PLACES, cells, strict=True)), rows=ROWS, columns=COLUMNS) == expected


def test_a_list_with_its_total_tells_no_reader_who_knows_the_rule_how_small_the_small_are():
    assert hidden_in_line({"a": 1, "b": 5, "c": 40}) == {"a", "b", "c"}  # 6 is 1 and 5 in no other way
    assert hidden_in_line({"a": 2, "b": 9, "c": 40, "d": 0}) == {"a", "b"}
    assert hidden_in_line({"a": 0, "b": 9}) == frozenset()
    for size in (2, 3, 4):
        seen: dict[tuple, set] = {}
        for counts in combinations_with_replacement(range(17), size):
            line = dict(zip("abcd", counts, strict=False))
            unknown = hidden_in_line(line)
            assert {key for key, count in line.items() if 0 < count < LEAST} <= unknown
            printed = tuple(count for key, count in line.items() if key not in unknown)
            made = tuple(line[key] for key in sorted(unknown))
            seen.setdefault((printed, sum(made)), set()).add(made)
        # A total of 1 is one person, whatever is hidden; sums above 15 could be made of counts not walked here.
        known = [made for (_printed, total), made in seen.items() if 1 < total < 16 and len(made) == 1]
        assert known == []
