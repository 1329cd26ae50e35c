from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.accounts.models import Appointment, User
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.accounts.throttles import NEAR
from telusur.kernel.figures import selectors, services
from telusur.kernel.figures.models import Chart
from telusur.kernel.figures.rules import charts
from telusur.kernel.figures.rules.definitions import Note
from telusur.kernel.figures.rules.facts import WHOLE
from telusur.kernel.figures.rules.measures import printed
from telusur.kernel.figures.rules.periods import span, year_of
from telusur.kernel.offices.models import Office


def run_queued_jobs():
    for job in ProcrastinateJob.objects.filter(status="todo", task_name="figures.draw_chart"):
        app.tasks[job.task_name].func(**job.args)


def test_a_key_is_defined_once(figure):
    with pytest.raises(ValueError, match=r"test\.cases"):
        selectors.define(figure)


def test_a_room_whose_figures_cannot_be_imported_says_why_each_time(figure, monkeypatch):
    def discover(_name):
        selectors.define(replace(figure, key="test.half"))
        raise ImportError("name")

    monkeypatch.setattr(selectors.defined, "autodiscover_modules", discover)
    for _ in range(2):
        with pytest.raises(ImportError, match="name"):
            selectors.all_figures()


def test_an_unknown_key_is_an_error(figure):
    with pytest.raises(selectors.UnknownFigure):
        selectors.figure_by_key(key="test.other")


def test_the_statistics_page_shows_counts_that_open_their_rows(client, office, figure):
    page = client.get(reverse("statistics", args=[office.slug]), {"masa": "2024"})
    assert "<b>7</b>" in page.text
    opened = client.get(reverse("figure_rows", args=[office.slug, figure.key]), {"masa": "2024", "channel": "walk_in"})
    assert "<b>5</b>" in opened.text
    assert opened.text.count("<tr><td") == 5


def test_a_chart_is_drawn_once_and_then_stands_in_the_page(client, office, figure):
    address = reverse("statistics", args=[office.slug])
    assert '<svg class="chart"' not in client.get(address, {"masa": "2024"}).text
    client.get(address, {"masa": "2024"})
    assert ProcrastinateJob.objects.filter(task_name="figures.draw_chart").count() == Chart.objects.count() == 2
    before = selectors.mark_of(office_code=office.code)
    run_queued_jobs()
    assert selectors.mark_of(office_code=office.code) == before  # a drawing changes no number
    page = client.get(address, {"masa": "2024"}).text
    assert page.count('<svg class="chart"') == 2
    assert "style=" not in page


def test_the_same_data_draw_the_same_chart_with_the_numbers_of_the_page():
    values = [1234567, Fraction(200, 3), Fraction(3, 2)]
    spec = charts.bars({str(place): value for place, value in enumerate(values)}, unit="permohonan")
    svg = services.drawn(spec)
    assert services.drawn(spec) == svg
    assert all(f">{printed(value)}<" in svg for value in values)
    assert svg.partition(">")[0].count("class=") == 1


def test_a_chart_of_what_grows_is_drawn_once_a_day_and_forgotten_when_no_page_asks(client, office, figure, register):
    selectors.define(replace(figure, key="test.live", live=True, dimensions=figure.dimensions[:1]))
    today = timezone.localdate()
    address = reverse("statistics", args=[office.slug])
    for n in range(3):
        register.append(replace(register[0], id=50 + n, day=today))
        client.get(address)
    assert Chart.objects.filter(place__contains="test.live").count() == 1
    assert Chart.objects.filter(place="").count() == 3  # the other figure's, one for each change
    kept = services.ask_for_chart(spec=charts.bars({"a": 1}, unit="x"), office_code=office.code)
    assert services.forget_charts(on=today + timedelta(days=30)) == 0
    services.keep_charts(digests=list(Chart.objects.values_list("pk", flat=True)[:1]), on=today + timedelta(days=1))
    services.forget_charts(on=today + timedelta(days=31))
    assert Chart.objects.filter(pk=kept, asked_on=None).exists()
    assert Chart.objects.exclude(asked_on=today + timedelta(days=1)).count() == 1


