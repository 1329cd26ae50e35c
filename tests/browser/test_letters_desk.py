"""Letters at the desk, on a telephone and on a desk: tray, words, letterhead, templates and signed copies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from telusur.kernel.letters import selectors, services
from telusur.openness.requests import services as requests
from telusur.openness.requests.tests.factories import Desk, ref

from .conftest import looks_right
from .test_requests_desk import HERE, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from telusur.kernel.accounts.models import User

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.clock = timezone.now() - timedelta(hours=2)
    services.change_settings(
        office=made.office,
        lines=["Jalan Contoh 1"],
        city="Serang",
        pattern="{number}/{register}/{year}",
        actor=ref(made.ppid),
        at=made.clock,
        port="upload",
    )
    services.save_template(
        office=made.office,
        template="notification",
        passage="opening",
        title="Salam pembuka",
        body="Terima kasih atas permohonan {nomor}.",
        actor=ref(made.ppid),
        at=made.clock,
    )
    return made


def test_the_pages_of_letters_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: Desk
) -> None:
    signed, waiting = desk.decided(), desk.decided()
    requests.sign_and_notify(request_id=signed.pk, actor=ref(desk.ppid), at=desk.at())
    letter = selectors.letters_about(subject_kind="request", subject_id=str(signed.pk))[0]
    template = selectors.templates_of(office_id=desk.office.pk)[0]
    sign_in(desk.ppid)
    pages = {
        "baki": "surat/tanda-tangan/",
        "naskah": f"surat/tanda-tangan/request/{waiting.pk}/",
        "surat-keluar": "surat/",
        "surat-satu": f"surat/{letter.pk}/",
        "kop": "surat/kop/",
        "templat": "surat/templat/",
        "templat-satu": f"surat/templat/{template.pk}/",
    }
    for name, address in pages.items():
        browser_page.goto(f"{HERE}{address}")
        looks_right(browser_page, axe, f"surat-{name}")


def test_a_letter_is_chosen_read_once_more_and_signed_with_the_keyboard_alone(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: Desk
) -> None:
    case = desk.decided()
    sign_in(desk.ppid)
    browser_page.goto(f"{HERE}surat/tanda-tangan/")
    browser_page.get_by_role("checkbox", name=f"Pilih {case.number}").focus()
    browser_page.keyboard.press("Space")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="Tandatangani 1 surat?").wait_for()
    looks_right(browser_page, axe, "surat-yakin")
    browser_page.get_by_role("button", name="Tandatangani").focus()
    browser_page.keyboard.press("Enter")
    browser_page.get_by_text("1 surat ditandatangani").wait_for()
    assert selectors.letters_about(subject_kind="request", subject_id=str(case.pk)).count() == 1
