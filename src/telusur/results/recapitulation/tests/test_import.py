from __future__ import annotations

import csv
import gzip
import json
from datetime import UTC, datetime, timedelta
from unittest import mock

import numpy as np
import pytest
from click.testing import CliRunner
from django.db import DatabaseError, IntegrityError, transaction

from telusur.kernel.ledger.models import Act
from telusur.kernel.ledger.rules.commitments import commitment
from telusur.kernel.ledger.selectors import size_of
from telusur.results.elections.models import Station, Territory
from telusur.results.elections.rules.layout import in_words
from telusur.results.elections.selectors import contest_named, layout_of
from telusur.results.recapitulation import selectors, services
from telusur.results.recapitulation.commands import results
from telusur.results.recapitulation.models import Event, Run
from telusur.results.recapitulation.rules.states import CORRECTED, Standing

pytestmark = pytest.mark.django_db

OF = ("--election", "pilpres2024", "--contest", "ppwp")
HEADER = "kode_tps,kab,kec,desa,unit,paslon1,paslon2,paslon3,dpt_l,dpt_p,dpt_j,suara_sah,suara_tidak_sah,suara_total,ts"
ROWS = """3601012001001,pandeglang,sumur,sumberjaya,001-tps,98,118,10,140,149,289,226,3,229,
3601012001002,pandeglang,sumur,sumberjaya,002-tps,118,76,18,145,145,290,213,6,219,
3601012001901,pandeglang,sumur,sumberjaya,901-tps,1,x,2,,,,3,-,3,
3602012001001,lebak,malingping,rahong,001-tps,,,,100,100,200,,,,
3602012001002,lebak,malingping,rahong,002-tps,5,,,,,,,,,
3602012001003,lebak,malingping,rahong,003-tps,,,,,,,,,,
"""
LATER = datetime(2024, 3, 20, tzinfo=UTC)


def run(*words):
    found = CliRunner().invoke(results, [str(word) for word in words])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


def answer(*words):
    return json.loads(run(*words, *OF, "--json").output)


def file_with(tmp_path, rows, name="hasil_20240301.csv"):
    file = tmp_path / name
    file.write_text(f"{HEADER}\n{rows}")
    return file


@pytest.fixture
def taken(tmp_path):
    """Three polling stations with votes, one of which is held, in an installation that was empty."""
    return answer("import", file_with(tmp_path, ROWS))


def test_a_file_is_taken_row_by_row_into_an_empty_installation(tmp_path):
    wrong = "36010120010,,,,,1,2,3,,,,,,,\n3601012001003,,,,004-tps,1,2,3,,,,,,,\n3601012001004,,,,,1.000,2,3,,,,,,,\n"
    wrong += "3601012001001,,,,,1,2,3,,,,,,,\n3601012001005,1\n"
    file = tmp_path / "hasil_20240301.csv.gz"
    file.write_bytes(gzip.compress(f"{HEADER}\n{ROWS}{wrong}".encode()))
    found = answer("import", file)
    assert (found["rows"], found["with_votes"]) == (11, 3)
    assert (found["sums"], found["valid_sum"]) == ({"1": 217, "2": 194, "3": 30}, 441)
    assert found["column_sums"]["suara_1"] == 222
    assert (found["new"], found["unchanged"], found["held"], found["label"]) == (5, 1, 2, "impor, belum diverifikasi")
    assert (found["territory_made"], found["stations_made"]) == (7, 6)
    assert [(each["row"], each["field"]) for each in found["refused"]] == [
        (8, "kode_tps"),
        (9, "unit"),
        (10, "paslon1"),
        (11, "kode_tps"),
        (12, "kec"),
    ]
    assert "bilangan bulat tanpa titik, paling banyak 9999999" in found["refused"][2]["remedy"]
    assert (found["refused"][4]["value"], "jumlah kolom" in found["refused"][4]["remedy"]) == ("2 ≠ 15", True)
    assert Territory.objects.get(pk=3601012001).name == "SUMBERJAYA"
    assert Territory.objects.get(pk=36).provisional
    assert Station.objects.get(pk__endswith="901").kind == "special"


