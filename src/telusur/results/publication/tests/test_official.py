"""D forms come into the tree with their columns, states and C against D, and the independent program adds them up."""

from __future__ import annotations

import csv
import json
import re
import shutil

import pytest
from django.db import IntegrityError, transaction

from telusur.results.plenaries import services
from telusur.results.plenaries.selectors import comparisons, form_of, withheld_from_public
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    FIRST,
    FOURTH,
    LATER,
    PROVINCE,
    REGENCY,
    SECOND,
    STATIONS,
    THIRD,
    VILLAGE,
    brought_out,
    district,
    fill,
    opened,
    person,
    read_all,
)
from telusur.results.plenaries.tests.test_levels_above import NEIGHBOUR, two_districts
from telusur.results.publication.selectors import ElectionSource, lines
from telusur.results.publication.services import publish
from telusur.results.recapitulation.services import order_run

from .test_publishing import data, readd
from .test_readd import change, program, removed, replaced
from .test_readd_pages import within

pytestmark = pytest.mark.django_db
RULING = "Putusan MK 1/2024"
SMALL = {"suara_1": 3, "suara_2": 1, "suara_3": 0, "suara_sah": 4, "suara_tidak_sah": 0, "suara_total": 4}


@pytest.fixture(autouse=True)
def _a_key_of_its_own(settings, tmp_path):
    settings.LEDGER_KEY = tmp_path / "keys" / "ledger.key"


def told(out, *steps):
    return json.loads(out.joinpath("current", "ppwp", *map(str, steps)).read_bytes())


def shown(out):
    """Publish once more, and let the independent program read all of it."""
    made = publish(source=ElectionSource(code="pilpres2024"), out=out, at=AT)
    assert readd(out)["differences"] == []
    return made


PLACE = f"ppwp/36/{REGENCY}/{DISTRICT}"


def _form(path, edit):
    return change(f"{path}/d-2.json" if path == PLACE else f"{path}/d-1.json", edit)


def _cell(made):
    made["columns"][0]["values"][made["fields"].index("suara_1")] += 1


def _more(made):
    made["forms"][1]["sums"][0] += 1


