"""What was read from one form stands side by side on its village's page, and a form without votes shows its parts I to
III; the independent program reads both, and names whoever changes them."""

from __future__ import annotations

import csv
import json
import re
import shutil
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from telusur.results.elections.selectors import layout_at
from telusur.results.elections.services import StationRow, enter_stations
from telusur.results.publication.rules.manifest import canonical
from telusur.results.recapitulation import services
from telusur.results.recapitulation.tests.entering import (
    AT,
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    handed_in,
    people,
    small_election,
    typed,
)

from .test_elections import run
from .test_publishing import data, readd
from .test_readd import program, signed_anew

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.django_db
VILLAGE = "ppwp/36/3601/360101/3601012001"
TABLE = "Pembacaan berdampingan TPS"
PARTS = (
    "kode_tps,dpt_l,dpt_p,dpt_j,pengguna_dpt_j,pengguna_total_j,ss_diterima,ss_digunakan,"
    "paslon1,paslon2,paslon3,suara_sah,suara_tidak_sah,suara_total"
)


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings, tmp_path):
    settings.VAR, settings.LEDGER_KEY = tmp_path, tmp_path / "ledger.key"


def sent(contest, station, key, **votes):
    device, _key = services.issue_device(election=contest.election, area=None, name=key, actor="user:1", at=AT)
    cells = {name: None if cell == "x" else int(cell) for name, cell in typed(contest, **votes).items()}
    form = services.SentForm(str(station), None, cells)
    services.accept_forms(device=device, contest=contest, key=key, forms=[form], digest=key, at=AT)


def imported(tmp_path, *rows, name="hasil_20240301.csv"):
    (tmp_path / name).write_text("\n".join((PARTS, *rows)) + "\n")
    run("import", tmp_path / name, "--election", "pilpres2024", "--contest", "ppwp")


def published(out: Path, *options: str) -> list[dict]:
    """Publish, let the independent program read it all, and return the stations of the village."""
    run("publish", out, "--election", "pilpres2024", *options)
    assert readd(out)["differences"] == []
    return data(out, 36, 3601, 360101, 3601012001)["stations"]


def part(out: Path, station: int) -> str:
    text = "".join(file.read_text() for file in sorted((out / "current" / VILLAGE).glob("index*.html")))
    start = text.index(f'<section class="station" id="{station}"')
    return text[start : text.index("</section>", start)]


def words(html: str) -> str:
    return unescape(" ".join(re.sub("<[^>]*>", " ", html).split()))


