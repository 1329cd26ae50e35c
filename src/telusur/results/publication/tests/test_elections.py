"""What recapitulation holds is published by the command and by the task, and the independent program agrees."""

from __future__ import annotations

import errno
import json
import re
import threading
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from telusur.kernel.ledger.models import Checkpoint
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.models import Office
from telusur.results.elections.commands import territory
from telusur.results.elections.selectors import contest_named, election_named, shown_units
from telusur.results.elections.services import ShownElsewhere, StationRow, enter_stations, remember_shown
from telusur.results.publication.commands import results
from telusur.results.publication.rules.apart import Entangled
from telusur.results.publication.rules.stations import Standing
from telusur.results.publication.selectors import ElectionSource, published_elections
from telusur.results.recapitulation import services
from telusur.results.recapitulation.tests.entering import (
    AT,
    FIRST,
    FOURTH,
    SECOND,
    handed_in,
    people,
    small_election,
    typed,
)
from telusur.results.recapitulation.tests.test_import import HEADER
from telusur.results.recapitulation.tests.test_intake import page
from telusur.results.recapitulation.tests.test_pages import on_duty

from .test_publishing import data, readd

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db
ROWS = """3601012001001,pandeglang,sumur,sumberjaya,001-tps,98,118,10,140,149,289,226,3,229,
3601012001002,pandeglang,sumur,sumberjaya,002-tps,118,76,18,145,145,290,212,6,218,
3601012001901,pandeglang,sumur,sumberjaya,901-tps,1,x,2,,,,3,-,3,
3602012001001,lebak,malingping,rahong,001-tps,500,1,1,100,100,200,502,0,502,
3602012001003,lebak,malingping,rahong,003-tps,,,,,,,,,,
"""
LATER = "3601012001001,pandeglang,sumur,sumberjaya,001-tps,98,108,10,140,149,289,216,3,219,\n"


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings, tmp_path):
    settings.VAR, settings.LEDGER_KEY = tmp_path, tmp_path / "ledger.key"


def run(*words: object) -> str:
    found = CliRunner().invoke(results, [str(word) for word in words])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.output


def taken(tmp_path, name: str, rows: str) -> None:
    file = tmp_path / name
    file.write_text(f"{HEADER}\n{rows}")
    run("import", file, "--election", "pilpres2024", "--contest", "ppwp")


def contested(tmp_path, contest) -> None:
    """A witness contests the numbers of a polling station with his own photo."""
    (witness,) = people(1, "saksi")
    page(tmp_path, "foto.jpg")
    with (tmp_path / "foto.jpg").open("rb") as picture:
        services.challenge_form(
            contest=contest,
            station=SECOND,
            person_id=witness.pk,
            as_role="witness",
            reason="Foto saya lain",
            picture=picture,
            name="foto.jpg",
            at=AT,
        )


def test_results_are_published_as_they_come_in(tmp_path):
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    made = json.loads(run("publish", "--json"))
    out = tmp_path / "hasil/pilpres2024"
    assert (made["number"], made["stations"], made["out"]) == (1, 5, str(out))
    said = readd(out)
    assert (said["differences"], said["checked"]["stations"]) == ([], 5)

    village = data(out, 36, 3601, 360101, 3601012001)
    first, second, small = village["stations"]
    assert (first["standing"], "dari berkas impor" in first["reason"]) == ("imported", True)
    assert first["events"][0]["content"].split(",")[0] == "140"
    assert first["administration"] == "held"
    assert (small["cells"], small["folded"]) == (None, [3601012001002, 3601012001901])
    assert second["cells"] is None
    held, missing = data(out, 36, 3602, 360201, 3602012001)["stations"]
    assert (held["standing"], held["reason"][:13]) == ("held", "Ditahan: R13 ")
    assert (missing["standing"], missing["events"]) == ("missing", [])
    page = (out / "current/ppwp/36/3602/360201/3602012001/index.html").read_text(encoding="utf-8")
    assert "diambil dari berkas impor, tanpa gambar" in page
    assert "diketik dari kertasnya" not in page
    assert '<span class="sure-only">0 dari 2 TPS diverifikasi</span>' in page
    contest = json.loads((out / "current/ppwp/contest.json").read_bytes())
    labels = contest["labels"]
    assert labels["dpt_l"] == "I.A Pemilih dalam DPT: Laki-laki (L)"
    assert labels["ss_digunakan"] == "II.2 Surat suara yang digunakan"
    assert len(set(labels.values())) == len(labels)

    assert "Tidak ada yang baru" in run("publish")
    assert published_elections() == []
    taken(tmp_path, "hasil_20240317.csv", LATER)
    assert published_elections() == ["pilpres2024"]
    app.tasks["publication.publish_again"].func(timestamp=0)
    assert data(out)["numbers"]["sums"][:3] == [217, 184, 30]
    assert data(out)["numbers"]["corrected"] == 1
    feed = json.loads((out / "current/changes/000002.json").read_bytes())
    (change,) = feed["changes"]["ppwp"]
    assert (change["station"], "dari berkas impor" in change["reason"]) == (3601012001001, True)
    assert readd(out)["differences"] == []


