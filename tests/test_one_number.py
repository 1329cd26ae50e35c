"""One figure has one number: on the page, behind its link, in every file, over the API, by command and when frozen.

It is the same whether it is counted from its rows or told from facts.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.figures import selectors, services
from telusur.kernel.figures.commands import figures as command
from telusur.kernel.figures.rules.facts import UndatedRow, facts_of
from telusur.kernel.figures.rules.measures import plain, printed
from telusur.kernel.figures.rules.periods import parse_period
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.visits import services as visits
from telusur.openness.information.tests.factories import a_published_item
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.tests.disputes import DisputeDesk

if TYPE_CHECKING:
    from datetime import date

    from django.test import Client

pytestmark = pytest.mark.django_db
YEAR = parse_period("2026")


def told(client: Client, desk: DisputeDesk) -> dict[str, set[tuple[str, int]]]:
    """Return, for each figure, what is printed and how many rows are said, wherever all figures are told at once."""
    slug, code = desk.office.slug, desk.office.code
    page = client.get(reverse("statistics", args=[slug]), {"masa": YEAR.key}).text
    tiles = dict(re.findall(r'class="figure[^"]*" href="([^/]+)/\?masa=2026">\s*<b>([^<]*)</b>', page))
    file = client.get(reverse("statistics", args=[slug]), {"masa": YEAR.key, "format": "json"}).json()["Angka"]
    shown = CliRunner().invoke(command, ["show", "--office", code, "--year", YEAR.key, "--json"])
    found = {line["Kunci"]: {(line["Tertulis"], line["Catatan"])} for line in file}
    for line in json.loads(shown.output):
        found.get(line["key"], set()).add((line["printed"], line["rows"]))
    for each in client.get(f"/api/v1/figures/{code}", {"period": YEAR.key}).json()["figures"]:
        found[each["key"]] |= {(each["printed"], each["rows"]), (tiles[each["key"]], each["rows"])}
    return found


def opened(client: Client, desk: DisputeDesk, key: str, *, asked_alone: bool) -> set[tuple[str, int]]:
    """Return what the page of a figure's rows prints and lists; also its file and its own address in the API."""
    slug = desk.office.slug
    page = client.get(reverse("figure_rows", args=[slug, key]), {"masa": YEAR.key})
    found = {(page.context["printed"], page.context["rows"])}
    if asked_alone:
        one = client.get(f"/api/v1/figures/{slug}/{key}", {"period": YEAR.key}).json()
        listed = client.get(one["rows_url"] + "&format=json").json()["Catatan"]
        found |= {(one["printed"], one["rows"]), (one["printed"], len(listed))}
    return found


def today(desk: DisputeDesk) -> date:
    return local_day(office=desk.office, at=timezone.now())


@pytest.fixture
def desk() -> DisputeDesk:
    """A year in which something of everything happened."""
    found = DisputeDesk()
    found.dispute_ruled()
    found.registered()
    a_published_item(found.office)
    visits.write(seen=(), at=datetime(YEAR.start.year, 1, 1, tzinfo=UTC), public=bool)  # counting began with the year
    return found


def test_each_figure_is_the_same_number_everywhere(client: Client, desk: DisputeDesk) -> None:
    before = told(client, desk)
    assert set(before) == {figure.key for figure in selectors.all_figures()}
    groups = set()
    for figure in selectors.all_figures():
        first, groups = figure.group not in groups, groups | {figure.group}
        assert len(before[figure.key] | opened(client, desk, figure.key, asked_alone=first)) == 1, figure.key
    assert sum(said != {("0", 0)} for said in before.values()) > 10
    assert services.rebuild_moved(at=timezone.now(), every_year=False)
    assert selectors.kept_tallies(
        figures=selectors.all_figures(), office_code=desk.office.code, period=YEAR, on=today(desk)
    )
    assert told(client, desk) == before
    taken = services.freeze(office_id=desk.office.pk, period=YEAR, on=today(desk), at=timezone.now(), actor="system")
    for reading in selectors.frozen_readings(set_id=taken.pk):
        assert before[reading.key] == {(reading.printed, reading.rows)}
        assert printed(reading.value) == reading.printed
    report = selectors.verified()
    assert report.checked > 50
    assert report.differences == []


def test_a_page_told_from_rows_asks_each_question_once(client: Client, desk: DisputeDesk) -> None:
    address, asked = reverse("statistics", args=[desk.office.slug]), {"masa": str(YEAR.start.year - 1)}
    requests = InformationRequest.everything.all()
    for each in requests:  # a year before, so that the year is over and is also told by quarter
        requests.filter(pk=each.pk).update(received_at=each.received_at - timedelta(days=365))
    client.get(address, asked)  # asks for its charts
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address, asked)
    assert page.context["period"].end <= today(desk)
    assert "dijawab, selesai tanpa jawaban, atau masih berjalan" in page.text
    asked_cases = [query for query in captured.captured_queries if 'FROM "requests_informationrequest"' in query["sql"]]
    assert len(captured) <= 56
    assert len(asked_cases) <= 6


def test_every_figure_can_be_kept_in_facts_and_says_what_it_is(desk: DisputeDesk) -> None:
    for figure in selectors.all_figures():
        assert figure.name and figure.unit and figure.definition and figure.source and figure.group, figure.key  # noqa: PT018
        assert figure.public_columns, figure.key
        rows = (figure.spans or figure.rows)(desk.office.pk, YEAR, today(desk))
        try:
            facts_of(figure, list(rows), start=YEAR.start, end=YEAR.end)
        except UndatedRow:
            assert not figure.dated, figure.key
        assert not (figure.is_state and figure.by_day), figure.key
        reading = selectors.read(figure=figure, office_id=desk.office.pk, period=YEAR, on=today(desk))
        if figure.by_day is None:
            assert {row.id for row in reading.rows} <= {row.id for row in rows}, figure.key
        assert plain(reading.value) == plain(figure.value_of(reading.rows)), figure.key