TAMPERED = {
    "a cell of a column": (_form(PLACE, _cell), {"hash", "sum", "official", "compared"}),
    "the sum and its column": (
        _form(PLACE, lambda made: (_cell(made), made["total"].__setitem__(made["fields"].index("suara_1"), 376))),
        {"hash", "sum", "official"},
    ),
    "a column read from below": (_form(f"ppwp/36/{REGENCY}", _cell), {"hash", "sum", "official"}),
    "a column left out": (_form(PLACE, lambda made: made["columns"].pop()), {"hash", "sum", "official", "compared"}),
    "a correction's reason": (
        _form(PLACE, lambda made: made["corrections"][0].update(reason="Lain")), {"hash", "official", "compared"},
    ),
    **{
        words: (_form(PLACE, edit), {"official"})
        for words, edit in (
            ("who signed", lambda made: made["signatures"][-1].update(given=False)),
            ("whose witness signed", lambda made: made["signatures"][-1].update(whose="Lain")),
            ("an objection", lambda made: made["objections"].append({"unit": None, "by": "witness 1", "text": "Lain",
                                                                     "answer": "open", "words": ""})),
            ("what a correction made", lambda made: made["corrections"][0]["cells"]["suara_1"].__setitem__(1, "1419")),
            ("what a correction found", lambda made: made["corrections"][0]["cells"]["suara_1"].__setitem__(0, "1")),
            ("a corrected field", lambda made: made["corrections"][0]["fields"].pop()),
            ("a name beside the values", lambda made: made["labels"].update(suara_1="2. Pasangan Lain")),
            ("a field", lambda made: made["fields"].__setitem__(0, "lain")),
            ("a code", lambda made: made.update(code_of_form="AAAA-BBBB-CCCC")),
            ("the signed words", lambda made: made.update(note=made["note"].replace("PPWP", "DPR"))),
            ("the final's digest", lambda made: made["digests"].update(final="0" * 64)),
            ("the minute of an act", lambda made: made["acts"][0].update(minute="2024-01-01T00:00Z")),
            ("an act left out", lambda made: made["acts"].pop(1)),
            ("the moment of publishing", lambda made: made.update(published_at="2099-01-01T00:00Z")),
            ("the minutes", lambda made: made.update(minutes="9/LAIN")),
        )
    },
    "a state": (_form("ppwp", lambda made: made.update(state="upheld")), {"hash", "official"}),
    "a decision": (_form("ppwp", lambda made: made["determined"].update(decision="K 1")), {"hash", "official"}),
    "a challenge": (_form("ppwp", lambda made: made["challenged"].update(registration="2/PHPU")), {"hash", "official"}),
    "a ruling": (_form("ppwp", lambda made: made["challenged"].update(changed=False)), {"hash", "official"}),
    "a result on the front page": (within("index.html", b"<h2>", b". 01: ", b". 01: 9"), {"page"}),
    "a ruling left out of the feed": (
        change("changes/000004.json", lambda made: made["plenaries"].pop()), {"hash", "feed"},
    ),
    "an act of another": (_form(PLACE, lambda made: made["acts"][0].update(index=0)), {"hash", "event"}),
    "the number beside the aid": (change(f"{PLACE}/data.json", _more), {"hash", "official"}),
    "official without a form": (
        change(f"{PLACE}/{VILLAGE}/data.json", lambda made: made.update(official=True)), {"hash", "official"},
    ),
    "a mark of a row": (change("ppwp/36/data.json", lambda made: made["rows"][0].update(official="")), {"official"}),
    "a form removed": (removed(f"{PLACE}/d-1.json"), {"missing"}),
    "a form's page removed": (removed(f"{PLACE}/d-1.html"), {"missing"}),
    "the public's copy": (replaced(f"{PLACE}/d-2.pdf", b"%PDF-1.7", b"%PDF-1.6"), {"hash", "official"}),
    "what a form said": (change(f"{PLACE}/c-d.json", lambda made: made["rows"][0].__setitem__(2, 9)), {"compared"}),
    "what a plenary said": (change(f"{PLACE}/c-d.json", lambda made: made["rows"][0].__setitem__(3, 9)), {"compared"}),
    "rows in another order": (change(f"{PLACE}/c-d.json", lambda made: made["rows"].reverse()), {"compared"}),
    "a row left out": (change(f"{PLACE}/c-d.json", lambda made: made["rows"].pop()), {"compared"}),
    "all rows of a station": (
        change(f"{PLACE}/c-d.json", lambda made: made.update(rows=[r for r in made["rows"] if r[0] != [SECOND]])),
        {"hash", "compared"},
    ),
    "the largest above": (change("ppwp/c-d.json", lambda made: made["largest"].clear()), {"hash", "compared"}),
    "a summary above": (change("ppwp/36/c-d.json", lambda made: made["summary"].update(gained=0)), {"compared"}),
    **{
        words: (within(path, start, old, new), {"page"})
        for words, path, start, old, new in (
            ("a challenge on a page", "ppwp/d-1.html", b"perkara", b"01/PHPU", b"02/PHPU"),
            ("a ruling beside the aid", "ppwp/index.html", b"perkara", b"diubah dengan", b"dikuatkan dengan"),
            ("a sum on a form's page", f"{PLACE}/d-2.html", b"Jumlah akhir formulir D", b"<b>", b"<b>9"),
            ("a unit on a form's page", f"{PLACE}/d-2.html", b">Unit</th>", b'data-l="01">', b'data-l="01">9'),
            ("a reason on a form's page", f"{PLACE}/d-2.html", b"Pembetulan", b"Salah salin", b"Tertukar"),
            ("who signed, on the page", f"{PLACE}/d-2.html", b"", b": ditandatangani", b": tidak ada: sakit"),
            ("a state on a form's page", f"{PLACE}/d-2.html", b"", b"formulir D diumumkan", b"hasil ditetapkan"),
            ("a digest on a form's page", f"{PLACE}/d-2.html", b"Formulir final", b"class=hash>", b"class=hash>0"),
            ("an act on a form's page", f"{PLACE}/d-2.html", b"", b"pleno dibuka", b"pleno ditutup"),
            ("the signed words on a page", f"{PLACE}/d-2.html", b"<pre", b"telusur/d-hasil", b"telusur/d-lain"),
            ("minutes beside the aid", f"{PLACE}/index.html", b"", b"Berita acara ", b"Berita acara 9"),
            ("a sum beside the aid", f"{PLACE}/index.html", b'data-l="Formulir D"', b"<b>", b"<b>9"),
            ("a difference from the aid", f"{PLACE}/index.html", b"", b'data-l="Selisih">', b'data-l="Selisih">9'),
            ("the mark of a row", "ppwp/36/index.html", b"", b"</i> D</span>", b"</i></span>"),
            ("a gain on a page", f"{PLACE}/c-d.html", b"", b'data-l="Selisih">', b'data-l="Selisih">9'),
            ("a form's votes on a page", f"{PLACE}/c-d.html", b"", b'data-l="C.Hasil">', b'data-l="C.Hasil">9'),
            ("what plenaries gave", "ppwp/36/c-d.html", b"", b"pleno menambah ", b"pleno menambah 9"),
            ("a part's summary", "ppwp/c-d.html", b"", b'data-l="Ditambah">', b'data-l="Ditambah">9'),
        )
    },
    "a table": (replaced(f"{PLACE}/c-d.csv", b"Salah salin", b"Benar"), {"hash", "compared"}),
}  # fmt: skip


