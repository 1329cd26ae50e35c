"""A council election that goes all the way: polling stations, plenaries of every level, seats by decree, a ruling."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from django.db import transaction

from telusur.kernel.offices.models import Office
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.selectors import contest_named, layout_at
from telusur.results.elections.services import (
    CandidateRow,
    DistrictRow,
    ElectionFiles,
    StationRow,
    enter_stations,
    load_election,
)
from telusur.results.plenaries import services as plenaries
from telusur.results.plenaries.tests.room import brought_out, person
from telusur.results.plenaries.tests.room import opened as held
from telusur.results.publication.selectors import ElectionSource
from telusur.results.publication.services import publish
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import Cause, Forms, take_forms
from telusur.results.seats import services
from telusur.results.seats.rules.windows import PaperKind
from telusur.results.seats.tests.room import AT, CHAIR, OFFICER, VOTED, cleared, opened

CODE = "dpr2024"
ONE, TWO = 3601012001001, 3602012001001
NAMES = {36: "BANTEN", 3601: "PANDEGLANG", 3602: "LEBAK", 360101: "SUMUR", 360201: "MALINGPING"}
NAMES |= {3601012001: "SUMBERJAYA", 3602012001: "SUKARAJA"}
PLACES = {1: (ONE, 360101, 3601), 2: (TWO, 360201, 3602)}
# Own votes of the lists' candidates. The second and third of the first list are equal, and so are both lists in the
# second district; the third list stays below four percent.
OWN = {ONE: ((40, 20, 20), (30, 20, 5), (2, 0, 0)), TWO: ((30, 10, 10), (40, 6, 4), (3, 0, 0))}
ALONE = {ONE: (10, 5, 1), TWO: (10, 10, 1)}
RULING = "Putusan MK 01/2024"
HELD_AT = AT - timedelta(days=40)


def council_contest():
    """Return a contest of three lists in two districts of three seats, counted in a polling station each."""
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    listed = tuple(Listed(number, f"Partai {name}") for number, name in enumerate(("Satu", "Dua", "Tiga"), start=1))
    definition = Definition(CODE, "DPR", "general", VOTED, (ContestDefinition("dpr", "dpr", "DPR", 0, listed),))
    load_election(files=ElectionFiles(definition), actor="import", at=HELD_AT)
    contest = contest_named(election=CODE, contest="dpr")
    rows = [StationRow(code, "", (130, 130, 260)) for code in (ONE, TWO)]
    with transaction.atomic():
        enter_stations(election=contest.election, rows=rows, names=NAMES, provisional=False)
    districts = [DistrictRow("dpr", f"banten-{n}", f"Banten {n}", 3, (place[2],)) for n, place in PLACES.items()]
    candidates = [
        CandidateRow("dpr", f"banten-{district}", party, number, f"Calon {party}{number}", "llp"[(number + party) % 3])
        for district in PLACES
        for party in (1, 2, 3)
        for number in (1, 2, 3)
    ]
    load_election(files=ElectionFiles(definition, districts, candidates), actor="import", at=HELD_AT)
    for station in OWN:
        layout = layout_at(contest=contest, station=station)
        forms = Forms(np.array([station]), np.array([layout.vector(_said(layout, station))], dtype=np.int32))
        cause = Cause("recapitulation.verify", "user:1", HELD_AT)
        take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.VERIFIED, layout=layout)
    return contest


def _said(layout, station):
    said = dict.fromkeys(layout.names, 0) | {"dpt_l": 130, "dpt_p": 130, "dpt_j": 260}
    for party, (own, alone) in enumerate(zip(OWN[station], ALONE[station], strict=True), start=1):
        said |= {f"calon_{party}_{number}": votes for number, votes in enumerate(own, start=1)}
        said |= {f"partai_{party}": alone, f"suara_{party}": alone + sum(own)}
    whole = sum(said[f"suara_{party}"] for party in (1, 2, 3))
    for name in ("pengguna_dpt", "pengguna_total"):
        said |= {f"{name}_l": min(whole, 130), f"{name}_p": max(whole - 130, 0), f"{name}_j": whole}
    said |= {"suara_sah": whole, "suara_total": whole}
    return said | {"ss_diterima": 266, "ss_digunakan": whole, "ss_tidak_digunakan": 266 - whole}


class People:
    """Who holds the plenaries of every level."""

    def __init__(self, contest):
        self.contest = contest
        self.of = {place: person(contest, "ppk", place) for place in (360101, 360201)}
        self.of |= {place: person(contest, "kpu", place) for place in (3601, 3602, 36)}
        self.of[0] = person(contest, "kpu", None)

    def held(self, number, *, level, place, unit, corrects=None, ground=""):
        """Hold one plenary and publish its D form. corrects: cells that it says otherwise than the form below."""
        by = self.of[place]
        district = self.contest.districts.get(code=f"banten-{number}").pk
        plenary = held(self.contest, by, level, place, district=district, ground=ground)
        words = {"plenary_id": plenary.pk, "unit": unit, "by": by, "at": HELD_AT}
        if corrects:
            why = {"reason": "Salah salin", "evidence": "D.HASIL KECAMATAN"}
            plenaries.correct_unit(cells=corrects, **why, **words)
        elif not plenary.lines.exists():
            plenaries.read_unit(**words)
        brought_out(plenary, by, at=HELD_AT)
        return plenary

    def all_the_way(self, number, *, decision, first=None, later=None, ground=""):
        """Hold the plenaries of a district up to the nation and determine the result. first, later: what the plenaries
        of the subdistrict and of the regency correct."""
        station, subdistrict, regency = PLACES[number]
        more = {"ground": ground}
        self.held(number, level="kecamatan", place=subdistrict, unit=station, corrects=first, **more)
        self.held(number, level="kabko", place=regency, unit=subdistrict, corrects=later, **more)
        self.held(number, level="provinsi", place=36, unit=regency, **more)
        nation = self.held(number, level="nasional", place=0, unit=36, **more)
        words = {"plenary_id": nation.pk, "by": self.of[0], "at": HELD_AT}
        plenaries.determine(decision=decision, decided_on=HELD_AT.date(), **words)
        return words


def published(out, **more):
    return publish(source=ElectionSource(code=CODE), out=out, at=AT, **more)


def taken(council, **more):
    """Take the votes as the recapitulation has them, settle what the regency's plenary corrected, and decide ties."""
    services.take_counted(council_id=council.pk, actor=OFFICER, at=AT, **more)
    source = "D.HASIL KABKO-DPR, pembetulan"
    asked = [services.CorrectionAsked("Banten 1", "Partai Dua", 61, "Terlewat satu", source)]
    services.correct(council_id=council.pk, asked=asked, actor=OFFICER, at=AT)


