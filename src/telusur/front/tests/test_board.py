"""The board of the nation and of a province: the facts of each office, in a constant number of queries."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest

from telusur.front.board import COMPLETE, FIGURES, IN_TIME, OVERDUE, RECEIVED
from telusur.kernel.accounts.models import Role
from telusur.kernel.figures import services as figures
from telusur.kernel.figures.models import FactYear
from telusur.kernel.figures.rules.measures import plain
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.figures.selectors import read_all, tell_all
from telusur.kernel.offices.models import Office
from telusur.openness.requests.tests.factories import Desk

from .factories import make_network, make_officer

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 2026


@pytest.fixture
def network(monkeypatch):
    """A nation of two provinces; one of its cities has answered one request late and lets another run past its day."""
    national = make_network(2, 3)
    banten = Office.objects.create(
        code="36", name="KPU Provinsi Banten", kind="province", slug="banten", parent=national
    )
    desk = Desk()
    Office.objects.filter(pk=desk.office.pk).update(parent=banten)
    desk.registered(received_at=datetime(YEAR, 3, 2, 3, tzinfo=UTC))
    at = datetime(YEAR, 11, 20, 3, tzinfo=UTC)
    for code in Office.objects.values_list("code", flat=True):
        figures.rebuild(office_code=code, first=YEAR, last=YEAR, on=date(YEAR, 11, 20), at=at)
    return desk


def numbers(answer) -> dict[str, dict[str, object]]:
    return {row["code"]: row for row in json.loads(answer.content)["Papan"]}


def test_a_province_tells_of_each_office_what_its_own_statistics_tell(client, network):
    found = numbers(client.get("/banten/papan/", {"format": "json"}))
    assert set(found) == {"36", "3673"}
    own = read_all(office_id=network.office.pk, period=year_of(YEAR), on=date(YEAR, 11, 20), keys=FIGURES)
    assert {each.figure.key: plain(each.value) for each in own}.items() <= found["3673"].items()
    assert (found["3673"][OVERDUE], found["3673"][IN_TIME]) == (1, 0)
    assert found["36"][IN_TIME] is None
    page = client.get("/banten/papan/", {"tahun": YEAR}).content.decode()
    for key in (RECEIVED, OVERDUE):
        (address,) = re.findall(rf'<a href="(/kota-serang/statistik/{key}/[^"]*)">1</a>', page)
        assert len(client.get(address).context["page"].object_list) == 1
    assert "/banten/statistik/requests.in_time/" not in page  # no number, so nothing to open


def test_the_nation_adds_up_its_provinces_and_opens_each_office(client, network):
    provinces = numbers(client.get("/nasional/papan/", {"format": "json"}))
    assert set(provinces) == {"11", "12", "36"}
    assert (provinces["36"]["offices"], provinces["36"][OVERDUE], provinces["36"]["reports.filed"]) == (2, 1, 0)
    every = numbers(client.get("/nasional/papan/", {"format": "json", "tingkat": "kantor"}))
    assert len(every) == 2 + 6 + 2
    assert every["3673"][OVERDUE] == 1


def test_a_province_of_which_an_office_is_still_to_be_counted_has_no_sum(client, network):
    FactYear.objects.filter(office_code="36").delete()
    assert numbers(client.get("/nasional/papan/", {"format": "json"}))["36"][OVERDUE] is None
    page = client.get("/nasional/papan/", {"angka": "lewat-batas"}).text
    assert 'aria-label="KPU Provinsi Banten: Lewat batas waktu sedang dihitung"' in page
    assert "1 sedang dihitung dan belum termasuk." in page
    assert page.count('data-label="Permohonan">sedang dihitung') == 1


def test_a_year_before_the_first_record_is_not_counted_on_page_and_in_files(client, network):
    early = YEAR - 1
    at = datetime(YEAR, 11, 20, 3, tzinfo=UTC)
    for code in Office.objects.values_list("code", flat=True):
        figures.rebuild(office_code=code, first=early, last=early, on=date(YEAR, 11, 20), at=at)
    own = tell_all(
        office_id=network.office.pk, office_code="3673", period=year_of(early), on=date(YEAR, 11, 20), keys=FIGURES
    )
    unknown = {each.figure.key for each in own if each.printed == "belum dihitung"}
    assert unknown == set(FIGURES) - {COMPLETE}  # a list that holds nothing is known to be incomplete
    office = numbers(client.get("/banten/papan/", {"masa": early, "format": "json"}))["3673"]
    province = numbers(client.get("/nasional/papan/", {"masa": early, "format": "json"}))["36"]
    for line in (office, province):
        assert [key for key in FIGURES if line[key] is None] == line["not_counted"].split()
        assert set(line["not_counted"].split()) == unknown
    for place, angka, topic in (
        ("/banten/papan/", "tepat-waktu", "KPU Kota Serang: Dijawab tepat waktu belum dihitung"),
        ("/nasional/papan/", "lewat-batas", "KPU Provinsi Banten: Lewat batas waktu belum dihitung"),
    ):
        page = client.get(place, {"masa": early, "angka": angka}).text
        assert f'aria-label="{topic}"' in page
        assert 'data-label="Permohonan">belum dihitung' in page
        assert not re.search(r"<text[^>]*>belum dihitung", page)  # wider than a tile
    now = numbers(client.get("/banten/papan/", {"masa": YEAR, "format": "json"}))["3673"]
    assert (now[OVERDUE], now["not_counted"]) == (1, "")


def test_the_board_is_searched_narrowed_and_sorted_and_an_impossible_wish_is_left_out(client, network):
    def codes(**wish: str) -> list[str]:
        wish |= {"format": "json", "tingkat": "kantor"}
        return [row["code"] for row in json.loads(client.get("/nasional/papan/", wish).content)["Papan"]]

    assert codes(q="serang") == ["3673"]
    assert codes(saring="lewat") == ["3673"]
    assert codes(urut="-lewat-batas")[0] == "3673"
    assert codes(urut="tepat-waktu")[0] == codes(urut="-tepat-waktu")[0] == "3673"  # the others have no number
    assert codes(urut="-nama")[0] == "36"
    everybody = codes()
    for odd in ({"urut": "x"}, {"saring": "x"}, {"masa": "1"}, {"angka": "x"}, {"page": "99"}):
        assert sorted(codes(**odd)) == sorted(everybody)


def test_the_page_has_a_tile_and_a_row_for_each_and_words_for_who_sees_neither(
    client, network, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        page = client.get("/nasional/papan/", {"angka": "lewat-batas"}).text
    assert page.count("<title>") == 1 + 38
    assert page.count('aria-label="KPU Provinsi') == 3
    assert page.count('scope="row"') == 3
    assert "1 provinsi lewat batas waktu, seluruhnya 1 permohonan." in page
    assert 'aria-label="KPU Provinsi Banten: Lewat batas waktu 1"' in page
    assert "style=" not in page
    below = client.get("/banten/papan/", {"angka": "tepat-waktu"}).text
    assert below.count("<title>") == 1 + 8
    assert 'aria-label="KPU Kota Serang: Dijawab tepat waktu 0 %"' in below
    assert 'viewBox="-1 -1 330 ' in below  # four columns stand side by side on a telephone
    assert "Geser peta" not in below
    assert "Geser peta" in page
    assert client.get("/kota-serang/papan/").status_code == 404


def test_a_nation_of_550_offices_needs_no_more_queries_than_one_of_ten(client, django_assert_max_num_queries):
    make_network(38, 13)
    with django_assert_max_num_queries(12):
        page = client.get("/nasional/papan/", {"tingkat": "kantor"}).text
    assert page.count('scope="row"') == 60
    assert "60 dari 532" in page


def test_the_table_leaves_as_files_with_the_definitions(client, network):
    with zipfile.ZipFile(io.BytesIO(client.get("/banten/papan/", {"format": "csv"}).content)) as folder:
        lines = folder.read("Papan.csv").decode("utf-8-sig").splitlines()
        assert "Definisi.csv" in folder.namelist()
    assert lines[0].startswith(('"Kode";"Kantor"', '"Kode","Kantor"'))
    assert len(lines) == 3
    book = openpyxl.load_workbook(io.BytesIO(client.get("/banten/papan/", {"format": "xlsx"}).content))
    assert book.sheetnames == ["Papan", "Definisi"]
    assert any("Dijawab tepat waktu" in str(cell.value) for cell in book["Definisi"]["B"])


def test_the_desk_of_a_parent_has_the_board_and_that_of_a_city_does_not(client, network):
    banten = Office.objects.get(code="36")
    client.force_login(make_officer(banten, Role.PPID), backend=BACKEND)
    page = client.get("/meja/banten/papan/").text
    assert re.search(r'href="/meja/banten/papan/"[^>]*aria-current="page"', page)
    assert "KPU Kota Serang" in page
    assert client.get("/meja/kota-serang/papan/").status_code == 403
    client.force_login(network.ppid, backend=BACKEND)
    assert "/papan/" not in client.get("/kota-serang/").text