def test_a_file_that_has_no_votes_of_a_station_is_not_said_to_have_given_its_numbers(tmp_path):
    rows = ROWS + "3602012001002,pandeglang,sumur,sumberjaya,002-tps,,,,100,100,200,,,,\n"
    taken(tmp_path, "hasil_20240301.csv", rows)
    out = tmp_path / "hasil/pilpres2024"
    run("publish", out, "--election", "pilpres2024")
    _held, one, _none = data(out, 36, 3602, 360201, 3602012001)["stations"]
    assert (one["standing"], one["administration"]) == ("missing", "held")
    assert one["reason"].startswith("Berkas impor tidak memuat suaranya, sidik ")
    assert readd(out)["differences"] == []
    page = (out / "current/index.html").read_text(encoding="utf-8")
    assert "berkas yang diimpor tidak memuat suaranya" in page
    assert "dari 6 TPS yang dimuat terhitung" in page
    found = json.loads(run("check", "--json", "--election", "pilpres2024", "--contest", "ppwp"))
    total = json.loads(run("totals", "--level", "nasional", "--json", "--election", "pilpres2024"))["total"]
    assert found["rows"] - found["without_votes"] == total["received"] == 4
    assert (total["fields"]["dpt_j"], total["read"]["dpt_j"]) == (579, 2)
    assert (total["fields"]["ss_diterima"], total["read"]["ss_diterima"]) == (None, 0)
    assert not [name for name in total["fields"] if name.startswith("tanggal_")]


def test_a_form_that_a_newer_file_takes_away_whole_is_corrected_and_says_why(tmp_path):
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    out = tmp_path / "hasil/pilpres2024"
    run("publish", out, "--election", "pilpres2024")
    taken(tmp_path, "hasil_20240317.csv", "3601012001001,pandeglang,sumur,sumberjaya,001-tps,,,,,,,,,,\n")
    made = json.loads(run("publish", out, "--election", "pilpres2024", "--json"))
    assert (made["held_back"], made["fell"]) == (0, 1)
    one = data(out, 36, 3601, 360101, 3601012001)["stations"][0]
    assert (one["standing"], one["administration"], one["cells"]) == ("missing", "missing", None)
    assert one["corrected"]
    assert one["reason"].startswith("Berkas impor tidak memuat suaranya, sidik ")
    nation = data(out)["numbers"]
    assert (nation["corrected"], nation["missing"], nation["held"]) == (1, 2, 1)
    assert readd(out)["differences"] == []

    total = json.loads(run("totals", "--level", "kelurahan", "--json", "--election", "pilpres2024"))["places"][0]
    assert (total["corrected"], total["received"], total["stations"]) == (1, 2, 3)
    size = json.loads(run("replay", "--until", 0, "--json"))["log_size"]
    moments = [json.loads(run("replay", "--until", each, "--json"))["total"]["corrected"] for each in (size - 1, size)]
    assert moments == [0, 1]
    found = json.loads(run("check", "--json", "--election", "pilpres2024", "--contest", "ppwp"))
    assert (found["rows"], found["without_votes"]) == (3, 0)