def _every_way_is_named(whole, folder):
    """Tamper with copies of a tree in each of these ways, and return what the independent program did not name."""
    missed = {}
    for name, (tamper, kinds) in TAMPERED.items():
        tree = folder / "tampered"
        shutil.copytree(whole, tree)
        tamper(tree)
        found = {kind for kind, _where, _what in program().check(tree).differences}
        if not kinds <= found:
            missed[name] = kinds - found
        shutil.rmtree(tree)
    return missed


def standings(contest):
    """How many plenaries of a contest have published, rest on a decision that stands, and go on, as everybody reads."""
    own = [one for line in lines() if line.code == contest.election.code for one in line.contests]
    return [(one.published, one.determined, one.going_on) for one in own]


def test_signed_forms_stand_beside_the_aid_up_to_a_result_that_a_ruling_changes(tmp_path):  # noqa: PLR0915 one walk
    contest, out = district(**{f"s{FOURTH}": SMALL}), tmp_path / "out"
    people = {
        "kecamatan": (person(contest, "ppk", DISTRICT), DISTRICT, STATIONS),
        "kabko": (person(contest, "kpu", REGENCY), REGENCY, [DISTRICT]),
        "provinsi": (person(contest, "kpu", PROVINCE), PROVINCE, [REGENCY]),
        "nasional": (person(contest, "kpu", None), 0, [PROVINCE]),
    }
    ppk = people["kecamatan"][0]
    fill(contest, SECOND, suara_sah=240)  # R05 holds it: 231 were counted
    plenary = opened(contest, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    read_all(plenary, [THIRD, FOURTH], ppk)
    services.read_unit(unit=SECOND, reason="Tertulis demikian", **words)
    cells = {"suara_1": 141, "suara_sah": 241, "suara_total": 245}
    services.correct_unit(unit=FIRST, cells=cells, reason="Salah salin", evidence="C.HASIL hlm. 2", **words)
    shown(out)
    assert (data(out, 36, REGENCY, DISTRICT)["official"], (out / "current/ppwp/c-d.json").exists()) == (False, False)

    brought_out(plenary, ppk, absent=(3,))
    shown(out)
    assert "bukan hasil resmi" in (out / "current/index.html").read_text(encoding="utf-8")
    place = data(out, 36, REGENCY, DISTRICT)
    (form,) = place["forms"]
    assert (place["official"], form["state"], form["form"]) == (True, "published", "D.HASIL KECAMATAN-PPWP")
    assert form["sums"][:3] == place["numbers"]["sums"][:3] == [141 + 131 + 129 + 3, 83 + 83 + 85 + 1, 17 * 3]
    whole = told(out, 36, REGENCY, DISTRICT, "d-1.json")
    assert [column["units"] for column in whole["columns"]] == [[FIRST], [SECOND], [THIRD, FOURTH]]
    assert [one["given"] for one in whole["signatures"]].count(False) == 1
    (correction,) = whole["corrections"]
    assert (correction["reason"], correction["cells"]["suara_1"]) == ("Salah salin", ["131", "141"])
    assert (out / "current/ppwp/36" / f"{REGENCY}/{DISTRICT}/d-1.pdf").read_bytes().startswith(b"%PDF")
    folder = out / "current/ppwp/36" / str(REGENCY)
    pages = {name: (folder / name).read_text(encoding="utf-8") for name in (
        "index.html", f"{DISTRICT}/index.html", f"{DISTRICT}/d-1.html", f"{DISTRICT}/c-d.html",
        f"{DISTRICT}/{VILLAGE}/index.html",
    )}  # fmt: skip
    assert 'title="resmi: formulir D diumumkan"' in pages["index.html"]
    assert "resmi: formulir D diumumkan" in pages[f"{DISTRICT}/index.html"]
    assert all("bukan hasil resmi" in page for name, page in pages.items() if name.endswith("index.html"))
    assert "sudah diplenokan" in pages[f"{DISTRICT}/{VILLAGE}/index.html"]
    assert "tidak ada: Tidak hadir" in pages[f"{DISTRICT}/d-1.html"]
    assert all(len(page.encode()) < 100_000 for page in pages.values())

    first, rest = pages[f"{DISTRICT}/c-d.html"].split("<details>")
    assert ("Yang berbeda</caption>" in first, first.count("<tr>"), rest.count("<tr>")) == (True, 2, 9)
    compared = told(out, 36, REGENCY, DISTRICT, "c-d.json")
    assert compared["summary"] == {"rows": 9, "changed": 1, "gained": 10, "lost": 0, "without_form": 0, "candidates": 0}
    assert compared["rows"][0][:6] == [[FIRST], 1, 131, 141, 10, "Salah salin"]
    assert {tuple(row[0]) for row in compared["rows"]} == {(FIRST,), (SECOND,), (THIRD, FOURTH)}
    assert told(out, "c-d.json")["largest"] == compared["rows"][:1]
    table = list(csv.DictReader((folder / f"{DISTRICT}/c-d.csv").read_text(encoding="utf-8").splitlines()))
    assert (len(table), table[0]["units"], table[0]["gain"]) == (9, str(FIRST), "10")

    for level in ("kabko", "provinsi", "nasional"):
        by, code, units = people[level]
        above = opened(contest, by, level, code)
        why = "Tertulis demikian pada formulir D"  # what R05 holds below breaks it here as well
        services.read_unit(plenary_id=above.pk, unit=units[0], by=by, at=AT, reason=why)
        brought_out(above, by)
    kpu = {"plenary_id": above.pk, "by": people["nasional"][0], "at": AT}
    with pytest.raises(services.Refused, match="not_determined_here"):
        services.determine(plenary_id=plenary.pk, decision="K", decided_on=AT.date(), by=ppk, at=AT)
    one = services.determine(decision="Keputusan KPU 360/2024", decided_on=AT.date(), **kpu)
    shown(out)
    assert told(out, 36, REGENCY, "d-1.json")["columns"][0]["from"] == f"ppwp/36/{REGENCY}/{DISTRICT}/d-1"
    assert (data(out)["forms"][0]["determined"]["decision"], data(out)["rows"][0]["official"]) == (
        "Keputusan KPU 360/2024",
        "published",
    )
    front = (out / "current/index.html").read_text(encoding="utf-8")
    assert "resmi: hasil ditetapkan</span> Keputusan KPU 360/2024. <a" in front
    assert "bukan hasil resmi" not in front
    changed = (out / "current/changes/index.html").read_text(encoding="utf-8")
    assert changed.count("<b>formulir D diumumkan</b>") == 4
    assert standings(contest) == [(4, 1, 0)]
    assert re.search(r"<b>hasil ditetapkan</b>: <a [^>]+>Nasional</a>, [^<]+, Keputusan KPU 360/2024", changed)
    assert "Tidak ada angka TPS yang berubah.</p>" in changed
    services.record_dispute(registration="01/PHPU.PRES-XXII/2024", **kpu)
    with pytest.raises(services.Refused, match="open_already"):
        opened(contest, kpu["by"], "nasional", 0, ground=RULING)
    services.record_ruling(ruling=RULING, changes=True, **kpu)
    assert standings(contest) == [(4, 0, 0)]

    second = opened(contest, ppk, ground=RULING)
    assert (second.number, second.lines.count()) == (2, 4)  # what did not change below is read as before
    again = {"suara_1": 100, "suara_2": 114}
    services.correct_unit(
        plenary_id=second.pk, unit=THIRD, cells=again, reason=RULING, evidence="Putusan", by=ppk, at=AT + LATER
    )
    shown(out)
    assert data(out, 36, REGENCY, DISTRICT)["forms"][0]["replaced_by"] == RULING
    acts = [one["act"].removeprefix("plenaries.") for one in told(out, "..", "changes/000004.json")["plenaries"]]
    assert acts == ["record_dispute", "record_overturning"]
    brought_out(second, ppk, at=AT + LATER)
    shown(out)
    forms = data(out, 36, REGENCY, DISTRICT)["forms"]
    assert [(one["file"], one["in_force"]) for one in forms] == [("d-1", False), ("d-2", True)]
    assert [one["sums"][0] for one in forms] == [404, 375]
    (change,) = told(out, "..", "changes/000004.json")["changes"]["ppwp"]  # folded: that it changed, not what it was
    assert (change["station"], change["before"]["sums"], change["reason"]) == (THIRD, None, RULING)
    first, then = (told(out, 36, REGENCY, DISTRICT, f"d-{number}.json")["total"] for number in (1, 2))
    assert first != then
    assert _every_way_is_named((out / "current").resolve(), tmp_path) == {}

    for level in ("kabko", "provinsi", "nasional"):
        by, code, units = people[level]
        above = opened(contest, by, level, code, ground=RULING)
        assert above.lines.count() == 0
        services.read_unit(plenary_id=above.pk, unit=units[0], by=by, at=AT, reason=why)
        brought_out(above, by)
    kpu["plenary_id"] = above.pk
    two = services.determine(decision="Keputusan KPU 1205/2024", decided_on=AT.date(), **kpu)
    shown(out)
    both = data(out)["forms"]
    assert [(each["sums"][0], each["state"], each["determined"]["decision"]) for each in both] == [
        (404, "overturned", one.decision),
        (375, "determined", two.decision),
    ]
    assert (two.number, two.ruling, data(out)["numbers"]["sums"][0]) == (2, RULING, 375)
    assert [each["challenged"] for each in both] == [
        {"registration": "01/PHPU.PRES-XXII/2024", "ruling": RULING, "changed": True},
        None,
    ]
    services.record_dispute(registration="02/PHPU.PRES-XXII/2024", **kpu)
    shown(out)
    said = (out / "current/ppwp/d-2.html").read_text(encoding="utf-8")
    assert "Disengketakan di MK, perkara 02/PHPU.PRES-XXII/2024; belum diputus, angka ini tetap berlaku." in said
    services.record_ruling(ruling="Putusan MK 2/2024", changes=False, **kpu)
    shown(out)
    assert data(out)["forms"][1]["challenged"] == {
        "registration": "02/PHPU.PRES-XXII/2024", "ruling": "Putusan MK 2/2024", "changed": False,
    }  # fmt: skip
    for name in ("d-2", "index"):
        said = (out / f"current/ppwp/{name}.html").read_text(encoding="utf-8")
        assert "perkara 02/PHPU.PRES-XXII/2024; dikuatkan, angkanya tetap, dengan Putusan MK 2/2024." in said
    for name, words in (("d-1", "berubah oleh putusan MK"), ("d-2", f"Pleno ulang atas: {RULING}"), ("index", "1205")):
        assert words in (out / f"current/ppwp/{name}.html").read_text(encoding="utf-8")
    with pytest.raises(IntegrityError), transaction.atomic():
        one.delete()


def test_who_stands_together_does_so_live_on_the_paper_and_in_every_tree(tmp_path):
    contest, out = district(), tmp_path / "out"
    contest.election.stations.filter(pk__endswith=str(FIRST)).update(voters_j=6)
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, [SECOND, THIRD, FOURTH], ppk)
    said = {"plenary_id": plenary.pk, "unit": FIRST, "by": ppk, "at": AT}
    cells = {"suara_1": 132, "suara_sah": 232, "suara_total": 236}
    services.correct_unit(cells=cells, reason="Salah salin", evidence="C.HASIL hlm. 2", **said)
    shown(out)
    first = data(out, 36, REGENCY, DISTRICT, VILLAGE)["stations"][0]
    assert (first["standing"], first["folded"], first["corrected"]) == ("verified", [FIRST, SECOND], True)
    brought_out(plenary, ppk)
    live = {
        (tuple(map(int, (one.together or str(one.unit)).split(","))), one.choice, one.form, one.said, one.reasons)
        for one in comparisons(contest=contest)
    }
    assert {units for units, *_rest in live} == {(FIRST, SECOND), (THIRD,), (FOURTH,)}
    _main, *annexes = form_of(plenary=plenary, public=True).sheets
    assert "TPS 001 + 002" in str(annexes[0])
    shown(out)
    compared = told(out, 36, REGENCY, DISTRICT, "c-d.json")
    rows = [dict(zip(compared["columns"], row, strict=True)) for row in compared["rows"]]
    names = ("choice", "form", "said", "reasons")
    assert {(tuple(row["units"]), *(row[name] for name in names)) for row in rows} == live
    columns = [one["units"] for one in told(out, 36, REGENCY, DISTRICT, "d-1.json")["columns"]]
    assert columns == [[FIRST, SECOND], [THIRD], [FOURTH]]
    assert data(out, 36, REGENCY, DISTRICT, VILLAGE)["stations"][0]["standing"] == "settled"


