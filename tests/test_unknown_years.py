"""Before an office kept anything nothing is known of it, which is not 0; nor is a month that has not begun."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from telusur.kernel.figures import selectors, services
from telusur.kernel.figures.models import PeriodFact
from telusur.kernel.figures.rules.periods import year_of
from telusur.openness.requests.tests.factories import a_case, an_office

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 20)
AT = datetime.fromisoformat("2026-05-20T10:00+07:00")


@pytest.fixture
def office():
    made = an_office("3673")
    a_case(made, received_at=datetime.fromisoformat("2024-03-04T10:00+07:00"), at=AT)
    services.rebuild(office_code="3673", first=2022, last=2026, on=ON, at=AT)
    return made


def vars_of(fact: PeriodFact) -> dict:
    return {field.name: getattr(fact, field.name) for field in PeriodFact._meta.concrete_fields}


def told(office, year: int):
    asked = {"office_id": office.pk, "office_code": office.code, "period": year_of(year), "on": ON}
    found = selectors.tell_all(**asked, keys=["requests.received", "requests.overdue"])
    return {each.figure.key: (each.value, each.printed) for each in found}


def test_a_year_before_the_first_record_is_not_counted_and_one_after_it_is(office):
    nothing = (None, "belum dihitung")
    assert selectors.first_year(office_code=office.code) == 2024
    assert told(office, 2023) == {"requests.received": nothing, "requests.overdue": nothing}
    assert told(office, 2024)["requests.received"] == (1, "1")
    assert told(office, 2025)["requests.received"] == (0, "0")
    reading = selectors.read(
        figure=selectors.figure_by_key(key="requests.received"), office_id=office.pk, period=year_of(2023), on=ON
    )
    assert (reading.value, reading.unknown, list(reading.rows)) == (None, True, [])


def test_page_file_and_programs_say_of_such_a_year_that_it_was_not_counted(client, office):
    page = client.get("/kota-serang/statistik/", {"masa": "2023"})
    assert page.text.count("Kantor ini mencatat di sini sejak tahun 2024") == 1
    shown = {each.told.figure.key: each.printed for group in page.context["groups"] for each in group.shown}
    assert shown.pop("information.complete") == "0"  # a list that holds nothing is known to be incomplete
    assert set(shown.values()) == {"belum dihitung"}
    assert "belum dihitung" in client.get("/kota-serang/statistik/requests.received/", {"masa": "2023"}).text
    answer = client.get("/api/v1/figures/3673/requests.received", {"period": "2023"}).json()
    assert (answer["value"], answer["printed"], answer["rows"]) == (None, "belum dihitung", 0)
    beside = client.get("/kota-serang/statistik/", {"masa": "2024"})
    found = {each.told.figure.key: each.before for group in beside.context["groups"] for each in group.shown}
    assert found["requests.received"] == "belum dihitung"


def test_every_year_of_which_the_office_keeps_anything_can_be_chosen(client, office):
    offered = dict(client.get("/kota-serang/statistik/").context["periods"])["Tahun"]
    assert {"2024", "2025"} <= {each.key for each in offered}
    of_2024 = PeriodFact.objects.get(
        scope="3673", months=12, start=date(2024, 1, 1), figure="requests.received", dimension=""
    )
    PeriodFact.objects.create(**{**vars_of(of_2024), "start": date(2013, 1, 1)})
    offered = dict(client.get("/kota-serang/statistik/").context["periods"])["Tahun"]
    assert offered[-1].key == "2013"


def test_a_month_that_has_not_begun_has_no_number(office):
    asked = {"office_id": office.pk, "office_code": office.code, "period": year_of(2026), "on": ON}
    [found] = selectors.tell_all(**asked, keys=["requests.received"])
    [months] = [split for split in found.splits if split.dimension.key == "month"]
    assert [value for _cell, _label, value, _n in months.cells] == [0] * 5 + [None] * 7