def test_a_year_that_still_runs_shows_the_public_no_personal_attribute(client, office, figure, register):
    year = timezone.localdate().year
    register += [replace(row, id=row.id + 100, day=date(year, 1, 1)) for row in register]
    page = client.get(reverse("statistics", args=[office.slug]), {"masa": str(year)}).text
    assert "Perempuan" not in page
    assert "Langsung" in page
    assert "setelah tahunnya berakhir" in page
    answer = client.get(f"/api/v1/figures/3673/{figure.key}", {"period": str(year)}).json()
    assert {cell["dimension"] for cell in answer["cells"]} == {"channel"}
    asked = {"office_id": office.pk, "office_code": office.code, "period": year_of(2024)}
    told = selectors.tell_all(**asked, on=date(2024, 12, 31))
    assert selectors.crossed_by_quarter(told=told, on=date(2024, 12, 31), **asked) == {}
    assert selectors.crossed_by_quarter(told=told, on=date(2025, 1, 1), **asked)


def test_personal_attributes_open_no_public_rows_and_stand_in_no_month(client, office, figure):
    rows = reverse("figure_rows", args=[office.slug, figure.key])
    assert client.get(rows, {"masa": "2024", "sex": "f"}).status_code == 404
    year = client.get(reverse("statistics", args=[office.slug]), {"masa": "2024"}).text
    month = client.get(reverse("statistics", args=[office.slug]), {"masa": "2024-03"}).text
    assert "Perempuan" in year
    assert "sex=f" not in year
    assert "Perempuan" not in month
    assert "Langsung" in month


def test_a_personal_attribute_by_quarter_hides_small_cells(client, office, figure, register):
    page = client.get(reverse("statistics", args=[office.slug]), {"masa": "2024"}).text
    assert page.count("×</span>") == 8  # five women and two men in one quarter: nothing else can cover the men
    register += [replace(row, id=n, day=date(2024, 5, 1)) for n, row in enumerate(register * 5, start=100)]
    register += [replace(row, id=n, day=date(2024, 3, 1)) for n, row in enumerate(register[:21], start=200)]
    page = client.get(reverse("statistics", args=[office.slug]), {"masa": "2024"}).text
    assert "×</span>" not in page
    assert "Per triwulan" not in client.get(reverse("statistics", args=[office.slug]), {"masa": "2024-Q1"}).text


def test_the_public_list_carries_no_officer_column(client, office, figure):
    page = client.get(reverse("figure_rows", args=[office.slug, figure.key]), {"masa": "2024"})
    assert "0001" in page.text
    assert "Orang 1" not in page.text


def test_an_officer_with_the_right_sees_the_cases_and_a_stranger_does_not(client, office, figure):
    user = User.objects.create_user("ppid@contoh.example", "x", is_demo=True)
    client.force_login(secure(user))
    address = reverse("officer_figure_rows", args=[office.slug, figure.key])
    assert client.get(address, {"masa": "2024"}).status_code == 403
    Appointment.objects.create(
        user=user, role="ppid", office=office, decree_number="1", decree_on="2020-01-01", valid_from="2020-01-01"
    )
    assert "Orang 3" in client.get(address, {"masa": "2024", "sex": "m"}).text


def test_a_period_that_is_none_or_lies_ahead_is_said_and_never_taken_for_another(client, office, figure):
    year = timezone.localdate().year
    addresses = [reverse("statistics", args=[office.slug]), reverse("figure_rows", args=[office.slug, figure.key])]
    for address in addresses:
        assert client.get(address, {"masa": ""}).context["period"] == year_of(year)
        for period in ("x", "2024-13", "2024-03-05", "1999"):
            answer = client.get(address, {"masa": period, "format": "csv"})
            assert (answer.status_code, f"Masa “{period}” tidak dikenal" in answer.text) == (400, True)
        ahead = client.get(address, {"masa": str(year + 1)})
        assert (ahead.status_code, f"Masa “{year + 1}” belum dimulai" in ahead.text) == (400, True)
    page = client.get(addresses[0], {"masa": str(year)})
    assert page.context["after"] is None
    offered = [each for _label, periods in page.context["periods"] for each in periods]
    assert span(year, 1, 6) in offered
    assert max(each.start for each in offered) <= timezone.localdate()
    assert span(2024, 12, 1) in [
        each for _, them in client.get(addresses[0], {"masa": "2024"}).context["periods"] for each in them
    ]