@pytest.mark.parametrize("again", [(FOURTH,), (THIRD,), (THIRD, FOURTH)])
def test_who_votes_anew_stands_alone_on_no_paper_that_still_says_what_was_said_before(tmp_path, again):
    contest, out = district(**{f"s{FOURTH}": SMALL}), tmp_path / "out"
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, [FIRST, SECOND, FOURTH], ppk)
    cells = {"suara_1": 130, "suara_2": 84}
    words = {"reason": "Tertukar", "evidence": "C.HASIL hlm. 2", "by": ppk, "at": AT}
    services.correct_unit(plenary_id=plenary.pk, unit=THIRD, cells=cells, **words)
    brought_out(plenary, ppk)
    shown(out)
    compared = told(out, 36, REGENCY, DISTRICT, "c-d.json")
    assert {tuple(row[0]) for row in compared["rows"]} == {(FIRST,), (SECOND,), (THIRD, FOURTH)}
    assert [one["cells"] for one in told(out, 36, REGENCY, DISTRICT, "d-1.json")["corrections"]] == [{}]
    for station in again:
        order_run(contest=contest, station=station, kind="revote", decision=RULING, actor="user:1", at=AT)
    shown(out)
    compared = told(out, 36, REGENCY, DISTRICT, "c-d.json")
    assert {tuple(row[0]) for row in compared["rows"]} == {(FIRST,), (SECOND,)}
    form = told(out, 36, REGENCY, DISTRICT, "d-1.json")
    assert (form["columns"], [one["cells"] for one in form["corrections"]]) == ([], [{}])
    plenary.refresh_from_db()
    assert withheld_from_public(plenaries=[plenary]) == {plenary.pk}
    order_run(contest=contest, station=FIRST, kind="revote", decision=RULING, actor="user:1", at=AT)
    shown(out)
    compared = told(out, 36, REGENCY, DISTRICT, "c-d.json")
    assert {tuple(row[0]) for row in compared["rows"]} == {(SECOND,)}


