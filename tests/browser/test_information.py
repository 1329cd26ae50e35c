"""The list of public information, on a telephone and on a desk: accessible, and no wider than the screen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import expect

from telusur.kernel.accounts.models import Role
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.documents import services as documents
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.tests.samples import pdf, xlsx_file
from telusur.openness.information import services
from telusur.openness.information.rules.entries import InformationClass
from telusur.openness.information.tests.factories import AT, a_unit, an_entry, an_office, an_officer

from .conftest import looks_right

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = "/meja/kota-serang/informasi/"
PUBLIC = "/kota-serang/informasi/"
TEXT = "Penerimaan dan pengeluaran dana kampanye setiap pasangan calon diaudit oleh kantor akuntan publik."


@pytest.fixture
def shelf() -> dict[str, int]:
    """One entry of every kind and state."""
    office = an_office()
    officer, ppid = secure(an_officer(office, Role.DESK)), secure(an_officer(office))
    files = {
        "dana": [services.NewFile(io.BytesIO(pdf("Halaman judul", TEXT)), "dana-kampanye.pdf")],
        "dpt": [services.NewFile(io.BytesIO(xlsx_file([["Kecamatan", "Pemilih"], ["Serang", 1940]])), "dpt.xlsx")],
    }
    entries = {
        "dana": an_entry(title="Laporan dana kampanye pasangan calon wali kota", link="", tags=("dana", "kampanye")),
        "dpt": an_entry(title="Rekapitulasi DPT per kecamatan", link="", information_class=InformationClass.PERIODIC),
        "tautan": an_entry(title="Profil kantor", unit_id=a_unit(office).pk),
        "ditarik": an_entry(title="Daftar yang keliru"),
        "diubah": an_entry(title="Standar honorarium"),
        "usul": an_entry(title="Jadwal debat publik"),
        "draf": an_entry(title="Notulen rapat koordinasi", summary=""),
        "banjir": an_entry(
            title="Banjir di gudang logistik",
            information_class=InformationClass.IMMEDIATE,
            event="Air setinggi 40 cm masuk gudang",
            event_at=AT,
        ),
    }
    ids = {}
    for key, entry in entries.items():
        item = services.enter_item(office_id=office.pk, entry=entry, officer=officer, at=AT, files=files.get(key, []))
        ids[key] = item.pk
        if key == "banjir":
            services.announce_item(item_id=item.pk, officer=officer, at=AT)
        elif key != "draf":
            services.propose_item(item_id=item.pk, officer=officer, at=AT)
            if key != "usul":
                services.approve_item(item_id=item.pk, officer=ppid, at=AT)
    services.withdraw_item(item_id=ids["ditarik"], officer=ppid, reason="Angkanya keliru.", at=AT)
    services.revise_item(
        item_id=ids["diubah"],
        entry=an_entry(title="Standar honorarium badan adhoc"),
        reason="Judul diperjelas",
        officer=officer,
        at=AT,
    )
    for document in Document.objects.all():
        documents.read(document_id=document.pk)
    for key in ("dana", "dpt"):
        services.index_files(item_id=ids[key], at=AT)
    return ids | {"ppid": ppid.pk}


@pytest.fixture
def officer(browser_page: Page, shelf: dict[str, int]) -> None:
    client = Client()
    from telusur.kernel.accounts.models import User  # noqa: PLC0415

    client.force_login(User.objects.get(pk=shelf["ppid"]), backend="django.contrib.auth.backends.ModelBackend")
    browser_page.goto("/robots.txt")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": browser_page.url}
    browser_page.context.add_cookies([cookie])


def visited(page: Page, axe: Callable[[Page], list[str]], addresses: list[str]) -> None:
    for address in addresses:
        page.goto(address)
        looks_right(page, axe, address.strip("/").replace("/", "-"))


def test_the_pages_of_the_public_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], shelf: dict[str, int]
) -> None:
    items = [f"{PUBLIC}{shelf[key]}/" for key in ("dana", "dpt", "tautan", "ditarik", "banjir")]
    lists = [PUBLIC, f"{PUBLIC}?q=dana+kampanye", f"{PUBLIC}?q=tidakada", f"{PUBLIC}daftar/", "/cari/?q=dana"]
    visited(browser_page, axe, [*lists, *items])


@pytest.mark.usefixtures("officer")
def test_the_pages_of_the_desk_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], shelf: dict[str, int]
) -> None:
    items = [f"{DESK}{shelf[key]}/" for key in ("draf", "usul", "diubah", "banjir", "dana")]
    forms = [f"{DESK}{page}/" for page in ("baru", "unggah", "impor", "tinjauan")]
    acts = [f"{DESK}{shelf['dana']}/ubah/", f"{DESK}{shelf['dana']}/tarik/"]
    visited(browser_page, axe, [DESK, *items, *forms, *acts])


def test_a_citizen_finds_a_page_inside_a_file_and_opens_it(browser_page: Page, shelf: dict[str, int]) -> None:
    browser_page.goto(PUBLIC)
    browser_page.get_by_role("searchbox").fill("akuntan publik")
    browser_page.get_by_role("searchbox").press("Enter")
    expect(browser_page.get_by_text("(halaman 2)")).to_be_visible()
    browser_page.get_by_role("link", name="Laporan dana kampanye").click()
    browser_page.wait_for_url(f"**/{shelf['dana']}/laporan-dana-kampanye-pasangan-calon-wali-kota/")
    with browser_page.expect_download() as download:
        browser_page.locator("a.file").click()
    assert download.value.suggested_filename == "dana-kampanye.pdf"
