"""Contests of lists: what parties and their candidates get in each electoral district."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner
from django.db import transaction

from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.rules.districts import overlapping, shared, span_of
from telusur.results.elections.selectors import contest_named, districts_of, layout_of
from telusur.results.elections.services import BadElection, ElectionFiles, StationRow, enter_stations, load_election
from telusur.results.recapitulation import selectors, services
from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.models import Run
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import CallRefused, Cause, Forms, SentForm, accept_forms, take_forms
from telusur.results.recapitulation.services.telling import tell

from .lists import AT, ELSEWHERE, NAMES, NORTH, SOUTH, council_election, filled, taken


def test_territories_of_electoral_districts_are_spans_that_do_not_overlap():
    assert span_of(3671) == (3671000000000, 3671999999999)
    assert shared([span_of(367101), span_of(367102)], span_of(3671021001)) == [span_of(3671021001)]
    assert overlapping([367101, 367102, 3671]) == 367101
    assert overlapping([367101, 367102]) is None


@pytest.mark.django_db
def test_votes_of_lists_and_candidates_are_summed_in_their_electoral_district():
    contest = council_election()
    districts = districts_of(contest=contest)
    assert [(each.code, each.seats, each.areas) for each in districts] == [
        ("kota-1", 6, (367101,)),
        ("kota-2", 4, (367102,)),
    ]
    assert [districts.place_of(code) for code in (NORTH * 1000 + 1, SOUTH * 1000 + 2, ELSEWHERE)] == [0, 1, None]
    assert districts.all[1].layout.vote_fields == (
        *("partai_1", "calon_1_1", "calon_1_3", "suara_1"),
        *("partai_4", "calon_4_1", "calon_4_2", "calon_4_3", "calon_4_4", "suara_4", "suara_7"),
    )
    forms = [taken(contest, NORTH * 1000 + 1, 3), taken(contest, NORTH * 1000 + 2, 5)]
    south = taken(contest, SOUTH * 1000 + 1, 4)
    taken(contest, SOUTH * 1000 + 2, 2, suara_sah=1)  # held: the lists are more than the valid votes
    sums = [each.sums for each in selectors.district_totals(contest=contest)]
    for number in (1, 4, 7):
        assert sums[0][f"suara_{number}"] == sum(form[f"suara_{number}"] for form in forms)
        assert sums[1][f"suara_{number}"] == south[f"suara_{number}"]
    assert sums[0]["calon_4_2"] == forms[0]["calon_4_2"] + forms[1]["calon_4_2"]
    assert {name for name in sums[1] if name.startswith("calon")} == {
        *("calon_1_1", "calon_1_3"),
        *("calon_4_1", "calon_4_2", "calon_4_3", "calon_4_4"),
    }
    with pytest.raises(BadElection, match="forms"):
        council_election(more=((1, 9),))  # a stored form has no cell for another name
    taken(contest, SOUTH * 1000 + 3, 2, partai_1=None)  # held as well: part of its votes was not read, they have no sum
    held = list(selectors.district_totals(contest=contest, include_held=True))[1].sums
    assert held["suara_7"] == south["suara_7"] + 2
    nation = selectors.table_of(contest=contest, level=0, include_held=True).total
    assert nation.sums["suara_7"] == sum(form["suara_7"] for form in (*forms, south)) + 2


@pytest.mark.django_db
def test_both_copies_are_held_whichever_came_first_and_what_is_usual_in_a_regency_is_asked_of_the_check_alone():
    contest = council_election()
    one, other = NORTH * 1000 + 1, NORTH * 1000 + 2

    def came(station, base, act="enter"):
        passed = Standing.IMPORTED if act == "import" else Standing.ENTERED
        taken(contest, station, base, cause=Cause(f"recapitulation.{act}", "device:1", AT), passed=passed)

    def stand():
        return [Standing(selectors.form_of(contest=contest, station=code).votes) for code in (one, other)]

    came(one, 3, "import")
    came(other, 3)
    assert stand() == [Standing.HELD, Standing.HELD]
    with transaction.atomic():
        held = selectors.form_of(contest=contest, station=one)
        tell(contest=contest, run=held, cause=Cause("recapitulation.challenge", "user:1", AT))
    came(other, 4)
    assert stand() == [Standing.IMPORTED, Standing.ENTERED]
    assert "kesamaannya" in selectors.history_of(contest=contest, station=one).last().reason

    more = [NORTH * 1000 + number for number in range(4, 11)]
    with transaction.atomic():
        rows = [StationRow(code, "", (130, 130, 260)) for code in more]
        enter_stations(election=contest.election, rows=rows, names=NAMES, provisional=False)
    for base, code in enumerate(more, start=5):
        came(code, base)
    came(NORTH * 1000 + 3, 30)
    assert selectors.findings_of(contest=contest).by_rule["R23"] == 1
    assert not any(run.findings & 1 << 22 for run in Run.objects.filter(contest=contest))


def written(rows, header):
    lines = [",".join(header), *(",".join(str(row.get(name, "")) for name in header) for row in rows)]
    return "\n".join(lines) + "\n"


def run(*words):
    found = CliRunner().invoke(results, [str(word) for word in words])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return json.loads(found.output)


@pytest.mark.django_db
def test_a_file_of_two_electoral_districts_is_imported_checked_summed_and_replayed(tmp_path):
    contest = council_election()
    districts = districts_of(contest=contest)
    of = ("--election", "kota2024", "--contest", contest.code, "--json")
    header = ("kode_tps", *districts.widest.names)
    north, south = districts
    forms = {
        NORTH * 1000 + 1: filled(north.layout, 3),
        NORTH * 1000 + 2: filled(north.layout, 5, calon_1_2=8, calon_1_3=7),
        SOUTH * 1000 + 1: filled(south.layout, 4),
        SOUTH * 1000 + 2: filled(south.layout, 2) | {"calon_1_2": 9},  # nobody stands there under this number
        ELSEWHERE: filled(north.layout, 1),
    }
    file = tmp_path / "kota_20240301.csv"
    file.write_text(written([{"kode_tps": code} | said for code, said in forms.items()], header))
    said = run("import", file, *of)
    assert [(each["field"], each["remedy"].partition(" ")[0]) for each in said["refused"]] == [
        ("calon_1_2", "calon"),
        ("kode_tps", "TPS"),
    ]
    assert (said["new"], said["held"], said["with_votes"]) == (3, 0, 3)
    both = forms[NORTH * 1000 + 1]["suara_4"] + forms[NORTH * 1000 + 2]["suara_4"]
    assert (said["by_district"]["kota-1"]["sums"]["4"], "calon_4_1" in said["column_sums"]) == (both, False)
    assert run("import", file, *of)["unchanged"] == 3

    file.write_text(written([{"kode_tps": SOUTH * 1000 + 3} | filled(south.layout, 6, calon_4_3=1)], header))
    assert run("import", file, *of)["held"] == 1
    assert run("check", *of)["by_rule"]["R06"] == 1

    total = run("totals", "--level", "kecamatan", *of)
    assert [(each["code"], each["stations"], each["counted"], each["held"]) for each in total["places"]] == [
        ("367101", 3, 2, 0),
        ("367102", 3, 1, 1),
    ]
    assert total["total"]["votes"]["4"] == both + forms[SOUTH * 1000 + 1]["suara_4"]
    assert "calon_4_1" not in total["total"]["fields"]
    inside = run("totals", "--level", "kelurahan", "--dapil", "kota-1", *of)
    assert [each["code"] for each in inside["places"]] == [str(NORTH)]
    assert inside["total"]["fields"]["calon_4_2"] == sum(forms[NORTH * 1000 + n]["calon_4_2"] for n in (1, 2))
    first, second = run("totals", "--level", "dapil", *of)["places"]
    assert (first["code"], first["seats"], first["votes"]["4"]) == ("kota-1", 6, both)
    assert second["fields"]["calon_1_3"] == forms[SOUTH * 1000 + 1]["calon_1_3"]
    once = run("replay", "--until", 1, "--level", "dapil", *of)["places"]
    assert [each["counted"] for each in once] == [1, 0]
    assert run("replay", "--until", 99, *of)["total"] == run("totals", "--level", "nasional", *of)["total"]


@pytest.mark.django_db
def test_a_device_sends_forms_of_several_electoral_districts_in_one_call_and_live_totals_follow():
    contest = council_election()
    districts = districts_of(contest=contest)
    taken(contest, NORTH * 1000 + 1, 3)
    columns = selectors.common_columns(contest=contest, districts=districts)
    live = selectors.LiveTotals(contest, districts.common, columns, 1, districts)
    device, _key = services.issue_device(election=contest.election, area=None, name="uji", actor="user:1", at=AT)

    def sent(key, *stations):
        forms = [
            SentForm(str(code), None, filled(districts.all[districts.place_of(code) or 0].layout, 4))
            for code in stations
        ]
        return accept_forms(device=device, contest=contest, key=key, forms=forms, digest=key, at=AT)

    assert sent("a", NORTH * 1000 + 2, SOUTH * 1000 + 1, NORTH * 1000 + 3)["new"] == 3
    live.catch_up()
    now = selectors.common_columns(contest=contest, districts=districts)
    assert live.sums.tolist() == selectors.LiveTotals(contest, districts.common, now, 0, districts).sums.tolist()
    nation = selectors.table_of(contest=contest, level=0).total
    assert nation.sums == dict(zip(districts.common.names, live.sums.tolist(), strict=True))
    with pytest.raises(CallRefused, match="outside"):
        sent("b", ELSEWHERE)

    president(contest, NORTH * 1000 + 2, moved=-1)
    president(contest, SOUTH * 1000 + 1, moved=+1)
    assert selectors.findings_of(contest=contest).by_rule["R16"] == 1  # more moved voters than the widest contest has


def president(contest, station, *, moved):
    """Put a form of the widest contest in force; it has the users of the council's, and so many more who moved."""
    held = (ContestDefinition("ppwp", "ppwp", "PPWP", 0, (Listed(1, "A"),)),)
    definition = Definition("kota2024", "Pemilu kota", "general", AT.date(), held)
    load_election(files=ElectionFiles(definition), actor="import", at=AT)
    form = selectors.form_of(contest=contest, station=station)
    wide = contest_named(election="kota2024", contest="ppwp")
    layout = layout_of(contest=wide)
    vector = [*selectors.vector_of(content=form.values)[: layout.width - 1], 0]
    vector[layout.places["pengguna_dptb_j"]] += moved
    forms = Forms(np.array([station]), np.array([vector], dtype=np.int32))
    take_forms(contest=wide, forms=forms, cause=Cause("recapitulation.enter", "user:1", AT), passed=Standing.ENTERED)
