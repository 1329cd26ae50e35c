"""Seats in a real browser: each kind of page is fit for everybody, on both screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telusur.kernel.accounts.tests.people import make_officer, secure
from telusur.results.seats.tests.room import CONTROL, LISTS, VOTES, opened, taken

from .conftest import looks_right
from .test_requests_desk import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from telusur.kernel.accounts.models import User

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_seats_fit_both_screens(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None]
) -> None:
    council = opened()
    taken(council, votes=VOTES.replace("3.050", "5000"), control=CONTROL.replace("12050", "14000"), lists=LISTS)
    page, public = browser_page, "/kpu/kursi/dpr-2024/"
    for name, address in (
        ("kursi", public),
        ("kursi-satu-dapil", f"{public}dapil/satu/"),
        ("kursi-kesetaraan", f"{public}kesetaraan/"),
    ):
        page.goto(address)
        looks_right(page, axe, name)
    sign_in(secure(make_officer(council.office, "petugas", "desk")))
    page.goto("/meja/kpu/kursi/dpr-2024/")
    looks_right(page, axe, "kursi-meja")