def drawn(council, district, party, chosen):
    services.decide_tie(
        council_id=council.pk,
        district=district,
        party=party,
        chosen=[chosen],
        ground="Undian di depan pleno",
        minutes="BA 9/2024",
        actor=OFFICER,
        at=AT,
    )


def determined(council, decree="Keputusan KPU 1206/2024"):
    return services.determine(council_id=council.pk, decree=decree, decided_on=AT.date(), actor=CHAIR, at=AT)


def seated():
    """Return a council whose seats a decree determined, with the people who held its plenaries and the words by which
    the nation's plenary of the first district is named."""
    contest = council_contest()
    people = People(contest)
    more = {"suara_2": 61, "calon_2_1": 31, "suara_sah": 154, "suara_total": 154}
    more |= {"pengguna_dpt_p": 24, "pengguna_dpt_j": 154, "pengguna_total_p": 24, "pengguna_total_j": 154}
    more |= {"ss_digunakan": 154, "ss_tidak_digunakan": 112}
    first = people.all_the_way(1, decision="Keputusan KPU 360/2024", later=more)
    people.all_the_way(2, decision="Keputusan KPU 361/2024")
    council = opened(Office.objects.get(), contest_id=contest.pk, slug="dpr-2024")
    taken(council)
    drawn(council, "Banten 1", "Partai Satu", "3")
    drawn(council, "Banten 2", "", "Partai Dua")
    cleared(council)
    determined(council)
    return council, people, first


def ruled(council, people, first):
    """Let the Court change the result of the first district, and determine the seats anew."""
    case = cleared(council, PaperKind.REGISTERED, "PHPU 01/2024")
    plenaries.record_dispute(registration="PHPU 01/2024", **first)
    plenaries.record_ruling(ruling=RULING, changes=True, **first)
    swapped = {"suara_1": 60, "calon_1_1": 25, "calon_1_2": 5, "suara_2": 90, "calon_2_1": 60}
    people.all_the_way(1, decision="Keputusan KPU 900/2024", first=swapped, ground=RULING)
    cleared(council, PaperKind.RULING, RULING, answers=case.pk, changes=True)
    services.take_counted(council_id=council.pk, ground=RULING, actor=OFFICER, at=AT)
    drawn(council, "Banten 2", "", "Partai Dua")
    return determined(council, decree="Keputusan KPU 1300/2024")
