from __future__ import annotations

import gzip
import json

import click
import pytest
from click.testing import CliRunner
from django.db.models import Sum

from telusur.results.elections import selectors, services
from telusur.results.elections.commands import election, territory
from telusur.results.elections.commands.files import table_of
from telusur.results.elections.models import Participant, Station, Territory, TerritoryCode

pytestmark = pytest.mark.django_db

TERRITORY = """kode,tingkat,nama,tps_maks,tps_khusus_awal,tps_khusus_akhir
36,1,BANTEN,,,
3601,2,PANDEGLANG,,,
360101,3,SUMUR,,,
3601012001,4,SUMBERJAYA,2,901,901
3601012002,4,TUNGGALJAYA,1,,
99,1,LUAR NEGERI,,,
9901,2,BRUNEI,,,
990101,3,KBRI,,,
9901010002,4,POS,-26,,
"""
ELECTION = """
[[election]]
key = "coba2029"
valid_from = 2023-12-31
kind = "general"
name = "Pemilu coba"
voted_on = 2024-02-14
source = "contoh"
confirmed = false

[[contest]]
key = "coba2029.dpr"
valid_from = 2023-12-31
kind = "dpr"
name = "DPR"
source = "contoh"
confirmed = false

[[participant]]
key = "coba2029.dpr.4"
valid_from = 2023-12-31
name = "Partai Empat"
source = "contoh"
confirmed = false
"""


def run(command, *words):
    return CliRunner().invoke(command, [str(word) for word in words])


