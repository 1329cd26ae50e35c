"""The corner screen in a real browser: it changes by itself, stops when told, and survives the loss of its network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from telusur.front import corner
from telusur.openness.requests.tests.factories import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_corner_screen_turns_its_slides_pauses_and_keeps_the_last_when_the_network_is_gone(
    browser_page: Page, axe: Callable[[Page], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corner, "STAY", 1)
    monkeypatch.setattr(corner, "REFRESH", 2)
    Desk().registered()
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto("/kota-serang/pojok/")
    numbers, asking = (browser_page.locator(f"[data-slide={key}]") for key in ("permohonan", "bertanya"))
    expect(asking).to_be_visible()
    expect(numbers).to_be_visible()
    browser_page.keyboard.press("p")
    assert axe(browser_page) == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(browser_page.get_by_role("button", name="Lanjut")).to_be_visible()
    at_rest = browser_page.locator("[data-place]").inner_text()
    browser_page.keyboard.press("ArrowRight")
    expect(browser_page.locator("[data-place]")).not_to_have_text(at_rest)
    browser_page.context.set_offline(True)
    expect(browser_page.get_by_role("status")).to_contain_text("Sambungan terputus")
    assert asking.is_visible() or numbers.is_visible()
    browser_page.context.set_offline(False)
    expect(browser_page.get_by_role("status")).to_be_empty()
