"""The tile map: a tile an office, none lost, none shared, and roughly where the territory lies."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.front.board import tiles
from telusur.front.rules.bands import BANDS, NO_NUMBER, Measure, band_of
from telusur.front.rules.tiles import laid_out, lines_of
from telusur.front.tile_map import GAP, NARROW, NATION, PROVINCIAL, TELEPHONE, shape_of

TILES = {tile.code: tile for tile in tiles()}
# Of two territories the first lies to the west of the second, or to the north of it; one look at a map tells.
WEST = ["11 12", "12 14", "13 14", "36 32", "32 33", "33 35", "35 51", "51 52", "52 53", "61 64", "73 74", "72 71"]
WEST += ["96 92", "92 91", "94 95", "3601 3671", "3672 3671", "3602 3603", "3210 3209", "3301 3317", "3523 3529"]
WEST += ["1109 1116", "7202 7201", "8104 8107", "9401 9402", "5318 5321", "5204 5206", "3502 3510"]
NORTH = ["11 13", "13 17", "14 15", "15 16", "16 18", "65 64", "64 63", "71 73", "82 81", "91 93", "95 93", "31 32"]
NORTH += [
    "33 34",
    "3672 3602",
    "3673 3602",
    "1172 1110",
    "3212 3218",
    "7104 7111",
    "6503 6501",
    "9304 9301",
    "2103 2104",
]


def test_the_table_holds_38_provinces_and_514_regencies_and_cities_once_each():
    codes = [tile.code for tile in tiles()]
    assert len(codes) == len(set(codes)) == 38 + 514
    provinces = {code for code in codes if len(code) == 2}
    assert len(provinces) == 38
    assert {code[:2] for code in codes if len(code) == 4} == provinces
    assert all(bool(tile.label) == (len(tile.code) == 2) for tile in tiles())


def test_no_two_tiles_of_a_grid_share_a_place_and_each_grid_begins_at_its_corner():
    for _grid, found in groupby(sorted(tiles(), key=lambda tile: tile.grid), key=lambda tile: tile.grid):
        places = [(tile.column, tile.row) for tile in found]
        assert len(places) == len(set(places))
        assert (min(column for column, _row in places), min(row for _column, row in places)) == (0, 0)
        assert max(column for column, _row in places) < 16


@pytest.mark.parametrize("pair", WEST)
def test_what_lies_to_the_west_stands_to_the_left(pair):
    west, east = pair.split()
    assert TILES[west].column < TILES[east].column


@pytest.mark.parametrize("pair", NORTH)
def test_what_lies_to_the_north_stands_above(pair):
    north, south = pair.split()
    assert TILES[north].row < TILES[south].row


@settings(max_examples=30)
@given(codes=st.sets(st.sampled_from([*TILES, "3675", "3699", "3680"]).filter(lambda code: code.startswith("36"))))
def test_every_office_has_one_place_also_one_that_the_table_does_not_know(codes):
    codes = {code for code in codes if len(code) == 4}
    laid = laid_out(tiles(), codes, whole=False)
    assert sorted(tile.code for tile in laid) == sorted(codes)
    assert len({(tile.column, tile.row) for tile in laid}) == len(codes)
    if codes:
        assert {tile.code for tile in laid_out(tiles(), codes, whole=True)} >= codes


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=6))
def test_a_name_in_lines_keeps_its_words(words):
    lines = lines_of(" ".join(words), width=14)
    assert " ".join(lines).split() == words
    assert all(len(line) <= 14 for line in lines)


@pytest.mark.parametrize(
    ("measure", "value", "band"),
    [
        (Measure.SHARE, 100, 4),
        (Measure.SHARE, 99.9, 3),
        (Measure.SHARE, 0, 1),
        (Measure.COUNT, 0, 4),
        (Measure.COUNT, 2, 3),
        (Measure.COUNT, 3, 2),
        (Measure.COUNT, 6, 1),
        (Measure.DONE, 0, 1),
        (Measure.DONE, 0.3, 1),
        (Measure.DONE, 50, 3),
        (Measure.SHARE, None, NO_NUMBER),
    ],
)
def test_a_number_falls_into_its_band(measure, value, band):
    assert band_of(measure, value) == band


@given(st.sampled_from(Measure), st.integers(0, 100))
def test_every_number_has_a_band(measure, value):
    assert band_of(measure, value) in {band.place for band in BANDS[measure]}


def test_a_province_of_few_columns_fits_a_telephone_and_any_other_is_moved_sideways():
    columns = {
        grid: 1 + max(tile.column for tile in found)
        for grid, found in groupby(sorted(tiles(), key=lambda tile: tile.grid), key=lambda tile: tile.grid)
    }
    shapes = {grid: shape_of(columns=number, nation=not grid) for grid, number in columns.items()}
    assert {grid for grid, shape in shapes.items() if shape == NARROW} == {
        g for g, n in columns.items() if g and n <= 4
    }
    assert shapes[""] == NATION
    assert shapes["32"] == PROVINCIAL
    assert all(n * (shapes[g].width + GAP) - GAP <= TELEPHONE for g, n in columns.items() if shapes[g] == NARROW)