def test_territory_and_election_are_loaded_whole_or_not_at_all(tmp_path):
    file = tmp_path / "wilayah.csv.gz"
    file.write_bytes(gzip.compress(TERRITORY.encode()))

    refused = run(territory, "load", file)
    assert refused.exit_code == 1
    assert "provinsi: 1, seharusnya 38 (selisih -37)" in refused.output
    assert "TPS: 4, seharusnya 820161" in refused.output
    assert not Territory.objects.exists()

    done = json.loads(run(territory, "load", file, "--part", "--stations-for", "pilpres2024", "--json").output)
    assert (done["villages"], done["stations"], done["overseas"]["stations"], done["units"]) == (2, 4, 1, 5)
    assert (done["created"], done["read_as_one"], done["stations_made"]) == (9, ["9901010002"], 5)
    kinds = dict(Station.objects.values_list("number", "kind").filter(village=3601012001))
    assert kinds == {1: "regular", 2: "regular", 901: "special"}
    assert Station.objects.get(village=9901010002).kind == "pos"

    again = json.loads(run(territory, "load", file, "--part", "--json").output)
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, 9)
    assert TerritoryCode.objects.count() == 9

    other = tmp_path / "kode.csv"
    other.write_text("kode,skema,kode_skema,berlaku_mulai,berlaku_sampai\n3601,kemendagri,36.01,2022-01-01,\n")
    assert json.loads(run(territory, "codes", other, "--json").output) == {"codes": 1}
    other.write_text("kode,skema,kode_skema,berlaku_mulai,berlaku_sampai\n3699,bps,3699,2022-01-01,\n")
    assert "Wilayah berkode 3699 belum dikenal" in run(territory, "codes", other).output

    folder = tmp_path / "pemilu"
    folder.mkdir()
    (folder / "pemilu.toml").write_text(ELECTION)
    (folder / "dapil.csv").write_text("pemilihan,kode,nama,kursi,wilayah\ndpr,banten-1,BANTEN I,6,3601\n")
    (folder / "calon.csv").write_text(
        "pemilihan,dapil,partai,nomor,nama,jk\ndpr,banten-1,4,1,A,L\ndpr,banten-1,4,3,B,P\n"
    )
    (folder / "tps.csv").write_text("kode_tps,unit,dpt_l,dpt_p,dpt_j\n3601012001001,001-tps,100,90,190\n")
    (folder / "kontrol.csv").write_text("apa,jumlah\nseats,6\nvoters,191\n")
    wrong = run(election, "load", folder)
    assert "voters: 190, seharusnya 191" in wrong.output
    assert [each.code for each in selectors.elections()] == ["pilpres2024"]

    (folder / "kontrol.csv").write_text("apa,jumlah\nseats,6\nvoters,190\nparticipants,1\n")
    loaded = json.loads(run(election, "load", folder, "--json").output)
    assert (loaded["candidates"], loaded["stations"], loaded["seats"]) == (2, 1, 6)
    contest = selectors.contest_named(election="coba2029", contest="dpr")
    layout = selectors.layout_of(contest=contest, district=contest.districts.get().pk)
    assert layout.names[-4:] == ("partai_4", "calon_4_1", "calon_4_3", "suara_4")
    assert [(each.name, each.sex) for each in layout.choices[0].candidates] == [("A", "l"), ("B", "p")]
    assert json.loads(run(election, "load", folder, "--json").output) == {**loaded, "created": False}

    for file, line, said in (
        ("dapil.csv", "dpr,banten-2,BANTEN II,6,360101", "Wilayah 360101 berada di dua daerah pemilihan"),
        ("dapil.csv", "dpr,banten-2,BANTEN II,6,36x", "kolom wilayah, isi “36x”"),
        ("calon.csv", "dpr,banten-1,4,3,C,P", "Calon “dpr banten-1 4 3” berdiri dua kali"),
        ("calon.csv", "dpr,banten-1,4,4,C,x", "kolom jk, isi “x”: isi L atau P"),
        ("calon.csv", "dpr,banten-1,9,1,C,P", "Partai nomor 9 tidak ada"),
        ("calon.csv", "dpr,banten-1,4,0,C,P", "calon.csv baris 4, kolom nomor, isi “0”: isi bilangan bulat, 1 sampai"),
        ("calon.csv", "dpr,banten-1,4,4,,P", "calon.csv baris 4, kolom nama, isi “”: isi nama calon"),
        ("dapil.csv", "dpr,banten-1,BANTEN I,6,36", "kolom kode, isi “dpr banten-1”: sudah ada di baris 2"),
        ("dapil.csv", "dpr,banten-2,BANTEN II,0,31", "kolom kursi, isi “0”: isi bilangan bulat, 1 sampai"),
        ("kontrol.csv", "seats,6", "kolom apa, isi “seats”: sudah ada di baris 2"),
        ("tps.csv", "3601012001001,001-tps,1,1,2", "kolom kode_tps, isi “3601012001001”: sudah ada di baris 2"),
        ("tps.csv", "3601012001002,002-tps,10,20,31", "kolom dpt_j, isi “31”: jumlahnya bukan dpt_l ditambah dpt_p"),
        ("tps.csv", "3601012001002,003-tps,,,", "tps.csv baris 3, kolom unit, isi “003-tps”"),
    ):
        good = (folder / file).read_text()
        (folder / file).write_text(f"{good}{line}\n")
        assert said in run(election, "load", folder).output
        (folder / file).write_text(good)


def folder_with(tmp_path, definition):
    folder = tmp_path / "pemilu"
    folder.mkdir()
    (folder / "pemilu.toml").write_bytes(definition)
    return folder


def test_a_definition_is_read_as_editors_write_it_and_else_refused_in_words(tmp_path):
    folder = folder_with(tmp_path, b"\xef\xbb\xbf" + ELECTION.encode())
    assert json.loads(run(election, "load", folder, "--json").output)["contests"] == 1
    (folder / "pemilu.toml").write_bytes(ELECTION.encode("utf-16"))
    assert "pemilu.toml tidak tersimpan sebagai UTF-8" in run(election, "load", folder).output


def test_territory_that_only_the_codes_of_polling_stations_name_is_made_and_said(tmp_path):
    folder = folder_with(tmp_path, ELECTION.encode())
    (folder / "tps.csv").write_text("kode_tps,unit\n3601012001001,001-tps\n3601012001002,\n")
    assert "4 wilayah dibuat dari kode TPS-nya" in run(election, "load", folder).output
    again = json.loads(run(election, "load", folder, "--json").output)
    assert (again["stations"], again["territory_made"]) == (2, 0)


