"""The demo shows seats in doubt, with what settles them, and seats determined twice."""

from __future__ import annotations

import json

import pytest

from telusur.config.demo import seated
from telusur.config.demo.real import folder_with
from telusur.config.demo.seats import CITY, NATION, REAL
from telusur.kernel.offices.selectors import office_by_code
from telusur.results.publication.selectors import tree_of
from telusur.results.seats import selectors

pytestmark = pytest.mark.django_db


def test_a_city_is_determined_twice_and_the_nation_waits_for_its_faults(client):
    city = selectors.council_named(office_id=office_by_code(code=CITY).pk, slug="dprd-2024")
    first, second = selectors.determinations_of(council=city)
    assert (first.total_seats, first.ruling, second.ruling) == (14, "", "Putusan 01-01/PHPU/CONTOH/2024")
    by_party = [
        [seat.party for seat in selectors.seats_of(determination=one)].count("Partai Anggrek")
        for one in (first, second)
    ]
    assert by_party[0] != by_party[1]
    drawn = [seat.party for seat in selectors.seats_of(determination=second) if seat.drawn]
    assert drawn == ["Partai Cendana"]
    nation = selectors.council_named(office_id=office_by_code(code=NATION).pk, slug="dpr-2024")
    found = selectors.working_of(basis=selectors.basis_of(council=nation))
    assert "faults" in found.obstacles
    if folder_with(*REAL.values()):
        assert (found.made.total_seats, len(found.districts), len(found.made.corrections)) == (580, 84, 2)
        assert {fault.name for fault in found.made.judged.faults} == {"sum_misses/golkar", "sum_misses/ummat"}
    place = f"/{city.office.slug}/kursi/dprd-2024/"
    assert "Keputusan 40/CONTOH/2024" in client.get(place).text
    sizes = [
        len(client.get(f"/{nation.office.slug}/kursi/dpr-2024/{page}").content)
        for page in ("", "dapil/", "kesetaraan/")
    ]
    assert max(sizes) < 100_000


def test_a_vote_of_the_demo_is_followed_from_its_polling_station_to_the_seat(client):
    tree = tree_of(election=seated.CODE)
    made = json.loads((tree / "dpr/kursi/0-dpr-contoh/penetapan-1.json").read_bytes())
    said = made["statement"]
    assert (made["official"], said["basis"]["source"]) == (True, "plenaries")
    assert [(one["name"], one["passes"], one["seats"]) for one in said["parties"]] == [
        ("Partai Anggrek", True, 3),
        ("Partai Bambu", True, 3),
        ("Partai Cendana", True, 2),
        ("Partai Damar", False, 0),
    ]
    assert [tie["chosen"] for tie in said["ties"]] == [["Partai Bambu"]]
    page = client.get(f"/hasil/{seated.CODE}/dpr/dapil/contoh-2.html")
    assert "Keputusan 62/CONTOH" in b"".join(page.streaming_content).decode()
