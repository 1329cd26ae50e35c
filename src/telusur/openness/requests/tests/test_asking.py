from __future__ import annotations

import base64
import io
import json
import re
import uuid
from datetime import timedelta

import altcha
import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from telusur.kernel.accounts.models import User
from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.documents import services as documents
from telusur.kernel.documents.models import Document
from telusur.kernel.documents.selectors import place_of as documents_place
from telusur.kernel.notices.models import Notice
from telusur.kernel.notices.services.delivery import deliver_next
from telusur.openness.information.tests.factories import a_published_item
from telusur.openness.requests import services
from telusur.openness.requests.models import InformationRequest, SuggestionAnswered, UnconfirmedRequest

from .factories import Desk

pytestmark = pytest.mark.django_db
NIK = "3673015207900003"


@pytest.fixture(autouse=True)
def fresh_throttles(db):
    cache.clear()


@pytest.fixture
def desk():
    return Desk()


def path(name, desk, *more):
    return reverse(f"requests_{name}", args=[desk.office.slug, *more])


def solved(page):
    """Do the work that the browser's script does."""
    found = re.search(r'data-challenge="([^"]*)"', page.text)
    puzzle = json.loads(found[1].replace("&quot;", '"').replace("&amp;", "&"))
    solution = altcha.solve_challenge(puzzle["challenge"], puzzle["salt"], puzzle["algorithm"], puzzle["max_number"], 0)
    wanted = {name: puzzle[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**wanted, "number": solution.number}).encode()).decode()


def a_form(**changes):
    values = {
        "question": "Jumlah pemilih disabilitas per kecamatan tahun 2024",
        "type": "person",
        "name": "Wulan Rekaan",
        "identity_kind": "nik",
        "identity_number": NIK,
        "email": "wulan@contoh.invalid",
        "way": "copy",
        "copy_form": "softcopy",
        "delivery": "download",
        "submission": str(uuid.uuid4()),
    }
    return values | changes


def send(client, desk, **changes):
    page = client.get(path("ask", desk))
    return client.post(path("ask", desk), a_form(work=solved(page), **changes))


def mailed_link():
    """Send the mail and return the path of the link in it, as its reader would follow it."""
    notice = Notice.objects.get(kind="request_unconfirmed")
    assert "kukuhkan" not in f"{notice.text}{notice.link}"
    deliver_next(at=timezone.now(), notice_id=notice.pk)
    assert bytes(Notice.objects.get(pk=notice.pk).sealed_line) == b""
    return re.search(r"https?://[^/\s]+(/\S+/kukuhkan/\S+)", mail.outbox[-1].body)[1]


def test_a_citizen_asks_and_gets_number_secret_and_due_date(client, desk):
    answer = send(client, desk)
    assert answer.status_code == 302
    case = InformationRequest.everything.get()
    assert (case.channel, case.state) == ("e_ppid", "submitted")
    page = client.get(answer["Location"]).text
    assert case.number in page
    [secret] = re.findall(r"\b[B-Z]{4}-[B-Z]{4}\b", page)[:1]
    found = client.post(path("track", desk), {"number": case.number, "secret": secret})
    assert found.status_code == 302
    assert NIK not in page


def test_without_proof_of_work_the_request_waits_for_its_mail(client, desk):
    answer = client.post(path("ask", desk), a_form())
    assert "periksa surel" in answer.text
    assert not InformationRequest.everything.exists()
    held = UnconfirmedRequest.objects.get()
    assert NIK.encode() not in bytes(held.sealed)
    link = mailed_link()
    assert "Ya, daftarkan" in client.get(link).text
    assert not InformationRequest.everything.exists()  # a mail program that opens links registers nothing
    client.post(link)
    case = InformationRequest.everything.get()
    assert case.received_at == held.submitted_at
    assert client.post(link).status_code == 410


def test_a_link_older_than_two_days_is_refused_and_swept(client, desk):
    client.post(path("ask", desk), a_form())
    link = mailed_link()
    UnconfirmedRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.post(link).status_code == 410
    assert not InformationRequest.everything.exists()
    assert services.sweep_unconfirmed(at=timezone.now()) == 1


