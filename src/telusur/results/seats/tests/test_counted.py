"""Votes of a council out of what was recapitulated, checked with what a plenary determined."""

from __future__ import annotations

import json
from datetime import timedelta

import numpy as np
import pytest
from click.testing import CliRunner
from django.db import transaction

from telusur.kernel.ledger.models import Act
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import checkpoint_at
from telusur.kernel.offices.models import Office
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.selectors import contest_named, layout_at, layout_of
from telusur.results.elections.services import (
    CandidateRow,
    DistrictRow,
    ElectionFiles,
    StationRow,
    enter_stations,
    load_election,
)
from telusur.results.plenaries.models import Determination, Plenary
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import Cause, Forms, take_forms
from telusur.results.seats import selectors, services
from telusur.results.seats.commands import seats
from telusur.results.seats.models import Basis
from telusur.results.seats.tests.room import AT, CHAIR, OFFICER, VOTED, cleared, determined, opened

pytestmark = pytest.mark.django_db
ONE, TWO = 3601012001001, 3602012001001
NAMES = {36: "BANTEN", 3601: "PANDEGLANG", 3602: "LEBAK", 360101: "SUMUR", 360201: "MALINGPING"}
NAMES |= {3601012001: "SUMBERJAYA", 3602012001: "SUKARAJA"}
VOTES = {ONE: (90, 60), TWO: (50, 80)}


def contest():
    """Return a contest of two lists in two districts of three seats, each list with three candidates, counted."""
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    listed = (Listed(1, "Partai Satu"), Listed(2, "Partai Dua"))
    definition = Definition("dpr2024", "DPR", "general", VOTED, (ContestDefinition("dpr", "dpr", "DPR", 0, listed),))
    load_election(files=ElectionFiles(definition), actor="import", at=AT)
    made = contest_named(election="dpr2024", contest="dpr")
    rows = [StationRow(code, "", (130, 130, 260)) for code in (ONE, TWO)]
    with transaction.atomic():
        enter_stations(election=made.election, rows=rows, names=NAMES, provisional=False)
    districts = [DistrictRow("dpr", f"banten-{n}", f"Banten {n}", 3, (area,)) for n, area in ((1, 3601), (2, 3602))]
    candidates = [
        CandidateRow("dpr", f"banten-{district}", party, number, f"Calon {party}{number}")
        for district in (1, 2)
        for party in (1, 2)
        for number in (1, 2, 3)
    ]
    load_election(files=ElectionFiles(definition, districts, candidates), actor="import", at=AT)
    for station, (first, second) in VOTES.items():
        layout = layout_at(contest=made, station=station)
        said = dict.fromkeys(layout.names, 0) | {"dpt_l": 260, "dpt_j": 260, "suara_1": first, "suara_2": second}
        said |= {"calon_1_1": first - 29, "calon_1_2": 19, "calon_1_3": 10, "calon_2_1": second - 9, "calon_2_2": 9}
        total = first + second
        said |= {"suara_sah": total, "suara_total": total, "ss_diterima": 265, "ss_digunakan": total}
        said |= {"pengguna_dpt_j": total, "pengguna_total_j": total, "pengguna_dpt_l": total, "pengguna_total_l": total}
        forms = Forms(np.array([station]), np.array([layout.vector(said)], dtype=np.int32))
        cause = Cause("recapitulation.verify", "user:1", AT)
        take_forms(contest=made, forms=forms, cause=cause, passed=Standing.VERIFIED, layout=layout)
    return made


def result(made, first, second, *, state="determined", number=1, district=None, place=0):
    """Put what a national plenary determined, of all or of one district: so many votes for each list."""
    layout = layout_of(contest=made, district=district)
    said = dict.fromkeys(layout.names, 0) | {"suara_1": first, "suara_2": second}
    totals = np.array(layout.vector(said), dtype="<i4").tobytes()
    gaps = bytes(len(totals))
    Plenary.objects.filter(contest=made).update(in_force=False)
    plenary = Plenary.objects.create(
        contest=made,
        level="nasional",
        place=place,
        number=number,
        district_id=district,
        ground="Putusan" if number > 1 else "",
        state=state,
        minutes="BA 1",
        opened_at=AT,
        opened_by_id=_somebody(),
        totals=totals,
        gaps=gaps,
        code=f"D-{number}-{district}",
    )
    return Determination.objects.create(
        plenary=plenary,
        contest=made,
        number=number,
        decision="Keputusan KPU 360/2024",
        decided_on=AT.date(),
        ruling=plenary.ground,
        totals=totals,
        gaps=gaps,
        determined_at=AT - timedelta(days=20),
        announced_at=AT - timedelta(days=20),
        index=7,
    )


def _somebody():
    from telusur.kernel.accounts.models import User  # noqa: PLC0415 only this helper needs a person

    return User.objects.get_or_create(email="ketua@contoh.test")[0].pk


