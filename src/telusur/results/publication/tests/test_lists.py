"""A contest of lists from its files to the published tree, and the independent program agrees."""

from __future__ import annotations

import csv
import json

import duckdb
import jsonschema
import pytest
from django.utils import timezone

from telusur.kernel.offices.models import Office
from telusur.results.elections.selectors import districts_of
from telusur.results.plenaries import services as plenaries
from telusur.results.plenaries.tests.room import AT, brought_out, opened, person, read_all
from telusur.results.publication.selectors import ElectionSource
from telusur.results.publication.services import publish
from telusur.results.recapitulation import services
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.selectors import district_totals
from telusur.results.recapitulation.tests.lists import NORTH, SOUTH, council_election, filled, taken
from telusur.results.recapitulation.tests.test_lists import run, written

from .test_publishing import SCHEMA, readd
from .test_readd_pages import within

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (NORTH * 1000 + number for number in (1, 2, 3))
LATER, SMALL = SOUTH * 1000 + 1, SOUTH * 1000 + 2


def test_a_contest_of_lists_goes_from_its_file_to_the_tree_and_every_candidate_adds_up(settings, tmp_path, request):
    settings.VAR, settings.LEDGER_KEY = tmp_path, tmp_path / "ledger.key"
    contest = council_election()
    north, south = districts = districts_of(contest=contest)
    forms = {FIRST: filled(north.layout, 3), SECOND: filled(north.layout, 6), LATER: filled(south.layout, 4)}
    nothing = dict.fromkeys(south.layout.names, 0)
    forms[SMALL] = nothing | {"calon_4_3": 1, "suara_4": 1, "suara_sah": 1, "suara_total": 1, "ss_diterima": 9}
    file, out = tmp_path / "kota_20240301.csv", tmp_path / "hasil"
    header = ("kode_tps", *districts.widest.names)
    file.write_text(written([{"kode_tps": code} | said for code, said in forms.items()], header))
    run("import", file, "--election", "kota2024", "--contest", contest.code, "--json")

    def published():
        return publish(source=ElectionSource(code="kota2024"), out=out, at=timezone.now())

    def data(*steps):
        return json.loads(out.joinpath("current", contest.code, *map(str, steps)).read_bytes())

    published()
    said = readd(out)
    assert (said["differences"], said["checked"]["stations"], said["checked"]["electoral districts"]) == ([], 6, 2)

    village = data(36, 3671, 367101, NORTH, "data.json")
    assert [(each["district"], each["standing"]) for each in village["stations"]] == [
        ("kota-1", "imported"),
        ("kota-1", "imported"),
        ("kota-1", "missing"),
    ]
    assert village["stations"][0]["cells"] == list(north.layout.vector(forms[FIRST]))
    folded = data(36, 3671, 367102, SOUTH, "data.json")
    assert (folded["stations"][0]["cells"], folded["groups"][0]["stations"]) == (None, [LATER, SMALL])
    fields = south.layout.vote_fields
    assert dict(zip(fields, folded["groups"][0]["numbers"]["districts"]["kota-2"]["sums"], strict=True)) == {
        name: forms[LATER][name] + forms[SMALL][name] for name in fields
    }
    nation = data("data.json")["numbers"]
    votes = {each.district.code: each.sums for each in district_totals(contest=contest)}
    for code, place in (("kota-1", 0), ("kota-2", 1)):
        made = data("dapil", f"{code}.json")
        assert made["numbers"] == nation["districts"][code]
        sums = dict(zip(made["votes"], made["numbers"]["sums"], strict=True))
        assert sums == {name: votes[code][name] for name in sums}
        assert made["seats"] == districts.all[place].seats
    assert [row["suara_caleg"] for row in csv.DictReader((out / f"current/{contest.code}/dapil/calon.csv").open())] == [
        str(votes[district.code][choice.field_of(each)])
        for district in districts
        for choice in district.layout.choices
        for each in choice.candidates
    ]
    files = (out / f"current/unduh-{contest.code}.html").read_text()
    assert "dapil/suara.csv" in files
    assert [name in files for name in ("3671.csv", "3672.csv")] == [True, False]  # the other city votes for no council
    page = (out / f"current/{contest.code}/dapil/kota-2.html").read_text()
    assert "1.3 Calon 1.3" in page
    assert (
        'href="../../../../dapil/kota-1.html"'
        in (out / f"current/{contest.code}/36/3671/367101/{NORTH}/index.html").read_text()
    )
    table = out / f"current/bulk/{contest.code}/3671.parquet"
    rows = duckdb.sql(f"select dapil, calon_4_2, calon_4_4 from '{table}' where kode_tps = '{FIRST}'").fetchall()
    assert rows == [("kota-1", forms[FIRST]["calon_4_2"], None)]
    report = json.loads((out / f"current/nist/{contest.code}/36.json").read_bytes())
    exchanged(report, districts, nation)

    corrected(contest, forms[FIRST], out, published)
    read_out_by_a_plenary(contest, north.layout, forms[SECOND], out, published)
    tampered(contest, north.layout, out)
    schema = request.getfixturevalue("recapitulation_data") / SCHEMA  # what is above needs no data that lies elsewhere
    assert list(jsonschema.Draft4Validator(json.loads(schema.read_bytes())).iter_errors(report)) == []


