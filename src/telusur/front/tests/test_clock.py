"""When is it due? The same answer on the command line, in a batch and over the API."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from telusur.front.commands.clock import clock
from telusur.kernel.law.services import choose_reading
from telusur.kernel.offices.models import Office, OpeningHours

pytestmark = pytest.mark.django_db
KEYS = ["due", "due_if_extended", "counted", "skipped", "rule", "calendar", "confirmed"]
ADDRESS = "/api/v1/clock"


@pytest.fixture(autouse=True)
def offices():
    Office.objects.update_or_create(code="0", defaults={"name": "KPU RI", "kind": "national", "slug": "kpu-ri"})
    Office.objects.create(code="3673", name="KPU Kota Serang", kind="city", slug="kota-serang")
    Office.objects.create(
        code="9171", name="KPU Kota Jayapura", kind="city", slug="kota-jayapura", time_zone="Asia/Jayapura"
    )


def ask(*options: str) -> dict[str, object]:
    shown = CliRunner().invoke(clock, [*options, "--json"])
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.output)


def batch(tmp_path, text: str, *options: str):
    file = tmp_path / "rows.csv"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(clock, ["--batch", str(file), *options])


def test_the_answer_has_the_promised_keys_and_dates():
    found = ask("--received", "2026-03-16T10:00+07:00", "--office", "3673", "--track", "general", "--step", "answer")
    assert list(found) == KEYS
    assert (found["due"], found["due_if_extended"]) == ("2026-04-07", "2026-04-16")
    assert found["counted"][0] == ["2026-03-17", 1]
    assert ["2026-03-18", "Cuti bersama Hari Suci Nyepi"] in found["skipped"]
    assert (found["rule"], found["calendar"]) == ("clocks.response_time.general.answer@2010-04-30", 1)
    assert found["confirmed"] is True


@pytest.mark.parametrize(
    ("options", "due"),
    [
        (["--track", "election"], "2026-03-26"),
        (["--track", "election", "--step", "extended_answer"], "2026-03-30"),
        (["--step", "extended_answer"], "2026-04-16"),
        (["--step", "completeness"], "2026-03-26"),
        (["--step", "objection_window"], "2026-05-06"),
        (["--without-cuti-bersama"], "2026-03-31"),
    ],
)
def test_tracks_steps_and_readings_can_be_asked_for(options, due):
    assert ask("--received", "2026-03-16T10:00+07:00", *options)["due"] == due


def test_an_instant_without_offset_is_meant_where_the_office_is():
    assert ask("--received", "2026-03-16T23:30", "--office", "9171")["due"] == "2026-04-07"
    assert ask("--received", "2026-03-16T23:30+07:00", "--office", "9171")["due"] == "2026-04-08"
    assert ask("--received", "2026-03-16T23:30+07:00")["due"] == "2026-04-07"


def test_without_json_the_days_are_written_in_words():
    shown = CliRunner().invoke(clock, ["--received", "2026-03-16"]).output
    assert "Paling lambat Selasa, 7 April 2026" in shown
    assert "Kamis, 19 Maret 2026          – Hari Suci Nyepi" in shown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--received", "kemarin"], "received: 'kemarin' bukan waktu; tulis seperti"),
        (["--received", "2026-03-16", "--office", "9999"], "Kantor dengan kode '9999' tidak ada"),
        (["--received", "2027-12-24"], "Hari libur tahun 2028 belum dimuat"),
        (["--received", "2009-01-01"], "Tidak ada aturan"),
        ([], "--received atau --batch"),
    ],
)
def test_what_cannot_be_answered_is_said_plainly(options, said):
    shown = CliRunner().invoke(clock, options)
    assert shown.exit_code != 0
    assert said in shown.output


def test_a_batch_answers_each_row_as_a_single_question_would(tmp_path):
    text = (
        "received,track,step,office,cuti_bersama\n"
        "2026-03-16T10:00+07:00,general,answer,3673,\n"
        "2026-03-16T10:00+07:00,election,answer,,ya\n"
        "2026-03-16T23:30+07:00,general,answer,9171,tidak\n"
    )
    shown = batch(tmp_path, text, "--json")
    found = [json.loads(line) for line in shown.output.splitlines()]
    assert shown.exit_code == 0
    assert found[0] == ask("--received", "2026-03-16T10:00+07:00", "--office", "3673")
    assert [each["due"] for each in found] == ["2026-04-07", "2026-03-26", "2026-04-01"]


def test_a_wrong_row_of_a_batch_is_named_and_the_others_are_answered(tmp_path):
    text = "received;track;step\n2026-03-16;umum;answer\n\n2026-03-16;general;answer\nkapan;general;answer\n"
    shown = batch(tmp_path, text, "--json")
    first, second, third = (json.loads(line) for line in shown.output.splitlines())
    assert shown.exit_code == 1
    assert first == {
        "row": 2,
        "column": "track",
        "error": "Baris 2, kolom track: 'umum' tidak dikenal; pakai general, election.",
    }
    assert second["due"] == "2026-04-07"
    assert (third["row"], third["column"]) == (5, "received")


def test_a_batch_without_its_columns_is_refused_whole(tmp_path):
    shown = batch(tmp_path, "tanggal,track\n2026-03-16,general\n", "--json")
    assert shown.exit_code == 1
    assert "Kurang: received, step. Tidak dikenal: tanggal." in shown.output


def test_a_batch_reads_offices_calendar_and_choices_once(tmp_path, django_assert_max_num_queries):
    rows = "".join(f"2026-03-{day:02}T10:00+07:00,general,answer,3673\n" for day in range(1, 29))
    with django_assert_max_num_queries(5):
        batch(tmp_path, "received,track,step,office\n" + rows, "--json")


def test_the_api_gives_the_same_answer_to_anybody(client):
    asked = {"received": "2026-03-16T10:00+07:00", "office": "3673", "track": "general", "step": "answer"}
    answered = client.get(ADDRESS, asked)
    assert answered.status_code == 200
    assert answered.json() == ask("--received", asked["received"], "--office", "3673")
    assert list(answered.json()) == KEYS
    assert client.get(ADDRESS, asked | {"without_cuti_bersama": "true"}).json()["due"] == "2026-03-31"


def test_the_api_says_what_it_cannot_read(client):
    answered = client.get(ADDRESS, {"received": "2026-03-16", "track": "umum"})
    assert (answered.status_code, answered.json()) == (
        400,
        {"detail": "track: 'umum' tidak dikenal; pakai general, election."},
    )
    assert client.get(ADDRESS).status_code == 422


def test_by_the_reading_chosen_later_office_hours_decide_the_day_of_arrival():
    serang = Office.objects.get(code="3673")
    for weekday in range(5):
        OpeningHours.objects.create(
            office=serang, weekday=weekday, opens="09:00", closes="15:00", valid_from=date(2020, 1, 1)
        )
    choose_reading(
        room="clocks",
        key="out_of_hours",
        choice="next_working_day",
        valid_from=date(2026, 6, 1),
        decree_number="412/2026",
        decree_on=date(2026, 5, 1),
        actor="user:1",
        at=datetime(2026, 5, 1, tzinfo=UTC),
        on=date(2026, 5, 1),
    )
    assert ask("--received", "2026-07-03T14:59", "--office", "3673")["due"] == "2026-07-17"
    assert ask("--received", "2026-07-03T15:00", "--office", "3673")["due"] == "2026-07-20"
