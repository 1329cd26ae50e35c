"""The menus: every name leads somewhere, and nobody is offered what refuses him."""

import re
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

import telusur
from telusur.front import frame
from telusur.kernel.accounts.models import Role

from .factories import make_office, make_officer

BACKEND = "django.contrib.auth.backends.ModelBackend"
MENUS = [frame.OFFICE_NAV, frame.NETWORK_NAV, frame.SIGNED_IN_NAV, frame.DESK_NAV]
MENUS += [places for groups in (frame.OFFICE_FOOT, frame.NETWORK_FOOT) for _label, places in groups]
NAMES = sorted({place.name for places in MENUS for place in places})
ROLES = [role for role in Role if role != Role.LIAISON]


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_of_a_menu_has_an_address(name):
    try:
        reverse(name, kwargs={"office": "kota-contoh"})
    except NoReverseMatch:
        reverse(name)


def test_no_two_entries_of_the_desk_share_a_key():
    keys = [place.key for place in frame.DESK_NAV if place.key]
    assert len(keys) == len(set(keys))


def test_no_page_of_the_desk_takes_a_key_of_the_menu():
    taken = {place.key for place in frame.DESK_NAV if place.key}
    pages = [path.read_text() for path in Path(telusur.__file__).parent.rglob("templates/**/*.html")]
    bound = {key for page in pages for key in re.findall(r'data-key="(\w)"', page)}
    assert "N" in bound
    assert bound & taken == set()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_entry_of_the_desk_refuses_the_role_to_which_it_is_offered(client, role):
    client.force_login(make_officer(make_office(), role), backend=BACKEND)
    bar = client.get("/meja/kota-contoh/").content.decode().split("</header>")[0].partition("<nav")[2]
    offered = re.findall(r'href="([^"]+)"', bar)
    assert "/meja/kota-contoh/" in offered
    assert {href: client.get(href).status_code for href in offered if client.get(href).status_code != 200} == {}


@pytest.mark.django_db
def test_the_public_finds_the_results_from_everywhere(client):
    bar, _main, foot = client.get("/hasil/").text.partition("<main")
    assert '<a href="/hasil/" aria-current="page">Hasil pemilu</a>' in bar
    assert '<a href="/hasil/">Hasil pemilu</a>' in foot


@pytest.mark.django_db
def test_a_long_menu_of_the_desk_stands_in_groups_and_a_short_one_side_by_side(client):
    office = make_office()
    client.force_login(make_officer(office, Role.PPID), backend=BACKEND)
    bar = client.get("/meja/kota-contoh/").text.partition('aria-label="Menu meja"')[2].split("</nav>")[0]
    assert re.findall(r"<summary[^>]*>(\w+)", bar) == ["Layanan", "Informasi", "Berkas", "Kantor"]
    client.force_login(make_officer(office, Role.EDITOR), backend=BACKEND)
    short = client.get("/meja/kota-contoh/").text.partition('aria-label="Menu meja"')[2].split("</nav>")[0]
    assert short.count("<a ") <= frame.SIDE_BY_SIDE
    assert "<summary" not in short


@pytest.mark.django_db
def test_the_group_that_holds_the_page_says_so(client):
    client.force_login(make_officer(make_office(), Role.PPID), backend=BACKEND)
    page = client.get("/meja/kota-contoh/keberatan/").text
    assert re.findall(r'<summary class="here">(\w+)', page) == ["Layanan"]
