from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner

from telusur.front.commands.calendar import calendar
from telusur.kernel.calendars.selectors import calendar_for, changes
from telusur.kernel.clocks import services as clocks
from telusur.kernel.offices.models import Office
from telusur.kernel.offices.selectors import public_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def serang():
    return Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")


@pytest.fixture
def deadline():
    received = datetime.fromisoformat("2026-06-29T10:00+07:00")
    return clocks.start(
        subject_kind="request",
        subject_id="1",
        label="0001/PPID/2026",
        office_code="3673",
        time_zone="Asia/Jakarta",
        track="general",
        step="answer",
        started_at=received,
        at=received,
    )


def run(*options: str):
    return CliRunner().invoke(calendar, list(options))


def test_a_year_is_listed_with_its_decrees():
    shown = run("list", "--year", "2024").output
    assert "2024-02-14  Libur nasional  Hari pemungutan suara Pemilu 2024 (Keppres Nomor 10 Tahun 2024)" in shown
    listed = json.loads(run("list", "--year", "2025", "--json").output)
    assert listed["calendar"] == 1
    assert [day["kind"] for day in listed["days"] if day["on"] == "2025-08-18"] == ["joint_leave"]


def test_an_unknown_year_says_how_to_load_it():
    shown = run("list", "--year", "2028")
    assert shown.exit_code == 1
    assert "telusur calendar add 2028.toml" in shown.output


def test_a_listed_file_is_a_pattern_that_loads_for_the_next_year(tmp_path):
    file = tmp_path / "2028.toml"
    file.write_text(
        run("list", "--year", "2027", "--toml").output.replace("2027-", "2028-").replace("= 2027", "= 2028")
    )
    shown = run("add", str(file))
    assert shown.exit_code == 0, shown.output
    assert not calendar_for(office_code="3673").is_working(date(2028, 12, 25))


def test_a_preview_names_what_would_move_and_moves_nothing(deadline):
    shown = run("add", "--day", "2026-07-08", "--name", "Hari libur", "--decree", "Keppres 9/2026", "--preview")
    assert "3673  0001/PPID/2026          13 Juli 2026 → 14 Juli 2026" in shown.output
    assert changes() == []


def test_adding_moves_and_says_so(deadline):
    before = public_version(office_code="3673")
    asked = ["--day", "2026-07-08", "--name", "Hari libur", "--decree", "Keppres 9/2026", "--yes", "--json"]
    told = json.loads(run("add", *asked).output)
    assert told == {
        "calendar": 2,
        "moved": [
            {"office": "3673", "case": "0001/PPID/2026", "step": "answer", "old": "2026-07-13", "new": "2026-07-14"}
        ],
    }
    assert public_version(office_code="3673") > before


def test_an_office_adds_a_day_of_its_own_region(deadline):
    asked = ["--day", "2026-07-08", "--name", "Hari jadi", "--decree", "SK Wali Kota 5/2026", "--office", "3673"]
    assert run("add", *asked).exit_code == 0
    assert not calendar_for(office_code="3673").is_working(date(2026, 7, 8))
    assert calendar_for(office_code="36").is_working(date(2026, 7, 8))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--day", "2026-07-08"], "--name dan --decree"),
        ([], "FILE atau --day"),
        (["--day", "2026-12-25", "--name", "Natal", "--decree", "SKB"], "sudah libur"),
        (["--day", "2026-07-08", "--name", "Libur", "--decree", "SK", "--office", "7777"], "kode 7777 tidak ada"),
    ],
)
def test_what_cannot_be_added_is_said_plainly(options, said):
    shown = run("add", *options)
    assert shown.exit_code != 0
    assert said in shown.output
    assert changes() == []


def test_a_faulty_file_adds_nothing_and_names_every_fault(tmp_path):
    file = tmp_path / "2028.toml"
    row = '[[day]]\non = 2028-01-26\nname = "Imlek"\nkind = "national_holiday"\nsource = "SKB"\nconfirmed = true\n'
    file.write_text(
        row + row.replace("2028-01-26", "kemarin").replace("on = ", 'on = "').replace("kemarin", 'kemarin"')
    )
    shown = run("add", str(file))
    assert shown.exit_code == 1
    assert "[[day]] baris 2, on:" in shown.output
    assert changes() == []
