"""Sign-in in a real browser: a passkey made and used, and every page of the account accessible on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import PASSWORD, make_office, make_officer

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OWN_PAGES = [
    "/akun/",
    "/akun/surel/",
    "/akun/sandi/",
    "/akun/keamanan/",
    "/akun/keamanan/aplikasi/pasang/",
    "/akun/keamanan/kunci/",
    "/akun/keamanan/kunci/tambah/",
    "/masuk/keluar/",
]
DESK_PAGES = ["kantor/", "kantor/jam/", "petugas/", "petugas/angkat/", "petugas/riwayat/"]


@pytest.fixture(autouse=True)
def no_throttle_left_over() -> None:
    cache.clear()


@pytest.fixture
def officer() -> object:
    return make_officer(make_office(), "desi", Role.ADMINISTRATOR)


def sign_in(page: Page) -> None:
    page.goto("/masuk/")
    page.get_by_label("Alamat surel").fill("desi@example.test")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/akun/keamanan/")


def add_passkey(page: Page) -> None:
    page.goto("/akun/keamanan/kunci/tambah/")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/kunci/tambah/")
    page.locator("input[name=name]").fill("Ponsel")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(lambda address: not address.endswith("/kunci/tambah/"))


def with_key(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_an_officer_adds_a_passkey_enters_with_it_and_reaches_the_desk(browser_page: Page, officer: object) -> None:
    with_key(browser_page)
    sign_in(browser_page)
    add_passkey(browser_page)
    browser_page.goto("/akun/keamanan/kunci/")
    expect(browser_page.locator("main")).to_contain_text("masuk tanpa kata sandi")
    browser_page.goto("/masuk/keluar/")
    browser_page.locator("main form button").click()
    browser_page.goto("/masuk/")
    browser_page.locator("#passkey_login").click()
    browser_page.wait_for_url("**/meja/kota-serang/")
    expect(browser_page.locator("h1")).to_be_visible()


def test_a_key_that_refuses_is_said_on_the_page(browser_page: Page, officer: object) -> None:
    browser_page.goto("/masuk/")
    browser_page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('refused')); }")
    browser_page.locator("#passkey_login").click()
    expect(browser_page.locator("[data-passkey-fault]")).to_be_visible()


@pytest.mark.parametrize("address", ["/masuk/", "/masuk/daftar/", "/masuk/lupa/"])
def test_a_page_before_sign_in_is_accessible_on_a_telephone(
    browser_page: Page, axe: Callable[[Page], list[str]], officer: object, address: str
) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 800})
    browser_page.goto(address)
    assert axe(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_pages_of_the_account_and_the_office_are_accessible_on_a_telephone(
    browser_page: Page, axe: Callable[[Page], list[str]], officer: object
) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 800})
    with_key(browser_page)
    sign_in(browser_page)
    add_passkey(browser_page)
    for address in [*OWN_PAGES, *(f"/meja/kota-serang/{page}" for page in DESK_PAGES)]:
        browser_page.goto(address)
        assert browser_page.url.endswith(address)
        assert (address, axe(browser_page)) == (address, [])
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360, address