def test_the_scan_of_a_form_nobody_confirmed_goes_with_the_sweep(client, desk, django_capture_on_commit_callbacks):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "PNG")
    scan = SimpleUploadedFile("ktp.png", out.getvalue(), "image/png")
    client.post(path("ask", desk), a_form(proof_identity_card=scan))
    held, kept = UnconfirmedRequest.objects.get(), Document.objects.get()
    documents.read(document_id=kept.pk)
    drawn = f"drawn/{kept.pk}/1.webp"
    assert default_storage.exists(drawn)
    documents.sweep(at=held.expires_at)  # its sender may confirm until then
    assert Document.objects.filter(pk=kept.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        documents.sweep(at=held.expires_at + timedelta(days=2))
    assert not Document.objects.exists()
    assert not default_storage.exists(documents_place(kept.digest))
    assert not default_storage.exists(drawn)


@pytest.fixture
def without_calendar(monkeypatch):
    def ended(**_given):
        raise CalendarGap(2099)

    monkeypatch.setattr("telusur.kernel.clocks.services.calendar_for", ended)


def test_a_year_without_calendar_is_said_plainly_and_registers_nothing(client, desk, without_calendar):
    answer = send(client, desk)
    assert answer.status_code == 422
    assert "Kalender hari kerja tahun 2099 belum dimuat" in answer.text
    assert not InformationRequest.everything.exists()


def test_a_link_opened_while_the_calendar_is_missing_stays_good(client, desk, without_calendar):
    client.post(path("ask", desk), a_form())
    answer = client.post(mailed_link())
    assert (answer.status_code, "tahun 2099 belum dimuat" in answer.text) == (503, True)
    assert UnconfirmedRequest.objects.get().confirmed_at is None


def test_a_forged_or_reused_proof_counts_as_none(client, desk):
    forged = client.post(path("ask", desk), a_form(work="bm90IGpzb24="))
    assert "periksa surel" in forged.text
    work = solved(client.get(path("ask", desk)))
    client.post(path("ask", desk), a_form(work=work))
    again = client.post(path("ask", desk), a_form(work=work))
    assert "periksa surel" in again.text


def test_without_script_and_without_mail_the_form_says_what_to_do(client, desk):
    answer = client.post(path("ask", desk), a_form(email="", phone="08120000001"))
    assert answer.status_code == 422
    assert "dikukuhkan lewat surel" in answer.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": "apa?"}, "paling sedikit"),
        ({"name": ""}, "name"),
        ({"identity_number": "123"}, "16 angka"),
        ({"identity_number": "3673019913900003"}, "anggal lahir"),
        ({"email": "bukan surel"}, "email"),
        ({"email": "", "phone": "", "address": ""}, "surel"),
        ({"way": "copy", "copy_form": ""}, "Pilih salinan"),
        ({"delivery": "post", "address": ""}, "Tulis alamat"),
        ({"type": "robot"}, "type"),
    ],
)
def test_a_fault_stands_at_its_field_and_in_the_summary_and_keeps_what_was_typed(client, desk, change, words):
    answer = send(client, desk, **change)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'role="alert"' in answer.text
    if "name" not in change:
        assert "Wulan Rekaan" in answer.text
    assert not InformationRequest.everything.exists()


def test_the_same_form_sent_twice_is_one_request(client, desk):
    same = str(uuid.uuid4())
    send(client, desk, submission=same)
    second = send(client, desk, submission=same)
    assert second.status_code == 422
    assert InformationRequest.everything.get().number in second.text


def test_an_identity_scan_is_sealed_and_a_foreign_file_refused(client, desk):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    good = SimpleUploadedFile("ktp.png", out.getvalue(), "image/png")
    bad = SimpleUploadedFile("ktp.pdf", b"MZ\x90\x00 not a pdf", "application/pdf")
    refused = send(client, desk, proof_identity_card=bad)
    assert refused.status_code == 422
    send(client, desk, proof_identity_card=good)
    from telusur.kernel.documents.selectors import attachments_of  # noqa: PLC0415

    [scan] = attachments_of(thing_kind="request_proof", thing_id=str(InformationRequest.everything.get().pk))
    assert client.get(reverse("document_download", args=[scan.pk, scan.name])).status_code == 404


def test_a_signed_in_citizen_is_not_challenged_and_owns_the_case(client, desk):
    citizen = User.objects.create_user("warga@contoh.invalid", "x", full_name="Warga Rekaan", is_demo=True)
    client.force_login(citizen)
    page = client.get(path("ask", desk))
    assert "data-challenge" not in page.text
    assert "Warga Rekaan" in page.text
    client.post(path("ask", desk), a_form(name="Warga Rekaan", email="warga@contoh.invalid"))
    assert InformationRequest.everything.get().applicant.user == citizen


def test_published_answers_are_offered_while_typing_and_on_asking_without_script(client, desk):
    a_published_item(desk.office, title="Pemilih disabilitas per kecamatan 2024", summary="Data pemilih disabilitas")
    offered = client.get(path("suggest", desk), {"question": "data pemilih disabilitas per kecamatan"})
    assert "Pemilih disabilitas per kecamatan 2024" in offered.text
    looked = client.post(path("ask", desk), {"question": "data pemilih disabilitas per kecamatan", "look": "1"})
    assert looked.status_code == 200
    assert "Pemilih disabilitas per kecamatan 2024" in looked.text
    assert 'role="alert"' not in looked.text


def test_this_answers_me_is_counted_and_keeps_nothing_of_the_asker(client, desk):
    item = a_published_item(desk.office)
    thanks = client.post(path("answered", desk), {"answered": str(item.pk), "name": "Wulan"})
    assert "Terima kasih" in thanks.text
    counted = SuggestionAnswered.objects.get()
    assert {field.name for field in counted._meta.fields} == {"id", "office", "item", "answered_on"}
    for wrong in ("", "abc", "999999"):
        assert client.post(path("answered", desk), {"answered": wrong}).status_code == 404


def test_asking_is_throttled(client, desk):
    codes = [client.post(path("ask", desk), {"question": "x", "look": "1"}).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    confirming = reverse("requests_confirm", kwargs={"office": desk.office.slug, "token": "x"})
    assert client.post(confirming).status_code == 410


def test_the_receipt_page_opens_only_where_the_request_was_sent(client, desk):
    answer = send(client, desk)
    client.cookies.clear()
    assert client.get(answer["Location"]).status_code == 404