def test_a_publication_without_a_changed_number_says_that_the_log_grew(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    one, two = people(2)
    for person in (one, two):
        handed_in(contest, SECOND, person)
    run("publish", out, "--election", "pilpres2024")
    contested(tmp_path, contest)
    run("publish", out, "--election", "pilpres2024")
    assert json.loads((out / "current/changes/000002.json").read_bytes())["counted"] == {"ppwp": 0}
    said = (out / "current/changes/index.html").read_text(encoding="utf-8")
    assert re.search("Tidak ada angka TPS yang berubah; yang bertambah hanya buku besar: [1-9] catatan", said)
    assert readd(out)["differences"] == []


def test_a_first_reading_is_in_no_published_file_and_a_repeated_vote_says_why_totals_fall(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    election = ("--election", "pilpres2024")
    one, two = people(2)
    handed_in(contest, FIRST, one, suara_1=7919731, suara_sah=7919831, suara_total=7919835)
    run("publish", out, *election)
    told = b"".join(file.read_bytes() for file in out.rglob("*") if file.is_file())
    assert b"7919731" not in told
    assert b"recapitulation.read" in told
    for person in (one, two):
        handed_in(contest, SECOND, person)
    run("publish", out, *election)
    village = data(out, 36, 3601, 360101, 3601012001)
    assert [each["standing"] for each in village["stations"][:2]] == ["reading", "verified"]
    assert [event["act"].partition(".")[2] for event in village["stations"][1]["events"]] == ["read", "read", "verify"]
    services.order_run(
        contest=contest,
        station=SECOND,
        kind="revote",
        decision="Keputusan KPU 77/2024",
        actor="user:1",
        at=timezone.now(),
    )
    run("publish", out, *election)
    again = data(out, 36, 3601, 360101, 3601012001)["stations"][1]
    assert (again["standing"], again["run"], again["reason"]) == ("missing", 2, "Keputusan KPU 77/2024")
    assert data(out)["numbers"]["sums"][0] == 0
    assert readd(out)["differences"] == []
    for person in (one, two):
        handed_in(contest, SECOND, person, suara_1=122, suara_sah=222, suara_total=226)
    run("publish", out, *election)
    again = data(out, 36, 3601, 360101, 3601012001)["stations"][1]
    (first,) = again["runs"]
    assert (again["standing"], again["cells"][-3:], first["cells"][-3:]) == ("verified", [122, 83, 17], [131, 83, 17])
    words = ("number", "kind", "standing", "reason")
    assert [first[name] for name in words] == [1, "", "verified", "Keputusan KPU 77/2024"]
    village = out / "current/ppwp/36/3601/360101/3601012001"
    page = (village / "index.html").read_text()
    assert "Pelaksanaan sebelumnya (tidak berlaku)" in page
    assert "131 → " not in page  # the history begins anew with each run
    small = {"suara_1": 1, "suara_2": 1, "suara_3": 1, "suara_sah": 3, "suara_tidak_sah": 0, "suara_total": 3}
    for kind in ("revote", "recount"):
        for person in (one, two):
            handed_in(contest, FOURTH, person, **small)
        services.order_run(
            contest=contest, station=FOURTH, kind=kind, decision="Putusan 5", actor="user:1", at=timezone.now()
        )
    run("publish", out, *election)
    stations = data(out, 36, 3601, 360101, 3601012001)["stations"]
    earlier = stations[3]["runs"]
    assert [(one["number"], one["kind"] != "", one["cells"], one["findings"]) for one in earlier] == [
        (1, False, None, []),
        (2, True, None, []),
    ]
    assert readd(out)["differences"] == []
    file = village / "data.json"
    file.write_bytes(file.read_bytes().replace(b"131,83,17]", b"130,83,17]"))
    assert any("angka pelaksanaan 1" in str(one) for one in readd(out)["differences"])


def test_the_covered_picture_of_a_form_stands_in_the_tree_until_another_takes_its_place(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")

    def taken_in(name, form, colour="white"):
        digest = page(tmp_path, name, colour=colour)
        picture = services.NewPicture(SECOND, 1, tmp_path / name, digest, layout=form)
        services.take_pictures(contest=contest, pictures=[picture], actor="import", at=timezone.now())
        run("publish", out, "--election", "pilpres2024")
        return digest, [file.name for file in (out / "current").rglob("*.jpg")]

    unread = services.NewPicture(FIRST, 1, tmp_path / "nol.jpg", page(tmp_path, "nol.jpg", colour="black"))
    services.take_pictures(contest=contest, pictures=[unread], actor="import", at=timezone.now())
    for person in people(2):
        handed_in(contest, SECOND, person)
    digest, shown = taken_in("satu.jpg", "")
    assert shown == []
    station = data(out, 36, 3601, 360101, 3601012001)["stations"][1]
    assert (station["pictures"][0]["original"], station["pictures"][0]["masked"]) == (digest, "")
    _digest, first = taken_in("dua.jpg", "C.HASIL-PPWP-2024", "silver")
    _digest, second = taken_in("tiga.jpg", "C.HASIL-PPWP-2024", "gray")
    assert (len(first), len(second), first == second) == (1, 1, False)
    assert second[0] in (out / "current/ppwp/36/3601/360101/3601012001/index.html").read_text()
    assert readd(out)["differences"] == []


def test_neither_a_device_that_sends_again_nor_a_challenge_stops_the_publication(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    device, _key = services.issue_device(election=contest.election, area=None, name="uji", actor="user:1", at=AT)

    def sent(key: str, **votes: int) -> None:
        cells = {name: None if cell == "x" else int(cell) for name, cell in typed(contest, **votes).items()}
        form = services.SentForm(str(SECOND), None, cells)
        services.accept_forms(device=device, contest=contest, key=key, forms=[form], digest=key, at=AT)

    sent("a")
    run("publish", out, "--election", "pilpres2024")
    sent("b", suara_1=130, suara_2=84)
    contested(tmp_path, contest)
    assert json.loads(run("publish", out, "--election", "pilpres2024", "--json"))["fell"] == 1
    said = data(out, 36, 3601, 360101, 3601012001)["stations"][1]
    assert (said["standing"], said["disputed"]) == ("entered", True)
    assert said["reason"] == "Perangkat mengirim ulang formulirnya dengan angka lain."
    assert [event["reason"] for event in said["events"]] == ["", said["reason"], ""]
    assert [(event["by"], event["waits"]) for event in said["events"] if "by" in event] == [("witness", True)]
    assert readd(out)["differences"] == []
    village = out / "current/ppwp/36/3601/360101/3601012001/index.html"
    text = village.read_text(encoding="utf-8")
    assert ("angkanya dikirim perangkat" in text, "diketik dari kertasnya" in text) == (True, False)
    for person in people(2):
        handed_in(contest, SECOND, person)
    sent("c", suara_1=129, suara_2=85)  # kept beside what two people have read
    run("publish", out, "--election", "pilpres2024")
    text = village.read_text(encoding="utf-8")
    assert ("angkanya dikirim perangkat" in text, "diketik dari kertasnya" in text) == (False, True)


def test_districts_are_read_as_they_are_read_with_all_of_their_regency(tmp_path):
    rows = ROWS + "3601022001001,pandeglang,cimanggu,padasuka,001-tps,90,80,70,140,149,289,240,3,243,\n"
    taken(tmp_path, "hasil_20240301.csv", rows)
    contest, source = contest_named(election="pilpres2024", contest="ppwp"), ElectionSource(code="pilpres2024")
    (person,) = people(1)
    handed_in(contest, 3602012001003, person)
    both = source.stations("ppwp", [3601, 3602])
    assert [one.code // 10**7 for one in both] == [360101] * 3 + [360102] + [360201] * 2
    assert both[-1].standing is Standing.READING
    assert source.stations("ppwp", [360102, 3602]) == both[3:]
    assert [source.stations("ppwp", [code]) for code in (360101, 360102, 360201)] == [both[:3], both[3:4], both[4:]]


def test_the_districts_that_cannot_be_read_without_others_are_known(tmp_path):
    contest = small_election()
    rows = [StationRow(360102 * 10**7 + 2001001, "", (4, 5, 9)), StationRow(360103 * 10**7 + 2001001, "", (0, 0, 0))]
    with transaction.atomic():
        enter_stations(election=contest.election, rows=rows, names={360102: "A", 360103: "B"}, provisional=False)
    assert ElectionSource(code="pilpres2024").entangled("ppwp") == Entangled(frozenset(), frozenset({360102}))
    alone, pair = 3601042001001, (3601012001001, 3601022001001)
    remember_shown(contest=contest, groups={alone: alone, **dict.fromkeys(pair, pair[0])}, known={}, log_size=1)
    source = ElectionSource(code="pilpres2024")
    assert source.entangled("ppwp").across == {360101, 360102}
    assert source.known("ppwp", [3602, 360104]) == {alone: alone}
    assert source.known("ppwp", [3601]) == {alone: alone, **dict.fromkeys(pair, pair[0])}


def test_of_two_publications_that_give_one_group_other_company_only_the_first_may_show_it():
    contest, known = small_election(), {FIRST: FIRST, SECOND: SECOND}
    remember_shown(contest=contest, groups=known, known={}, log_size=1)
    remember_shown(contest=contest, groups={SECOND: FIRST}, known=known, log_size=2)
    for groups, decided_on in (({SECOND: FIRST + 9}, known), ({FIRST: FIRST}, {})):
        with pytest.raises(ShownElsewhere):
            remember_shown(contest=contest, groups=groups, known=decided_on, log_size=3)
    assert shown_units(contest=contest, spans=[(FIRST, SECOND)]) == {FIRST: FIRST, SECOND: FIRST}


@pytest.mark.django_db(transaction=True)
def test_a_form_that_comes_in_while_a_tree_is_written_belongs_to_the_next(tmp_path, monkeypatch):
    contest, out, readers = small_election(), tmp_path / "hasil", people(2)
    for person in readers:
        handed_in(contest, FIRST, person)
    stations = ElectionSource.stations

    def arrive() -> None:
        for person in readers:
            handed_in(contest, SECOND, person, suara_1=130, suara_2=84)
        connection.close()

    def slowly(source: ElectionSource, code: str, areas: object) -> object:
        monkeypatch.setattr(ElectionSource, "stations", stations)
        other = threading.Thread(target=arrive)
        other.start()
        other.join(timeout=20)
        return stations(source, code, areas)

    monkeypatch.setattr(ElectionSource, "stations", slowly)
    first = json.loads(run("publish", out, "--election", "pilpres2024", "--json"))
    assert (first["log_size"], data(out)["numbers"]["counted"]) == (4, 1)
    assert readd(out)["differences"] == []
    second = json.loads(run("publish", out, "--election", "pilpres2024", "--json"))
    assert (second["log_size"], data(out)["numbers"]["counted"]) == (7, 2)
    assert readd(out)["differences"] == []


@pytest.mark.parametrize("words", [["--election"], ["--election", "pilpres2024"]])
@pytest.mark.parametrize("value", ["a\0b", "a" * 5_000])
def test_an_election_or_a_folder_that_nobody_can_keep_is_refused_in_a_sentence(words, value):
    found = CliRunner().invoke(results, ["publish", *words, value])
    assert (found.exit_code, "NUL" in found.output) == (2, True), found.output


def test_a_place_is_called_in_the_tree_what_it_is_called_everywhere(tmp_path):
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    run("publish")
    out = tmp_path / "hasil/pilpres2024"
    totals = ("totals", "--election", "pilpres2024", "--contest", "ppwp", "--level", "kelurahan", "--json")

    def called() -> tuple[str, str, str, str]:
        village = data(out, 36, 3601, 360101, 3601012001)
        table = {each["code"]: each["name"] for each in json.loads(run(*totals))["places"]}
        row = data(out, 36, 3601, 360101)["rows"][0]["names"][0]
        search = (out / "current/names/36.js").read_text()
        return village["name"], row, table["3601012001"], re.search(r'3601012001, "([^"]*)"', search)[1]

    assert called() == ("SUMBERJAYA",) * 4
    file = tmp_path / "wilayah.csv"
    places = ["36,1,BANTEN", "3601,2,PANDEGLANG", "360101,3,SUMUR", "3601012001,4,SUMBER JAYA"]
    file.write_text("\n".join(["kode,tingkat,nama", *places]))
    loaded = CliRunner().invoke(territory, ["load", str(file), "--part"])
    assert loaded.exit_code == 0, loaded.output
    taken(tmp_path, "hasil_20240317.csv", LATER)
    app.tasks["publication.publish_again"].func(timestamp=0)
    assert (called(), readd(out)["differences"]) == (("SUMBER JAYA",) * 4, [])


def test_what_fails_for_one_election_is_told_until_it_works_and_the_others_are_published(client, tmp_path, monkeypatch):
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    run("publish")
    taken(tmp_path, "hasil_20240317.csv", LATER)
    monkeypatch.setattr("telusur.results.publication.selectors.published_elections", lambda: ["gone", "pilpres2024"])
    app.tasks["publication.publish_again"].func(timestamp=0)
    assert data(tmp_path / "hasil/pilpres2024")["numbers"]["sums"][1] == 184
    (tmp_path / "hasil/pilpres2024/objects").rename(tmp_path / "gone")
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    (person,) = people(1)
    monkeypatch.setattr("telusur.results.publication.services.telling.serving", lambda **_asked: [(None, person.pk)])
    monkeypatch.setattr("telusur.results.publication.selectors.published_elections", lambda: ["pilpres2024"])
    for _turn in (1, 2):
        app.tasks["publication.publish_again"].func(timestamp=0)
    notice = Notice.objects.get()
    assert "FileNotFoundError" in notice.text
    on_duty(person, "kpu", 3601, election_named(code="pilpres2024"))
    client.force_login(person)
    for address in ("/rekapitulasi/", "/rekapitulasi/pilpres2024/"):
        told = client.get(address).content.decode()
        assert "Terbitan hasil berhenti" in told
        assert "FileNotFoundError" in told
    assert notice.link == "/hasil/pilpres2024/"
    (tmp_path / "gone").rename(tmp_path / "hasil/pilpres2024/objects")
    app.tasks["publication.publish_again"].func(timestamp=0)
    assert "Terbitan hasil berhenti" not in client.get("/rekapitulasi/").content.decode()
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as disk:
        disk.setattr("os.link", mock.Mock(side_effect=full))
        taken(tmp_path, "hasil_20240401.csv", ROWS)
        words = f"cakram folder {tmp_path}/hasil/pilpres2024 penuh. "
        assert f"{words}Terbitan terakhir tetap tampil. Kosongkan ruang di sana" in run("publish")
        app.tasks["publication.publish_again"].func(timestamp=0)
        assert words in client.get("/rekapitulasi/").content.decode()
        assert words in Notice.objects.latest("pk").text
    app.tasks["publication.publish_again"].func(timestamp=0)
    assert words not in client.get("/rekapitulasi/").content.decode()
    monkeypatch.setattr("telusur.results.publication.services.publishing.ledger.signed_now", shorter)
    assert "Pulihkan basis data yang lengkap" in run("publish")


def shorter(*, log: str, at: datetime) -> Checkpoint:
    return Checkpoint(log=log, size=1, made_at=at)


def test_it_publishes_every_minute_and_outlives_whatever_fails(tmp_path, monkeypatch):
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    turns = []

    def sleep(seconds: float) -> None:
        turns.append(seconds)
        if len(turns) == 1:
            monkeypatch.setattr("telusur.results.publication.services.publish", refuse)
        if len(turns) == 3:
            raise KeyboardInterrupt

    def refuse(**_asked: object) -> None:
        raise (OperationalError if len(turns) == 1 else IndexError)

    monkeypatch.setattr("telusur.results.publication.commands.time.sleep", sleep)
    monkeypatch.setattr("telusur.results.publication.commands.connection.close", lambda: None)
    found = CliRunner().invoke(results, ["publish", "--every", "60"])
    assert len(turns) == 3
    assert all(0 <= seconds <= 60 for seconds in turns)
    assert "Terbitan 1:" in found.output
    assert "Basis data tidak menjawab; terbitan terakhir tetap tampil" in found.output
    assert "Terbitan ini gagal; terbitan terakhir tetap tampil" in found.output
    assert data(tmp_path / "hasil/pilpres2024")["numbers"]["stations"] == 5


def test_what_cannot_be_published_is_said_so(tmp_path):
    assert "belum dikenal" in run("publish", "--election", "nothing")
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/letters.txt").write_text("mine")
    assert "tidak dapat dipakai" in run("publish", tmp_path / "other")
    assert ElectionSource(code="pilpres2024").touched(0, 2) == {"ppwp": frozenset({3601012001001, 3601012001002})}