def test_a_file_that_says_a_field_in_two_columns_is_not_taken(tmp_path):
    file = tmp_path / "hasil.csv"
    for twice in ("paslon1,paslon1", "paslon1,suara_1", "kode_tps,paslon1"):
        file.write_text(f"kode_tps,{twice}\n3601012001001,1,2\n")
        found = run("import", file, *OF)
        assert found.exit_code == 1
        assert "baris 1" in found.output
        assert "isian ini ada di dua kolom; hapus salah satu" in found.output
    assert not Run.objects.exists()


def test_what_is_in_counts_and_what_is_held_does_not(taken):
    found = answer("totals", "--level", "kabupaten")
    pandeglang, lebak = found["places"]
    assert (pandeglang["name"], pandeglang["votes"]) == ("PANDEGLANG", {"1": 99, "2": 118, "3": 12})
    assert [pandeglang[name] for name in ("stations", "received", "counted", "held", "missing")] == [3, 3, 2, 1, 0]
    assert [lebak[name] for name in ("stations", "received", "counted", "held", "missing")] == [3, 1, 0, 1, 2]
    assert found["total"]["votes"] == pandeglang["votes"]
    held = answer("totals", "--level", "kelurahan", "--include-held", "--territory", "3601")
    assert [place["votes"]["1"] for place in held["places"]] == [217]
    assert answer("totals", "--level", "nasional")["places"][0]["counted"] == 2
    assert "alat bantu, bukan hasil resmi" in run("totals", "--level", "provinsi", *OF).output
    form = selectors.form_of(contest=contest_named(election="pilpres2024", contest="ppwp"), station=3601012001901)
    layout = layout_of(contest=form.contest)
    assert in_words(selectors.vector_of(content=form.values)).endswith(",3,x,3,,,,1,x,2")
    assert layout.width * 4 == len(form.values)