def exchanged(report, districts, nation):
    """Every party and candidate stands in the report, each district is a contest, and its selections are its sums."""
    held, *contests = report["Election"][0]["Contest"]
    assert (held["@type"], report["Party"][1]["@id"]) == ("ElectionResults.PartyContest", "p4")
    people = {one["@id"]: one["PartyId"] for one in report["Election"][0]["Candidate"]}
    units = {one["@id"]: one.get("ComposingGpUnitIds") for one in report["GpUnit"]}
    assert (units["dapil-kota-1"], units["dapil-kota-2"]) == (["gp-367101"], ["gp-367102"])
    for one, district in zip(contests, districts, strict=True):
        assert (one["NumberElected"], one["ElectoralDistrictId"]) == (district.seats, f"dapil-{district.code}")
        said = {}
        for each in one["BallotSelection"]:
            (candidate,) = each.get("CandidateIds", [""])
            (of,) = each.get("EndorsementPartyIds") or each["PartyIds"]
            assert not candidate or people.pop(candidate) == of
            said[candidate or of] = [count["Count"] for count in each["VoteCounts"] if count["Type"] == "total"]
        sums = dict(zip(district.layout.vote_fields, nation["districts"][district.code]["sums"], strict=True))
        assert said == {
            name: [sums[field]] * 2  # of the district, and of the one regency it lies in
            for choice in district.layout.choices
            for name, field in (
                (f"p{choice.number}", choice.own if choice.candidates else choice.total),
                *((f"c-{district.code}-{choice.number}-{n.number}", choice.field_of(n)) for n in choice.candidates),
            )
        }
    assert people == {}


def corrected(contest, form, out, published):
    """Two candidates were taken for each other: the correction is published, and so is no other number."""
    words = {"reason": "Tertukar", "evidence": "C.HASIL", "actor": "user:1", "at": timezone.now()}
    swapped = form | {"calon_1_1": form["calon_1_2"], "calon_1_2": form["calon_1_1"]}
    cause = services.Cause("recapitulation.correct", **words)
    taken(contest, FIRST, 3, cause=cause, passed=Standing.VERIFIED, **swapped)
    assert published().fell == 1  # the list has as many votes as before, a candidate has fewer
    assert readd(out)["differences"] == []
    feed = json.loads((out / "current/changes/000002.json").read_bytes())
    assert feed["nation"][contest.code].keys() >= {"sums"}
    assert "districts" not in feed["nation"][contest.code]
    assert feed["districts"][contest.code].keys() == {"kota-1"}
    held = json.loads((out / f"current/{contest.code}/dapil/kota-1.json").read_bytes())
    assert feed["districts"][contest.code]["kota-1"] == held["numbers"]


def read_out_by_a_plenary(contest, layout, form, out, published):
    """A plenary moves votes within a list: its D form has every row, and C against D names the two candidates."""
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    last = taken(contest, THIRD, 1)
    ppk = person(contest, "ppk", 367101)
    plenary = opened(contest, ppk, place=367101)
    read_all(plenary, [FIRST, THIRD], ppk)
    swapped = {"calon_1_1": form["calon_1_1"] - 2, "calon_1_2": form["calon_1_2"] + 2}
    words = {"reason": "Tertukar", "evidence": "C.HASIL", "by": ppk, "at": AT}
    plenaries.correct_unit(plenary_id=plenary.pk, unit=SECOND, cells=swapped, **words)
    brought_out(plenary, ppk)
    published()
    assert readd(out)["differences"] == []
    place = out / f"current/{contest.code}/36/3671/367101"
    made = json.loads((place / "d-kota-1-1.json").read_bytes())
    assert [each["units"] for each in made["columns"]] == [[FIRST], [SECOND], [THIRD]]
    assert made["labels"]["calon_1_2"] == "1.2 Calon 1.2"
    column = dict(zip(made["fields"], made["columns"][2]["values"], strict=True))
    assert column.items() >= {name: last[name] for name in layout.vote_fields}.items()
    sums = [sum(each["values"][at] for each in made["columns"]) for at in layout.vote_places]
    assert [made["total"][at] for at in layout.vote_places] == sums
    compared = json.loads((place / "c-d.json").read_bytes())
    assert [(row[0], row[1], row[7], row[4]) for row in compared["rows"] if row[4]] == [
        ([SECOND], 1, 2, 2),
        ([SECOND], 1, 1, -2),
    ]
    counts = {"rows": 9, "changed": 0, "gained": 0, "lost": 0, "without_form": 0, "candidates": 2}
    assert compared["summary"] == counts
    assert "2 angka calon atau partai berbeda" in (place / "c-d.html").read_text()


