"""Above the district: what is read there, and what holds a D form."""

from __future__ import annotations

import pytest
from django.db import transaction

from telusur.results.elections.services import (
    StationRow,
    enter_stations,
)
from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.services import Refused
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    REGENCY,
    brought_out,
    district,
    fill,
    opened,
    person,
    read_all,
)
from telusur.results.plenaries.tests.test_pages import at, secured

pytestmark = pytest.mark.django_db
NEIGHBOUR = 360102
BESIDE = 3601022001001


def two_districts(**cells):
    """Return the contest, and the published plenaries of two districts of a regency; the second said `cells`."""
    contest = district()
    names = {36: "BANTEN", REGENCY: "PANDEGLANG", NEIGHBOUR: "PANIMBANG", BESIDE // 1000: "MEKARSARI"}
    rows = [StationRow(BESIDE, "", (259, 1, 260))]
    with transaction.atomic():
        enter_stations(election=contest.election, rows=rows, names=names, provisional=False)
    fill(contest, BESIDE, **cells)
    found = []
    for place in (DISTRICT, NEIGHBOUR):
        ppk = person(contest, "ppk", place)
        plenary = opened(contest, ppk, place=place)
        read_all(plenary, [unit.code for unit in selectors.units_below(plenary=plenary)], ppk)
        brought_out(plenary, ppk)
        plenary.refresh_from_db()
        found.append(plenary)
    return contest, found


def test_a_d_form_that_says_what_its_neighbour_says_is_held_until_somebody_says_why(client):
    contest, (one, other) = two_districts()
    type(other).objects.filter(pk=other.pk).update(totals=bytes(one.totals), gaps=bytes(one.gaps))
    kpu = person(contest, "kpu", REGENCY)
    regency = opened(contest, kpu, "kabko", REGENCY)
    words = {"plenary_id": regency.pk, "by": kpu, "at": AT}
    assert [unit.form.twins for unit in selectors.units_below(plenary=regency)] == [(NEIGHBOUR,), (DISTRICT,)]
    client.force_login(secured(kpu))
    page = client.get(at("unit", regency, NEIGHBOUR)).content.decode()
    assert "sama persis dengan formulir D SUMUR (R19)" in page
    with pytest.raises(Refused, match="held"):
        services.read_unit(unit=NEIGHBOUR, **words)
    services.read_unit(unit=DISTRICT, reason="Formulir Sumur asli, dibandingkan dengan C.Hasil", **words)
    cells = {"suara_1": 131, "suara_2": 83, "suara_sah": 282, "suara_total": 298}
    mended = {"reason": "Formulir Sumur terunggah dua kali", "evidence": "D.HASIL KECAMATAN halaman 1"}
    services.correct_unit(unit=NEIGHBOUR, cells=cells, **mended, **words)
    back = {field: one_said(regency, DISTRICT, field) for field in cells}
    with pytest.raises(Refused, match="breaks_rules") as refused:
        services.correct_unit(unit=NEIGHBOUR, cells=back, **mended, **words)
    assert "(R19)" in refused.value.facts["rules"]


def one_said(plenary, unit, field):
    line = plenary.lines.get(unit=unit)
    return selectors.said_column(line=line).values[selectors.layout_for(plenary=plenary).places[field]]


def test_d_forms_that_differ_in_one_number_are_read_as_they_are():
    contest, _plenaries = two_districts(suara_1=120, suara_2=94)
    kpu = person(contest, "kpu", REGENCY)
    regency = opened(contest, kpu, "kabko", REGENCY)
    read_all(regency, [DISTRICT, NEIGHBOUR], kpu)
    assert selectors.total_of(plenary=regency).values[selectors.layout_for(plenary=regency).places["suara_1"]] == 638
