"""Above the district: what is read there, and what holds a D form."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import transaction

from telusur.results.elections.selectors import layout_of
from telusur.results.elections.services import (
    StationRow,
    enter_stations,
)
from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.rules.sums import Column, doubts
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
from telusur.results.recapitulation.rules.checks import bit

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
    assert at("plenary", other) in page  # what the D form rests on is one step away
    assert other.papers.get(kind="public").file.name in page
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
    assert refused.value.facts["rules"] == "Semua angkanya sama persis dengan SUMUR (R19)"


def one_said(plenary, unit, field):
    line = plenary.lines.get(unit=unit)
    return selectors.said_column(line=line).values[selectors.layout_for(plenary=plenary).places[field]]


def test_d_forms_that_differ_in_one_number_are_read_as_they_are():
    contest, _plenaries = two_districts(suara_1=120, suara_2=94)
    kpu = person(contest, "kpu", REGENCY)
    regency = opened(contest, kpu, "kabko", REGENCY)
    read_all(regency, [DISTRICT, NEIGHBOUR], kpu)
    assert selectors.total_of(plenary=regency).values[selectors.layout_for(plenary=regency).places["suara_1"]] == 638


def test_the_page_of_a_d_form_asks_for_no_date_and_names_what_its_sums_find(client):
    contest, (one, _other) = two_districts()
    kpu = person(contest, "kpu", REGENCY)
    regency = opened(contest, kpu, "kabko", REGENCY)
    layout = selectors.layout_for(plenary=one)
    column = selectors.total_of(plenary=one)
    values = list(column.values)
    values[layout.places["ss_diterima"]] = values[layout.places["suara_total"]] - 1
    values[layout.places["pengguna_dpt_j"]] = values[layout.places["dpt_j"]] + 1
    type(one).objects.filter(pk=one.pk).update(totals=np.array(values, dtype="<i4").tobytes())
    client.force_login(secured(kpu))
    page = client.get(at("unit", regency, DISTRICT))
    fields = {cell["name"] for part in page.context["parts"] for _label, line in part["lines"] for cell in line}
    assert not [name for name in fields if name.startswith("tanggal_")]
    assert fields == set(layout.names) - {"tanggal_hari", "tanggal_bulan", "tanggal_tahun"}
    found = page.context["findings"]
    votes, voters = (values[layout.places[name]] for name in ("suara_total", "dpt_j"))
    assert [f"{voters + 1} > {voters} (R10)" in found[0], f"{votes} > {votes - 1} (R12)" in found[1]] == [True, True]
    assert page.context["holds"] == []  # it is read all the same
    assert client.post(at("unit", regency, DISTRICT), {"act": "read"}).status_code == 302
    assert "temuan R10, R12" in client.get(at("plenary", regency)).content.decode()


def test_whoever_opens_a_plenary_before_those_below_are_published_is_told_which(client):
    contest = district()
    kpu = person(contest, "kpu", REGENCY)
    client.force_login(secured(kpu))
    form = {"what": f"ppwp/kabko/{REGENCY}/", "minutes": "BA 7"}
    page = client.post("/pleno/pilpres2024/kerja/buka/", form, follow=True)
    text = page.content.decode()
    assert "Formulir D SUMUR belum diumumkan" in text
    assert ">SUMUR</a>: formulir D-nya belum diumumkan" in text
    assert "begitu pleno di bawahnya mengumumkan formulir D-nya" in text


def test_a_sum_that_lacks_cells_is_no_upper_bound():
    layout = layout_of(contest=district())
    said = dict.fromkeys(layout.names, 0) | {"suara_total": 300, "ss_diterima": 266, "pengguna_dpt_l": 9, "dpt_l": 8}
    whole = Column.of_form(layout.vector(said))
    assert doubts(layout, whole) == bit("R10") | bit("R12")
    gaps = list(whole.gaps)
    gaps[layout.places["ss_diterima"]] = gaps[layout.places["dpt_l"]] = 1
    assert doubts(layout, Column(whole.values, tuple(gaps))) == 0