def test_every_reading_equals_its_rows(figure, office):
    reading = selectors.read(figure=figure, office_id=office.pk, period=year_of(2024), on=date(2026, 1, 1))
    assert reading.value == len(reading.rows) == 7
    for split in reading.splits:
        assert sum(value for _, _, value, _ in split.cells) == reading.value
        assert all(value == rows for _, _, value, rows in split.cells)


def test_the_api_gives_value_definition_and_the_way_to_the_rows(client, office, figure):
    answer = client.get(f"/api/v1/figures/3673/{figure.key}", {"period": "2024"}).json()
    assert (answer["value"], answer["rows"], answer["unit"]) == (7, 7, "permohonan")
    assert "<b>7</b>" in client.get(answer["rows_url"]).text


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("3673/test.other", 404, "key"),
        ("9999/test.cases", 404, "office"),
        ("3673/test.cases?period=24", 400, "period"),
        ("3673/test.cases?period=2198", 400, "period: masa 2198 belum dimulai"),
    ],
)
@pytest.mark.usefixtures("office", "figure")
def test_the_api_names_what_was_wrong_with_the_question(client, address, status, word):
    answer = client.get(f"/api/v1/figures/{address}")
    assert answer.status_code == status
    assert answer.json()["detail"].startswith(word)


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return {name: folder.read(name).decode("utf-8-sig") for name in folder.namelist()}


def test_rows_leave_with_their_definition_as_workbook_csv_and_json(client, office, figure):
    def file(kind):
        return client.get(reverse("figure_rows", args=[office.slug, figure.key]), {"masa": "2024", "format": kind})

    parts = unpacked(file("csv").content)
    assert parts["Catatan.csv"].splitlines()[:2] == ['"Nomor"', '"0001"']
    assert "Baris yang dibuat pengujian ini." in parts["Definisi.csv"]
    described = json.loads(parts["csv-metadata.json"])
    assert [table["url"] for table in described["tables"]] == ["Catatan.csv", "Definisi.csv"]
    assert file("csv").content == file("csv").content
    book = openpyxl.load_workbook(io.BytesIO(file("xlsx").content))
    assert book.sheetnames == ["Catatan", "Definisi"]
    assert book["Catatan"].max_row == 8
    assert "Baris yang dibuat pengujian ini." in [cell.value for cell in book["Definisi"][2]]
    told = json.loads(file("json").content)
    assert [row["Nomor"] for row in told["Catatan"]] == [f"{n:04d}" for n in range(1, 8)]
    assert told["Definisi"][0]["Kunci"] == figure.key
    assert all("Orang 1" not in text for text in [*parts.values(), file("json").text])


def test_the_whole_page_leaves_with_every_definition(client, office, figure):
    def file(kind, period="2024"):
        return client.get(reverse("statistics", args=[office.slug]), {"masa": period, "format": kind})

    told = json.loads(file("json").content)
    assert [(line["Kunci"], line["Nilai"], line["Pecahan tepat"]) for line in told["Angka"]] == [(figure.key, 7, "7")]
    assert {line["Sel"] for line in told["Pembagian"]} == {"walk_in", "e_ppid", "f", "m"}
    named = {(line["Kunci pembagian"], line["Pembagian"]) for line in told["Pembagian"]}
    assert named == {("channel", "Saluran"), ("sex", "Jenis kelamin")}
    assert {line["Sel"] for line in json.loads(file("json", "2024-03").content)["Pembagian"]} == {"walk_in", "e_ppid"}
    assert openpyxl.load_workbook(io.BytesIO(file("xlsx").content)).sheetnames == ["Angka", "Pembagian", "Definisi"]
    assert set(unpacked(file("csv").content)) == {"Angka.csv", "Pembagian.csv", "Definisi.csv", "csv-metadata.json"}
    listed = json.loads(client.get(reverse("figure_definitions", args=[office.slug]), {"format": "json"}).content)
    assert listed["Definisi"][0]["Definisi"] == figure.definition


