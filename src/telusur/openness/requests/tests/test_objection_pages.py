"""Objections on screen: the desk's queue, case, acts, entry and registers; the applicant's own pages."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import openpyxl
import pypdfium2
import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.models import Role, User
from telusur.kernel.notices.models import Notice
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.openness.requests import selectors, services
from telusur.openness.requests.forms.objections import OBJECTION_FORMS
from telusur.openness.requests.models import Objection, UnconfirmedObjection
from telusur.openness.requests.rules import objection_register as book
from telusur.openness.requests.rules.objections import Ground, ObjectionAct, ObjectionState
from telusur.openness.requests.rules.words import Outcome
from telusur.openness.requests.views.objections import PERFORM

from .factories import a_registration, ref
from .objections import POSITION, ObjectionDesk
from .test_objections import appointed

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client


pytestmark = pytest.mark.django_db
SERANG = ZoneInfo("Asia/Jakarta")


@pytest.fixture(autouse=True)
def fresh_throttles(db: None) -> None:
    cache.clear()


@pytest.fixture
def desk() -> ObjectionDesk:
    made = ObjectionDesk()
    made.clock = timezone.now() - timedelta(hours=2)
    return made


@pytest.fixture
def enter(client: Client):
    def as_person(user: User) -> Client:
        Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}})
        client.force_login(user)
        return client

    return as_person


def recent_case(desk: ObjectionDesk):
    at = desk.at()
    return desk.notified(received_at=at - timedelta(minutes=1), at=at)


def address(name: str, desk: ObjectionDesk, *args: object) -> str:
    return reverse(f"objections_{name}", args=[desk.office.slug, *args])


def words(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_queue_asks_the_same_number_of_questions_however_many_there_are(
    desk: ObjectionDesk, enter, django_assert_max_num_queries
) -> None:
    for _ in range(2):
        desk.filed_alone()
    browser = enter(desk.superior)
    with django_assert_max_num_queries(20) as few:
        browser.get(address("queue", desk))
    for _ in range(8):
        desk.filed_alone()
    with django_assert_max_num_queries(20) as many:
        assert browser.get(address("queue", desk)).status_code == 200
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("q=laporan+keuangan", True),
        ("q=Wulan", True),
        ("q=1", True),
        ("q=0001/KEB-PPID", True),
        ("q=99", False),
        ("q=tidak+ada", False),
        ("alasan=periodic_missing", True),
        ("alasan=late", False),
        ("tampil=overdue", False),
        ("tampil=closed", False),
        ("tampil=all&urut=number", True),
        ("tahap=decided", False),
        ("tampil=bukan-itu", True),
    ],
)
def test_the_queue_finds_what_is_asked_for(desk: ObjectionDesk, enter, query: str, *, found: bool) -> None:
    number = desk.filed_alone().objection.number
    page = enter(desk.desk).get(f"{address('queue', desk)}?{query}")
    assert (number in words(page)) == found


@pytest.mark.parametrize(
    ("who", "sees"),
    [("desk", 200), ("ppid", 200), ("superior", 200), ("consideration", 200), ("liaison", 403)],
)
def test_objections_are_for_desk_ppid_superior_and_his_team(desk: ObjectionDesk, enter, who: str, sees: int) -> None:
    objection = desk.filed_alone().objection
    browser = enter(getattr(desk, who))
    assert browser.get(address("queue", desk)).status_code == sees
    assert browser.get(address("case", desk, objection.pk)).status_code == sees


def test_another_offices_objection_is_not_there(desk: ObjectionDesk, enter) -> None:
    other = ObjectionDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    other.clock = desk.clock
    objection = other.filed_alone().objection
    assert enter(desk.superior).get(address("case", desk, objection.pk)).status_code == 404


def test_every_act_of_a_form_has_a_service_and_the_rest_happen_elsewhere() -> None:
    assert set(PERFORM) == set(OBJECTION_FORMS)
    elsewhere = {ObjectionAct.FILE, ObjectionAct.DISPUTE, ObjectionAct.MOVE_DEADLINE, ObjectionAct.OPEN_IDENTITY}
    elsewhere |= {ObjectionAct.PURGE_IDENTITY, ObjectionAct.DISPUTE_EARLY, ObjectionAct.RESUME_ORDER}
    elsewhere.add(ObjectionAct.RECTIFY)
    assert set(ObjectionAct) - set(OBJECTION_FORMS) == elsewhere


def test_an_objection_goes_its_whole_way_through_the_pages(desk: ObjectionDesk, enter) -> None:
    objection = desk.filed(recent_case(desk))

    def act(who: User, name: str, **facts: object) -> None:
        version = Objection.everything.get(pk=objection.pk).version
        at = address("act", desk, objection.pk, name)
        browser = enter(who)
        assert browser.get(at).status_code in {200, 302}
        response = browser.post(at, {"version": version, **facts})
        assert response.status_code == 302, words(response)

    act(desk.desk, "register")
    act(desk.superior, "review")
    act(desk.consideration, "give-opinion", text="Tabel memang ada pada subbagian data.")
    due = (timezone.now().astimezone(SERANG) + timedelta(days=9)).date()
    act(desk.superior, "grant", order="Berikan tabel per kecamatan.", order_due_on=due.isoformat())
    act(desk.ppid, "execute", words="Tabel dikirim lewat surel.")
    act(desk.desk, "respond", accepted="1", text="")
    act(desk.desk, "finish")
    done = Objection.everything.get(pk=objection.pk)
    assert done.state == ObjectionState.FINISHED
    page = words(enter(desk.superior).get(address("case", desk, objection.pk)))
    for said in ("Berikan tabel per kecamatan.", "Tabel dikirim lewat surel.", "Tabel memang ada", POSITION):
        assert said in page


def test_a_form_that_lacks_something_keeps_what_was_typed(desk: ObjectionDesk, enter) -> None:
    objection = desk.reviewed(desk.filed(recent_case(desk)))
    at = address("act", desk, objection.pk, "grant")
    answer = enter(desk.superior).post(
        at, {"version": objection.version, "order": "Berikan tabel.", "order_due_on": "2020-01-01"}
    )
    assert "Berikan tabel." in words(answer)
    assert "Tanggal pelaksanaan sudah lewat" in words(answer)


def test_who_decided_the_request_reads_why_he_has_no_button(desk: ObjectionDesk, enter) -> None:
    objection = desk.objection_registered(desk.filed(recent_case(desk)))
    appointed(desk.ppid, Role.SUPERIOR, desk)
    browser = enter(desk.ppid)
    page = words(browser.get(address("case", desk, objection.pk)))
    assert "Bukan wewenang Anda" in page
    assert "Mulai telaah" not in page
    assert browser.post(address("act", desk, objection.pk, "review"), {"version": 2}).status_code == 302
    assert Objection.everything.get(pk=objection.pk).state == ObjectionState.REGISTERED


def test_the_desk_takes_an_objection_in_with_its_true_receipt_and_a_receipt_in_hand(desk: ObjectionDesk, enter) -> None:
    case = recent_case(desk)
    received = timezone.now().astimezone(SERANG) - timedelta(minutes=3)
    browser = enter(desk.desk)
    at = f"{address('entry', desk)}?nomor={case.number}"
    assert case.applicant.name in words(browser.get(at))
    facts = {
        "submission": "7d6f3a52-0e5a-4f5d-9d1e-0f4b8f4b2a11",
        "channel": "letter",
        "received_on": received.date().isoformat(),
        "received_time": received.strftime("%H:%M"),
        "grounds": ["unfulfilled", "answered_otherwise"],
        "position": POSITION,
    }
    page = browser.post(at, facts)
    objection = Objection.everything.get()
    assert objection.grounds == ["answered_otherwise", "unfulfilled"]
    assert objection.state == ObjectionState.REGISTERED
    assert objection.received_at.astimezone(SERANG).strftime("%H:%M") == received.strftime("%H:%M")
    assert objection.number in words(page)
    assert "Unduh tanda terima" in words(page)
    again = browser.post(at, facts)
    assert again.status_code in {200, 302}
    assert Objection.everything.count() == 1


def test_the_desk_takes_in_an_objection_without_a_request_and_hands_over_its_secret(desk: ObjectionDesk, enter) -> None:
    now = timezone.now().astimezone(SERANG)
    page = enter(desk.desk).post(
        address("entry", desk),
        {
            "submission": "7d6f3a52-0e5a-4f5d-9d1e-0f4b8f4b2a12",
            "channel": "walk_in",
            "received_on": now.date().isoformat(),
            "received_time": (now - timedelta(minutes=1)).strftime("%H:%M"),
            "grounds": ["periodic_missing"],
            "position": POSITION,
            "type": "person",
            "name": "Bima Rekaan",
            "identity_kind": "nik",
            "identity_number": "3673015207900003",
            "phone": "081200000009",
            "information": "Laporan keuangan tahun 2025",
            "track": "general",
        },
    )
    assert "Kode lacak, diperlihatkan sekali ini" in words(page), words(page)
    assert Objection.everything.get().applicant.name == "Bima Rekaan"


def test_a_running_request_is_refused_at_the_desk_with_its_date(desk: ObjectionDesk, enter) -> None:
    at = desk.at()
    case = desk.registered(received_at=at - timedelta(minutes=1), at=at)
    now = timezone.now().astimezone(SERANG)
    page = enter(desk.desk).post(
        f"{address('entry', desk)}?nomor={case.number}",
        {
            "submission": "7d6f3a52-0e5a-4f5d-9d1e-0f4b8f4b2a13",
            "channel": "walk_in",
            "received_on": now.date().isoformat(),
            "received_time": (now - timedelta(minutes=1)).strftime("%H:%M"),
            "grounds": ["unanswered"],
            "position": POSITION,
        },
    )
    assert "Permohonan ini masih berjalan sampai" in words(page)
    assert Objection.everything.count() == 0


def test_the_register_stands_in_its_legal_columns_on_screen_and_in_both_files(desk: ObjectionDesk, enter) -> None:
    objection = desk.upheld(desk.reviewed(desk.filed(recent_case(desk))))
    browser = enter(desk.superior)
    page = words(browser.get(address("register", desk)))
    places = [page.index(f'<th scope="col">{column}') for column in book.COLUMNS]
    assert places == sorted(places)
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(address("register_export", desk)).content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == book.COLUMNS
    assert rows[1][0] == objection.number
    assert "e. tidak dipenuhinya permintaan informasi" in rows[1][6]
    pdf = browser.get(f"{address('register_export', desk)}?bentuk=pdf").content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    with pypdfium2.PdfDocument(pdf) as pages:
        text = "".join("".join(each.get_textpage().get_text_bounded() for each in pages).split())
    assert objection.number in text
    assert "WulanRekaan" in text


def test_the_register_of_requests_is_printed_too(desk: ObjectionDesk, enter) -> None:
    case = recent_case(desk)
    at = reverse("requests_register_export", args=[desk.office.slug])
    answer = enter(desk.desk).get(f"{at}?bentuk=pdf")
    assert answer["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.content) as pages:
        text = "".join("".join(each.get_textpage().get_text_bounded() for each in pages).split())
    assert case.number in text


# --- the applicant ------------------------------------------------------------------------------------------------


def opened(client: Client, desk: ObjectionDesk):
    """Answer a request and open it in this browser by its secret."""
    at = desk.at()
    registration = a_registration(desk.office, received_at=at - timedelta(minutes=1), at=at)
    case = services.accept_request(request_id=registration.request.pk, actor=ref(desk.desk), at=desk.at())
    case = desk.answered(case)
    services.decide(
        request_id=case.pk,
        decision=services.Decision(Outcome.GRANTED_FULL),
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    track = reverse("requests_track", args=[desk.office.slug])
    client.post(track, {"number": case.number, "secret": registration.secret})
    return case, registration.secret


def test_an_applicant_objects_from_his_tracking_page_without_any_script(client: Client, desk: ObjectionDesk) -> None:
    case, secret = opened(client, desk)
    follow = words(client.get(reverse("requests_follow", args=[desk.office.slug, case.pk])))
    assert "Ajukan keberatan" in follow
    at = address("object", desk, case.pk)
    page = words(client.get(at))
    assert "Yang saya minta tidak diberikan" in page
    assert "Sampai batas waktunya, permohonan saya tidak dijawab" not in page
    answer = client.post(
        at,
        {
            "submission": "7d6f3a52-0e5a-4f5d-9d1e-0f4b8f4b2a14",
            "grounds": [Ground.UNFULFILLED.value],
            "position": POSITION,
        },
    )
    objection = Objection.everything.get()
    assert answer["Location"] == address("follow", desk, objection.pk)
    own = words(client.get(answer["Location"]))
    assert objection.number in own
    assert "Atasan PPID, bukan petugas yang memutus permohonan Anda" in own
    client.session.flush()
    track = reverse("requests_track", args=[desk.office.slug])
    again = client.post(track, {"number": objection.number, "secret": secret})
    assert again["Location"] == address("follow", desk, objection.pk)


def test_what_is_missing_in_the_form_is_said_and_kept(client: Client, desk: ObjectionDesk) -> None:
    case, _secret = opened(client, desk)
    answer = client.post(address("object", desk, case.pk), {"position": POSITION})
    assert answer.status_code == 422
    assert POSITION in words(answer)


def test_a_stranger_sees_neither_the_form_nor_the_objection(client: Client, desk: ObjectionDesk) -> None:
    objection = desk.filed(recent_case(desk))
    alone = desk.filed_alone().objection
    for at in (
        address("object", desk, objection.request_id),
        address("follow", desk, objection.pk),
        address("follow", desk, alone.pk),
    ):
        assert client.get(at).status_code == 404
    assert client.post(address("respond", desk, objection.pk), {"accepted": "1"}).status_code == 404
    assert client.post(address("withdraw", desk, objection.pk)).status_code == 404


def test_a_signed_in_citizen_objects_without_a_request_and_keeps_the_secret(
    client: Client, desk: ObjectionDesk
) -> None:
    client.force_login(User.objects.create(email="wulan@contoh.invalid", full_name="Wulan Rekaan"))
    answer = client.post(
        address("alone", desk),
        {
            "submission": "7d6f3a52-0e5a-4f5d-9d1e-0f4b8f4b2a15",
            "information": "Laporan keuangan tahun 2025",
            "position": POSITION,
            "type": "person",
            "name": "Wulan Rekaan",
            "identity_kind": "nik",
            "email": "wulan@contoh.invalid",
        },
    )
    assert answer.status_code == 302, words(answer)
    objection = Objection.everything.get()
    page = words(client.get(answer["Location"]))
    secret = re.search(r"[A-Z]{4}-[A-Z]{4}", page)
    assert secret is not None
    assert selectors.secret_hash(secret=secret.group()) == objection.secret_hash


def alone_form(**changes: str) -> dict[str, str]:
    values = {
        "submission": "7d6f3a52-0e5a-4f5d-9d1e-0f4b8f4b2a15",
        "information": "Laporan keuangan tahun 2025",
        "position": POSITION,
        "type": "person",
        "name": "Wulan Rekaan",
        "identity_kind": "nik",
        "email": "wulan@contoh.invalid",
    }
    return values | changes


def mailed_link() -> str:
    """Send the mail and return the path of the link in it, as its reader would follow it."""
    notice = Notice.objects.get(kind="objection_unconfirmed")
    deliver_next(at=timezone.now(), notice_id=notice.pk)
    found = re.search(r"https?://[^/\s]+(/\S+/keberatan/kukuhkan/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_without_a_script_and_an_account_it_waits_for_its_mail_and_counts_from_when_it_was_sent(
    client: Client, desk: ObjectionDesk
) -> None:
    sent = client.post(address("alone", desk), alone_form())
    assert "periksa surel Anda" in words(sent)
    assert client.post(address("alone", desk), alone_form()).status_code == 200  # sent twice, held once
    held = UnconfirmedObjection.objects.get()
    assert POSITION.encode() not in bytes(held.sealed)
    link = mailed_link()
    assert "Ya, ajukan" in words(client.get(link))
    assert not Objection.everything.exists()  # a mail program that opens links files nothing
    answer = client.post(link)
    objection = Objection.everything.get()
    assert (objection.received_at, objection.grounds) == (held.submitted_at, ["periodic_missing"])
    page = words(client.get(answer["Location"]))
    assert re.search(r"[A-Z]{4}-[A-Z]{4}", page) is not None
    assert client.post(link).status_code == 410


def test_without_a_script_an_address_is_needed(client: Client, desk: ObjectionDesk) -> None:
    answer = client.post(address("alone", desk), alone_form(email="", phone="0812-0000-0001"))
    assert answer.status_code == 422
    assert "dikukuhkan lewat surel" in words(answer)
    assert not UnconfirmedObjection.objects.exists()


def test_a_link_of_an_objection_older_than_two_days_is_refused_and_swept(client: Client, desk: ObjectionDesk) -> None:
    client.post(address("alone", desk), alone_form())
    link = mailed_link()
    UnconfirmedObjection.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.post(link).status_code == 410
    assert services.sweep_unconfirmed(at=timezone.now()) == 1
    assert not Objection.everything.exists()


def test_the_applicant_answers_the_reply_and_may_withdraw_before_it(client: Client, desk: ObjectionDesk) -> None:
    case, _secret = opened(client, desk)
    first = desk.filed(case)
    assert client.post(address("withdraw", desk, first.pk), {"reason": ""}).status_code == 302
    assert Objection.everything.get(pk=first.pk).state == ObjectionState.WITHDRAWN
    second = desk.upheld(desk.reviewed(desk.filed(case)))
    page = words(client.get(address("follow", desk, second.pk)))
    assert "Tanggapan Atasan PPID atas Keberatan" in page
    assert "Perintah Pelaksanaan" not in page
    assert client.post(address("respond", desk, second.pk), {"accepted": "1", "text": ""}).status_code == 302
    assert Objection.everything.get(pk=second.pk).accepted is True


def test_opinions_are_not_the_applicants_to_read(client: Client, desk: ObjectionDesk) -> None:
    case, _secret = opened(client, desk)
    objection = desk.reviewed(desk.filed(case))
    services.give_opinion(
        objection_id=objection.pk, text="Menurut saya dikabulkan.", actor=ref(desk.consideration), at=desk.at()
    )
    page = words(client.get(address("follow", desk, objection.pk)))
    assert "Menurut saya dikabulkan." not in page
    assert "Pendapat tertulis" not in page


def test_the_request_names_its_objections_at_the_desk(desk: ObjectionDesk, enter) -> None:
    objection = desk.filed(recent_case(desk))
    page = words(enter(desk.desk).get(reverse("requests_case", args=[desk.office.slug, objection.request_id])))
    assert objection.number in page


def test_the_superiors_day_begins_with_what_waits_for_him(desk: ObjectionDesk, enter) -> None:
    objection = desk.objection_registered(desk.filed(recent_case(desk)))
    home = reverse("desk_home", args=[desk.office.slug])
    assert objection.number in words(enter(desk.superior).get(home))
    assert objection.number not in words(enter(desk.liaison).get(home))