def test_polling_stations_for_an_election_that_nobody_knows_leave_the_territory_as_it_was(tmp_path):
    file = tmp_path / "wilayah.csv"
    file.write_text(TERRITORY)
    refused = run(territory, "load", file, "--part", "--stations-for", "pilpres1999")
    assert "Pemilu “pilpres1999” belum dikenal; muat dengan telusur election load." in refused.output
    assert not Territory.objects.exists()


def test_the_president_of_2024_ships_as_data():
    from django.utils import timezone  # noqa: PLC0415

    made = services.ensure_election(code="pilpres2024", actor="import", at=timezone.now())
    contest = selectors.contest_named(election="pilpres2024", contest="ppwp")
    layout = selectors.layout_of(contest=contest)
    assert [choice.number for choice in layout.choices] == [1, 2, 3]
    assert layout.width == 31
    assert layout.names[:3] == ("dpt_l", "dpt_p", "dpt_j")
    terms = selectors.terms_of(kind=made.kind, on=made.voted_on)
    assert (terms.cap, str(terms.reserve), terms.small, terms.few) == (300, "1/50", 10, 20)
    assert {kind.name: kind.capped for kind in selectors.station_kinds(on=made.voted_on)} == {
        "regular": "yes",
        "special": "list",
        "tpsln": "no",
        "ksk": "no",
        "pos": "no",
    }
    assert selectors.council_name(kind="dprd-provinsi", province=11, on=made.voted_on) == "DPRA"
    assert selectors.council_name(kind="dprd-kabko", province=36, on=made.voted_on) == "DPRD Kabupaten/Kota"
    assert selectors.schedule(election="pilpres2024", on=made.voted_on)["nasional"][1].isoformat() == "2024-03-20"
    assert "court_revote" in selectors.run_kinds(on=made.voted_on)
    with pytest.raises(selectors.ElectionUnknown):
        services.ensure_election(code="pilpres1999", actor="import", at=timezone.now())
    with pytest.raises(selectors.ContestUnknown):
        selectors.contest_named(election="pilpres2024", contest="dpr")


def test_the_territory_of_2024_reaches_its_control_totals(recapitulation_data):
    done = json.loads(run(territory, "load", recapitulation_data / "wilayah2024_kp24.csv.gz", "--json").output)
    assert {name: done[name] for name in ("provinces", "regencies", "districts", "villages", "stations")} == {
        "provinces": 38,
        "regencies": 514,
        "districts": 7277,
        "villages": 83731,
        "stations": 820161,
    }
    assert (done["special_stations"], done["overseas"]["stations"], done["units"]) == (1822, 3205, 823366)
    domestic = Territory.objects.filter(pk__lt=99 * 10**8, level=4)
    assert domestic.count() == 83731
    ranges = domestic.filter(special_from__gt=0).values_list("special_from", "special_until")
    special = sum(last - first + 1 for first, last in ranges)
    assert domestic.aggregate(stations=Sum("stations"))["stations"] + special == 820161


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(gzip.compress(b"a,b\n" * 500)[:40] + b"\xff" * 40, id="a gzip that breaks off"),
        pytest.param(b"a,b\n" + b"x" * 200_000, id="an endless cell"),
        pytest.param(b"a,b\n" + b"1,2," * 300_000, id="an endless line"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(tmp_path, content):
    file = tmp_path / "hasil.csv"
    file.write_bytes(content)
    with pytest.raises(click.ClickException, match=r"hasil\.csv(, baris 2: (sel|baris)nya | rusak)"):
        table_of(file)


LONG = {"NUL": "a\0b", "long": "a" * 5_000}


@pytest.mark.parametrize("value", LONG.values(), ids=LONG)
@pytest.mark.parametrize("option", ["--stations-for", "--election", "KODE"])
def test_an_option_that_no_database_keeps_is_refused_in_a_sentence(tmp_path, option, value):
    file = tmp_path / "wilayah.csv"
    file.write_text(TERRITORY)
    words = {
        "--stations-for": (territory, "load", file, "--part", option, value),
        "--election": (election, "rehearsal", "gladi", option, value),
        "KODE": (election, "rehearsal", value, "--election", "pilpres2024"),
    }[option]
    found = run(*words)
    assert (found.exit_code, "paling banyak" in found.output) == (2, True), found.output


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("SUMUR", "SU\0MUR", "baris 4, kolom nama"),
        ("SUMUR", "S" * 121, "baris 4, kolom nama"),
        ("901,901", "-901,901", "baris 5, kolom tps_khusus_awal"),
    ],
)
def test_a_place_that_no_database_keeps_is_named_with_its_row(tmp_path, old, new, said):
    file = tmp_path / f"{'w' * 240}.csv"
    file.write_text(TERRITORY.replace(old, new))
    refused = run(territory, "load", file, "--part")
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
    file.write_text(TERRITORY)
    assert run(territory, "load", file, "--part").exit_code == 0
    assert TerritoryCode.objects.count() == 9


