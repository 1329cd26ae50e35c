from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.results.elections.rules import codes, kinds, layout
from telusur.results.elections.rules.names import capitalized
from telusur.results.elections.rules.territory_file import (
    BAD_CODE,
    BAD_LEVEL,
    BAD_NUMBER,
    BAD_SPECIALS,
    NO_NAME,
    NO_PARENT,
    TWICE,
    differences,
    read_territory,
)

HEADER = ["kode", "tingkat", "nama", "tps_maks", "tps_khusus_awal", "tps_khusus_akhir"]
KINDS = (
    kinds.StationKind(0, "ksk", "Kotak suara keliling", "no", word="ksk"),
    kinds.StationKind(1, "pos", "Pos", "no", word="pos"),
    kinds.StationKind(2, "regular", "TPS", "yes"),
    kinds.StationKind(3, "special", "TPS lokasi khusus", "list", from_number=901),
    kinds.StationKind(4, "tpsln", "TPS luar negeri", "no", word="tps"),
)
station_codes = st.integers(11, 99).flatmap(
    lambda province: st.integers(province * 10**11, province * 10**11 + 10**11 - 1)
)


def test_a_name_in_capitals_is_written_as_in_a_sentence():
    names = ("KOTA SERANG", "KOTO XI TARUSAN", "DKI JAKARTA", "UJUNG-BATU (LAMA)", "Kasemen")
    said = ["Kota Serang", "Koto XI Tarusan", "DKI Jakarta", "Ujung-Batu (Lama)", "Kasemen"]
    assert [capitalized(name) for name in names] == said


@given(station_codes)
@settings(max_examples=50)
def test_a_station_lies_in_the_places_whose_codes_begin_its_own(code):
    text = str(code)
    assert [str(place) for place in codes.chain(code)] == [text[:2], text[:4], text[:6], text[:10]]
    assert codes.code_of(text) == (codes.STATION, code)
    assert codes.station_code(codes.station_id(7, code)) == code


@pytest.mark.parametrize("text", ["", "1", "0101", "36010", "36O1", "３６", "36010120010012"])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(codes.BadCode):
        codes.code_of(text)


def test_the_kind_of_a_station_follows_place_number_and_unit():
    def named(code, unit=""):
        return kinds.kind_of(KINDS, code, unit).name

    assert named(3601012001001) == "regular"
    assert named(3601012001001, "001-tps") == "regular"
    assert named(3601012001901, "901-tps") == "special"
    assert [named(9901010001002, unit) for unit in ("002-tps", "002-tps-001", "002-pos-001", "002-ksk-014")] == [
        "tpsln",
        "tpsln",
        "pos",
        "ksk",
    ]
    for code, unit in ((3601012001001, "002-tps"), (3601012001001, "001-pos-001"), (9901010001002, "002-kapal-001")):
        with pytest.raises(kinds.BadUnit):
            kinds.kind_of(KINDS, code, unit)


def test_a_territory_file_is_read_with_its_stations():
    found = read_territory(
        HEADER,
        [
            ["36", "1", "BANTEN", "", "", ""],
            ["3601", "2", "PANDEGLANG", "", "", ""],
            ["360101", "3", "SUMUR", "", "", ""],
            ["3601012001", "4", "SUMBERJAYA", "14", "901", "902"],
            ["99", "1", "LUAR NEGERI"],
            ["9901", "2", "BRUNEI"],
            ["990101", "3", "KBRI"],
            ["9901010002", "4", "POS", "-26"],
        ],
    )
    assert found.faults == ()
    assert found.read_as_one == (9901010002,)
    totals = found.totals()
    assert totals["domestic"] == {
        "provinces": 1,
        "regencies": 1,
        "districts": 1,
        "villages": 1,
        "stations": 16,
        "special_stations": 2,
        "villages_with_special_stations": 1,
    }
    assert totals["overseas"]["stations"] == 1
    assert differences(totals["domestic"], {"provinces": 38, "stations": 16}) == {"provinces": (1, 38)}


def test_every_fault_of_a_territory_file_is_named_with_its_row():
    found = read_territory(
        HEADER,
        [
            ["3x", "1", "A"],
            ["36", "2", "B"],
            ["37", "1", ""],
            ["38", "1", "C"],
            ["38", "1", "C"],
            ["3901", "2", "D", "banyak"],
            ["4001", "2", "E"],
            ["4002", "2", "F"],
            ["3701", "2", "G", "3", "903", "901"],
        ],
    )
    assert [(fault.row, fault.reason) for fault in found.faults] == [
        (2, BAD_CODE),
        (3, BAD_LEVEL),
        (4, NO_NAME),
        (6, TWICE),
        (7, BAD_NUMBER),
        (10, BAD_SPECIALS),
        (8, NO_PARENT),
    ]


@given(st.lists(st.one_of(st.just(layout.UNREAD), st.just(layout.X_MARK), st.integers(0, 2**31 - 1)), min_size=1))
@settings(max_examples=50)
def test_a_vector_in_words_comes_back(vector):
    assert layout.from_words(layout.in_words(vector)) == vector


def test_value_mark_and_unread_cell_are_three_things():
    assert [layout.told(value) for value in (0, layout.X_MARK, layout.UNREAD)] == [0, 0, None]
    assert layout.in_words([0, layout.X_MARK, layout.UNREAD, 5]) == "0,x,,5"


def test_votes_follow_the_fields_that_all_contests_share():
    blocks = (layout.Block("jumlah_suara", "V", "", ("suara_sah", "suara_tidak_sah", "suara_total")),)
    pairs = layout.Layout(blocks, (layout.Choice(1, "satu"), layout.Choice(2, "dua")))
    assert pairs.names == ("suara_sah", "suara_tidak_sah", "suara_total", "suara_1", "suara_2")
    assert pairs.vector({"suara_1": 3, "suara_2": None}) == [layout.UNREAD] * 3 + [3, layout.UNREAD]
    lists = layout.Layout(
        blocks, (layout.Choice(4, "partai", (layout.Candidate(1, "a"), layout.Candidate(3, "c", "p"))),)
    )
    assert lists.names[3:] == ("partai_4", "calon_4_1", "calon_4_3", "suara_4")
    assert lists.votes == (6,)
    with pytest.raises(KeyError):
        pairs.vector({"suara_3": 1})
