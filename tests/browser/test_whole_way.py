"""One request from the question to the letter, through the pages alone, by the people of the demo."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from django.utils import timezone

from telusur.config.basics import ensure_basics
from telusur.config.demo.loading import load_demo
from telusur.config.demo.papers import papers_of_2024
from telusur.config.demo.steps import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFICE, DESK = "/kota-serang/", "/meja/kota-serang/"
QUESTION = "Jumlah TPS dan pemilih tiap kecamatan pada pemilihan wali kota 2024"
WORDS = "Tabel enam kecamatan terlampir."


@pytest.fixture
def people(settings) -> None:
    settings.DEMO = True
    at = timezone.now()
    ensure_basics(at=at)
    load_demo(at=at, steps=[step for step in STEPS if step.name in {"offices", "people"}])


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = next(one for one in papers_of_2024() if not one.spreadsheet)
    path = tmp_path / made.file_name
    path.write_bytes(made.content())
    return path


class Visitor:
    """Somebody at a browser who looks at each page on a telephone and on a desk before he goes on."""

    def __init__(self, page: Page, axe: Callable[[Page], list[str]]) -> None:
        self.page, self.axe = page, axe

    def comes_as(self, name: str, password: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto("/masuk/")
        self.page.get_by_label("Alamat surel").fill(f"{name}@demo.telusur.test")
        self.page.get_by_role("textbox", name="Kata sandi").fill(password)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        self.page.wait_for_url(lambda address: not address.endswith("/masuk/"))

    def goes_to(self, address: str) -> None:
        self.page.goto(address)
        self.looks()

    def presses(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()
        self.looks()

    def follows(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.looks()

    def looks(self) -> None:
        for width in (360, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width, self.page.url
            assert self.axe(self.page) == [], self.page.url

    def reads(self, address: str) -> str:
        """Return the text of a PDF behind a link of the page."""
        answer = self.page.request.get(address)
        assert answer.ok, address
        document = pypdfium2.PdfDocument(io.BytesIO(answer.body()))
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.usefixtures("people")
def test_a_citizen_asks_and_reads_the_answer_while_every_hand_does_its_part(
    browser_page: Page, axe: Callable[[Page], list[str]], paper: Path, settings
) -> None:
    page, visitor = browser_page, Visitor(browser_page, axe)
    password = settings.DEMO_PASSWORD

    # The citizen asks, without an account.
    visitor.goes_to(f"{OFFICE}permohonan/")
    page.get_by_label("Informasi apa yang Anda cari?").fill(QUESTION)
    page.get_by_role("textbox", name="Nama", exact=False).first.fill("Kirana Rekaan")
    page.get_by_label("Nomor identitas").fill("3673994105900001")
    page.get_by_role("textbox", name="Surel").fill("kirana@contoh.invalid")
    page.get_by_role("textbox", name="Alamat").fill("Jalan Rekaan 3, Kota Serang")
    page.get_by_label("KTP, SIM, atau paspor").set_input_files(paper)
    page.get_by_role("button", name="Kirim permohonan").click()
    page.get_by_role("heading", name=re.compile("diterima")).wait_for(timeout=60_000)
    visitor.looks()
    number, secret = page.locator("#nomor").input_value(), page.locator("#kode").input_value()
    assert number == f"0001/PPID/{timezone.localdate().year}"

    # The desk hears the bell and finds the file complete.
    visitor.comes_as("desk", password)
    visitor.goes_to(f"{DESK}pemberitahuan/")
    visitor.follows(number)
    visitor.presses("Nyatakan lengkap")
    case = page.url

    # The PPID asks the unit, which reads the question and not the asker.
    visitor.comes_as("ppid", password)
    visitor.goes_to(case)
    visitor.follows("Disposisi ke unit")
    page.get_by_label("Unit", exact=True).select_option(label="Subbagian Program dan Data")
    visitor.presses("Disposisi ke unit")
    visitor.comes_as("data", password)
    visitor.goes_to(f"{DESK}unit/")
    visitor.follows(number)
    assert QUESTION in page.content()
    assert "Kirana" not in page.content()
    page.get_by_label("Jawaban", exact=False).last.fill(WORDS)
    visitor.presses("Kirim jawaban unit")

    # The PPID decides and signs.
    visitor.comes_as("ppid", password)
    visitor.goes_to(case)
    visitor.follows("Kabulkan seluruhnya")
    visitor.presses("Kabulkan seluruhnya")
    visitor.follows("Tanda tangani dan beri tahu")
    visitor.presses("Tanda tangani dan beri tahu")

    # The citizen follows with number and secret, and reads the letter.
    page.context.clear_cookies()
    visitor.goes_to(f"{OFFICE}lacak/")
    page.get_by_label("Nomor pendaftaran").fill(number)
    page.get_by_label("Kode lacak").fill(secret)
    visitor.presses("Lihat permohonan")
    letter = page.get_by_role("main").locator("a[href*='/berkas/']").first.get_attribute("href")
    text = visitor.reads(letter)
    assert number in text
    assert "Kirana Rekaan" in text
    assert WORDS in text
    assert "keberatan" in text
