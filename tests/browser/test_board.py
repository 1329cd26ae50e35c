"""The board and its map, on a telephone and on a desk: accessible, reached by keys, and no wider than the screen."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from telusur.front.tests.factories import make_network
from telusur.kernel.figures import services as figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_board_and_its_map_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    make_network(2, 3)
    at = datetime.fromisoformat("2026-11-20T10:00+07:00")
    figures.rebuild(office_code="1101", first=2026, last=2026, on=date(2026, 11, 20), at=at)
    for width, address in ((360, "/nasional/papan/"), (1280, "/provinsi-11/papan/?angka=kelengkapan"), (360, "/")):
        browser_page.set_viewport_size({"width": width, "height": 800})
        browser_page.goto(address)
        assert axe(browser_page) == []
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
        # a letter of a tile is drawn 12.5 units high: never smaller than that in pixels
        shrunk = "[...document.querySelectorAll('.grid-map svg[role=group]')].map(map => map.getScreenCTM().a)"
        assert [scale for scale in browser_page.evaluate(shrunk) if scale < 0.98] == []
    browser_page.goto("/nasional/papan/")
    tile = browser_page.get_by_role("link", name="KPU Provinsi 11: Dijawab tepat waktu")
    tile.focus()
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/provinsi-11/papan/?masa=*")
