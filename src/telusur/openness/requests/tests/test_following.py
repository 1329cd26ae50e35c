from __future__ import annotations

import io
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from telusur.kernel.accounts.models import Role, User
from telusur.kernel.notices.models import Notice
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.openness.requests import services
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.rules.words import Audience, Outcome, State

from . import factories
from .factories import Desk, ref

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_throttles(db):
    cache.clear()


@pytest.fixture
def desk():
    return Desk()


def path(name, desk, *more):
    return reverse(f"requests_{name}", args=[desk.office.slug, *more])


def opened(client, desk, **changes):
    """Register a case and open it in this browser by its secret."""
    registration = factories.a_registration(desk.office, **changes)
    answer = client.post(path("track", desk), {"number": registration.request.number, "secret": registration.secret})
    assert answer.status_code == 302
    return registration.request


def a_picture(name="ktp.png"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def test_number_and_secret_open_the_case_however_they_are_typed(client, desk):
    registration = factories.a_registration(desk.office)
    typed = f" {registration.secret.lower().replace('-', ' ')} "
    answer = client.post(path("track", desk), {"number": registration.request.number.lower(), "secret": typed})
    page = client.get(answer["Location"])
    assert "Data pemilih disabilitas per kecamatan" in page.text
    assert "Selasa, 7 April 2026" in page.text


@pytest.mark.parametrize("secret", ["BBBB-CCCC", "", "123"])
def test_a_wrong_secret_opens_nothing_and_says_what_to_do(client, desk, secret):
    case = factories.a_case(desk.office)
    page = client.post(path("track", desk), {"number": case.number, "secret": secret})
    assert page.status_code == 200
    assert "kode" in page.text
    assert client.get(path("follow", desk, case.pk)).status_code == 404


def test_an_unknown_number_is_answered_like_a_wrong_secret(client, desk):
    registration = factories.a_registration(desk.office)
    known = client.post(path("track", desk), {"number": registration.request.number, "secret": "BBBB-CCCC"})
    unknown = client.post(path("track", desk), {"number": "9999/PPID/2026", "secret": "BBBB-CCCC"})
    strip = re.compile(r'value="[^"]*"')
    assert strip.sub("", known.text) == strip.sub("", unknown.text)


def test_a_case_of_another_office_is_not_there(client, desk):
    other = Desk("36", name="KPU Provinsi Banten", slug="banten")
    case = opened(client, desk)
    assert client.get(path("follow", other, case.pk)).status_code == 404


def test_guessing_is_throttled(client, desk):
    case = factories.a_case(desk.office)
    codes = [
        client.post(path("track", desk), {"number": case.number, "secret": f"BBBB-CCC{letter}"}).status_code
        for letter in "BCDFGHJKLMN"
    ]
    assert codes == [200] * 10 + [429]


def test_the_applicant_sees_deeds_but_not_the_offices_own_affairs(client, desk):
    case = opened(client, desk)
    services.accept_request(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    services.assign(
        office_id=desk.office.pk, request_ids=[case.pk], officer_id=desk.ppid.pk, actor=ref(desk.ppid), at=desk.at()
    )
    services.add_note(
        request_id=case.pk, text="Catatan rahasia", audience=Audience.INTERNAL, actor=ref(desk.desk), at=desk.at()
    )
    page = client.get(path("follow", desk, case.pk)).text
    assert "Berkas dinyatakan lengkap" in page
    assert "Petugas ditetapkan" not in page
    assert "Catatan rahasia" not in page


def test_who_opened_the_identity_is_shown_to_its_owner(client, desk):
    case = opened(client, desk)
    services.record_identity_opening(request_id=case.pk, purpose="check", actor=ref(desk.desk), at=desk.at())
    page = client.get(path("follow", desk, case.pk)).text
    assert "Siapa yang membuka identitas Anda" in page
    assert str(desk.desk) in page


def test_the_applicant_adds_a_note(client, desk):
    case = opened(client, desk)
    client.post(path("note", desk, case.pk), {"text": "Tahun 2024 saja."})
    assert "Tahun 2024 saja." in client.get(path("follow", desk, case.pk)).text
    empty = client.post(path("note", desk, case.pk), {"text": " "})
    assert empty.status_code == 422


def test_the_applicant_completes_the_file_with_a_picture(client, desk):
    case = opened(client, desk)
    services.ask_completion(request_id=case.pk, missing="Salinan KTP", actor=ref(desk.desk), at=desk.at())
    page = client.get(path("follow", desk, case.pk)).text
    assert "Salinan KTP" in page
    empty = client.post(path("complete", desk, case.pk), {})
    assert empty.status_code == 422
    assert "Belum ada yang ditambahkan" in empty.text
    wrong = client.post(
        path("complete", desk, case.pk),
        {"lengkapi-proof_identity_card": SimpleUploadedFile("ktp.pdf", b"MZ\x90\x00", "application/pdf")},
    )
    assert wrong.status_code == 422
    client.post(path("complete", desk, case.pk), {"lengkapi-proof_identity_card": a_picture()})
    assert InformationRequest.everything.get(pk=case.pk).state == State.VERIFICATION


def test_the_answer_and_the_letter_open_from_the_page_and_only_when_signed(client, desk):
    case = desk.decided()
    session_case = services.recover_secret(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    client.post(path("track", desk), {"number": case.number, "secret": session_case})
    assert "pinjam=" not in client.get(path("follow", desk, case.pk)).text
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    page = client.get(path("follow", desk, case.pk)).text
    [address] = re.findall(r'href="(/berkas/[^"]+pinjam=[^"]+)"', page)
    letter = client.get(address.replace("&amp;", "&"))
    assert letter.status_code == 200
    assert client.get(address.partition("?")[0]).status_code == 404
    client.post(path("take", desk, case.pk))
    assert InformationRequest.everything.get(pk=case.pk).state == State.DELIVERED


@pytest.mark.parametrize(
    ("way", "offered", "words"),
    [
        ("download", True, "ambil jawabannya di halaman ini"),
        ("email", True, "dengan cara yang Anda pilih"),
        ("pick_up", False, "di meja layanan"),
        ("post", False, "dengan cara yang Anda pilih"),
    ],
)
def test_only_what_comes_by_download_or_mail_is_confirmed_here_and_keeps_its_way(client, desk, way, offered, words):
    case = desk.notified()
    InformationRequest.everything.filter(pk=case.pk).update(delivery=way)
    secret = services.recover_secret(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    client.post(path("track", desk), {"number": case.number, "secret": secret})
    page = client.get(path("follow", desk, case.pk)).text
    assert ("Saya sudah menerima jawabannya" in page) is offered
    assert words in page
    client.post(path("take", desk, case.pk))
    case = InformationRequest.everything.get(pk=case.pk)
    assert (case.state == State.DELIVERED, case.delivery) == (offered, way)


def test_who_is_sent_to_another_body_reads_so(client, desk):
    case = desk.decided(Outcome.NOT_HELD, held_by="Dinas Kependudukan")
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    secret = services.recover_secret(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    client.post(path("track", desk), {"number": case.number, "secret": secret})
    assert "kepada badan yang disebut dalam pemberitahuan" in client.get(path("follow", desk, case.pk)).text


def test_the_applicant_withdraws_after_being_asked_once_more(client, desk):
    case = opened(client, desk)
    assert "Cabut permohonan ini?" in client.get(path("withdraw", desk, case.pk)).text
    client.post(path("withdraw", desk, case.pk), {"reason": ""})
    assert InformationRequest.everything.get(pk=case.pk).state == State.WITHDRAWN
    late = client.post(path("withdraw", desk, case.pk), {"reason": ""}, follow=True)
    assert "sudah berubah" in late.text


def test_a_new_secret_goes_to_the_mail_left_and_the_page_tells_nobody_anything(client, desk):
    registration = factories.a_registration(desk.office)
    case = registration.request
    right = client.post(path("recover", desk), {"number": case.number, "email": "WULAN@contoh.invalid"})
    wrong = client.post(path("recover", desk), {"number": case.number, "email": "lain@contoh.invalid"})
    assert right.text == wrong.text
    sent = Notice.objects.get(kind="request_secret")
    assert sent.to_email == "wulan@contoh.invalid"
    deliver_next(at=timezone.now(), notice_id=sent.pk)
    [secret] = re.findall(r"\b[B-Z]{4}-[B-Z]{4}\b", mail.outbox[-1].body)
    assert secret not in sent.text
    new = client.post(path("track", desk), {"number": case.number, "secret": secret})
    assert new.status_code == 302
    old = client.post(path("track", desk), {"number": case.number, "secret": registration.secret})
    assert old.status_code == 200


def test_a_desk_case_joins_the_account_that_opened_it_and_then_opens_without_secret(client, desk):
    citizen = User.objects.create_user("warga@contoh.invalid", "x", is_demo=True)
    client.force_login(citizen)
    case = opened(client, desk)
    assert client.post(path("join", desk, case.pk)).status_code == 302
    session = client.session
    session["opened_requests"] = {}
    session.save()
    assert client.get(path("follow", desk, case.pk)).status_code == 200
    assert case.number in client.get(reverse("requests_own")).text


def test_a_new_secret_shuts_out_every_browser_that_showed_the_old_one(client, desk):
    client.force_login(User.objects.create_user("lain@contoh.invalid", "x", is_demo=True))
    case = opened(client, desk)
    assert client.get(path("follow", desk, case.pk)).status_code == 200
    new = services.recover_secret(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    assert client.get(path("follow", desk, case.pk)).status_code == 404
    assert client.get(path("received", desk, case.pk)).status_code == 404
    assert client.post(path("join", desk, case.pk)).status_code == 404
    assert InformationRequest.everything.get(pk=case.pk).applicant.user is None
    client.post(path("track", desk), {"number": case.number, "secret": new})
    assert client.get(path("follow", desk, case.pk)).status_code == 200


def test_nobody_joins_a_case_whose_secret_he_never_showed(client, desk):
    client.force_login(User.objects.create_user("orang@contoh.invalid", "x", is_demo=True))
    case = factories.a_case(desk.office)
    assert client.post(path("join", desk, case.pk)).status_code == 404


def test_an_officer_of_the_office_has_no_way_in_through_tracking(client, desk):
    officer = factories.an_officer(desk.office, Role.DESK)
    client.force_login(officer)
    case = factories.a_case(desk.office)
    assert client.get(path("follow", desk, case.pk)).status_code == 404


def test_the_list_of_own_cases_takes_few_queries(client, desk, django_assert_max_num_queries):
    citizen = User.objects.create_user("warga@contoh.invalid", "x", is_demo=True)
    for _ in range(5):
        factories.a_case(desk.office, user_id=citizen.pk)
    client.force_login(citizen)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("requests_own"))
    assert page.text.count("PPID") >= 5
