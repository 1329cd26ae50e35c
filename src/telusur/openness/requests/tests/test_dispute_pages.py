"""Disputes on screen: the desk's list, case, acts, entry and register; what the applicant sees."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import openpyxl
import pypdfium2
import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.models import Role, User
from telusur.openness.requests import selectors
from telusur.openness.requests.forms.disputes import DISPUTE_FORMS
from telusur.openness.requests.models import Dispute
from telusur.openness.requests.rules import dispute_register as book
from telusur.openness.requests.rules.disputes import DisputeAct, DisputeOutcome, DisputeState
from telusur.openness.requests.views.disputes import PERFORM

from .disputes import COMMISSION, DisputeDesk
from .factories import an_officer

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db
SERANG = ZoneInfo("Asia/Jakarta")


@pytest.fixture(autouse=True)
def fresh_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture
def desk() -> DisputeDesk:
    made = DisputeDesk()
    made.clock = timezone.now() - timedelta(hours=2)
    return made


@pytest.fixture
def enter(client: Client):
    def as_person(user: User) -> Client:
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        client.force_login(user)
        return client

    return as_person


def address(name: str, desk: DisputeDesk, *args: object) -> str:
    return reverse(f"disputes_{name}", args=[desk.office.slug, *args])


def words(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def alone(desk: DisputeDesk) -> Dispute:
    """A dispute after an objection without a request, quickly made."""
    return desk.disputed(desk.upheld(desk.reviewed(desk.filed_alone().objection)))


def fresh(dispute: Dispute) -> Dispute:
    return Dispute.everything.get(pk=dispute.pk)


def do(browser: Client, desk: DisputeDesk, dispute: Dispute, act: DisputeAct, **given: Any) -> HttpResponse:
    values = {"version": fresh(dispute).version, **given}
    return browser.post(address("act", desk, dispute.pk, act.replace("_", "-")), values)


def test_the_list_asks_the_same_number_of_questions_however_many_there_are(
    desk: DisputeDesk, enter, django_assert_max_num_queries
) -> None:
    alone(desk)
    browser = enter(desk.superior)
    with django_assert_max_num_queries(20) as few:
        browser.get(address("queue", desk))
    for _ in range(3):
        desk.summoned(alone(desk))
    with django_assert_max_num_queries(20) as many:
        assert browser.get(address("queue", desk)).status_code == 200
    assert len(many) == len(few)


def test_the_list_is_searched_filtered_and_sorted(desk: DisputeDesk, enter) -> None:
    dispute = desk.summoned(alone(desk))
    browser = enter(desk.desk)
    wishes = {
        "": True,
        "q=Wulan": True,
        "q=REG-PSI": True,
        "q=KEB-PPID": True,
        "q=99": False,
        "tampil=heard": True,
        "tampil=court": False,
        "tampil=executing": False,
        "tampil=closed": False,
        "tampil=all&urut=number": True,
        "tahap=summoned": True,
        "tahap=ruled": False,
        "hasil=kept": False,
        "tampil=bukan-itu": True,
    }
    shown = {wish: dispute.number in words(browser.get(address("queue", desk) + f"?{wish}")) for wish in wishes}
    assert shown == wishes


def test_an_empty_list_says_where_disputes_come_from(desk: DisputeDesk, enter) -> None:
    assert "Pemberitahuan Komisi Informasi dicatat di sini" in words(enter(desk.desk).get(address("queue", desk)))


def test_the_notice_is_registered_from_the_objection(desk: DisputeDesk, enter) -> None:
    objection = desk.upheld(desk.reviewed(desk.filed_alone().objection))
    browser = enter(desk.desk)
    page = browser.get(reverse("objections_case", args=[desk.office.slug, objection.pk]))
    link = address("entry", desk) + f"?keberatan={objection.number}"
    assert link in words(page).replace("%2F", "/")
    today = timezone.now().astimezone(SERANG).date()
    given = {
        "commission": "province",
        "commission_name": COMMISSION,
        "commission_number": "7/REG/2026",
        "filed_on": today.isoformat(),
        "noticed_on": today.isoformat(),
        "uploads": SimpleUploadedFile("pemberitahuan.txt", b"Pemberitahuan registrasi rekaan"),
    }
    wrong = browser.post(link, given | {"filed_on": (today + timedelta(days=1)).isoformat()})
    assert wrong.status_code == 422
    assert "Sengketa diajukan sebelum pemberitahuannya tiba" in words(wrong)
    given["uploads"] = SimpleUploadedFile("pemberitahuan.txt", b"Pemberitahuan registrasi rekaan")
    made = browser.post(link, given)
    dispute = Dispute.everything.get()
    assert made.headers["Location"] == address("case", desk, dispute.pk)
    assert dispute.papers.get().title == "pemberitahuan.txt"
    # The objection leads to it, and a second notice of the same objection opens it.
    page = browser.get(reverse("objections_case", args=[desk.office.slug, objection.pk]))
    assert address("case", desk, dispute.pk) in words(page)
    assert browser.get(link).headers["Location"] == address("case", desk, dispute.pk)


def test_the_request_leads_to_its_dispute_and_back(desk: DisputeDesk, enter) -> None:
    dispute = desk.disputed()
    request_id = dispute.objection.request_id
    browser = enter(desk.ppid)
    case = words(browser.get(reverse("requests_case", args=[desk.office.slug, request_id])))
    assert address("case", desk, dispute.pk) in case
    page = words(browser.get(address("case", desk, dispute.pk)))
    assert reverse("requests_case", args=[desk.office.slug, request_id]) in page
    assert reverse("objections_case", args=[desk.office.slug, dispute.objection_id]) in page


def test_the_page_tells_whose_every_clock_is(desk: DisputeDesk, enter) -> None:
    dispute = desk.dispute_ruled(dispute=desk.adjudicated(alone(desk)))
    page = words(enter(desk.superior).get(address("case", desk, dispute.pk)))
    assert "Waktu menggugat ke PTUN</b> · Salah satu pihak" in page
    assert "Komisi Informasi menyelesaikan sengketa</b> · Komisi Informasi" in page
    assert "lewatnya bukan kelalaian kantor" in page


def test_every_act_of_a_screen_has_a_form_and_a_service() -> None:
    assert set(PERFORM) == set(DISPUTE_FORMS)
    assert set(DISPUTE_FORMS) == set(DisputeAct) - {DisputeAct.REGISTER, DisputeAct.MOVE_DEADLINE}


def test_the_whole_way_is_gone_on_screen(desk: DisputeDesk, enter) -> None:
    dispute = alone(desk)
    clerk, now = enter(desk.desk), timezone.now().astimezone(SERANG)
    later = (now + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    given = {"kind": "examination", "meets_at": later, "place": "Ruang sidang", "attends": "PPID"}
    assert do(clerk, desk, dispute, DisputeAct.SUMMON, **given).status_code == 302
    assert do(clerk, desk, dispute, DisputeAct.EXAMINE).status_code == 302
    assert do(clerk, desk, dispute, DisputeAct.MEDIATE).status_code == 302
    assert do(clerk, desk, dispute, DisputeAct.FAIL_MEDIATION, reason="Tidak sepakat.").status_code == 302
    chief = enter(desk.superior)
    power = {"proxies": "Ratri Rekaan; Kasubbag Hukum; 1990", "powers": "menghadiri sidang\n"}
    assert do(chief, desk, dispute, DisputeAct.GRANT_POWER, **power).status_code == 302
    assert dispute.proxies.get().function == "Kasubbag Hukum"
    assert do(chief, desk, dispute, DisputeAct.ANSWER, answer="Tepat.", claim="menolak permohonan").status_code == 302
    chosen = [each.attachment_id for each in selectors.papers_of_dispute(dispute_id=dispute.pk)][:2]
    assert do(chief, desk, dispute, DisputeAct.LIST_EVIDENCE, attachment_ids=chosen).status_code == 302
    ppid = enter(desk.ppid)
    ruling = {
        "number": "12/PTS",
        "decided_on": now.date().isoformat(),
        "received_at": now.strftime("%Y-%m-%dT%H:%M"),
        "outcome": "opened",
        "words": "Mengabulkan.",
    }
    wrong = do(ppid, desk, dispute, DisputeAct.RULE, **ruling)
    assert wrong.status_code == 422
    assert "Tulis apa yang harus dilakukan kantor" in words(wrong)
    ruling |= {"order": "Memberikan.", "order_due_on": (now + timedelta(days=20)).date().isoformat()}
    assert do(ppid, desk, dispute, DisputeAct.RULE, **ruling).status_code == 302
    nothing = do(ppid, desk, dispute, DisputeAct.EXECUTE, words="Diberikan.")
    assert "Pilih informasi atau lampirkan berkas" in words(nothing)
    file = SimpleUploadedFile("tabel.txt", b"Tabel per kecamatan rekaan")
    assert do(ppid, desk, dispute, DisputeAct.EXECUTE, words="Diberikan.", uploads=file).status_code == 302
    assert fresh(dispute).state == DisputeState.EXECUTED
    page = words(ppid.get(address("case", desk, dispute.pk)))
    for text in ("T-1", "Surat Kuasa Khusus", "Jawaban Termohon", "Daftar Bukti", "setiap saat", "Laporan Pelaksanaan"):
        assert text in page


def test_no_button_leads_where_the_role_may_not_go(desk: DisputeDesk, enter) -> None:
    dispute = alone(desk)
    page = words(enter(desk.consideration).get(address("case", desk, dispute.pk)))
    assert "Catat panggilan" not in page
    refused = do(enter(desk.consideration), desk, dispute, DisputeAct.EXAMINE)
    assert refused.status_code == 302
    assert fresh(dispute).state == DisputeState.REGISTERED


def test_another_office_and_other_roles_see_nothing(desk: DisputeDesk, enter) -> None:
    dispute = alone(desk)
    other = DisputeDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    assert enter(other.ppid).get(address("case", desk, dispute.pk)).status_code in {403, 404}
    assert enter(other.ppid).get(address("case", other, dispute.pk)).status_code == 404
    assert enter(an_officer(desk.office, Role.EDITOR)).get(address("queue", desk)).status_code == 403


def test_the_register_is_printed_in_its_columns(desk: DisputeDesk, enter) -> None:
    dispute = desk.court_ruled(
        DisputeOutcome.KEPT, desk.sued(desk.dispute_ruled(dispute=desk.adjudicated(alone(desk))))
    )
    browser = enter(desk.desk)
    page = words(browser.get(address("register", desk)))
    assert dispute.number in page
    assert "Bentuk baku register sengketa belum ditemukan" in page
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(address("register_export", desk)).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == list(book.COLUMNS)
    told = dict(zip(book.COLUMNS, rows[1], strict=True))
    assert "012/PTS-A/2026" in str(told[book.RULING])
    assert "7/G/KI/2026/PTUN.SRG" in str(told[book.COURT])
    pdf = pypdfium2.PdfDocument(browser.get(address("register_export", desk) + "?bentuk=pdf").content)
    assert "REGISTER SENGKETA" in pdf[0].get_textpage().get_text_range()
    assert browser.get(address("register_export", desk) + "?bentuk=exe").status_code == 404


def test_the_register_asks_the_same_number_of_questions_however_many_there_are(
    desk: DisputeDesk, enter, django_assert_max_num_queries
) -> None:
    alone(desk)
    browser = enter(desk.desk)
    with django_assert_max_num_queries(20) as few:
        browser.get(address("register", desk))
    for _ in range(2):
        desk.dispute_ruled(dispute=desk.adjudicated(alone(desk)))
    with django_assert_max_num_queries(20) as many:
        browser.get(address("register", desk))
    assert len(many) == len(few)


def test_the_applicant_sees_where_his_dispute_stands_and_what_it_gave(desk: DisputeDesk, enter) -> None:
    filing = desk.filed_alone()
    dispute = desk.adjudicated(desk.disputed(desk.upheld(desk.reviewed(filing.objection))))
    browser = enter(an_officer(desk.office, Role.EDITOR))  # a browser like any other
    browser.logout()
    found = browser.post(
        reverse("requests_track", args=[desk.office.slug]), {"number": filing.objection.number, "secret": filing.secret}
    )
    page = words(browser.get(found.headers["Location"]))
    assert "Sengketa" in page
    assert "Ajudikasi" in page
    assert dispute.commission_number in page
    desk.carried_out(desk.dispute_ruled(dispute=dispute))
    page = words(browser.get(found.headers["Location"]))
    assert "Tabel per kecamatan" in page
    assert "Surat kuasa mewakili kantor" not in page
