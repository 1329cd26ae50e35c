"""A plenary in a real browser: the keyboard goes from unit to unit, and each kind of page is fit for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from telusur.results.plenaries.models import Plenary
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    FIRST,
    REGENCY,
    SECOND,
    VILLAGE,
    brought_out,
    district,
    person,
)
from telusur.results.plenaries.tests.test_pages import secured
from telusur.results.publication.selectors import ElectionSource, place_of
from telusur.results.publication.services import publish

from .conftest import looks_right
from .test_requests_desk import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from pytest_django.fixtures import SettingsWrapper

    from telusur.kernel.accounts.models import User

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_enter_reads_a_unit_and_goes_on_to_the_next(
    browser_page: Page,
    axe: Callable[[Page], list[str]],
    sign_in: Callable[[User], None],
    settings: SettingsWrapper,
    tmp_path: Path,
) -> None:
    ppk = person(district(stations=(FIRST, SECOND)), "ppk", DISTRICT)
    sign_in(secured(ppk))
    page = browser_page
    page.goto("/pleno/pilpres2024/kerja/buka/")
    page.fill("[name=minutes]", "BA 12")
    page.get_by_role("button", name="Buka pleno").click()
    page.get_by_role("link", name="Baca TPS 001").wait_for()
    looks_right(page, axe, "pleno")
    page.get_by_role("link", name="Baca TPS 001").click()
    page.wait_for_url(f"**/{FIRST}/")
    agrees = page.get_by_role("button", name="Sesuai, lanjut")
    looks_right(page, axe, "pleno-unit")
    expect(agrees).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{SECOND}/")
    expect(agrees).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Cetak salinan uji").wait_for()
    plenary = Plenary.objects.get()
    assert plenary.lines.count() == 2
    page.goto("/pleno/pilpres2024/kerja/")
    looks_right(page, axe, "pleno-meja")
    brought_out(plenary, ppk)
    for name, address in (("pleno-hasil", "/pleno/pilpres2024/"), ("c-d", "/pleno/pilpres2024/ppwp/c-d/")):
        page.goto(address)
        looks_right(page, axe, name)
    settings.VAR, settings.LEDGER_KEY = tmp_path, tmp_path / "ledger.key"
    publish(source=ElectionSource(code="pilpres2024"), out=place_of(election="pilpres2024"), at=AT, portal="/")
    place = f"/hasil/pilpres2024/ppwp/36/{REGENCY}/{DISTRICT}"
    for name, address in (("", f"{place}/"), ("-d", f"{place}/d-1.html"), ("-tps", f"{place}/{VILLAGE}/")):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        looks_right(page, axe, f"terbitan{name}")
    page.goto("/hasil/pilpres2024/cari.html")
    page.fill("#nama", "TPS 1 Desa Sumberjaya, Sumur")
    page.get_by_role("link", name="TPS 001 SUMBERJAYA").wait_for()
    page.fill("#kode", "9999999999999")
    page.get_by_role("button", name="Buka").click()
    page.get_by_text("Tidak ada wilayah atau TPS dengan kode itu").wait_for()
    page.fill("#kode", str(FIRST))
    page.get_by_role("button", name="Buka").click()
    page.wait_for_url(f"**/{VILLAGE}/index.html#{FIRST}")
