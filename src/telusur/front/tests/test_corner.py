"""The corner screen of an office: what it shows, without scripts and with what is there to show."""

from __future__ import annotations

import re

import pytest

from telusur.front import corner
from telusur.kernel.figures.selectors import figure_by_key
from telusur.openness.information import services
from telusur.openness.information.tests.factories import AT, an_entry, an_officer
from telusur.openness.requests.tests.factories import Desk

pytestmark = pytest.mark.django_db
ADDRESS = "/kota-serang/pojok/"


@pytest.fixture
def desk():
    return Desk()


def titles(page: str) -> list[str]:
    return re.findall(r'id="kartu-([a-z]+)"', page)


def shown(page: str) -> list[str]:
    return re.findall(r'data-slide="([a-z]+)"[^>]*"kartu-[a-z]+">', page)


@pytest.mark.parametrize("key", [key for slide in corner.NUMBERS for key in slide.figures])
def test_every_figure_of_the_screen_is_defined(key):
    assert figure_by_key(key=key).key == key


def test_an_office_without_anything_still_says_how_to_ask(client, desk):
    page = client.get(ADDRESS).text
    assert titles(page) == ["bertanya"]
    assert "Paling lambat 10 hari kerja" in page
    assert "<svg" in page.split('class="code"')[1]


def test_the_screen_shows_documents_numbers_and_how_to_ask_and_nobodys_name(
    client, desk, django_assert_max_num_queries
):
    case = desk.registered()
    item = services.enter_item(
        office_id=desk.office.pk, entry=an_entry(title="Daftar pemilih"), officer=desk.desk, at=AT
    )
    services.propose_item(item_id=item.pk, officer=desk.desk, at=AT)
    services.approve_item(item_id=item.pk, officer=an_officer(desk.office), at=AT)
    with django_assert_max_num_queries(18):
        answer = client.get(ADDRESS)
    page = answer.text
    assert titles(page) == ["terbaru", "permohonan", "bertanya"]
    assert shown(page) == ["terbaru"]
    assert "Daftar pemilih" in page
    opens = re.findall(r'<li><a href="([^"]+)"><b>', page)
    assert opens
    assert opens[0].startswith("/kota-serang/statistik/requests.received/?masa=20")
    assert case.number in client.get(opens[0]).text
    assert case.applicant.name not in page
    assert case.question not in page
    assert not answer.cookies


def test_without_scripts_each_slide_leads_to_the_next_and_can_be_paused(client, desk):
    desk.registered()
    first, second = client.get(ADDRESS).text, client.get(ADDRESS, {"kartu": "2"}).text
    assert 'http-equiv="refresh" content="12; url=?kartu=2"' in first
    assert (shown(first), shown(second)) == (["permohonan"], ["bertanya"])
    assert "url=?kartu=1" in second
    assert 'http-equiv="refresh"' not in client.get(ADDRESS, {"jeda": "1"}).text
    for odd in ("0", "99", "-1", "x", "9" * 40):
        assert client.get(ADDRESS, {"kartu": odd}).status_code == 200
