"""What was counted abroad, from its units to the nation's result, and in the published tree."""

from __future__ import annotations

import pytest
from django.db import transaction

from telusur.kernel.offices.models import Office
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.selectors import contest_named
from telusur.results.elections.services import (
    CandidateRow,
    DistrictRow,
    ElectionFiles,
    StationRow,
    enter_stations,
    load_election,
)
from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.rules.states import PaperKind
from telusur.results.plenaries.services import Refused
from telusur.results.plenaries.tests.room import AT, brought_out, opened, person, read_all
from telusur.results.publication.selectors import ElectionSource, place_of
from telusur.results.publication.services import publish
from telusur.results.recapitulation.tests.lists import taken

from .test_publishing import readd

pytestmark = pytest.mark.django_db
SOUTH, EAST = 3174011001001, 3175011001001
EMBASSY, POST, BOX = 9901010001001, 9901010001002, 9901010001003
ABROAD, FAR = 9901, 9902
POSTED = 9902010001001


def test_votes_from_abroad_count_in_the_district_of_jakarta_ii_and_go_straight_to_the_nation(settings, tmp_path):
    settings.VAR, settings.LEDGER_KEY = tmp_path, tmp_path / "ledger.key"
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    listed = (Listed(1, "Partai Satu"), Listed(2, "Partai Dua"))
    held = (ContestDefinition("dpr", "dpr", "DPR", 0, listed),)
    definition = Definition("dpr2024", "DPR 2024", "general", AT.date(), held)
    load_election(files=ElectionFiles(definition), actor="import", at=AT)
    contest = contest_named(election="dpr2024", contest="dpr")
    rows = [StationRow(code, "", (130, 130, 260)) for code in (SOUTH, EAST)]
    units = {EMBASSY: "001-tps", POST: "002-pos-001", BOX: "003-ksk-001", POSTED: "001-pos-001"}
    rows += [StationRow(code, unit, (None, None, None)) for code, unit in units.items()]
    names = {31: "DKI JAKARTA", 3174: "JAKARTA SELATAN", 317401: "TEBET", 3175: "JAKARTA TIMUR", 317501: "MATRAMAN"}
    names |= {99: "LUAR NEGERI", ABROAD: "KUALA LUMPUR", FAR: "DEN HAAG", 990101: "KBRI", 990201: "KBRI"}
    names |= {code // 1000: "TEMPAT" for code in (SOUTH, EAST, EMBASSY, POSTED)}
    with transaction.atomic():
        enter_stations(election=contest.election, rows=rows, names=names, provisional=False)
    districts = [
        DistrictRow("dpr", "dki-i", "DKI Jakarta I", 6, (3175,)),
        DistrictRow("dpr", "dki-ii", "DKI Jakarta II", 7, (3174, 99)),
    ]
    candidates = [CandidateRow("dpr", each.code, party, 1, f"Calon {party}") for each in districts for party in (1, 2)]
    load_election(files=ElectionFiles(definition, districts, candidates), actor="import", at=AT)
    many = {"dpt_l": 4000, "dpt_j": 4000, "ss_diterima": 5000, "ss_tidak_digunakan": 0}
    bases = {SOUTH: 40, EAST: 50, EMBASSY: 900, POST: 300, BOX: 60, POSTED: 310}
    said = {code: taken(contest, code, base, **(many if base >= 300 else {})) for code, base in bases.items()}

    def done(level, place, role, expected, **more):
        by = person(contest, role, place or None)
        plenary = opened(contest, by, level, place, **more)
        assert [unit.code for unit in selectors.units_below(plenary=plenary)] == expected
        read_all(plenary, expected, by)
        brought_out(plenary, by)
        return plenary, by

    done("kecamatan", 317401, "ppk", [SOUTH])
    done("kabko", 3174, "kpu", [317401])
    city = contest.districts.get(code="dki-ii")
    done("provinsi", 31, "kpu", [3174], district=city.pk)
    near, _ppln = done("luar_negeri", ABROAD, "ppk", [EMBASSY, POST, BOX])  # more than any list at home, and lawful
    done("luar_negeri", FAR, "ppk", [POSTED])
    with pytest.raises(Refused, match="not_here"):
        opened(contest, person(contest, "kpu", 99), "provinsi", 99)
    nation, kpu = done("nasional", 0, "kpu", [31, ABROAD, FAR], district=city.pk)

    places = selectors.layout_for(plenary=nation).places
    total = selectors.total_of(plenary=nation)
    of_ours = [said[code] for code in said if code != EAST]
    assert {name: total.values[places[name]] for name in ("suara_1", "suara_2", "suara_sah")} == {
        name: sum(each[name] for each in of_ours) for name in ("suara_1", "suara_2", "suara_sah")
    }
    assert near.papers.get(kind=PaperKind.PUBLIC).note.split("\n")[1] == "D.HASIL PPLN-DPR"
    words = {"decision": "Keputusan KPU 360/2024", "decided_on": AT.date()}
    result = services.determine(plenary_id=nation.pk, by=kpu, at=AT, **words)
    assert result.plenary.district == city

    publish(source=ElectionSource(code="dpr2024"), out=place_of(election="dpr2024"), at=AT)
    again = readd(tmp_path / "hasil" / "dpr2024" / "current")
    assert (again["whole"], again.get("differences", [])) == (True, [])
    assert (tmp_path / f"hasil/dpr2024/current/dpr/99/{ABROAD}/index.html").is_file()
