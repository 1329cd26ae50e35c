"""The queue and the form to type, in a real browser: keys of a spreadsheet, drafts that outlive the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telusur.results.recapitulation.models import Entry
from telusur.results.recapitulation.tests.entering import people, small_election
from telusur.results.recapitulation.tests.test_pages import on_duty

from .conftest import looks_right
from .test_requests_desk import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from telusur.kernel.accounts.models import User

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_form_is_typed_like_a_spreadsheet_and_kept_while_it_is_typed(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None]
) -> None:
    contest = small_election()
    (person,) = people(1)
    on_duty(person, "ppk", 360101, contest.election)
    duty = on_duty(people(1, "ketua")[0], "kpu", 3601, contest.election)
    on_duty(person, "kpu", 36, contest.election)
    sign_in(person)
    page = browser_page
    page.goto("/rekapitulasi/pilpres2024/ppwp/3601012001001/isi/")
    page.get_by_role("button", name="Mulai mengetik").click()
    page.locator("[data-keys]").wait_for()  # shown by the form's script
    page.focus("[name=suara_1]")
    page.keyboard.type("131")
    page.keyboard.press("Enter")
    page.keyboard.type("x")
    page.keyboard.type("?")
    said = [page.input_value(f"[name=suara_{number}]") for number in (1, 2, 3)]
    assert said == ["131", "x", "?"]
    assert page.evaluate("document.activeElement.name") == "suara_sah"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "suara_3"
    page.get_by_text("Draf tersimpan").wait_for()
    for _tenth in range(300):  # what a slow hand types is kept in parts: the last part is waited for
        if Entry.objects.get().typed.get("suara_3"):
            break
        page.wait_for_timeout(100)
    assert Entry.objects.get().typed["suara_1"] == "131"
    page.reload()
    assert page.input_value("[name=suara_1]") == "131"
    looks_right(page, axe, "isi formulir")
    page.goto("/rekapitulasi/pilpres2024/")
    looks_right(page, axe, "antrean formulir")
    ending = f"pilpres2024/petugas/{duty.pk}/akhiri/"
    for name, address in (("tugas", ""), ("petugas", "pilpres2024/petugas/"), ("akhiri tugas", ending)):
        page.goto(f"/rekapitulasi/{address}")
        looks_right(page, axe, name)