def test_an_event_and_an_act_stand_for_each_change_and_stay(taken, tmp_path):
    assert Event.objects.count() == size_of(log="election/pilpres2024") == 5
    event = Event.objects.get(station__village=3601012001, station__number=2)
    act = Act.objects.get(log="election/pilpres2024", index=event.index)
    assert (act.act, act.subject_id) == ("recapitulation.import", "3601012001002")
    assert act.facts["votes"] == "held"
    assert act.facts["values"] == commitment(event.salt, in_words(selectors.vector_of(content=event.values)))
    for statement in (
        Event.objects.all().delete,
        lambda: Event.objects.update(reason="lain"),
        Run.objects.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()


def test_files_come_twice_late_and_corrected(taken, tmp_path):
    again = answer("import", file_with(tmp_path, ROWS))
    assert (again["new"], again["changed"], again["unchanged"], Event.objects.count()) == (0, 0, 6, 5)
    newer = ROWS.replace("118,76,18", "119,76,18").replace("98,118,10", ",,")
    found = answer("import", file_with(tmp_path, newer, "hasil_20240315.csv"), "--reason", "Koreksi di sumber")
    assert (found["changed"], found["kept_aside"], found["unchanged"]) == (2, 0, 4)
    late = answer("import", file_with(tmp_path, ROWS))
    assert (late["changed"], late["kept_aside"]) == (0, 2)
    assert answer("import", file_with(tmp_path, ROWS))["kept_aside"] == 0
    now = answer("totals", "--level", "provinsi")["total"]
    assert (now["votes"]["1"], now["corrected"]) == (120, 2)
    assert [answer("replay", "--until", size)["total"]["votes"]["1"] for size in (0, 1, 5, 7, 9)] == [
        0,
        98,
        99,
        120,
        120,
    ]
    assert (answer("replay", "--until", 9)["beyond_log"], answer("replay", "--until", 10)["log_size"]) == (False, 9)
    assert "baru berisi 9 kejadian" in run("replay", "--until", 10).output
    assert Event.objects.get(index=5).reason == "Koreksi di sumber"
    assert {run.flags for run in Run.objects.filter(last_index__gte=5)} == {CORRECTED}
    assert not Event.objects.get(index=8).in_force
    assert json.loads(run("replay", "--until", 5, "--json").output)["total"]["counted"] == 2


def test_every_replayed_moment_says_that_it_is_no_result(taken):
    label = "alat bantu, bukan hasil resmi"
    assert answer("replay", "--until", 3, "--level", "kabupaten")["label"] == label
    assert answer("replay", "--until", 3, "--level", "dapil")["label"] == label
    assert label in run("replay", "--until", 3, *OF).output


def test_the_nations_votes_are_printed_again_when_a_form_changes_them_and_only_then(taken, tmp_path):
    newer = ROWS.replace("118,76,18", "119,76,18").replace("98,118,10", ",,")
    files = [file_with(tmp_path, newer, "hasil_20240315.csv"), file_with(tmp_path, ROWS), None]

    def wait(_seconds):
        file = files.pop(0)
        if file is None:
            raise KeyboardInterrupt
        answer("import", file)

    with mock.patch("telusur.results.recapitulation.commands.totals.time.sleep", wait):
        lines = run("totals", "--level", "nasional", "--follow", "--json", *OF).output.splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert [(one["log_size"], one["counted"], one["votes"]) for one in told] == [
        (5, 2, {"1": 99, "2": 118, "3": 12}),
        (7, 2, {"1": 120, "2": 76, "3": 20}),
    ]
    assert {one["label"] for one in told} == {"alat bantu, bukan hasil resmi"}
    now = answer("totals", "--level", "nasional")["total"]
    assert (now["votes"], now["counted"]) == (told[-1]["votes"], told[-1]["counted"])

    refused = run("totals", "--level", "provinsi", "--follow", *OF)
    assert (refused.exit_code, "--level nasional" in refused.output) == (2, True)


def test_an_import_takes_no_place_of_what_people_entered(taken, tmp_path):
    contest = contest_named(election="pilpres2024", contest="ppwp")
    layout = layout_of(contest=contest)
    typed = layout.vector({"suara_1": 90, "suara_2": 118, "suara_3": 10, "suara_sah": 218})
    forms = services.Forms(np.array([3601012001001]), np.array([typed], dtype=np.int32))
    cause = services.Cause("recapitulation.correct", "user:1", LATER, reason="Foto lebih jelas", evidence="ab" * 32)
    done = services.take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.VERIFIED)
    assert (done.changed, done.held, list(done.places)) == (1, 0, [5])
    assert answer("import", file_with(tmp_path, ROWS, "hasil_20240401.csv"))["kept_aside"] == 1
    assert answer("totals", "--level", "provinsi")["total"]["votes"]["1"] == 91
    assert answer("totals", "--level", "provinsi")["total"]["verified"] == 1
    history = selectors.history_of(contest=contest, station=3601012001001)
    assert [(event.act, event.in_force) for event in history] == [
        ("recapitulation.import", True),
        ("recapitulation.correct", True),
        ("recapitulation.import", False),
    ]


def test_live_totals_follow_the_events(taken):
    contest = contest_named(election="pilpres2024", contest="ppwp")
    layout = layout_of(contest=contest)
    live = selectors.LiveTotals(contest, layout, selectors.columns_at(contest=contest, layout=layout, until=3), 3)
    assert live.sums[layout.places["suara_1"]] == 99
    assert live.catch_up() == 2
    values = np.array([layout.vector({"suara_1": n, "suara_2": 1, "suara_3": 0}) for n in (7, 9)], dtype=np.int32)
    forms = services.Forms(np.array([3601012001001, 3602012001003]), values)
    cause = services.Cause("recapitulation.enter", "user:1", LATER + timedelta(minutes=1))
    services.take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.ENTERED)
    assert live.catch_up() == 2
    assert live.sums[layout.places["suara_1"]] == 1 + 7 + 9
    now = selectors.columns_now(contest=contest, layout=layout)
    assert live.sums.tolist() == selectors.LiveTotals(contest, layout, now, live.size).sums.tolist()


