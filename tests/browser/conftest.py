"""A real Chromium on a real server. Nothing it asks for may come from another host."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PICTURES = os.environ.get("TELUSUR_PICTURES")
NAMES = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=30_000)  # milliseconds, as long as every other wait: a slow machine is no fault of the code
# What fades in has no colours to judge until it has come to its end; what never ends is not waited for.
STANDS_STILL = """() => Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getComputedTiming().endTime !== Infinity).map(each => each.finished))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A module at a time: while it lives, an event loop runs in this thread and no worker can."""
    program = os.environ.get("TELUSUR_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium on this machine; name one in TELUSUR_CHROMIUM")
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        started = playwright.chromium.launch(executable_path=program, args=options)
        yield started
        started.close()


@pytest.fixture
def browser_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A fresh visitor. After the test: no request to another host, nothing that the content policy refused."""
    context = browser.new_context(base_url=live_server.url, locale="id-ID", timezone_id="Asia/Jakarta")
    page = context.new_page()
    abroad: list[str] = []
    refused: list[str] = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(live_server.url).netloc:
            route.continue_()
        else:
            abroad.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    yield page
    context.close()
    assert abroad == []
    assert refused == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return what an accessibility check of a page finds, once it is loaded and stands still: rule, and where."""

    def check(page: Page) -> list[str]:
        page.wait_for_load_state("load")
        page.evaluate(STANDS_STILL)
        if not page.evaluate("typeof axe !== 'undefined'"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", RULES
        )
        wrong = [(each["id"], node) for each in found["violations"] for node in each["nodes"]]
        return [f"{rule}: {node['target']} {node['failureSummary']}" for rule, node in wrong]

    return check


def looks_right(page: Page, axe: Callable[[Page], list[str]], name: str) -> None:
    """Hold a page against both screens: it fits them, and on the telephone an accessibility check finds nothing.

    TELUSUR_PICTURES names a folder that takes a picture of each.
    """
    page.wait_for_load_state("load")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width}"
    assert axe(page) == []