@pytest.mark.parametrize("page", ["statistics", "figure_definitions"])
def test_files_of_many_numbers_are_written_for_an_address_only_so_often(client, office, figure, settings, page):
    settings.ACCOUNT_RATE_LIMITS = {"figures_file": "1/m/ip"}
    NEAR.clear()
    address = reverse(page, args=[office.slug])
    assert [client.get(address, {"format": "json"}).status_code for _ in range(2)] == [200, 429]
    assert client.get(address).status_code == 200
    NEAR.clear()


def test_the_page_of_definitions_says_everything_of_a_figure(client, office, figure):
    page = client.get(reverse("figure_definitions", args=[office.slug])).text
    wanted = (f'id="{figure.key}"', "Pengujian", "1, sejak 22 November 2026", "yang terjadi selama masa", "Saluran")
    assert all(text in page for text in wanted)


def test_the_api_lists_figures_and_tells_cells_and_what_stands_beside(client, office, figure):
    [listed] = client.get("/api/v1/figures/").json()
    assert (listed["key"], listed["counted"], listed["version"]) == (figure.key, "flow", 1)
    assert [each["personal"] for each in listed["dimensions"]] == [False, True]
    address = f"/api/v1/figures/kota-serang/{figure.key}"
    year, month = (client.get(address, {"period": period}).json() for period in ("2024", "2024-03"))
    assert {cell["cell"]: cell["value"] for cell in month["cells"]} == {"walk_in": 5, "e_ppid": 2}
    assert {cell["cell"] for cell in year["cells"] if cell["rows_url"] is None} == {"f", "m"}
    assert "<b>5</b>" in client.get(month["cells"][0]["rows_url"]).text
    assert year["beside"] is None
    answer = client.get("/api/v1/figures/3673", {"period": "2024", "compare": "true"})
    [whole] = answer.json()["figures"]
    assert (whole["exact"], whole["beside"]["office"]["year_before"]["value"]) == ("7", 0)
    again = client.get("/api/v1/figures/3673?period=2024&compare=true", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_a_note_stands_with_its_number_on_the_page_and_in_the_reading(client, office, figure, monkeypatch):
    noted = replace(
        figure, key="t.noted", notes=lambda found, on: [Note(f"{found[WHOLE].n} sukar dipercaya", f"{on:%Y}")]
    )
    monkeypatch.setitem(selectors.defined._FIGURES, noted.key, noted)
    reading = selectors.read(figure=noted, office_id=office.pk, period=year_of(2024), on=date(2026, 1, 1))
    assert list(reading.notes) == [Note("7 sukar dipercaya", "2026")]
    assert "7 sukar dipercaya" in client.get(reverse("statistics", args=[office.slug]), {"masa": "2024"}).text


def test_the_year_of_an_office_begins_at_its_own_midnight(client, office, figure, monkeypatch):
    from telusur.kernel.figures import api  # noqa: PLC0415
    from telusur.kernel.figures.views import asking  # noqa: PLC0415

    Office.objects.filter(pk=office.pk).update(time_zone="Asia/Jayapura")
    for minute, year in ((59, "2025"), (60, "2026")):  # 23.59 and 00.00 WIT, two hours before Jakarta
        now = datetime(2025, 12, 31, 14, tzinfo=UTC) + timedelta(minutes=minute)
        monkeypatch.setattr(api.timezone, "now", lambda now=now: now)
        assert asking.timezone.now() == now
        assert client.get(reverse("statistics", args=[office.slug])).context["period"].key == year
        assert client.get(f"/api/v1/figures/{office.code}/{figure.key}").json()["period"] == year