@pytest.mark.parametrize(
    "row",
    [
        "3601,bps,12345678901234,2024-01-01,",
        "3601,bps,\0,2024-01-01,",
        "3601,bps,,2024-01-01,",
        "3601,bps,3601,2024-01-01,2023-01-01",
        f"{10**30},bps,3601,2024-01-01,",
    ],
)
def test_a_code_that_no_database_keeps_is_named_with_its_row(tmp_path, row):
    file = tmp_path / "kode.csv"
    file.write_text(TERRITORY)
    run(territory, "load", file, "--part")
    file.write_text(f"kode,skema,kode_skema,berlaku_mulai,berlaku_sampai\n{row}\n")
    refused = run(territory, "codes", file)
    assert (refused.exit_code, "baris 2" in refused.output) == (1, True), refused.output


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("dapil.csv", "pemilihan,kode,nama,kursi,wilayah\ndpr,b1,BANTEN I,99999,\n", "baris 2, kolom kursi"),
        ("dapil.csv", f"pemilihan,kode,nama,kursi,wilayah\ndpr,{'b' * 41},BANTEN I,6,\n", "baris 2, kolom kode"),
        ("dapil.csv", "pemilihan,kode,nama,kursi,wilayah\ndpr,b1,BAN\0TEN,6,\n", "baris 2, kolom nama"),
        ("calon.csv", "pemilihan,dapil,partai,nomor,nama,jk\ndpr,,4,40000,A,L\n", "baris 2, kolom nomor"),
        ("calon.csv", f"pemilihan,dapil,partai,nomor,nama,jk\ndpr,,4,{'9' * 5_000},A,L\n", "baris 2, kolom nomor"),
        ("calon.csv", f"pemilihan,dapil,partai,nomor,nama,jk\ndpr,,4,1,{'A' * 201},L\n", "baris 2, kolom nama"),
        ("calon.csv", "pemilihan,dapil,partai,nomor,nama,jk\nd\0pr,,4,1,A,L\n", "tidak ada dalam pemilu.toml"),
        ("tps.csv", "kode_tps,unit,dpt_l,dpt_p,dpt_j\n3601012001001,,1,1,99999999999\n", "baris 2, kolom dpt_j"),
        ("tps.csv", "kode_tps,unit\n3601012001001,001-\0tps\n", "tps.csv baris 2, kolom unit"),
        ("pemilu.toml", ELECTION.replace("Pemilu coba", "P" * 161), "coba2029: name"),
        ("pemilu.toml", ELECTION.replace("Pemilu coba", "P\\u0000"), "coba2029: name"),
        ("pemilu.toml", ELECTION.replace("coba2029", "c" * 41), "key"),
        ("pemilu.toml", ELECTION.replace('"DPR"', f'"{"D" * 161}"'), "coba2029.dpr: name"),
        ("pemilu.toml", ELECTION.replace("Partai Empat", "P" * 201), "coba2029.dpr.4: name"),
        ("pemilu.toml", ELECTION.replace("dpr.4", "dpr.40000"), "coba2029.dpr.40000"),
        ("pemilu.toml", ELECTION.replace('kind = "dpr"', 'kind = "dpr"\narea = 36'), "Wilayah 36 belum dikenal"),
    ],
)
def test_an_election_that_no_database_keeps_is_named_with_its_row(tmp_path, name, content, said):
    (tmp_path / "pemilu.toml").write_text(ELECTION)
    (tmp_path / name).write_text(content)
    refused = run(election, "load", tmp_path)
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
    assert not Participant.objects.exists()
