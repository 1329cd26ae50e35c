from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest
from pypdfium2 import PdfDocument

from telusur.kernel.documents.services import open_bytes
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
from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.models import Compared
from telusur.results.plenaries.rules.sheet import rows_of
from telusur.results.plenaries.rules.states import PaperKind
from telusur.results.plenaries.services import Refused
from telusur.results.plenaries.tests.room import AT, DISTRICT, FIRST, NAMES, brought_out, opened, person
from telusur.results.plenaries.tests.test_pages import secured
from telusur.results.plenaries.views import desk
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.services import Cause, Forms, take_forms

pytestmark = pytest.mark.django_db
OUTSIDE = 3602012001001


def test_a_plenary_of_lists_has_the_rows_of_its_electoral_district(client, monkeypatch):
    Office.objects.create(code="0", name="KPU", kind="national", slug="kpu", time_zone="Asia/Jakarta")
    listed = (Listed(1, "Partai Satu"), Listed(2, "Partai Dua"))
    definition = Definition(
        "dpr2024", "DPR", "general", AT.date(), (ContestDefinition("dpr", "dpr", "DPR", 0, listed),)
    )
    rows = [StationRow(code, "", (130, 130, 260)) for code in (FIRST, OUTSIDE)]
    places = {**NAMES, 3602: "LEBAK", 360201: "MALINGPING", 3602012001: "SUMBER"}
    load_election(files=ElectionFiles(definition), actor="import", at=AT)
    contest = contest_named(election="dpr2024", contest="dpr")
    enter_stations(election=contest.election, rows=rows, names=places, provisional=False)
    districts = [DistrictRow("dpr", f"banten-{n}", f"Banten {n}", 6, (area,)) for n, area in ((1, 3601), (2, 3602))]
    candidates = [CandidateRow("dpr", "banten-1", party, n, f"Calon {party}{n}") for party in (1, 2) for n in (1, 2)]
    candidates += [CandidateRow("dpr", "banten-2", party, 1, f"Lain {party}") for party in (1, 2)]
    load_election(files=ElectionFiles(definition, districts, candidates), actor="import", at=AT)

    layout = layout_at(contest=contest, station=FIRST)
    said = dict.fromkeys(layout.names, 0) | {"partai_1": 5, "calon_1_2": 20, "suara_1": 25, "partai_2": 9, "suara_2": 9}
    said |= {"suara_sah": 34, "suara_tidak_sah": 1, "suara_total": 35}
    forms = Forms(np.array([FIRST]), np.array([layout.vector(said)], dtype=np.int32))
    cause = Cause("recapitulation.verify", "user:1", AT)
    take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.VERIFIED, layout=layout)

    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    assert plenary.district.code == "banten-1"
    assert [row.label for row in rows_of(layout) if row.field == "calon_1_2"] == ["1.2 Calon 12"]
    with pytest.raises(Refused, match="no_unit"):
        services.read_unit(plenary_id=plenary.pk, unit=OUTSIDE, by=ppk, at=AT)
    words = {"plenary_id": plenary.pk, "unit": FIRST, "by": ppk, "at": AT, "stands": "Bagian I sampai III kosong"}
    services.correct_unit(cells={"calon_1_1": 1, "calon_1_2": 19}, reason="Tertukar", evidence="C.HASIL", **words)
    brought_out(plenary, ppk)
    total = selectors.total_of(plenary=plenary)
    assert [total.values[layout.places[name]] for name in ("calon_1_1", "calon_1_2", "suara_1")] == [1, 19, 25]
    banten = person(contest, "kpu", 36)
    with pytest.raises(Refused, match="which_district"):
        opened(contest, banten, level="provinsi", place=36)
    for each in plenary.contest.districts.order_by("code"):
        above = opened(contest, banten, level="provinsi", place=36, district=each.pk)
        assert selectors.layout_for(plenary=above) == layout_at(
            contest=contest, station={"banten-1": FIRST}.get(each.code, OUTSIDE)
        )
        assert [unit.code for unit in selectors.units_below(plenary=above)] == [area.pk for area in each.areas.all()]
    assert list(Compared.objects.values_list("choice", "candidate", "form", "said")) == [
        (1, 1, 0, 1),
        (1, None, 25, 25),
        (2, None, 9, 9),
        (1, 2, 20, 19),
    ]
    summary = selectors.summary_of(contest=contest)
    assert (summary.rows, summary.changed, summary.candidates) == (2, 0, 2)
    page = client.get("/pleno/dpr2024/dpr/c-d/?changed=on").content.decode()
    assert ("1.1 <span" in page, "1.2 <span" in page, "2 angka calon" in page) == (True, True, True)
    named_by_its_district(client, plenary)

    client.force_login(secured(ppk))
    page = client.get(f"/pleno/dpr2024/kerja/{plenary.pk}/unit/{FIRST}/")
    tables = [(each["title"], len(each["rows"]), each["differs"]) for each in page.context["tables"]]
    assert [each for each in tables if each[0]] == [("1. Partai Satu", 4, True), ("2. Partai Dua", 4, False)]
    assert "2. Partai Dua: 9</summary>" in page.content.decode()
    monkeypatch.setattr(desk, "SIDE_BY_SIDE", 1)
    page = client.get(f"/pleno/dpr2024/kerja/{plenary.pk}/").context
    assert (page["total"], [one["votes"] for one in page["lists"]]) == (["34", "1", "35"], ["25", "9"])


def named_by_its_district(client, plenary):
    """A place may hold several plenaries of a contest: paper, file and list say of which electoral district each is."""
    assert '<span class="small muted">Banten 1</span>' in client.get("/pleno/dpr2024/").content.decode()
    file = plenary.papers.get(kind=PaperKind.PUBLIC).file
    with open_bytes(document=file.document) as content, closing(PdfDocument(content.read())) as paper:
        words = " ".join(paper[0].get_textpage().get_text_range().split())
    assert ("SUMUR, PANDEGLANG, BANTEN, Banten 1" in words, "1.2 Calon 12 19 19" in words) == (True, True)
    assert file.name == "D.HASIL-KECAMATAN-DPR-360101-Banten-1-public-1.pdf"
