"""Objections, disputes, own data and breaches, at the desk and for whom they concern: accessible, and no wider than a
telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from telusur.kernel.accounts.models import User
from telusur.openness.privacy.rules.words import Kind
from telusur.openness.privacy.tests.factories import PrivacyDesk
from telusur.openness.requests.rules.words import Channel
from telusur.openness.requests.tests.disputes import DisputeDesk
from telusur.openness.requests.tests.factories import ref

from .conftest import looks_right
from .test_requests_desk import HERE, sign_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

__all__ = ["sign_in"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (360, 1280)


class FullDesk(PrivacyDesk, DisputeDesk):
    """An office that has everything this file looks at."""


@pytest.fixture
def desk() -> FullDesk:
    made = FullDesk()
    made.clock = timezone.now() - timedelta(hours=5)
    return made


def visited(page: Page, axe: Callable[[Page], list[str]], pages: Mapping[str, str]) -> None:
    for name, address in pages.items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert page.url.endswith(address), page.url  # nobody was sent elsewhere
        looks_right(page, axe, name)


def test_the_desk_of_objections_and_disputes(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: FullDesk
) -> None:
    dispute, objection = desk.summoned(), desk.objection_registered()
    sign_in(desk.desk)
    pages = {
        "keberatan": "keberatan/",
        "keberatan-baru": f"keberatan/baru/?nomor={objection.request.number}",
        "keberatan-register": "keberatan/register/",
        "keberatan-perkara": f"keberatan/{objection.pk}/",
        "keberatan-catat": f"keberatan/{objection.pk}/correct/",
        "sengketa": "sengketa/",
        "sengketa-baru": "sengketa/baru/",
        "sengketa-register": "sengketa/register/",
        "sengketa-perkara": f"sengketa/{dispute.pk}/",
        "sengketa-sidang": f"sengketa/{dispute.pk}/record-hearing/",
        "sengketa-kuasa": f"sengketa/{dispute.pk}/keep-power/",
        "sengketa-bundel": f"sengketa/bundel/{dispute.pk}/",
    }
    visited(browser_page, axe, {name: HERE + address for name, address in pages.items()})


def test_the_superior_strikes_and_decides_an_objection(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: FullDesk
) -> None:
    judged, mistaken = (
        desk.reviewed(),
        desk.objection_registered(desk.filed(channel=Channel.WALK_IN, actor=ref(desk.desk))),
    )
    sign_in(desk.superior)
    pages = {f"keberatan-{act}": f"{HERE}keberatan/{judged.pk}/{act}/" for act in ("uphold", "grant")}
    visited(browser_page, axe, {**pages, "keberatan-coret": f"{HERE}keberatan/{mistaken.pk}/strike/"})


def test_the_desk_of_personal_data_and_the_open_menu(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: FullDesk
) -> None:
    case, breach = desk.verified(), desk.told()
    waiting = desk.assessed()
    sign_in(desk.ppid)
    pages = {
        "meja": "",
        "data-pribadi": "data-pribadi/",
        "data-pribadi-baru": f"data-pribadi/baru/?nomor={case.request.number}",
        "data-pribadi-perkara": f"data-pribadi/{case.pk}/",
        "data-pribadi-putus": f"data-pribadi/{case.pk}/settle/",
        "insiden": "insiden/",
        "insiden-baru": "insiden/baru/",
        "insiden-perkara": f"insiden/{breach.pk}/",
        "insiden-nilai": f"insiden/{waiting.pk}/assess/",
        "insiden-semua": f"insiden/{waiting.pk}/all-told/",
        "pindaian": "pindaian/",
    }
    visited(browser_page, axe, {name: HERE + address for name, address in pages.items()})
    for width in WIDTHS:
        browser_page.set_viewport_size({"width": width, "height": 900})
        browser_page.goto(HERE)
        menu = browser_page.get_by_role("navigation", name="Menu meja")
        menu.get_by_text("Layanan", exact=True).focus()
        browser_page.keyboard.press("Enter")
        menu.get_by_role("link", name="Keberatan").wait_for()
        assert axe(browser_page) == []
        menu.get_by_text("Kantor", exact=True).click()
        menu.get_by_role("link", name="Aturan").wait_for()
        assert not menu.get_by_role("link", name="Keberatan").is_visible()
        browser_page.keyboard.press("Escape")
        menu.get_by_role("link", name="Aturan").wait_for(state="hidden")


def test_what_the_applicant_sees_of_his_remedies_and_his_data(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: FullDesk
) -> None:
    reader = User.objects.create(email="akun@contoh.invalid", full_name="Wulan di Akun")
    request = desk.notified(user_id=reader.pk)
    dispute = desk.disputed(desk.upheld(desk.reviewed(desk.filed(desk.notified(user_id=reader.pk)))))
    desk.prepared(request=request, user_id=reader.pk)
    desk.asked(Kind.CORRECTION, request=request, user_id=reader.pk)
    sign_in(reader)
    office = "/kota-serang/"
    pages = {
        "pemohon-ajukan-keberatan": f"{office}lacak/{request.pk}/keberatan/",
        "pemohon-keberatan-sendiri": f"{office}keberatan/",
        "pemohon-sengketa": f"{office}keberatan/{dispute.objection_id}/",
        "pemohon-data-pribadi": f"{office}data-pribadi/{request.pk}/",
        "pemohon-perbaikan": f"{office}data-pribadi/{request.pk}/perbaikan/",
        "pemohon-salinan": f"{office}data-pribadi/{request.pk}/salinan/",
        "data-pribadi-umum": f"{office}data-pribadi/",
        "akun-data-pribadi": "/akun/data-pribadi/",
        "akun-identitas": "/akun/identitas/",
    }
    visited(browser_page, axe, pages)
