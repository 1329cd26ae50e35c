import csv
from datetime import time
from pathlib import Path

import pytest

from telusur.kernel.offices.rules import office_file
from telusur.kernel.offices.rules.office_file import read_offices
from telusur.kernel.offices.rules.opening import Hours

HEADER = ["kode", "nama", "jenis", "induk", "slug", "zona", "wilayah", "jam_buka", "surel"]
SERANG = ["3673", "KPU Kota Serang", "kota", "36", "kota-serang", "WIB", "", "", ""]
DEMO = Path(office_file.__file__).parents[3] / "config" / "demo" / "data" / "offices.csv"
NATIONAL = Path(office_file.__file__).parents[1] / "data" / "national.csv"


def read(*rows, known=None, slugs=None, withdrawn=frozenset(), header=HEADER):
    return read_offices(
        header, rows, known={"0": "national", "36": "province"} | (known or {}), slugs=slugs or {}, withdrawn=withdrawn
    )


def changed(**cells):
    return [cells.get(name, cell) for name, cell in zip(HEADER, SERANG, strict=True)]


def test_a_row_becomes_an_office():
    offices, faults = read(changed(jam_buka="Senin 09.00-12.00", wilayah="3673 3604"))
    assert faults == []
    assert (offices[0].kind, offices[0].time_zone) == ("city", "Asia/Jakarta")
    assert offices[0].territory_codes == ("3673", "3604")
    assert offices[0].week == {0: Hours(time(9), time(12))}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kode", "36.73"),
        ("kode", ""),
        ("nama", ""),
        ("nama", "K" * 121),
        ("jenis", "kecamatan"),
        ("induk", "99"),
        ("induk", "0"),
        ("slug", "Kota Serang"),
        ("slug", "masuk"),
        ("zona", "GMT"),
        ("wilayah", "3673,3604"),
        ("jam_buka", "Senin pagi"),
        ("jam_buka", "Senin 15.00-09.00"),
        ("surel", "ppid di kpu"),
    ],
)
def test_each_fault_names_row_column_value_and_remedy(column, value):
    offices, faults = read(SERANG, changed(**{"kode": "3674", "slug": "lain", column: value}))
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [(3, column, value)]
    assert faults[0].remedy
    assert [office.code for office in offices] == ["3673"]


def test_a_code_or_slug_stands_once_in_a_file():
    _offices, faults = read(SERANG, SERANG)
    assert [(fault.row, fault.column) for fault in faults] == [(3, "kode"), (3, "slug")]


def test_a_slug_of_another_office_is_refused_and_ones_own_is_not():
    assert read(SERANG, slugs={"kota-serang": "3673"})[1] == []
    assert [fault.column for fault in read(SERANG, slugs={"kota-serang": "3604"})[1]] == ["slug"]


def test_the_code_of_an_office_that_ceased_is_never_used_again():
    _offices, faults = read(SERANG, withdrawn=frozenset({"3673"}))
    assert [fault.column for fault in faults] == ["kode"]


def test_a_parent_may_stand_further_down_in_the_same_file():
    province = ["61", "KPU Provinsi Kalimantan Barat", "provinsi", "0", "kalimantan-barat", "WIB", "", "", ""]
    offices, faults = read(changed(kode="6171", induk="61"), province)
    assert (len(offices), faults) == (2, [])


def test_columns_missing_or_unknown_are_faults_of_the_first_line():
    _offices, faults = read(
        SERANG, header=["kode", "nama", "jenis", "induk", "slug", "zone", "wilayah", "jam_buka", ""]
    )
    assert {(fault.row, fault.column) for fault in faults} == {(1, "zona"), (1, "zone"), (1, "")}


def test_empty_lines_are_skipped_and_long_ones_are_not():
    offices, faults = read(SERANG, ["", "", ""], [*changed(kode="3674", slug="lain"), "lebih"])
    assert [office.code for office in offices] == ["3673"]
    assert [(fault.row, fault.value) for fault in faults] == [(4, "lebih")]


def test_the_files_of_this_repository_have_no_fault():
    lines = [list(csv.reader(file.open(encoding="utf-8"))) for file in (NATIONAL, DEMO)]
    rows = [row for file in lines for row in file[1:]]
    offices, faults = read_offices(lines[0][0], rows, known={}, slugs={}, withdrawn=frozenset())
    assert faults == []
    assert len(offices) == 10