def columns(out: Path, station: int) -> list[list[str]]:
    """Return the rows of the table of what was read of a station, the head first; nothing where there is none."""
    found = part(out, station)
    if TABLE not in found:
        return []
    table = found[found.index("<table") : found.index("</table>")]
    rows = re.findall("<tr>(.*?)</tr>", table)
    return [[words(cell) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in rows]


def beside(out: Path, station: int) -> list[str]:
    return [words(said) for said in re.findall('<p class="beside">(.*?)</p>', part(out, station))]


def test_what_a_device_two_people_and_a_third_read_stands_side_by_side(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    readers = people(3)
    fields = len(layout_at(contest=contest, station=FIRST).names)
    sent(contest, FIRST, "a", suara_3=18, suara_sah=232, suara_total=236)
    for reader, cells in zip(readers[:2], ({"disabilitas_j": "?"}, {"suara_1": 130, "disabilitas_j": 0}), strict=True):
        handed_in(contest, FIRST, reader, tanggal_tahun=2024, **cells)
    for reader in readers[:2]:
        handed_in(contest, SECOND, reader)
    sent(contest, THIRD, "b")
    handed_in(contest, FOURTH, readers[0])
    handed_in(contest, FOURTH, readers[1], suara_1=130)
    first, _second, _third, fourth = published(out)
    head, *rows = columns(out, FIRST)
    assert (first["standing"], head) == ("entered", ["Isian", "Perangkat", "Pembaca 1", "Pembaca 2", "Berlaku"])
    told = {label: cells for label, *cells in rows}
    assert next(cells for label, cells in told.items() if label.startswith("1 H.")) == ["131", "131", "130", "131"]
    unread = "tidak terbaca"  # a device sends no X
    assert told["III Pemilih disabilitas: Jumlah (L + P)"] == [unread, unread, "0", unread]
    assert told["III Pemilih disabilitas: Laki-laki (L)"] == [unread, "X", "X", unread]
    (year,) = (cells for label, cells in told.items() if label.endswith("tahun"))
    assert year == [unread, "2024", "2024", unread]
    assert beside(out, FIRST) == [f"Sama di {fields - len(rows)} dari {fields} isian."]
    assert (columns(out, SECOND), beside(out, SECOND)) == (
        [],
        [f"Dua pembacaan sama di seluruh {fields} isian: Pembaca 1, Pembaca 2."],
    )
    assert beside(out, THIRD) == ["Baru satu pembacaan, sama dengan yang berlaku: Perangkat."]
    assert (fourth["standing"], fourth["cells"], columns(out, FOURTH)) == ("reading", None, [])
    assert beside(out, FOURTH) == ["Tidak dibuka: Pembaca 1, Pembaca 2. Isinya ditunjukkan begitu angkanya dihitung."]
    for station in (FIRST, FOURTH):
        handed_in(contest, station, readers[2])
    published(out)
    head, *rows = columns(out, FIRST)
    assert head == ["Isian", "Perangkat", "Pembaca 1", "Pembaca 2", "Pembaca 3", "Berlaku"]
    assert all(cells[-1] == cells[-2] for _label, *cells in rows)
    assert columns(out, FOURTH)[1][1:] == ["131", "130", "131", "131"]
    assert len(columns(out, FOURTH)) == 2
    assert "→" not in part(out, FIRST)  # what the device had sent stands beside what is in force now


def test_the_history_tells_what_was_in_force_in_between_and_what_came_too_late(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    one, two, three = people(3)
    for reader in (one, two):
        handed_in(contest, FIRST, reader)
    said = {"person_id": three.pk, "evidence": "C.HASIL", "at": AT}
    for votes in (129, 130):
        cells = {"suara_1": votes, "suara_sah": votes + 100}
        services.correct_form(contest=contest, station=FIRST, cells=cells, reason=f"Salah salin {votes}", **said)
    imported(tmp_path, f"{FIRST},130,130,260,230,235,266,235,999,83,17,1099,4,1103")
    first = published(out)[0]
    assert [event.get("kept", False) for event in first["events"]] == [True, True, False, False, False, True]
    head, *rows = columns(out, FIRST)
    assert head == ["Isian", "Pembaca 1", "Pembaca 2", "Impor", "Berlaku"]
    assert {tuple(cells) for label, *cells in rows if label.startswith("1 H. Anies")} == {("131", "131", "999", "130")}
    history = part(out, FIRST)[part(out, FIRST).index("Riwayat") :]
    changes = [words(line) for line in re.findall("<li>([^<]*→.*?)</li>", history)]
    assert [line.rpartition(": ")[2] for line in changes if line.startswith("1 H.")] == ["131 → 129", "129 → 130"]
    assert "hasil diimpor, hanya disimpan" in words(history)


def test_a_reading_of_too_few_ballots_is_not_opened_and_said_so_and_a_repetition_begins_anew(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    readers = people(3)
    small = {"suara_1": 1, "suara_2": 1, "suara_3": 1, "suara_sah": 3, "suara_tidak_sah": 0, "suara_total": 3}
    handed_in(contest, FIRST, readers[0], **small)
    handed_in(contest, FIRST, readers[1])
    handed_in(contest, FIRST, readers[2])
    first = published(out)[0]
    assert [bool(event.get("content")) for event in first["events"]] == [False, True, True, True]
    fields = len(first["cells"])
    assert beside(out, FIRST) == [
        f"Dua pembacaan sama di seluruh {fields} isian: Pembaca 2, Pembaca 3.",
        "Tidak dibuka: Pembaca 1. Isinya tanpa suara, atau menyebut terlalu sedikit surat suara untuk ditunjukkan.",
    ]
    services.order_run(contest=contest, station=FIRST, kind="revote", decision="Putusan 5", actor="user:1", at=AT)
    published(out)
    assert beside(out, FIRST) == []
    for reader in readers[:2]:
        handed_in(contest, FIRST, reader, suara_1=121, suara_sah=221, suara_total=225)
    published(out)
    assert beside(out, FIRST) == [f"Dua pembacaan sama di seluruh {fields} isian: Pembaca 1, Pembaca 2."]


def edited(path: str, edit: Callable[[dict], None]) -> Callable[[Path], None]:
    def tampered(tree: Path) -> None:
        made = json.loads((tree / path).read_bytes())
        edit(made)
        (tree / path).write_bytes(canonical(made))

    return tampered


def in_page(old: str, new: str, *, after: int = FIRST) -> Callable[[Path], None]:
    """Change a village's page: the first place that this pattern fits after a station's heading."""

    def tampered(tree: Path) -> None:
        text = (tree / VILLAGE / "index.html").read_text()
        start = text.index(f'id="{after}"')
        found, count = re.subn(old, new, text[start:], count=1)
        assert count == 1, old
        (tree / VILLAGE / "index.html").write_text(text[:start] + found)

    return tampered


def told(tmp_path: Path, out: Path, tamper: Callable[[Path], None]) -> list[tuple[str, str, str]]:
    """Return what the independent program says of a tree that its own publisher changed."""
    tree = tmp_path / "tampered"
    shutil.copytree(out / "current", tree)
    tamper(tree)
    signed_anew(tree, "pilpres2024")
    found = program().check(tree).differences
    shutil.rmtree(tree)
    return found


def test_whoever_changes_what_stands_side_by_side_is_named(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    readers = people(3)
    for station in (FIRST, SECOND):
        for reader, votes in zip(readers, (130, 131, 131), strict=True):
            handed_in(contest, station, reader, suara_1=votes)
    for reader in readers[:2]:
        handed_in(contest, THIRD, reader)
    published(out)
    village, cell = f"{VILLAGE}/data.json", '<td class="num" data-l="Pembaca 1">130</td>'
    whole = '<div class="scroll" tabindex="0" role="region" aria-label="Pembacaan berdampingan.*?</div>'
    page = {
        "a cell": (in_page(cell, cell.replace("130", "131")), "kolom “Pembaca 1”"),
        "what is in force": (in_page('data-l="Berlaku">131', 'data-l="Berlaku">132'), "kolom “Berlaku”"),
        "a column": (in_page(f'<th scope="col" class="num">Pembaca 1</th>(.*?){cell}', r"\1"), "kepala tabel"),
        "a cell of a column": (in_page(cell, ""), TABLE),
        "two columns named for each other": (in_page('">Pembaca 1</th>', '">Pembaca 2</th>'), "kepala tabel"),
        "a row": (in_page(r'<tr><th scope="row">1 H\. Anies.*?</tr>', ""), "tabel"),
        "a field": (in_page(r'<th scope="row">1 H\. Anies', '<th scope="row">2 H. Anies'), "tabel"),
        "the whole table": (in_page(whole, ""), "pembacaan berdampingan"),
        "the table of another": (
            in_page(f"(<caption class=hide>{TABLE}) 001 .{FIRST}", rf"\1 002 ({SECOND}"), "tabel",
        ),
        "what a screen reader calls it": (in_page(f'"{TABLE} 001', f'"{TABLE} 002'), "nama bagian"),
        "in how many they agree": (in_page(r"Sama di \d+ dari", "Sama di 1 dari"), "kata-kata pembacaan"),
        "that they agree": (in_page('<p class="beside">Dua.*?</p>', "", after=THIRD), "kata-kata pembacaan"),
        "its heading": (in_page("<h4>Pembacaan berdampingan</h4>", "<h4>Lain</h4>"), "judul pembacaan"),
        "a change in the history": (
            in_page("(<b>formulir diverifikasi</b>.*?)</li>", r"\1<ul><li>01: 1 → <b>2</b></ul></li>"), "perubahan",
        ),
    }  # fmt: skip
    missed = {}
    for name, (tamper, said) in page.items():
        found = told(tmp_path, out, tamper)
        if not any(said in what for _kind, _where, what in found) or {kind for kind, *_rest in found} != {"page"}:
            missed[name] = found
    assert missed == {}

    def reading(made: dict) -> dict:
        return made["stations"][0]["events"][0]

    kept = (
        ("shown", lambda made: reading(made).pop("kept")),
        ("shown", lambda made: made["stations"][0]["events"][3].update(kept=True)),
        ("opening", lambda made: reading(made).update(content=reading(made)["content"].replace(",130,", ",131,"))),
        ("page", lambda made: [reading(made).pop(name) for name in ("salt", "content")]),
    )
    for kind, edit in kept:
        assert kind in {one for one, _where, _what in told(tmp_path, out, edited(village, edit))}, kind


WHOLE = f"{SECOND},130,130,260,230,235,266,235,131,83,17,231,4,235"


def test_a_form_without_votes_shows_its_parts_one_to_three_until_it_gets_company(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    imported(tmp_path, f"{FIRST},130,130,260,230,235,266,235,,,,,,", WHOLE)
    first, second = published(out)[:2]
    names = layout_at(contest=contest, station=FIRST).names
    said = {name: cell for name, cell in zip(names, first["cells"], strict=True) if cell is not None}
    wanted = PARTS.split(",")[1:8]
    assert (first["standing"], said) == ("missing", dict(zip(wanted, (130, 130, 260, 230, 235, 266, 235), strict=True)))
    assert (first["pictures"], "salt" in first["events"][0], second["standing"]) == ([], True, "imported")
    numbers = data(out)["numbers"]
    assert (numbers["counted"], numbers["missing"], numbers["read"][0]) == (1, 3, 1)
    text = words(part(out, FIRST))
    assert "Suaranya belum ada; yang ditunjukkan hanya bagian I sampai III formulirnya." in text
    assert beside(out, FIRST) == ["Baru satu pembacaan, sama dengan yang berlaku: Impor."]
    assert '<dl class="votes">' not in part(out, FIRST)
    rows = list(csv.DictReader((out / "current/bulk/ppwp/3601.csv").open()))
    assert [(row["pengguna_total_j"], row["suara_1"]) for row in rows[:2]] == [("235", ""), ("235", "131")]
    assert FIRST not in shown_in(contest)

    village = f"{VILLAGE}/data.json"
    place = names.index("pengguna_total_j")
    edits = {
        "a cell": ("shown", lambda made: made["stations"][0]["cells"].__setitem__(place, 236)),
        "too few": ("fold", lambda made: made["stations"][0]["cells"].__setitem__(place, 9)),
        "not read": ("fold", lambda made: made["stations"][0]["cells"].__setitem__(place, None)),
        "a vote": ("fold", lambda made: made["stations"][0]["cells"].__setitem__(names.index("suara_1"), 100)),
        "findings": ("shown", lambda made: made["stations"][0].update(findings=["R08"])),
        "not opened": ("opening", lambda made: made["stations"][0]["events"][0].pop("salt")),
        "a picture": ("picture", lambda made: made["stations"][0]["pictures"].append(
            {"page": 1, "original": "0" * 64, "masked": ""})),
        "company": ("fold", lambda made: made["stations"][0].update(company=[FIRST, THIRD])),
    }  # fmt: skip
    for name, (kind, edit) in edits.items():
        assert kind in {one for one, _where, _what in told(tmp_path, out, edited(village, edit))}, name
    for old, new, said in (
        (r"<li>235\b", "<li>236", "isian"),
        ("Suaranya belum ada", "Suaranya ada", "tanpa suara"),
    ):
        assert any(said in what for _kind, _where, what in told(tmp_path, out, in_page(old, new))), old

    with transaction.atomic():  # the list of its neighbour turns out to be short
        enter_stations(election=contest.election, rows=[StationRow(THIRD, "", (3, 4, 7))], names={}, provisional=False)
    first = published(out, "--whole")[0]
    assert (first["company"], first["cells"], "salt" in first["events"][0]) == ([FIRST, THIRD], None, False)
    assert "dan tidak ditunjukkan" in words(part(out, FIRST))
    assert "," * len(names) in (out / "current/bulk/ppwp/3601.csv").read_text().splitlines()[1]


def shown_in(contest) -> dict[int, int]:
    from telusur.results.elections.selectors import shown_units  # noqa: PLC0415 asked here alone

    return shown_units(contest=contest, spans=[(FIRST, FOURTH)])


@pytest.mark.parametrize(
    ("voters", "row"),
    [
        ((130, 130, 260), "130,130,260,230,9,266,235"),  # who voted: too few
        ((130, 130, 260), "130,130,260,230,235,266,9"),  # by the ballots used
        ((130, 130, 260), "130,130,260,230,,266,235"),  # not read
        ((9, 10, 19), "130,130,260,230,235,266,235"),  # few on the list
        ((None, None, None), "130,130,260,230,235,266,235"),  # a list that is not known
    ],
)
def test_parts_one_to_three_of_a_unit_that_may_be_small_stay_closed_and_its_page_says_why(tmp_path, voters, row):
    contest, out = small_election(), tmp_path / "hasil"
    alone = 3602012001 * 1000 + 1
    with transaction.atomic():
        enter_stations(
            election=contest.election,
            rows=[StationRow(alone, "", voters)],
            names={3602: "LEBAK", 360201: "MALINGPING", 3602012001: "RAHONG"},
            provisional=voters[0] is None,
        )
    imported(tmp_path, f"{alone},{row},,,,,,", WHOLE)
    published(out)
    (one,) = data(out, 36, 3602, 360201, 3602012001)["stations"]
    assert (one["standing"], one["administration"] != "missing") == ("missing", True)
    assert (one["cells"], one["findings"], "salt" in one["events"][0]) == (None, [], False)
    page = (out / "current/ppwp/36/3602/360201/3602012001/index.html").read_text()
    assert "Bagian I sampai III formulirnya ada, tanpa suara, dan tidak ditunjukkan" in page


def test_when_the_votes_come_the_file_stands_beside_them_and_readings_before_that_stay_closed(tmp_path):
    contest, out = small_election(), tmp_path / "hasil"
    readers = people(3)
    imported(tmp_path, f"{FIRST},130,130,260,230,235,266,235,,,,,,", WHOLE)
    handed_in(contest, FIRST, readers[0])
    handed_in(contest, FIRST, readers[1], suara_1=130)
    first = published(out)[0]
    assert (first["standing"], first["cells"] is None) == ("reading", False)
    assert ["salt" in event for event in first["events"]] == [True, False, False]
    assert beside(out, FIRST) == [
        "Baru satu pembacaan, sama dengan yang berlaku: Impor.",
        "Tidak dibuka: Pembaca 1, Pembaca 2. Isinya ditunjukkan begitu angkanya dihitung.",
    ]
    handed_in(contest, FIRST, readers[2])
    first = published(out)[0]
    assert first["standing"] == "verified"
    head, *rows = columns(out, FIRST)
    assert head == ["Isian", "Impor", "Pembaca 1", "Pembaca 2", "Pembaca 3", "Berlaku"]
    cells = {label[:10]: cells for label, *cells in rows}
    assert cells["1 H. Anies"] == ["tidak terbaca", "131", "130", "131", "131"]
