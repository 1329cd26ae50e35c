"""Takes the pictures of the README from a running demo: `.venv/bin/python tools/pictures.py [http://localhost:8000]`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
OFFICE = "/kota-serang/"
DESK = "/meja/kota-serang/"
OFFICER, PASSWORD = "ppid@demo.telusur.test", "telusur-contoh"
PUBLIC = {"office": OFFICE, "information": f"{OFFICE}informasi/", "statistics": f"{OFFICE}statistik/?masa=2024"}
SIGNED_IN = {"desk": DESK, "queue": f"{DESK}permohonan/"}


def take(page: Page, pictures: dict[str, str], *, wide: bool) -> None:
    page.set_viewport_size({"width": 1280, "height": 860} if wide else {"width": 360, "height": 740})
    for name, address in pictures.items():
        page.goto(address, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        page.screenshot(path=FOLDER / f"{name}{'' if wide else '-phone'}.png")


def main(base: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_context(base_url=base, locale="id-ID", timezone_id="Asia/Jakarta").new_page()
        take(page, PUBLIC, wide=True)
        take(page, {"office": OFFICE}, wide=False)
        page.goto("/masuk/")
        page.locator("[name=login]").fill(OFFICER)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(f"**{DESK}")
        take(page, SIGNED_IN, wide=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
