"""What KPU Kota Serang published of its year 2024, counted again from the rows of the demo."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner
from django.urls import reverse

from telusur.kernel.figures.commands import show
from telusur.kernel.figures.rules.periods import year_of
from telusur.kernel.figures.selectors import figure_by_key, read
from telusur.kernel.ledger.selectors import acts_on
from telusur.kernel.offices.selectors import office_by_code
from telusur.openness.information.selectors import register_items

from .conftest import AT

pytestmark = pytest.mark.django_db

FACTS = {
    "information.published": 79,
    "information.published[class=periodic]": 12,
    "information.published[class=immediate]": 65,
    "information.published[class=anytime]": 2,
    "requests.received": 15,
    "requests.applicants": 15,
    "requests.applicants[sex=male]": 9,
    "requests.applicants[sex=female]": 6,
    "requests.applicants[occupation=student]": 6,
    "requests.applicants[occupation=party_official]": 4,
    "requests.applicants[occupation=civil_servant]": 3,
    "requests.applicants[occupation=self_employed]": 2,
    "requests.received[channel=walk_in]": 13,
    "requests.received[channel=e_ppid]": 2,
    "requests.received[outcome=granted_full]": 15,
    "requests.days_median[channel=walk_in]": 1,
    "requests.days_median[channel=e_ppid]": 2,
    "requests.in_time": 100,
}


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


@pytest.fixture
def printed():
    result = CliRunner().invoke(show, ["--office", "3673", "--year", "2024", "--json"])
    assert result.exit_code == 0, result.output
    return {line["key"]: line for line in json.loads(result.output)}


def test_the_command_prints_the_published_facts(printed):
    assert {key: printed[key]["value"] for key in FACTS} == FACTS


def test_every_count_says_how_many_rows_it_was_counted_from(printed):
    counts = [
        line for line in printed.values() if line["key"].startswith(("information.published", "requests.received"))
    ]
    assert len(counts) > 40
    assert [line["key"] for line in counts if line["value"] != line["rows"]] == []
    assert all(line["unit"] and line["definition"] for line in printed.values())


def test_everybody_at_the_desk_was_answered_in_one_working_day_and_online_in_two():
    figure = figure_by_key(key="requests.answered")
    office = office_by_code(code="3673")
    rows = read(figure=figure, office_id=office.pk, period=year_of(2024), on=AT.date()).rows
    days = [(row.groups["channel"], row.columns["days"]) for row in rows]
    assert sorted(set(days)) == [("e_ppid", 2), ("walk_in", 1)]


def test_nobody_else_stands_in_the_year(printed):
    for key in ("sex", "occupation", "applicant_type"):
        cells = [line for name, line in printed.items() if name.startswith(f"requests.applicants[{key}=")]
        assert sum(line["value"] for line in cells) == 15


def test_the_statistics_page_shows_the_same_numbers_and_doubts_the_classes(client):
    page = client.get(reverse("statistics", args=["kota-serang"]), {"masa": "2024"})
    words = words_of(page)
    assert "79 Dokumen yang diterbitkan" in words
    assert "Berkala 12 Serta merta 65 Setiap saat 2 Keseluruhan 79" in words
    assert "Langsung 13 e-PPID 2" in words
    assert "Laki-laki 9 Perempuan 6" in words
    assert "Pelajar atau mahasiswa 6 Pegawai negeri 3 Wiraswasta 2 Pengurus partai politik 4 Keseluruhan 15" in words
    assert "65 dari 79 informasi digolongkan serta merta" in words
    assert "sukar dipercaya" in words


def test_each_paper_counts_in_its_own_month(printed):
    months = {
        key[-3:-1]: line["value"] for key, line in printed.items() if key.startswith("information.published[month=")
    }
    assert sum(months.values()) == 79
    assert months["02"] == 33
    assert months["10"] == 0


def test_a_paper_that_was_taken_over_says_so_and_names_two_people():
    office = office_by_code(code="3673")
    items = list(register_items(office_id=office.pk, year=2024))
    assert [item.number for item in items] == [str(number) for number in range(1, 80)]
    assert all(item.proposed_by_id != item.approved_by_id for item in items)
    acts = [
        act
        for act in acts_on(subject_kind="information", subject_id=str(items[0].pk))
        if act.act != "information.enter"
    ]
    assert all(act.facts["taken_over"] and act.happened_at.year == 2024 < act.recorded_at.year for act in acts)
