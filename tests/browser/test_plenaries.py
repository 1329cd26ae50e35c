"""A plenary in a real browser: the keyboard goes from unit to unit, and each kind of page is fit for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telusur.results.plenaries.models import Plenary
from telusur.results.plenaries.tests.room import DISTRICT, FIRST, SECOND, brought_out, district, person
from telusur.results.plenaries.tests.test_pages import secured

from .conftest import looks_right
from .test_requests_desk import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from telusur.kernel.accounts.models import User

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_enter_reads_a_unit_and_goes_on_to_the_next(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None]
) -> None:
    ppk = person(district(stations=(FIRST, SECOND)), "ppk", DISTRICT)
    sign_in(secured(ppk))
    page = browser_page
    page.goto("/pleno/pilpres2024/kerja/buka/")
    page.fill("[name=minutes]", "BA 12")
    page.get_by_role("button", name="Buka pleno").click()
    looks_right(page, axe, "pleno")
    page.get_by_role("link", name="Baca TPS 001").click()
    looks_right(page, axe, "pleno-unit")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{SECOND}/")
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