COUNTS = [
    ("65_kaltara_20240317", (2295, 1847, 60399, 232549, 40646), (1606, 221)),
    ("99_luar_negeri_20240316", (2446, 1108, 71200, 172923, 61636), (998, 153)),
]


@pytest.mark.parametrize(("name", "sums", "counts"), COUNTS)
def test_real_files_give_the_counts_of_their_description(recapitulation_data, name, sums, counts):
    found = answer("import", recapitulation_data / f"pilpres2024_tps_{name}.csv.gz")
    assert (found["rows"], found["with_votes"], *found["sums"].values()) == sums
    assert found["refused"] == []
    judged = answer("check")
    assert (judged["complete_rows"], judged["rows_with_findings"]) == counts


def test_banten_breaks_the_rules_row_by_row_as_was_counted_by_others(recapitulation_data, tmp_path):
    found = answer("import", recapitulation_data / "pilpres2024_tps_36_banten_20240317.csv.gz")
    assert (found["rows"], found["with_votes"], found["valid_sum"]) == (33324, 26244, 5630596)
    assert found["sums"] == {"1": 1902261, "2": 3168004, "3": 560331}
    judged = answer("check", "--rows", tmp_path / "temuan.csv")
    assert (judged["complete_rows"], judged["rows_with_findings"]) == (17781, 3895)
    with (tmp_path / "temuan.csv").open() as listing:
        ours = {row["kode_tps"]: set(row["aturan"].split()) for row in csv.DictReader(listing)}
    with (recapitulation_data / "anomali_banten_20240317.csv").open() as listing:
        theirs = {row["kode_tps"]: families(row["pelanggaran"]) for row in csv.DictReader(listing)}
    assert sum(bool(rules) for rules in theirs.values()) == 3895
    assert [code for code, rules in theirs.items() if rules - ours.get(code, set())] == []


def families(names):
    """Which of our rules the names of the other count stand for; its caps on list and votes have no counterpart."""
    found = set()
    for name in names.split("|"):
        found |= {"R01"} if name.startswith("L+P") else set()
        found |= {"R02"} if name.startswith("pg_sum") else set()
        found |= {"R10"} if name == "pg_dpt>dpt" else set()
        found |= {"R05"} if name == "sum_paslon!=sah" else set()
        found |= {"R07"} if name == "sah+tidak!=total" else set()
        found |= {"R08"} if name == "pengguna!=total" else set()
    return found


def test_the_database_lets_nothing_count_that_no_station_can_hold_unless_people_said_so(tmp_path):
    rows = "3602012001001,lebak,malingping,rahong,001-tps,500,1,1,100,100,200,502,0,502,\n"  # more than 306: R13
    rows += "3602012001002,lebak,malingping,rahong,002-tps,90,1,1,100,100,200,60,0,60,\n"  # one has more than all: R12
    assert answer("import", file_with(tmp_path, rows))["held"] == 2
    for run_of in Run.objects.all():
        for standing in (Standing.IMPORTED, Standing.ENTERED):
            with pytest.raises(IntegrityError, match="impossible_votes_count_only_by_people"), transaction.atomic():
                Run.objects.filter(pk=run_of.pk).update(votes=standing)
        Run.objects.filter(pk=run_of.pk).update(votes=Standing.VERIFIED)
    event = Event.objects.first()
    event.pk, event.index, event.votes = None, 99, Standing.IMPORTED
    with pytest.raises(IntegrityError, match="no_event_counts_impossible_votes_by_itself"), transaction.atomic():
        event.save(force_insert=True)
