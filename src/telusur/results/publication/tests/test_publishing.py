"""A tree is published, read by the independent program, changed, and read again."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import duckdb
import jsonschema
import pytest

from telusur.results.publication.rules.changes import Unexplained
from telusur.results.publication.rules.manifest import read_statement
from telusur.results.publication.rules.stations import Standing
from telusur.results.publication.services import publish
from telusur.results.publication.services.store import Busy, NotAStore, Store

from .synthetic import NOW, Synthetic, cells, filled

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
        "sums": 0, "sure": 0, "stations": 10, "counted": 7, "verified": 4, "held": 1, "disputed": 1, "corrected": 1,
        "waiting": 0, "missing": 2,
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
    assert len(pages) == 6 + 15
    for page in pages:
        text = page.read_text(encoding="utf-8")
        inline = text.replace('<script type="application/json"', "")
        assert "<script>" not in inline
        assert ' style="' not in text
        assert " onclick" not in text
        assert 'href="/' not in text
        assert "http" not in text.replace("http-equiv", "")
    village = (tree / "ppwp/36/3601/360101/3601012001/index.html").read_text(encoding="utf-8")
    for words in ("alat bantu, bukan hasil resmi", "diverifikasi dua orang", "disanggah", 'id="3601012001001"'):
        assert words in village
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
    assert "salah salin" in (out / "current/changes/index.html").read_text(encoding="utf-8")


def test_a_fall_without_a_public_reason_is_never_shown(tmp_path):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    note = (out / "current/manifest.note").read_text(encoding="utf-8")
    source.enter({6501012001001: {"cells": cells(40, 40, 42)}})
    with pytest.raises(Unexplained) as refused:
        publish(source=source, out=out, at=NOW)
    assert refused.value.code == 6501012001001
    assert (out / "current/manifest.note").read_text(encoding="utf-8") == note
    source.enter({6501012001001: {"standing": Standing.HELD, "reason": "R05"}})
    publish(source=source, out=out, at=NOW)
    assert readd(out)["differences"] == []


def test_a_unit_that_grows_out_of_its_group_is_shown_alone_again(tmp_path):
    source, out = filled(), tmp_path / "out"
    publish(source=source, out=out, at=NOW)
    source.enter({3601012001002: {"cells": cells(70, 71, 72), "corrected": True, "reason": "halaman tertukar"}})
    publish(source=source, out=out, at=NOW)
    village = data(out, 36, 3601, 360101, 3601012001)
    assert [one["folded"] for one in village["stations"]] == [[], [], []]
    assert village["groups"] == []
    assert "salt" not in village["stations"][1]["events"][0] or village["stations"][1]["events"][0]["content"] != "[]"
    assert readd(out)["differences"] == []


def test_no_feed_says_what_a_unit_was_alone_once_it_covers_a_small_one(tmp_path):
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
    source.enter({small: {"cells": cells(1, 1, 2, spoiled=0), "standing": Standing.ENTERED}})
    assert publish(source=source, out=out, at=NOW).fell == 0
    assert data(out, 36, 3602, 360201, 3602012001)["stations"][0]["folded"] == [large, small]
    told = [one for one in records() if one["station"] in {large, small}]
    assert len(told) == 4
    assert [one[side]["sums"] for one in told for side in ("before", "after")] == [None] * 8
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
    assert readd(out / "current", "--key", kept)["unchecked"] == ["bulk/ppwp/*.parquet: hanya sidiknya yang diperiksa"]


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
    assert (stated.root, stated.number, stated.log_size) == (made.root, 1, 8)
    assert stated.made_at == "2024-02-14T12:05:00Z"
    assert stated.origin.endswith("/election/coba2024")


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
