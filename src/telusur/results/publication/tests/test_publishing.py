"""A tree is published, read by the independent program, changed, and read again."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import jsonschema
import pytest

from telusur.results.publication.rules.changes import HELD_BACK, LATE
from telusur.results.publication.rules.manifest import read_statement
from telusur.results.publication.rules.stations import Standing, Station
from telusur.results.publication.services import OtherSigner, publish
from telusur.results.publication.services.store import Busy, NotAStore, Store

from .synthetic import NOW, Synthetic, cells, filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telusur.results.publication.rules.stations import Details

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[5]
READD = ROOT / "tools" / "readd.py"
SCHEMA = "NIST_1500-100_v2_election_results_reporting.schema.json"


@pytest.fixture(autouse=True)
def _a_key_of_its_own(settings, tmp_path):
    settings.LEDGER_KEY = tmp_path / "keys" / "ledger.key"


def readd(tree: Path, *options: str) -> dict:
    run = subprocess.run([sys.executable, READD, tree, "--json", *options], capture_output=True, text=True, check=False)
    assert run.returncode in {0, 1}, run.stderr
    said = json.loads(run.stdout)
    assert said["whole"] == (run.returncode == 0)
    return said


def data(tree: Path, *steps: object) -> dict:
    return json.loads(tree.joinpath("current", "ppwp", *map(str, steps), "data.json").read_bytes())


def files(tree: Path) -> list[Path]:
    return sorted(file for file in tree.rglob("*") if file.is_file())


def snapshot(tree: Path) -> dict[str, int]:
    return {str(file.relative_to(tree)): file.stat().st_ino for file in files(tree / "current/")}


def test_a_published_tree_adds_up_and_says_what_each_number_is(tmp_path):
    source = filled()
    out = tmp_path / "out"
    made = publish(source=source, out=out, at=NOW)
    said = readd(out)
    assert said["differences"] == []
    assert said["checked"]["stations"] == 10
    assert said["checked"]["proofs"] == 8
    assert said["checked"]["signatures"] > 8
    assert made.number == 1

    nation = data(out)
    assert nation["numbers"] | {"sums": 0, "sure": 0} == {
        "sums": 0, "sure": 0, "read": [7] * 6, "stations": 10, "counted": 7, "verified": 4, "held": 1, "disputed": 1,
        "corrected": 1, "waiting": 0, "missing": 1, "reading": 1,
    }  # fmt: skip
    assert nation["numbers"]["sums"] == [371, 374, 307, 1052, 12, 1064]
    assert nation["numbers"]["sure"][:3] == [200, 223, 136]
    assert [row["codes"] for row in nation["rows"]] == [[36], [65]]
    assert nation["official"] is False

    village = data(out, 36, 3601, 360101, 3601012001)
    first, small, third = village["stations"]
    assert first["cells"][:3] == [None, "x", 272]
    assert (small["cells"], small["findings"], small["folded"]) == (None, [], [3601012001002, 3601012001003])
    assert third["cells"] is None
    assert village["groups"][0]["numbers"]["sums"][:3] == [91, 61, 71]
    assert "salt" in first["events"][0]
    assert "salt" not in small["events"][0]


def test_the_pages_need_no_server_and_name_the_state_of_every_number(tmp_path):
    out = tmp_path / "out"
    publish(source=filled(), out=out, at=NOW)
    tree = out / "current"
    pages = sorted(tree.rglob("*.html"))
    assert len(pages) == 7 + 15
    for page in pages:
        text = page.read_text(encoding="utf-8")
        inline = text.replace('<script type="application/json"', "")
        assert "<script>" not in inline
        assert ' style="' not in text
        assert " onclick" not in text
        assert 'href="/' not in text
        assert "http" not in text.replace("http-equiv", "")
        assert 'rel="icon"' in text
    village = (tree / "ppwp/36/3601/360101/3601012001/index.html").read_text(encoding="utf-8")
    for words in ("alat bantu, bukan hasil resmi", "diverifikasi", "disanggah", 'id="3601012001001"'):
        assert words in village
    assert "14 Februari 2024, 19.05 WIB (12.05 UTC)" in village
    reading = (tree / "ppwp/36/3601/360102/3601022001/index.html").read_text(encoding="utf-8")
    assert "Ditunjukkan begitu angkanya dihitung" in reading
    front = (tree / "index.html").read_text(encoding="utf-8")
    for words in ("formulir ada, sedang dibaca: <b>1</b>", "ditahan pemeriksaan: <b>1</b>", "belum masuk: <b>1</b>"):
        assert words in front
    numbers = (tree / "names/36.js").read_text(encoding="utf-8")
    assert '[3601012001, "TAMANJAYA", "1-3"]' in numbers
    assert "&lt;b&gt;CIPEUNDEUY" in (tree / "ppwp/36/3602/360201/index.html").read_text(encoding="utf-8")
    everything = "".join(file.read_text(encoding="utf-8", errors="ignore") for file in files(tree))
    assert "user:7" not in everything


def test_only_what_changed_is_written_and_a_fall_tells_its_reason(tmp_path):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    before = snapshot(out)
    assert publish(source=source, out=out, at=NOW).written == 0

    source.enter({
        6501012001001: {"cells": cells(40, 40, 40), "corrected": True, "reason": "salah salin, berita acara 3"},
    })  # fmt: skip
    made = publish(source=source, out=out, at=NOW + timedelta(minutes=1))
    assert (made.number, made.stations, made.fell) == (2, 2, 1)
    assert readd(out)["differences"] == []
    after = snapshot(out)
    assert all(after[name] == before[name] for name in before if "/ppwp/36/3601/360101/" in name)
    assert data(out)["numbers"]["sums"][:3] == [371, 373, 305]
    feed = json.loads((out / "current/changes/000002.json").read_bytes())
    (change,) = feed["changes"]["ppwp"]
    assert (change["station"], change["reason"]) == (6501012001001, "salah salin, berita acara 3")
    assert (change["before"]["sums"][:3], change["after"]["sums"][:3]) == ([40, 41, 42], [40, 40, 40])
    listed = (out / "current/changes/index.html").read_text(encoding="utf-8")
    for words in ("salah salin", "02: 41 → 40; 03: 42 → 40", "JELARAI TPS 001", "TPS yang berubah: 1, yang turun: 1"):
        assert words in listed
    station = (out / "current/ppwp/65/6501/650101/6501012001/index.html").read_text(encoding="utf-8")
    cells_of = '<td class="num" data-l="Perangkat">41</td><td class="num" data-l="Perangkat 2">40</td>'
    assert f'<th scope="row">suara_2</th>{cells_of}<td class="num" data-l="Berlaku">40</td>' in station
    assert "→" not in station  # what stands side by side is not told again


def test_what_the_log_does_not_name_is_not_read_again_and_its_part_of_a_page_stays(tmp_path, monkeypatch):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    asked: list[list[int]] = []
    details = source.details

    def noted(contest: str, stations: Sequence[int]) -> Mapping[int, Details]:
        asked.append(list(stations))
        return details(contest, stations)

    monkeypatch.setattr(source, "details", noted)
    source.enter({3601012001001: {"cells": cells(101, 120, 30), "standing": Standing.VERIFIED}})
    publish(source=source, out=out, at=NOW)
    assert asked == [[3601012001001]]
    page = out / "current/ppwp/36/3601/360101/3601012001/index.html"
    part = page.read_text(encoding="utf-8")
    assert "<dd>101</dd>" in part
    publish(source=source, out=tmp_path / "anew", at=NOW)
    anew = tmp_path / "anew/current/ppwp/36/3601/360101/3601012001/index.html"
    assert anew.read_text(encoding="utf-8") == part
    asked.clear()
    both = [3601012001001, 6501012001001]
    source.enter({code: {"cells": cells(140, 140, 140), "reason": "salah salin"} for code in both})
    publish(source=source, out=out, at=NOW)
    assert asked == [both]  # once for all regencies


def test_a_place_that_got_another_name_bears_it_everywhere_from_the_next_publication_on(tmp_path):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    source.names |= {360101: "SUMUR BARU", 3601012002: "UJUNG BARU", 3602: "LEBAK BARU"}
    source.enter({6501012001001: {"cells": cells(101, 120, 30), "standing": Standing.VERIFIED}})  # of none of them
    publish(source=source, out=out, at=NOW)
    assert readd(out)["differences"] == []
    assert data(out, 36, 3601, 360101)["name"] == "SUMUR BARU"
    for path in ("index.html", "data.json"):
        assert "UJUNG BARU" in (out / "current/ppwp/36/3601/360101" / path).read_text(encoding="utf-8")
        assert "LEBAK BARU" in (out / "current/ppwp/36" / path).read_text(encoding="utf-8")
    source.enter({6501012001001: {"cells": cells(102, 120, 30), "standing": Standing.VERIFIED}})
    assert publish(source=source, out=out, at=NOW).stations < len(source.found)  # all was looked at once, not for ever


def test_a_fall_without_a_public_reason_leaves_the_former_numbers_of_that_station_up(tmp_path):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    fallen, neighbour = 6501012001001, 6501012001002
    source.enter({fallen: {"cells": cells(40, 40, 42)}, 3602012001001: {"cells": cells(81, 90, 100)}})
    assert publish(source=source, out=out, at=NOW).held_back == 1
    for sums in ([372, 374, 307], [373, 374, 307]):  # also where only the neighbour changes
        assert data(out)["numbers"]["sums"][:3] == sums
        said = data(out, 65, 6501, 650101, 6501012001)["stations"][0]
        assert (said["cells"][-3:], said["reason"], len(said["events"])) == ([40, 41, 42], HELD_BACK, 1)
        assert readd(out)["differences"] == []
        source.enter({neighbour: {"cells": cells(11, 11, 12)}})
        publish(source=source, out=out, at=NOW)
    for whole in (False, True):  # with nothing new, and where all is looked at anew
        assert publish(source=source, out=out, at=NOW, whole=whole).held_back == 1
    assert data(out, 65, 6501, 650101, 6501012001)["stations"][0]["reason"] == HELD_BACK
    assert json.loads((out / "current/changes/000004.json").read_bytes())["changes"] == {"ppwp": []}
    source.enter({fallen: {"standing": Standing.HELD, "reason": "R05"}})
    assert publish(source=source, out=out, at=NOW).held_back == 0
    assert data(out)["numbers"]["sums"][:3] == [333, 333, 265]
    assert readd(out)["differences"] == []


def test_what_was_shown_together_stays_together_and_its_fall_has_a_reason(tmp_path):
    source, out, pair = filled(), tmp_path / "out", [3601012001002, 3601012001003]
    publish(source=source, out=out, at=NOW)
    source.enter({pair[0]: {"cells": cells(70, 71, 72), "corrected": True, "reason": "halaman tertukar"}})
    publish(source=source, out=out, at=NOW)
    village = data(out, 36, 3601, 360101, 3601012001)
    assert [one["folded"] for one in village["stations"]] == [[], pair, pair]
    assert "salt" not in village["stations"][1]["events"][1]
    source.enter({pair[1]: {"standing": Standing.HELD, "reason": "R05"}})
    assert publish(source=source, out=out, at=NOW).fell == 1
    _first, held, waits = data(out, 36, 3601, 360101, 3601012001)["stations"]
    assert (held["waiting"], held["company"], waits["small"], waits["cells"]) == (True, pair, True, None)
    assert data(out)["numbers"]["waiting"] == 1
    (fall,) = json.loads((out / "current/changes/recent.json").read_bytes())[0]["fell"]
    assert (fall["stations"], fall["before"]["sums"][:3], fall["reason"]) == (pair, [160, 131, 142], "R05")
    assert "menunggu" in (out / "current/changes/index.html").read_text(encoding="utf-8")
    assert readd(out)["differences"] == []


def test_a_small_unit_that_comes_last_is_in_no_difference_between_two_trees(tmp_path):
    source, out = filled(), tmp_path / "out"
    company, other, small = 3602012001001, 3602012001002, 3602012001901
    source.found[small] = Station(small, "special", Standing.MISSING, voters=5)
    source.found[company] = replace(source.found[company], voters=200)
    totals = []

    def shown() -> list[bool]:
        publish(source=source, out=out, at=NOW)
        assert readd(out)["differences"] == []
        village = data(out, 36, 3602, 360201, 3602012001)
        totals.append((village["numbers"]["sums"][:3], village["numbers"]["waiting"]))
        return [bool(one["cells"] or one["folded"]) for one in village["stations"]]

    assert shown() == [False, False, False]
    assert data(out, 36, 3602, 360201, 3602012001)["stations"][0]["company"] == [company, small]
    source.enter({other: {"cells": cells(60, 60, 60), "standing": Standing.ENTERED}})
    assert shown() == [False, True, False]
    source.enter({small: {"cells": cells(3, 1, 1, spoiled=0), "standing": Standing.ENTERED}})
    assert shown() == [True, True, True]
    assert totals == [([0, 0, 0], 1), ([60, 60, 60], 1), ([143, 151, 161], 0)]
    assert "menunggu pasangannya: <b>" not in (out / "current/index.html").read_text(encoding="utf-8")


def test_a_unit_small_against_its_list_waits_for_the_signed_form_and_then_no_feed_says_what_its_cover_was(tmp_path):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    large, small = 3602012001001, 3602012001002
    source.enter({large: {"cells": cells(80, 80, 90), "corrected": True, "reason": "salah salin"}})
    assert publish(source=source, out=out, at=NOW).fell == 1
    source.enter({6501012001001: {"cells": cells(40, 40, 42), "reason": "salah baca"}})
    publish(source=source, out=out, at=NOW)

    def records() -> list[dict]:
        folder = out / "current/changes"
        feeds = [json.loads(file.read_bytes()) for file in sorted(folder.glob("0*.json"))]
        recent = json.loads((folder / "recent.json").read_bytes())
        return [one for feed in feeds for one in feed["changes"]["ppwp"]] + [
            one for each in recent for one in each["fell"]
        ]

    assert [one["before"]["sums"][:3] for one in records() if one["station"] == large] == [[80, 90, 100]] * 2
    before = data(out, 36, 3602, 360201, 3602012001)["numbers"]
    source.enter({small: {"cells": cells(1, 1, 2, spoiled=0), "standing": Standing.ENTERED}})
    assert publish(source=source, out=out, at=NOW).fell == 0
    village = data(out, 36, 3602, 360201, 3602012001)
    assert (village["numbers"]["sums"], village["numbers"]["waiting"]) == (before["sums"], 1)
    assert (village["stations"][1]["waiting"], village["stations"][1]["cells"]) == (True, None)
    assert readd(out)["differences"] == []
    source.enter({code: {"standing": Standing.SETTLED} for code in (large, small)})
    assert publish(source=source, out=out, at=NOW).fell == 1
    assert data(out, 36, 3602, 360201, 3602012001)["stations"][0]["folded"] == [large, small]
    told = [one for one in records() if one["station"] == large]
    assert {one["reason"] for one in told} == {"salah salin", LATE}
    assert [one[side]["sums"] for one in told for side in ("before", "after")] == [None] * 2 * len(told)
    assert [one["before"]["sums"][:3] for one in records() if one["station"] == 6501012001001] == [[40, 41, 42]] * 2
    assert readd(out)["differences"] == []


def test_what_is_verified_in_a_group_does_not_stand_alone_among_what_is_verified(tmp_path):
    source, out = filled(), tmp_path / "out"
    before = publish(source=source, out=out, at=NOW) and data(out, 36, 3601, 360101, 3601012001)["numbers"]
    source.enter({3601012001002: {"standing": Standing.VERIFIED}})
    publish(source=source, out=out, at=NOW)
    village = data(out, 36, 3601, 360101, 3601012001)
    assert village["groups"][0]["numbers"]["sure"] == [0] * 6
    assert (village["numbers"]["sure"], village["numbers"]["verified"]) == (before["sure"], before["verified"] + 1)
    source.enter({3601012001003: {"standing": Standing.VERIFIED}})
    publish(source=source, out=out, at=NOW)
    village = data(out, 36, 3601, 360101, 3601012001)
    assert village["numbers"]["sure"] == village["numbers"]["sums"]
    assert readd(out)["differences"] == []


def test_a_unit_alone_in_its_village_shows_two_villages_together(tmp_path):
    source, out = filled(), tmp_path / "out"
    source.enter({3601012002001: {"cells": cells(1, 2, 3), "reason": "salah baca"}})
    publish(source=source, out=out, at=NOW)
    first, second = (data(out, 36, 3601, 360101, code) for code in (3601012001, 3601012002))
    assert first["together"] == second["together"] == [3601012001, 3601012002]
    assert first["numbers"] == second["numbers"]
    (row,) = data(out, 36, 3601, 360101)["rows"]
    assert row["codes"] == [3601012001, 3601012002]
    assert readd(out)["differences"] == []


def test_the_log_grows_over_many_publications_and_every_old_checkpoint_leads_to_the_new_one(tmp_path):
    source, out = filled(), tmp_path / "out"
    for turn in range(4):
        source.enter({3602012001002: {"cells": cells(*(100 + turn,) * 3), "standing": Standing.ENTERED}})
        publish(source=source, out=out, at=NOW + timedelta(minutes=turn))
    said = readd(out)
    assert said["differences"] == []
    assert said["checked"]["consistency proofs"] == 3
    assert said["checked"]["checkpoints"] == 4
    kept = (out / "current/log/key").read_text(encoding="utf-8").strip()
    parquet, together = readd(out / "current", "--key", kept)["unchecked"]
    assert parquet == "bulk/ppwp/*.parquet: hanya sidiknya yang diperiksa"
    assert together.startswith("ppwp: 1 gabungan dengan ")


def test_a_whole_publication_writes_the_same_files_again(tmp_path):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    before = snapshot(out)
    publish(source=source, out=out, at=NOW, whole=True)
    changed = {name for name, inode in snapshot(out).items() if before.get(name) != inode}
    # What names the publication itself, or the moment it was made, is new; every place is the very same file.
    assert not [name for name in changed if name.startswith(("current/ppwp", "current/log/tile"))]
    assert readd(out)["differences"] == []


def test_the_report_for_exchange_fits_the_schema_of_nist(tmp_path, recapitulation_data):
    out = tmp_path / "out"
    publish(source=filled(), out=out, at=NOW)
    schema = jsonschema.Draft4Validator(json.loads((recapitulation_data / SCHEMA).read_bytes()))
    for province in (36, 65):
        report = json.loads((out / f"current/nist/ppwp/{province}.json").read_bytes())
        assert list(schema.iter_errors(report)) == []
    assert "extra" not in report
    assert list(schema.iter_errors(report | {"extra": 1}))


def test_the_table_is_the_same_in_csv_and_parquet(tmp_path):
    out = tmp_path / "out"
    publish(source=filled(), out=out, at=NOW)
    with duckdb.connect() as database:
        found = database.execute(
            "select kode_tps, gabungan, suara_1, dpt_l, dpt_p, bertanda_x from read_parquet(?) order by all",
            [str(out / "current/bulk/ppwp/3601.parquet")],
        ).fetchall()
    lines = (out / "current/bulk/ppwp/3601.csv").read_text(encoding="utf-8").splitlines()
    assert len(found) == len(lines) - 1 == 7
    assert found[0] == ("3601012001001", None, 100, None, None, "dpt_p")
    assert found[-1] == (None, "3601012001002", 91, None, None, "")


def test_what_is_signed_says_which_log_and_which_files(tmp_path):
    out = tmp_path / "out"
    made = publish(source=filled(), out=out, at=NOW)
    stated = read_statement((out / "current/manifest.note").read_text(encoding="utf-8"))
    assert (stated.root, stated.number, stated.log_size) == (made.root, 1, 9)
    assert stated.made_at == "2024-02-14T12:05:00Z"
    assert stated.origin.endswith("/election/coba2024")


def test_a_log_keeps_its_name_when_the_address_moves_and_its_key(tmp_path, settings):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    settings.BASE_URL = "https://pindah.contoh.go.id"
    source.enter({3602012001002: {"cells": cells(100, 100, 100), "standing": Standing.ENTERED}})
    publish(source=source, out=out, at=NOW)
    assert readd(out)["differences"] == []
    settings.LEDGER_KEY = tmp_path / "another.key"
    source.enter({3602012001002: {"cells": cells(101, 100, 100), "standing": Standing.ENTERED}})
    with pytest.raises(OtherSigner):
        publish(source=source, out=out, at=NOW)
    assert read_statement((out / "current/manifest.note").read_text(encoding="utf-8")).number == 2


def test_a_folder_of_something_else_is_left_alone_and_two_writers_do_not_meet(tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(NotAStore):
        publish(source=filled(), out=tmp_path, at=NOW)
    out = tmp_path / "out"
    with Store(out).writing(), pytest.raises(Busy):
        publish(source=Synthetic(), out=out, at=NOW)


def test_it_keeps_no_old_file_that_nothing_shows(tmp_path):
    source, out = filled(), tmp_path / "out"
    for turn in range(3):
        source.enter({3602012001002: {"cells": cells(*(100 + turn,) * 3), "standing": Standing.ENTERED}})
        publish(source=source, out=out, at=NOW)
    assert [file for file in files(out / "objects") if file.stat().st_nlink == 1] == []
