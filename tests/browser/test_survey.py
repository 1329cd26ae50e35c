"""The survey's pages in a real browser: for everybody, on a kiosk, at the desk; accessible, none wider than a phone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from telusur.openness.satisfaction import services
from telusur.openness.satisfaction.tests.factories import Polls, a_sheet

from .test_remedies import visited
from .test_requests_desk import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from telusur.kernel.accounts.models import User

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_survey_is_answered_read_and_typed_in(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None]
) -> None:
    polls = Polls()
    polls.clock = timezone.now() - timedelta(hours=2)
    survey = polls.opened()
    polls.answered(*[a_sheet(3, *[4] * 8, comment="Baik.")] * 12)
    services.release(survey_id=survey.pk)
    public = "/kota-serang/survei/"
    visited(browser_page, axe, {"hasil": public, "kuesioner": f"{public}isi/"})
    sign_in(polls.ppid)
    desk = "/meja/kota-serang/survei/"
    visited(
        browser_page,
        axe,
        {"survei": desk, "satu survei": f"{desk}{survey.pk}/", "lembar": f"{desk}{survey.pk}/lembar/"},
    )
    # A digit goes on by itself; Enter begins the next sheet.
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.fill("[name=s1-number]", "001")
    page.focus("[name=s1-U1]")
    page.keyboard.type("444444433")
    assert [page.input_value(f"[name=s1-{code}]") for code in ("U1", "U9", "U8")] == ["4", "3", "3"]
    page.keyboard.press("Enter")
    page.keyboard.type("002")
    assert page.input_value("[name=s2-number]") == "002"
    # The officer's own device becomes a kiosk: one question a screen, then thanks, and nobody is signed in.
    page.goto(desk)
    page.get_by_role("button", name="Jadikan perangkat ini kios").click()
    page.wait_for_url(f"**{public}kios/")
    assert axe(page) == []
    for question in range(9):
        step = page.locator("[data-step]").nth(question)
        step.locator("label").nth(3).click()
        expect(step).to_be_hidden()
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_url("**/terima-kasih/")
    page.goto(desk)
    assert "/masuk/" in page.url
