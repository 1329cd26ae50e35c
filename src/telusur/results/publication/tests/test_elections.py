"""What recapitulation holds is published by the command and by the task, and the independent program agrees."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.db import OperationalError
from django.utils import timezone
from procrastinate.contrib.django import app

from telusur.kernel.offices.models import Office
from telusur.results.publication.commands import results
from telusur.results.publication.selectors import ElectionSource, published_elections
from telusur.results.recapitulation import services
from telusur.results.recapitulation.tests.entering import FIRST, SECOND, handed_in, people, small_election
from telusur.results.recapitulation.tests.test_import import HEADER
from telusur.results.recapitulation.tests.test_intake import page

from .test_publishing import data, readd

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


def test_results_are_published_as_they_come_in(tmp_path):
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    made = json.loads(run("publish", "--json"))
    out = tmp_path / "hasil/pilpres2024"
    assert (made["number"], made["stations"], made["out"]) == (1, 5, str(out))
    said = readd(out)
    assert (said["differences"], said["checked"]["stations"]) == ([], 5)

    village = data(out, 36, 3601, 360101, 3601012001)
    first, second, small = village["stations"]
    assert (first["standing"], first["reason"][:12]) == ("imported", "Impor berkas")
    assert first["events"][0]["content"].split(",")[0] == "140"
    assert first["administration"] == "held"
    assert (small["cells"], small["folded"]) == (None, [3601012001002, 3601012001901])
    assert second["cells"] is None
    held, missing = data(out, 36, 3602, 360201, 3602012001)["stations"]
    assert (held["standing"], held["reason"][:13]) == ("held", "Ditahan: R13 ")
    assert (missing["standing"], missing["events"]) == ("missing", [])
    contest = json.loads((out / "current/ppwp/contest.json").read_bytes())
    assert contest["labels"]["dpt_l"] == "I.A Pemilih dalam DPT (L)"

    assert "Tidak ada yang baru" in run("publish")
    assert published_elections() == []
    taken(tmp_path, "hasil_20240317.csv", LATER)
    assert published_elections() == ["pilpres2024"]
    app.tasks["publication.publish_again"].func(timestamp=0)
    assert data(out)["numbers"]["sums"][:3] == [217, 184, 30]
    assert data(out)["numbers"]["corrected"] == 1
    feed = json.loads((out / "current/changes/000002.json").read_bytes())
    (change,) = feed["changes"]["ppwp"]
    assert (change["station"], change["reason"][:12]) == (3601012001001, "Impor berkas")
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
    assert [each["standing"] for each in village["stations"][:2]] == ["missing", "verified"]
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


def test_the_covered_picture_of_a_form_stands_in_the_tree_until_another_takes_its_place(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")

    def taken_in(name, form, colour="white"):
        digest = page(tmp_path, name, colour=colour)
        picture = services.NewPicture(SECOND, 1, tmp_path / name, digest, layout=form)
        services.take_pictures(contest=contest, pictures=[picture], actor="import", at=timezone.now())
        run("publish", out, "--election", "pilpres2024")
        return digest, [file.name for file in (out / "current").rglob("*.jpg")]

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


def test_it_publishes_every_minute_and_outlives_a_database_that_does_not_answer(tmp_path, monkeypatch):
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    turns = []

    def sleep(seconds: float) -> None:
        turns.append(seconds)
        if len(turns) == 1:
            monkeypatch.setattr("telusur.results.publication.services.publish", refuse)
        if len(turns) == 2:
            raise KeyboardInterrupt

    def refuse(**_asked: object) -> None:
        raise OperationalError

    monkeypatch.setattr("telusur.results.publication.commands.time.sleep", sleep)
    monkeypatch.setattr("telusur.results.publication.commands.connection.close", lambda: None)
    found = CliRunner().invoke(results, ["publish", "--every", "60"])
    assert len(turns) == 2
    assert all(0 <= seconds <= 60 for seconds in turns)
    assert "Terbitan 1:" in found.output
    assert "terbitan terakhir tetap tampil" in found.output
    assert data(tmp_path / "hasil/pilpres2024")["numbers"]["stations"] == 5


def test_what_cannot_be_published_is_said_so(tmp_path):
    assert "belum dikenal" in run("publish", "--election", "nothing")
    taken(tmp_path, "hasil_20240301.csv", ROWS)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/letters.txt").write_text("mine")
    assert "tidak dapat dipakai" in run("publish", tmp_path / "other")
    assert ElectionSource(code="pilpres2024").touched(0, 2) == {"ppwp": frozenset({3601012001001, 3601012001002})}
