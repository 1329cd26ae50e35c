"""What the commands read, print and refuse."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from telusur.results.seats.commands import seats

if TYPE_CHECKING:
    from pathlib import Path

VOTES = "dapil,pkb,golkar\nSATU,3050,1000\nDUA,9000,1000\n"
SEATS = "dapil,provinsi,alokasi_kursi,dpt\nSatu,BARAT,3,9000\n dua ,TIMUR,4,20000\n"
CONTROL = "nomor,partai,suara,kursi\n1,PKB,12050,6\n4,GOLKAR,2000,1\n"


@pytest.fixture
def write(tmp_path):
    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


@pytest.fixture
def run(write):
    def asked(command: str, *more: object, votes: str = VOTES, places: str = SEATS):
        given = [write("suara.csv", votes), "--seats", write("kursi.csv", places), "--on", "2024-02-14", *more]
        return CliRunner().invoke(seats, [command, *map(str, given)])

    return asked


def read(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_count_without_fault_is_given_by_district_and_may_be_determined(run, write):
    found = read(run("allocate", "--control", write("n.csv", CONTROL), "--determine", "--json"))
    assert found["districts"] == {"SATU": {"pkb": 2, "golkar": 1}, "DUA": {"pkb": 4, "golkar": 0}}
    assert (found["total_seats"], found["by_party"]) == (7, {"pkb": 6, "golkar": 1})
    assert (found["faults"], found["provisional"], found["determination"]["refused"]) == ([], [], False)
    assert found["comparison"] == {"compared": 2, "differences": []}


def test_a_fault_is_named_read_and_stops_the_determination(run, write):
    votes = VOTES.replace("3050", "3.050")
    found = read(run("allocate", "--control", write("n.csv", CONTROL), "--json", votes=votes))
    (fault,) = found["faults"]
    assert (fault["kind"], fault["row"], fault["district"], fault["text"], fault["read_as"]) == (
        "not_whole",
        2,
        "SATU",
        "3.050",
        3050,
    )
    assert "suara.csv, baris 2 (SATU), kolom pkb: “3.050” bukan bilangan bulat; dibaca 3050." in fault["message"]
    refused = run("allocate", "--control", write("n.csv", CONTROL), "--determine", votes=votes)
    assert refused.exit_code == 1
    assert "Penetapan ditolak. Masih ada kekeliruan dalam berkas" in refused.output


def test_a_correction_opens_the_determination_and_stays_visible(run, write):
    made = write("k.csv", "dapil,partai,lama,baru,alasan\nsatu,PKB,3.050,3050,D.HASIL KABKO-DPR lembar 2\n")
    asked = ["--control", write("n.csv", CONTROL), "--corrections", made, "--determine"]
    found = read(run("allocate", *asked, "--json", votes=VOTES.replace("3050", "3.050")))
    assert found["faults"] == []
    assert [fault["name"] for fault in found["settled"]] == ["not_whole/SATU/pkb"]
    assert found["corrections"][0]["reason"] == "D.HASIL KABKO-DPR lembar 2"
    shown = run("allocate", *asked, votes=VOTES.replace("3050", "3.050"))
    assert "Koreksi SATU, pkb: “3.050” menjadi 3050 (D.HASIL KABKO-DPR lembar 2)." in shown.output


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tiga,pkb,1,2,D", "baris 2, kolom dapil: Daerah pemilihan “tiga” tidak ada"),
        ("satu,pks,1,2,D", "baris 2, kolom partai: “pks” bukan kolom partai"),
        ("satu,pkb,3051,2,D", "baris 2, kolom lama: Nilai lama tidak sama dengan isi berkas (3051 ≠ 3050)"),
        ("satu,pkb,3050,dua,D", "baris 2, kolom baru: “dua” bukan bilangan bulat"),
        ("satu,pkb,3050,2,", "baris 2, kolom alasan: Alasan koreksi kosong"),
        ("satu,pkb,3050,2", "baris 2: Jumlah sel tidak sama dengan judulnya (4 ≠ 5)"),
    ],
)
def test_a_correction_that_cannot_be_made_is_refused_by_row_and_field(run, write, line, words):
    asked = run("allocate", "--corrections", write("k.csv", f"dapil,partai,lama,baru,alasan\n{line}\n"))
    assert asked.exit_code == 1
    assert words in asked.output
    assert "tidak ada yang dihitung" in asked.output


@pytest.mark.parametrize(
    ("votes", "places", "words"),
    [
        ("wilayah,pkb\nSATU,1\n", SEATS, "suara.csv, baris 1: Kolom dapil tidak ada"),
        ("dapil\nSATU\n", SEATS, "suara.csv, baris 1: Kolom partai tidak ada"),
        ("dapil,pkb,PKB\nSATU,1,2\n", SEATS, "Kolom pkb ada dua"),
        ("dapil,pkb\n", SEATS, "suara.csv: Tidak ada baris di bawah baris judul"),
        ("", SEATS, "Kolom dapil tidak ada"),
        (VOTES + "satu,1,2\n", SEATS, "suara.csv, baris 4, kolom dapil: “satu” sudah ada"),
        (
            VOTES,
            "dapil,alokasi_kursi\nSATU,3\n",
            "kursi.csv, kolom dapil: Daerah pemilihan “DUA” ada dalam berkas suara",
        ),
        (VOTES, SEATS + "TIGA,X,3,4\n", "kursi.csv, baris 4, kolom dapil: Daerah pemilihan “TIGA” tidak ada"),
        (VOTES.replace("3050", "3,050"), SEATS, "suara.csv, baris 2: Jumlah sel tidak sama dengan judulnya (4 ≠ 3)"),
    ],
)
def test_a_file_that_cannot_be_a_count_is_refused_with_its_remedy(run, votes, places, words):
    asked = run("allocate", votes=votes, places=places)
    assert (asked.exit_code, words in asked.output) == (1, True), asked.output


@pytest.mark.parametrize(
    ("control", "words"),
    [
        ("partai,suara\nPKB,1\n", "kolom partai: Partai “golkar” tidak ada di sini"),
        ("partai,suara\nPKB,1\nGOLKAR,2\nPKS,3\n", "baris 4, kolom partai: “PKS” bukan kolom partai"),
        ("partai,suara\nPKB,1.000\nGOLKAR,2\n", "baris 2, kolom suara: “1.000” bukan bilangan bulat"),
    ],
)
def test_a_control_must_be_without_fault_itself(run, write, control, words):
    asked = run("allocate", "--control", write("n.csv", control))
    assert (asked.exit_code, words in asked.output) == (1, True), asked.output


def test_a_tie_is_shown_and_no_order_breaks_it(run):
    found = read(
        run(
            "allocate",
            "--threshold",
            "4%",
            "--json",
            votes="dapil,pkb,golkar\nSATU,300,100\nDUA,9,1\n",
            places=SEATS.replace("BARAT,3", "BARAT,2"),
        )
    )
    assert found["ties"] == [{"district": "SATU", "seats": 1, "parties": ["golkar", "pkb"], "quotient": "100/1"}]
    assert (found["open_seats"], found["total_seats"]) == (1, 6)
    assert [each["kind"] for each in found["determination"]["reasons"]][:1] == ["ties"]


@pytest.mark.parametrize("method", ["dhondt", "hare", "sainte-lague-1.4"])
def test_another_method_is_a_what_if(run, method):
    found = read(run("allocate", "--method", method, "--json"))
    assert found["method"] == method
    assert [each["kind"] for each in found["determination"]["reasons"]] == ["what_if"]


def test_another_threshold_is_a_what_if(run):
    found = read(run("allocate", "--threshold", "0,3", "--json"))
    assert (found["passing"], found["by_party"]) == (["pkb"], {"pkb": 7, "golkar": 0})
    assert [each["kind"] for each in found["determination"]["reasons"]] == ["what_if"]


@pytest.mark.parametrize("threshold", ["empat", "4", "-0.04", ""])
def test_a_threshold_that_is_no_share_is_refused(run, threshold):
    asked = run("allocate", "--threshold", threshold)
    assert "bukan bagian dari 0 sampai 1; tulis misalnya 0.04 atau 4%." in asked.output


def test_a_council_of_a_province_has_no_threshold(run):
    found = read(run("allocate", "--contest", "dprd-provinsi", "--json"))
    assert (found["threshold"], found["determination"]["refused"]) == ("0.0", False)


@pytest.mark.parametrize("day", ["1999-06-07", "2029-02-14"])
def test_a_day_without_a_rule_is_an_error_and_no_default(run, day):
    asked = run("allocate", "--on", day)
    assert asked.exit_code == 1
    assert f"seats.allocation.dpr yang berlaku pada {day}" in asked.output


def test_a_file_of_semicolons_and_blank_lines_is_read(run):
    found = read(run("allocate", "--json", votes="\ufeff" + VOTES.replace(",", ";").replace("\n", "\n\n")))
    assert found["by_party"] == {"pkb": 6, "golkar": 1}


def test_a_column_of_totals_is_no_party(run):
    with_totals = "dapil,pkb,golkar,Jumlah\nSATU,3050,1000,4050\nDUA,9000,1000,10000\n"
    assert read(run("allocate", "--json", votes=with_totals))["by_party"] == {"pkb": 6, "golkar": 1}


@pytest.mark.parametrize(
    "words",
    [
        ["counted", "--contest", "dpr", "--election", "a\0b"],
        ["counted", "--election", "pemilu2024", "--contest", "a" * 41],
        ["allocate", "a" * 300, "--seats", __file__],
        ["allocate", "a\0b", "--seats", __file__],
    ],
)
def test_what_nobody_can_keep_is_refused_in_a_sentence(words):
    found = CliRunner().invoke(seats, words)
    assert (found.exit_code, "NUL" in found.output) == (2, True), found.output


def test_a_number_of_absurd_length_is_a_fault_and_no_crash(run):
    found = read(run("allocate", "--json", votes=VOTES.replace("3050", "9" * 5000)))
    assert [(fault["kind"], fault["read_as"]) for fault in found["faults"]] == [("unreadable", 0)]
    assert [doubt["district"] for doubt in found["provisional"]] == ["SATU"]


def test_a_file_that_is_no_utf8_is_refused(run, tmp_path):
    (tmp_path / "n.csv").write_bytes("partai,suara\nPKB,1é\n".encode("latin-1"))
    assert "n.csv tidak tersimpan sebagai UTF-8" in run("allocate", "--control", tmp_path / "n.csv").output


def test_disparity_names_its_base(run):
    found = read(run("disparity", "--json"))
    assert (found["base"], found["people"], found["total_seats"]) == ("dpt", 29000, 7)
    assert found["districts"]["SATU"]["index"] == pytest.approx(3000 / (29000 / 7), abs=1e-6)
    assert found["provinces"] == {"BARAT": {"seats": 3, "fair": 2}, "TIMUR": {"seats": 4, "fair": 5}}
    assert "Dasar: kolom dpt." in run("disparity").output


@pytest.mark.parametrize(
    ("places", "more", "words"),
    [
        (SEATS, ["--base", "penduduk"], "Kolom penduduk tidak ada"),
        (SEATS.replace("9000", "9.000"), [], "baris 2, kolom dpt: “9.000” bukan bilangan bulat"),
        (SEATS.replace("BARAT,3", "BARAT,0"), [], "baris 2, kolom alokasi_kursi: “0” bukan bilangan bulat"),
    ],
)
def test_disparity_is_not_measured_on_numbers_in_doubt(run, places, more, words):
    asked = run("disparity", *more, places=places)
    assert (asked.exit_code, words in asked.output) == (1, True), asked.output


def test_the_candidates_with_most_votes_are_elected_and_ties_are_shown(run, write):
    lines = ["SATU,PKB,1,500", "SATU,PKB,2,700", "SATU,PKB,3,500", "SATU,GOLKAR,1,9", "DUA,PKB,4,1"]
    file = write("calon.csv", "\n".join(["dapil,partai,nomor_urut,suara_caleg", *lines]))
    found = read(run("elect", "--candidates", file, "--json"))
    first, second, third = found["elected"]
    assert (first["elected"], first["tied_seats"]) == ([{"number": 2, "votes": 700}], 1)
    assert [each["number"] for each in first["tied"]] == [1, 3]
    assert second["elected"] == [{"number": 1, "votes": 9}]
    assert (third["district"], third["vacant"], found["refused"]) == ("DUA", 3, True)
    shown = run("elect", "--candidates", file).output
    assert "1 kursi belum terisi, suara sama: nomor urut 1, 3" in shown
    assert "3 kursi tanpa calon dalam daftar" in shown


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("SATU,PKB,satu,5", "baris 3, kolom nomor_urut: “satu” bukan bilangan bulat"),
        ("SATU,PKB,1,5", "baris 3, kolom nomor_urut: “SATU / PKB / 1” sudah ada"),
        ("SATU,PKS,1,5", "kolom partai: “SATU / PKS” bukan kolom partai"),
    ],
)
def test_a_list_of_candidates_that_cannot_be_read_is_refused(run, write, line, words):
    text = f"dapil,partai,nomor_urut,suara_caleg\nSATU,PKB,1,500\n{line}\n"
    assert words in run("elect", "--candidates", write("calon.csv", text)).output


def test_lists_without_enough_women_are_counted(write):
    rows = [f"SATU,PKB,{number},{sex}" for number, sex in enumerate("LPLLLL", 1)]
    rows += [f"SATU,PKS,{number},{sex}" for number, sex in enumerate("LPLPL", 1)]
    file = write("daftar.csv", "\n".join(["dapil,partai,nomor_urut,jenis_kelamin", *rows]))
    asked = CliRunner().invoke(seats, ["women", str(file), "--on", "2023-05-01", "--json"])
    found = json.loads(asked.stdout)
    assert found["short"] == 1
    assert [(each["women"], each["needed"], each["groups_without"], each["enough"]) for each in found["lists"]] == [
        (1, 2, [2], False),
        (2, 2, [], True),
    ]
    shown = CliRunner().invoke(seats, ["women", str(file), "--on", "2023-05-01"]).output
    assert "SATU, PKB: 1 perempuan dari 6 calon, perlu 2: kurang" in shown
    wrong = write("daftar.csv", "dapil,partai,nomor_urut,jenis_kelamin\nSATU,PKB,1,W\n")
    refused = CliRunner().invoke(seats, ["women", str(wrong)])
    assert "baris 2, kolom jenis_kelamin: “W” bukan L atau P" in refused.output


def test_only_the_command_that_asks_the_recapitulation_needs_the_database():
    needing = {name for name, each in seats.commands.items() if not hasattr(each.callback, "without_database")}
    assert needing == {"counted"}


def test_more_seats_than_any_council_has_are_refused_with_their_row_before_they_are_divided(run, write):
    refused = run("allocate", places=SEATS.replace(",4,", ",3.000.000.000,"))
    assert refused.exit_code == 1
    assert "kursi.csv, baris 3, kolom alokasi_kursi: “3.000.000.000” kursi melebihi" in refused.output
    made = write("koreksi.csv", "dapil,partai,lama,baru,alasan\nSATU,alokasi_kursi,3,3000000000,salah\n")
    assert "koreksi.csv, baris 2, kolom baru" in run("allocate", "--corrections", made).output


def test_who_another_source_calls_elected_is_held_against_the_count(run, write):
    elected = (
        "dapil,urutan,partai\nSATU,1,PKB\nsatu,2,PKB\nSatu,3,Golkar\nDUA,1,PKB\nDUA,2,PKB\nDUA,3,PKB\nDUA,4,Golkar\n"
    )
    counted = read(run("allocate", "--json"))["districts"]
    assert (counted["SATU"], counted["DUA"]) == ({"pkb": 2, "golkar": 1}, {"pkb": 4, "golkar": 0})
    found = read(run("allocate", "--elected", write("terpilih.csv", elected), "--json"))["elected"]
    assert found == {
        "compared": 4,
        "differences": [
            {"district": "DUA", "party": "golkar", "counted": 0, "known": 1},
            {"district": "DUA", "party": "pkb", "counted": 4, "known": 3},
        ],
    }
    said = run("allocate", "--elected", write("terpilih.csv", elected)).output
    assert "DUA, golkar: 0 kursi, tetapi 1 calon terpilih menurut sumber itu." in said
    refused = run("allocate", "--elected", write("terpilih.csv", "dapil,partai\nTIGA,PKB\n"))
    assert (refused.exit_code, "terpilih.csv, baris 2, kolom dapil" in refused.output) == (1, True)


def test_files_come_packed_like_those_of_every_other_command(write, tmp_path):
    packed = tmp_path / "suara.csv.gz"
    packed.write_bytes(gzip.compress(VOTES.encode()))
    given = ["allocate", packed, "--seats", write("kursi.csv", SEATS), "--on", "2024-02-14", "--json"]
    assert read(CliRunner().invoke(seats, list(map(str, given))))["total_seats"] == 7
