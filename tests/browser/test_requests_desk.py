"""The desk of requests, on a telephone and on a desk: accessible, no wider than the screen, and quick by keyboard."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from telusur.openness.information.tests.factories import a_published_item
from telusur.openness.requests import services
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.tests.factories import Desk, a_case, a_question, an_applicant, ref

from .conftest import looks_right

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from telusur.kernel.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HERE = "/meja/kota-serang/"


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.clock = timezone.now() - timedelta(hours=2)
    return made


@pytest.fixture
def sign_in(browser_page: Page) -> Callable[[User], None]:
    def enter(user: User) -> None:
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        browser_page.goto("/robots.txt")
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": browser_page.url}
        browser_page.context.add_cookies([cookie])

    return enter


def a_full_desk(desk: Desk) -> InformationRequest:
    """Cases in several states, one late, one nearly; and return one that a unit has answered."""
    ages = (30, 17, 12, 9, 3, 1)
    asked = (
        "Salinan berita acara pleno kecamatan Taktakan",
        "Laporan dana kampanye pasangan calon wali kota",
        "Data pemilih disabilitas per kecamatan",
        "Jumlah TPS per kelurahan tahun 2024 beserta alamatnya",
        "Notula rapat pleno penetapan daftar calon tetap",
        "Anggaran sosialisasi pemilihan tahun 2025",
    )
    made = [
        a_case(
            desk.office,
            received_at=desk.clock - timedelta(days=age),
            at=desk.at(),
            asked=a_question(question=question),
            applicant=an_applicant(name=f"Pemohon Rekaan {age}", email=f"p{age}@contoh.invalid"),
        )
        for age, question in zip(ages, asked, strict=True)
    ]
    services.ask_completion(request_id=made[4].pk, missing="KTP tidak terbaca", actor=ref(desk.desk), at=desk.at())
    for case in made[:4]:
        services.accept_request(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    services.assign(
        office_id=desk.office.pk, request_ids=[made[0].pk], officer_id=desk.desk.pk, actor=ref(desk.ppid), at=desk.at()
    )
    day = timezone.now().date()
    for case in made[2:4]:
        services.dispose_to_unit(
            request_id=case.pk,
            unit_id=desk.unit.pk,
            due_on=day + timedelta(days=1),
            instruction="Cari di arsip tahun 2024.",
            actor=ref(desk.ppid),
            at=desk.at(),
        )
    services.answer_from_unit(
        request_id=made[3].pk,
        disposition_id=made[3].dispositions.get().pk,
        words="Daftar TPS ada pada keputusan lampiran II.",
        materials=(),
        actor=ref(desk.liaison),
        at=desk.at(),
    )
    return made[3]


def test_the_desks_pages_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: Desk
) -> None:
    case = a_full_desk(desk)
    sign_in(desk.ppid)
    pages = {
        "antrean": "permohonan/",
        "perkara": f"permohonan/{case.pk}/",
        "kabulkan": f"permohonan/{case.pk}/grant/",
        "disposisi": f"permohonan/{case.pk}/dispose/",
        "perbaiki": f"permohonan/{case.pk}/correct/",
        "buka-identitas": f"permohonan/{case.pk}/open-identity/",
        "daftar": "permohonan/baru/",
        "register": "permohonan/register/",
        "impor": "permohonan/impor/",
        "serah-terima": "permohonan/serah-terima/",
    }
    for name, address in pages.items():
        browser_page.goto(HERE + address)
        looks_right(browser_page, axe, name)
    browser_page.goto(f"{HERE}permohonan/{case.pk}/")
    browser_page.get_by_text("Bagaimana tanggal ini dihitung?").click()
    looks_right(browser_page, axe, "perkara-dihitung")


def test_the_units_pages_are_accessible_and_fit_the_screen(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: Desk
) -> None:
    a_full_desk(desk)
    sign_in(desk.liaison)
    browser_page.goto(f"{HERE}unit/")
    looks_right(browser_page, axe, "unit")
    browser_page.get_by_role("link", name="/PPID/").first.click()
    looks_right(browser_page, axe, "tugas")


def test_a_walk_in_is_registered_with_the_keyboard_alone(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: Desk
) -> None:
    a_published_item(desk.office, title="Jumlah TPS per kelurahan")
    sign_in(desk.desk)
    page = browser_page
    page.goto(f"{HERE}permohonan/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    page.wait_for_url("**/permohonan/baru/")
    for label, text in (("Nama pemohon atau badan", "Bima Rekaan"), ("Nomor identitas", "3673011207900003")):
        page.get_by_label(label).focus()
        page.keyboard.type(text)
    page.get_by_label("Telepon", exact=False).first.focus()
    page.get_by_role("textbox", name="Telepon").focus()
    page.keyboard.type("081200000009")
    page.get_by_role("textbox", name="Alamat").focus()
    page.keyboard.type("Jalan Rekaan 9, Serang")
    page.get_by_label("KTP, SIM, atau paspor").focus()
    page.keyboard.press("Space")
    page.get_by_label("Berkas lengkap").focus()
    page.keyboard.press("Space")
    page.get_by_label("Informasi yang diminta").focus()
    page.keyboard.type("Jumlah TPS per kelurahan tahun 2024")
    page.keyboard.press("Tab")
    page.get_by_text("Sudah terbuka untuk umum").wait_for()
    looks_right(page, axe, "daftar-terisi")
    page.get_by_role("button", name="Daftarkan dan cetak tanda terima").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Terdaftar").wait_for()
    looks_right(page, axe, "tanda-terima")
    assert InformationRequest.everything.get().state == "registered"


def test_the_first_try_by_keyboard_registers_a_walk_in_in_few_stops(
    browser_page: Page, sign_in: Callable[[User], None], desk: Desk
) -> None:
    sign_in(desk.desk)
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{HERE}permohonan/baru/")
    page.wait_for_load_state("networkidle")
    typed = {"name": "Bima Rekaan", "phone": "081200000009", "question": "Jumlah TPS per kelurahan tahun 2024"}
    stops = 0
    while (
        name := page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
    ) != "complete":
        if name in typed:
            page.keyboard.type(typed.pop(name))
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 20
    assert typed == {}
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Terdaftar").wait_for()
    assert InformationRequest.everything.get().state == "submitted"


def test_enter_registers_in_a_text_field_and_searches_in_the_lookup(
    browser_page: Page, sign_in: Callable[[User], None], desk: Desk
) -> None:
    sign_in(desk.desk)
    page = browser_page
    page.goto(f"{HERE}permohonan/baru/")
    page.wait_for_load_state("networkidle")
    page.keyboard.type("Bima Rekaan")
    page.get_by_label("Pernah meminta?").focus()
    page.keyboard.type("081200000009")
    page.keyboard.press("Enter")
    page.get_by_text("Belum pernah meminta di kantor ini").wait_for()
    assert page.get_by_label("Nama pemohon atau badan").input_value() == "Bima Rekaan"
    assert not page.get_by_label("Nama wakil").is_visible()
    assert not page.get_by_label("Pekerjaan lainnya").is_visible()
    assert not page.get_by_label("Akta").first.is_visible()
    page.get_by_label("Informasi yang diminta").fill("Jumlah TPS per kelurahan tahun 2024")
    page.get_by_role("textbox", name="Surel", exact=False).first.focus()
    page.keyboard.type("bima@contoh.invalid")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Terdaftar").wait_for()


def test_faults_are_summed_up_and_lead_to_their_fields(
    browser_page: Page, axe: Callable[[Page], list[str]], sign_in: Callable[[User], None], desk: Desk
) -> None:
    sign_in(desk.desk)
    page = browser_page
    page.goto(f"{HERE}permohonan/baru/")
    page.evaluate("document.querySelector('#daftar').noValidate = true")
    page.get_by_role("button", name="Daftarkan dan cetak tanda terima").click()
    page.get_by_role("alert").wait_for()
    looks_right(page, axe, "daftar-keliru")
