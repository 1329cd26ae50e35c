"""Every component and every page of the front, on a telephone and on a desk: accessible, no wider than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import expect

from telusur.front.tests.factories import make_network, make_office, make_officer

from .conftest import looks_right

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from telusur.kernel.offices.models import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCREENS = pytest.mark.parametrize("width", [360, 1280])
PAGES = ["/", "/demo/komponen/", "/kota-contoh/", "/kota-contoh/tata-cara/", "/kota-contoh/biaya-waktu/"]
PAGES += [
    "/kota-contoh/sop/",
    "/kota-contoh/sop/1/",
    "/kota-contoh/maklumat/",
    "/kota-contoh/kontak/",
    "/aksesibilitas/",
    "/privasi/",
    "/tidak/ada/",
]
HEAVIEST = 100_000  # bytes of an office's home with everything it loads


@pytest.fixture
def office() -> Office:
    return make_office(address="Jalan Contoh 1\nKota Contoh")


def test_the_pages_of_an_office_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], office: Office
) -> None:
    for address in PAGES:
        browser_page.goto(address)
        looks_right(browser_page, axe, address.strip("/").replace("/", "-"))


@SCREENS
def test_the_desk_is_accessible_and_fits_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], office: Office, width: int
) -> None:
    sign_in(browser_page, office)
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto("/meja/kota-contoh/")
    browser_page.locator(".menu summary").first.click()
    assert axe(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


def sign_in(page: Page, office: Office) -> None:
    client = Client()
    client.force_login(make_officer(office, "ppid"), backend="django.contrib.auth.backends.ModelBackend")
    page.goto("/robots.txt")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": page.url}])


def test_an_offices_home_weighs_less_than_a_picture(browser_page: Page, office: Office) -> None:
    loaded: dict[str, int] = {}
    browser_page.on("response", lambda answer: loaded.update({answer.url: len(answer.body())}))
    browser_page.goto("/kota-contoh/", wait_until="networkidle")
    assert any(address.endswith(".woff2") for address in loaded)
    assert any(address.endswith(".css") for address in loaded)
    assert sum(loaded.values()) <= HEAVIEST, loaded


def test_the_first_key_leads_past_the_menu(browser_page: Page, office: Office) -> None:
    browser_page.goto("/kota-contoh/")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "isi"


def test_typing_finds_an_office_among_550(browser_page: Page) -> None:
    make_network(38, 13)
    browser_page.goto("/", wait_until="networkidle")
    search = browser_page.get_by_role("searchbox", name="Cari kantor")
    search.fill("kota entah")
    expect(browser_page.locator("#jumlah-kantor")).to_have_text("0")
    search.fill("kota 12-3")
    expect(browser_page.locator("#jumlah-kantor")).to_have_text("1")
    assert browser_page.locator("a.tile:visible").all_inner_texts() == ["KPU Kota 12-3\n1203"]


def test_the_network_works_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    make_network(3, 2)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/?kantor=1201")
    assert page.locator("a.tile").all_inner_texts() == ["KPU Kota 12-1\n1201"]
    context.close()


def test_the_summary_of_faults_takes_the_focus_and_leads_to_the_field(browser_page: Page) -> None:
    browser_page.goto("/demo/komponen/")
    expect(browser_page.locator(".summary")).to_be_focused()
    browser_page.get_by_role("link", name="Cara memperoleh").click()
    expect(browser_page.locator("#id_copy_0")).to_be_focused()


def test_what_was_typed_survives_a_reload(browser_page: Page) -> None:
    browser_page.goto("/demo/komponen/", wait_until="networkidle")
    browser_page.locator("#konsep textarea").fill("Salinan berita acara")
    browser_page.reload()
    expect(browser_page.locator("#konsep textarea")).to_have_value("Salinan berita acara")


def test_a_key_of_the_desk_does_what_its_entry_does(browser_page: Page, office: Office) -> None:
    sign_in(browser_page, office)
    browser_page.goto("/meja/kota-contoh/", wait_until="networkidle")
    with browser_page.expect_navigation():
        browser_page.keyboard.press("h")
    assert browser_page.url.endswith("/meja/kota-contoh/")
