"""An office leads to the results of its territory, and says to its own when they are not published anew."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from telusur.kernel.accounts.models import Role
from telusur.openness.requests.tests.factories import an_office, an_officer
from telusur.results.elections.rules.definition import ContestDefinition, Definition, Listed
from telusur.results.elections.selectors import election_named
from telusur.results.elections.services import ElectionFiles, StationRow, enter_stations, load_election
from telusur.results.publication.services import tell_stopped
from telusur.results.recapitulation.tests.entering import AT, FIRST, handed_in, people, small_election

pytestmark = pytest.mark.django_db


def test_a_regency_leads_to_the_results_of_its_territory_once_there_are_any(client, settings, tmp_path):
    settings.VAR = tmp_path
    an_office("3601", name="KPU Kabupaten Pandeglang", slug="pandeglang")
    an_office("3602", name="KPU Kabupaten Lebak", slug="lebak")
    contest = small_election()
    way = '<a href="/pandeglang/hasil/"'
    menu = client.get("/pandeglang/").content.decode().split("</header>")[0]
    assert way not in menu
    handed_in(contest, FIRST, people(1)[0])
    menu = client.get("/pandeglang/").content.decode().split("</header>")[0]
    assert way in menu
    assert f"{contest.name}: formulir TPS sedang dikumpulkan" in client.get("/pandeglang/hasil/").content.decode()
    assert "/lebak/hasil/" not in client.get("/lebak/").content.decode().split("</header>")[0]


def test_a_stopped_publication_is_a_risk_of_the_office_that_holds_the_election(client, settings, tmp_path):
    settings.VAR = tmp_path
    small_election()
    nation = an_office("0", name="KPU", slug="kpu")
    regency = an_office("3601", name="KPU Kabupaten Pandeglang", slug="pandeglang")
    tell_stopped(election="pilpres2024", error=OSError("disk"), at=AT)
    pages = {}
    for office in (nation, regency):
        officer = an_officer(office, Role.PPID)
        Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        pages[office.code] = client.get(f"/meja/{office.slug}/").content.decode()
    assert "berhenti: kesalahan OSError" in pages["0"]
    assert 'href="/hasil/pilpres2024/"' in pages["0"]
    assert "berhenti" not in pages["3601"]


@pytest.mark.parametrize(("kind", "held_by"), [("walikota", "3673"), ("gubernur", "36"), ("ppwp", "0")])
def test_a_contest_that_names_no_place_is_in_the_hands_of_the_office_where_its_stations_lie(
    client, settings, tmp_path, kind, held_by
):
    settings.VAR = tmp_path
    offices = [an_office(code, name=f"KPU {code}", slug=f"kpu-{code}") for code in ("0", "36", "3673")]
    contest = ContestDefinition("satu", kind, "Pemilihan contoh", 0, (Listed(1, "Satu"), Listed(2, "Dua")))
    definition = Definition("contoh", "Pemilihan contoh", "regional", AT.date(), (contest,))
    load_election(files=ElectionFiles(definition), actor="import", at=AT)
    rows = [StationRow(3673011001001), StationRow(3673021001001)]
    enter_stations(election=election_named(code="contoh"), rows=rows, names={}, provisional=False)
    tell_stopped(election="contoh", error=OSError("disk"), at=AT)
    told = set()
    for office in offices:
        officer = an_officer(office, Role.PPID)
        Authenticator.objects.create(user=officer, type=Authenticator.Type.TOTP, data={})
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
        if "berhenti: kesalahan OSError" in client.get(f"/meja/{office.slug}/").content.decode():
            told.add(office.code)
    assert told == {held_by}