def refusal(council, **more):
    with pytest.raises(services.Refused) as refused, transaction.atomic():
        services.take_counted(council_id=council.pk, actor=OFFICER, at=AT, **more)
    return refused.value.code


def asked_in_words(*more):
    done = CliRunner().invoke(seats, ["counted", "--election", "dpr2024", "--contest", "dpr", *more])
    assert (done.exit_code, done.exception is None) in {(0, True), (1, False)}, done.output
    return done.output


def asked_of_the_recapitulation(folder):
    """Return what the command says of the contest, after the tables it writes were divided as files are."""
    said = json.loads(asked_in_words("--json", "--out", str(folder)))
    files = [folder / "suara.csv", "--seats", folder / "kursi.csv", "--on", "2024-02-14", "--json"]
    again = json.loads(CliRunner().invoke(seats, ["allocate", *map(str, files)]).stdout)
    assert again["districts"] == said["districts"]
    return said


def test_votes_come_from_the_forms_and_are_held_against_the_determined_result(tmp_path, settings, client):
    settings.LEDGER_KEY = tmp_path / "ledger.key"
    made = contest()
    office = Office.objects.get()
    files_only = opened(office, slug="lain")
    assert refusal(files_only) == "no_contest"
    council = opened(office, contest_id=made.pk)
    assert refusal(council) == "not_determined"
    said = asked_of_the_recapitulation(tmp_path)
    assert (said["by_party"], said["total_seats"]) == ({"Partai Satu": 3, "Partai Dua": 3}, 6)
    assert (said["counted"]["Banten 1"]["stations"], said["counted"]["Banten 1"]["verified"]) == (1, 1)
    assert [each["kind"] for each in said["determination"]["reasons"]] == ["unfinished"]
    assert "belum ditetapkan seluruhnya" in asked_in_words("--determine")
    with transaction.atomic():
        result(made, 90, 60, district=made.districts.get(code="banten-1").pk)
        assert refusal(council) == "not_all_determined"
        transaction.set_rollback(True)
    with transaction.atomic():
        result(made, 140, 141, place=3601)
        assert refusal(council) == "not_announced"
        transaction.set_rollback(True)
    result(made, 140, 141)
    basis = services.take_counted(council_id=council.pk, actor=OFFICER, at=AT)
    assert (basis.source, basis.result) == ("plenaries", "Keputusan KPU 360/2024")
    kept = checkpoint_at(log=election_log("dpr2024"), size=basis.log_size)
    assert (basis.log_root, Act.objects.get(act="seats.take_basis").facts["log_root"]) == (kept.root.hex(),) * 2
    said = asked_of_the_recapitulation(tmp_path)
    assert [each["kind"] for each in said["determination"]["reasons"]] == ["faults"]
    found = selectors.working_of(basis=basis)
    assert [(fault.name, fault.total, fault.control) for fault in found.made.judged.faults] == [
        ("sum_misses/Partai Dua", 140, 141)
    ]
    assert {name: given.seats for name, given in found.districts.items()} == {
        "Banten 1": {"Partai Satu": 2, "Partai Dua": 1},
        "Banten 2": {"Partai Satu": 1, "Partai Dua": 2},
    }
    assert [place.people for place in selectors.places_of(working=found)] == [260, 260]
    assert [place.province for place in selectors.places_of(working=found)] == ["BANTEN", "BANTEN"]
    asked = [services.CorrectionAsked("Banten 2", "Partai Dua", 81, "Terlewat satu", "D.HASIL NASIONAL-DPR")]
    services.correct(council_id=council.pk, asked=asked, actor=OFFICER, at=AT)
    cleared(council)
    one = determined(council, actor=CHAIR, decided_on=AT.date())
    for page in ("", "penetapan/1/"):
        assert basis.log_root in client.get(f"/kpu/kursi/dpr-2024/{page}").content.decode()
    for page in ("", "dapil/", "dapil/banten-1/", "penetapan/1/", "penetapan/1/banten-1/"):
        said = client.get(f"/kpu/kursi/dpr-2024/{page}").content.decode()
        assert f"titik periksa ke-{basis.log_size} buku besar pemilu" in said, page
        assert 'href="/pleno/dpr2024/"' in said
    given = [(seat.district, seat.party, seat.candidate_name) for seat in selectors.seats_of(determination=one)]
    assert given == [
        ("Banten 1", "Partai Satu", "Calon 11"),
        ("Banten 1", "Partai Dua", "Calon 21"),
        ("Banten 1", "Partai Satu", "Calon 12"),
        ("Banten 2", "Partai Dua", "Calon 21"),
        ("Banten 2", "Partai Satu", "Calon 11"),
        ("Banten 2", "Partai Dua", "Calon 22"),
    ]
    result(made, 140, 140, state="overturned", number=2)
    assert refusal(council, ground="Putusan MK") == "overturned"
    assert Basis.objects.count() == 1