def test_a_small_form_that_a_rule_holds_names_no_rule(tmp_path):
    contest, out = district(), tmp_path / "out"
    fill(contest, FOURTH, **(SMALL | {"suara_sah": 9}))
    fill(contest, FIRST, suara_sah=240)
    shown(out)
    first = data(out, 36, REGENCY, DISTRICT, VILLAGE)["stations"][0]
    small = data(out, 36, REGENCY, DISTRICT, FOURTH // 1000)["stations"][1]
    assert (small["code"], small["standing"], small["small"], small["findings"]) == (FOURTH, "held", True, [])
    assert ("R05" in first["reason"], "R" in small["reason"]) == (True, False)
    table = (out / f"current/bulk/ppwp/{REGENCY}.csv").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in table if line.startswith(str(FOURTH)))
    assert (small["reason"] in line, "R05" in line) == (True, False)


def test_a_district_that_is_small_as_a_whole_stands_alone_nowhere(tmp_path, client):
    contest, (one, other) = two_districts(**SMALL)
    kpu, out = person(contest, "kpu", REGENCY), tmp_path / "out"
    regency = opened(contest, kpu, "kabko", REGENCY)
    read_all(regency, [DISTRICT, NEIGHBOUR], kpu)
    brought_out(regency, kpu)
    shown(out)
    (column,) = told(out, 36, REGENCY, "d-1.json")["columns"]
    assert column["units"] == [DISTRICT, NEIGHBOUR]
    public, signed = ([page.heads for sheet in form_of(plenary=regency, public=one).sheets for page in sheet.pages]
                      for one in (True, False))  # fmt: skip
    assert f"SUMUR {DISTRICT} + PANIMBANG {NEIGHBOUR}" in str(public)
    assert f"PANIMBANG {NEIGHBOUR}" in str(signed)  # who signs it reads each
    assert " + " not in str(signed)

    regency.refresh_from_db()
    assert withheld_from_public(plenaries=[one, other, regency]) == {one.pk, other.pk}
    assert [told(out, 36, REGENCY, place, "d-1.json")["paper"] for place in (DISTRICT, NEIGHBOUR)] == [None, None]
    page = client.get("/pleno/pilpres2024/").content.decode()
    papers = {each.pk: each.papers.get(kind="public") for each in (one, other, regency)}
    ways = {key: f"/{paper.file.pk}/{paper.file.name}" in page for key, paper in papers.items()}
    assert ways == {one.pk: False, other.pk: False, regency.pk: True}
    assert page.count("akan membuka pilihan orang") == 2
    for key, paper in papers.items():
        answer = client.post("/pleno/pilpres2024/periksa/", {"note": paper.note}).content.decode()
        assert "Asli dan berlaku" in answer
        said = "Angka yang ditandatangani" in answer, paper.file.name in answer
        assert said == ((True, True) if key == regency.pk else (False, False))