def told_otherwise(out, path, kind, edits):
    """Change one file in each of these ways; the independent program names each of them as of this kind."""
    file = out / "current" / path
    kept = file.read_bytes()
    for number, edit in enumerate(edits):
        made = json.loads(kept)
        edit(made)
        file.write_text(json.dumps(made))
        assert (kind, path) in {(one["kind"], one["where"]) for one in readd(out)["differences"]}, (path, number)
    file.write_bytes(kept)


def tampered(contest, layout, out):
    village = f"{contest.code}/36/3671/367101/{NORTH}/index.html"
    pages = (
        (f"{contest.code}/dapil/kota-1.html", b"1.1 Calon 1.1<", b'class="all">'),  # of a candidate in the district
        (f"{contest.code}/dapil/kota-1.html", b"Perolehan suara partai", b'class="sure">'),
        (f"{contest.code}/dapil/kota-1.html", b"<p class=lead>", b", "),  # its seats
        (village, b"1.1 Calon 1.1<", b'class="all">'),
        (village, b"Suara partai dan calon menurut nomornya", b"<b>"),
        (village, b"Suara partai dan calon menurut nomornya", b"calon <i>1</i> "),
    )
    for path, start, old in pages:
        kept = (out / "current" / path).read_bytes()
        within(path, start, old, old + b"9")(out / "current")
        found = {(one["kind"], one["where"]) for one in readd(out)["differences"]}
        assert found >= {("hash", path), ("page", path)}, (path, start)
        (out / "current" / path).write_bytes(kept)
    report = out / f"current/nist/{contest.code}/36.json"
    told_otherwise(out, f"nist/{contest.code}/36.json", "exchange", (
        lambda said: said["Election"][0]["Contest"][1].update(NumberElected=99),
        lambda said: said["Election"][0]["Contest"][1]["BallotSelection"].reverse(),
        lambda said: said["Election"][0]["Contest"][1].update(SubUnitsReported=0),
        lambda said: said["Election"][0]["Contest"].pop(),
        lambda said: said["Election"][0]["Candidate"][0]["BallotName"]["Text"][0].update(Content="Lain"),
        lambda said: said["Election"][0]["Candidate"][0].update(PartyId="p4"),
    ))  # fmt: skip
    place = f"{contest.code}/36/3671/367101"
    told_otherwise(out, f"{place}/c-d.json", "compared", (lambda said: said["rows"].pop(0),))
    told_otherwise(out, f"{place}/d-kota-1-1.json", "official", (
        lambda said: said["labels"].update(calon_1_2="1.2 Lain"),
        lambda said: said["labels"].update(calon_1_1="1.2 Calon 1.2"),
    ))  # fmt: skip
    told_otherwise(out, "changes/000003.json", "feed", (
        lambda said: said["districts"][contest.code]["kota-1"].update(counted=0),
    ))  # fmt: skip
    said = json.loads(report.read_bytes())
    said["Election"][0]["Contest"][2]["BallotSelection"][1]["VoteCounts"][0]["Count"] += 1
    report.unlink()
    report.write_text(json.dumps(said))
    assert [one["kind"] for one in readd(out)["differences"]] == ["hash", "exchange"]
    path = out / f"current/{contest.code}/36/3671/367101/{NORTH}/data.json"
    made = json.loads(path.read_bytes())
    made["stations"][0]["cells"][layout.places["calon_4_1"]] += 1
    path.unlink()
    path.write_text(json.dumps(made))
    found = [one for one in readd(out)["differences"] if one["kind"] == "sum"]
    assert found[0]["what"].startswith("dapil kota-1, jumlah TPS: sums")
