"""The calendar and the rules, on a telephone and on a desk: accessible, and no wider than the screen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import expect

from telusur.front.tests.factories import make_office, make_officer
from telusur.kernel.clocks import services as clocks

from .conftest import looks_right

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/kpu-ri/kalender/", "/meja/kpu-ri/kalender/", "/meja/kpu-ri/kalender/tambah/", "/meja/kpu-ri/aturan/"]
PAGES += ["/meja/kpu-ri/aturan/clocks/counts_from/pilih/"]


@pytest.fixture
def officer(browser_page: Page) -> None:
    office = make_office(code="0", name="KPU RI", kind="national", slug="kpu-ri")
    client = Client()
    client.force_login(make_officer(office, "administrator"), backend="django.contrib.auth.backends.ModelBackend")
    browser_page.goto("/robots.txt")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": browser_page.url}
    browser_page.context.add_cookies([cookie])


@pytest.mark.usefixtures("officer")
def test_calendar_and_rules_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    for address in PAGES:
        browser_page.goto(address)
        looks_right(browser_page, axe, address.strip("/").replace("/", "-"))


@pytest.mark.usefixtures("officer")
def test_a_day_is_added_after_its_effect_was_seen(browser_page: Page, axe: Callable[[Page], list[str]]) -> None:
    received = datetime.fromisoformat("2026-06-29T10:00+07:00")
    for office_code, label in (("0", "0042/PPID/2026"), ("3673", "0007/PPID/2026")):
        clocks.start(
            subject_kind="request",
            subject_id=label,
            label=label,
            office_code=office_code,
            time_zone="Asia/Jakarta",
            track="general",
            step="answer",
            started_at=received,
            at=received,
        )
    browser_page.goto("/meja/kpu-ri/kalender/tambah/")
    browser_page.get_by_label("Tanggal").fill("2026-07-08")
    browser_page.get_by_label("Nama hari").fill("Hari pemungutan suara ulang")
    browser_page.get_by_label("Keputusan", exact=True).fill("Keppres 9/2026")
    browser_page.get_by_role("button", name="Lihat apa yang bergeser").click()
    expect(browser_page.get_by_text("Selasa, 14 Juli 2026")).to_be_visible()
    looks_right(browser_page, axe, "hari-dilihat")
    browser_page.get_by_role("button", name="Tetapkan dan geser").click()
    expect(browser_page.get_by_text("2 batas waktu bergeser")).to_be_visible()
    looks_right(browser_page, axe, "hari-ditetapkan")
