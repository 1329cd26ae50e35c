"""The pages of this room: a person's own, the desk's, the register of breaches."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from telusur.kernel.accounts.models import User
from telusur.kernel.accounts.tests.people import secure
from telusur.openness.privacy import services
from telusur.openness.privacy.models import Breach, OwnDataCase
from telusur.openness.privacy.rules.words import BreachState, Kind, State
from telusur.openness.requests import selectors as requests
from telusur.openness.requests.tests.factories import NIK, a_registration, an_office, ref
from telusur.openness.requests.tests.objections import ObjectionDesk

from .factories import PrivacyDesk

pytestmark = pytest.mark.django_db
UUID = "00000000-0000-4000-8000-000000000001"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def fresh_throttles(db):
    cache.clear()


@pytest.fixture
def desk() -> PrivacyDesk:
    made = PrivacyDesk()
    made.clock = timezone.now() - timedelta(hours=2)
    return made


def path(name: str, desk: PrivacyDesk, *more: object) -> str:
    return reverse(f"privacy_{name}", args=[desk.office.slug, *more])


def opened(client, desk: PrivacyDesk):
    """Register a request and open it in this browser by its secret."""
    at = desk.at()
    made = a_registration(desk.office, received_at=at, at=at)
    track = reverse("requests_track", args=[desk.office.slug])
    assert client.post(track, {"number": made.request.number, "secret": made.secret}).status_code == 302
    return made.request


def enter(client, user):
    client.force_login(secure(user), BACKEND)
    return client


def test_a_person_asks_for_a_correction_by_his_tracking_code_and_reads_the_result(client, desk: PrivacyDesk) -> None:
    request = opened(client, desk)
    page = client.get(path("own", desk, request.pk)).text
    assert "Minta data diperbaiki" in page
    assert NIK not in page
    form = client.get(path("ask_correction", desk, request.pk)).text
    assert "Tercatat: Wulan Rekaan" in form
    answer = client.post(path("ask_correction", desk, request.pk), {"name": "Wulan Rekaan Sari", "submission": UUID})
    assert answer.status_code == 302
    case = OwnDataCase.everything.get()
    assert case.due_at - case.asked_at == timedelta(hours=72)
    services.verify_identity(case_id=case.pk, proof="secret", actor=ref(desk.desk), at=timezone.now())
    services.settle_correction(
        case_id=case.pk,
        decisions={"name": services.FieldDecision(accepted=False, refusal="not_shown", reason="Kartu menyebut lain.")},
        actor=ref(desk.ppid),
        at=timezone.now(),
    )
    result = client.get(path("own", desk, request.pk)).text
    assert "Kartu menyebut lain." in result
    assert "Pemberitahuan Hasil Perbaikan Data Pribadi" in result
    assert "pinjam=" in result


def test_faults_stand_at_their_field_and_keep_what_was_typed(client, desk: PrivacyDesk) -> None:
    request = opened(client, desk)
    wrong = client.post(path("ask_correction", desk, request.pk), {"identity_number": "123", "submission": UUID})
    assert wrong.status_code == 422
    assert "NIK terdiri dari 16 angka" in wrong.text
    assert 'value="123"' in wrong.text
    empty = client.post(path("ask_correction", desk, request.pk), {"submission": UUID})
    assert "berbeda dari yang tercatat" in empty.text


def test_nobody_else_sees_it_at_all(client, desk: PrivacyDesk) -> None:
    case = desk.prepared()
    for name, *more in (
        ("own", case.request_id),
        ("ask_copy", case.request_id),
        ("take_copy", case.request_id, case.pk, "json"),
    ):
        assert client.get(path(name, desk, *more)).status_code == 404
    enter(client, desk.desk)
    assert client.get(path("take_copy", desk, case.request_id, case.pk, "json")).status_code == 404


def test_the_owner_takes_his_copy_whole_and_nothing_keeps_it(client, desk: PrivacyDesk) -> None:
    request = opened(client, desk)
    client.post(path("ask_copy", desk, request.pk), {"submission": UUID})
    case = OwnDataCase.everything.get()
    assert client.get(path("take_copy", desk, request.pk, case.pk, "json")).status_code == 404
    services.verify_identity(case_id=case.pk, proof="card", actor=ref(desk.desk), at=timezone.now())
    services.prepare_copy(case_id=case.pk, actor=ref(desk.desk), at=timezone.now())
    taken = client.get(path("take_copy", desk, request.pk, case.pk, "json"))
    assert "no-store" in taken["Cache-Control"]
    assert taken.json()["Identitas"][0]["nomor identitas"] == NIK
    book = openpyxl.load_workbook(io.BytesIO(client.get(path("take_copy", desk, request.pk, case.pk, "xlsx")).content))
    assert "Permohonan" in book.sheetnames
    assert client.get(path("take_copy", desk, request.pk, case.pk, "exe")).status_code == 404
    case.refresh_from_db()
    assert case.state == State.HANDED


def test_a_person_withdraws_on_his_page(client, desk: PrivacyDesk) -> None:
    request = opened(client, desk)
    client.post(path("ask_copy", desk, request.pk), {"submission": UUID})
    case = OwnDataCase.everything.get()
    client.post(path("withdraw", desk, request.pk, case.pk))
    case.refresh_from_db()
    assert case.state == State.WITHDRAWN
    again = client.post(path("withdraw", desk, request.pk, case.pk), follow=True)
    assert "Tindakan ini tidak dapat dilakukan pada tahap sekarang." in again.text


def test_the_queue_shows_hours_and_asks_as_much_for_many_as_for_one(
    client, desk, django_assert_max_num_queries
) -> None:
    enter(client, desk.desk)
    assert "Tidak ada permintaan yang menunggu" in client.get(path("queue", desk)).text
    for _number in range(4):
        desk.asked()
    desk.asked(way="desk", actor=ref(desk.desk), asked_at=timezone.now() - timedelta(hours=80), at=desk.at())
    client.get(path("queue", desk))
    with django_assert_max_num_queries(20):
        page = client.get(path("queue", desk)).text
    assert "lewat 8 jam" in page or "lewat 9 jam" in page
    assert "sisa 7" in page
    assert "0005/DP" in client.get(path("queue", desk), {"tampil": "overdue"}).text
    assert "0001/DP" not in client.get(path("queue", desk), {"tampil": "overdue"}).text


def test_each_role_gets_the_buttons_of_the_table(client, desk: PrivacyDesk) -> None:
    case = desk.verified()
    shown = {}
    for user in (desk.desk, desk.ppid, desk.superior):
        enter(client, user)
        shown[user.pk] = client.get(path("case", desk, case.pk)).text
        client.logout()
        user.authenticator_set.all().delete()
    assert "Putuskan setiap isian" not in shown[desk.desk.pk]
    assert "Putuskan setiap isian" in shown[desk.ppid.pk]
    assert "Berikutnya" not in shown[desk.superior.pk]


def test_the_ppid_decides_each_field_on_the_page(client, desk: PrivacyDesk) -> None:
    case = desk.verified()
    enter(client, desk.ppid)
    address = path("act", desk, case.pk, "settle")
    assert "Diminta menjadi: Wulan Rekaan Sari" in client.get(address).text
    given = {"version": case.version, "name_accepted": "yes", "address_accepted": "no"}
    wrong = client.post(address, given)
    assert "Pilih dasar penolakannya." in wrong.text
    done = client.post(address, {**given, "address_refusal": "not_shown", "address_reason": "Kartu menyebut lain."})
    assert done.status_code == 302
    case.refresh_from_db()
    case.applicant.refresh_from_db()
    assert (case.state, case.applicant.name, case.applicant.address) == (
        State.SETTLED,
        "Wulan Rekaan Sari",
        "Jalan Rekaan 7, Serang",
    )
    assert client.get(address, follow=True).status_code == 200
    assert "Surat" in client.get(path("case", desk, case.pk)).text


def test_the_desk_takes_a_request_in_and_hands_a_copy_over(client, desk: PrivacyDesk) -> None:
    request = desk.submitted()
    enter(client, desk.desk)
    assert "Pilih dahulu berkasnya" in client.get(path("entry", desk)).text
    assert "Tidak ada permohonan atau keberatan bernomor" in client.get(path("entry", desk), {"nomor": "9/X"}).text
    when = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    address = f"{path('entry', desk)}?nomor={request.number}"
    answer = client.post(address, {"kind": "copy", "asked_at": when, "submission": UUID})
    case = OwnDataCase.everything.get()
    assert answer["Location"] == path("case", desk, case.pk)
    client.post(path("act", desk, case.pk, "verify"), {"version": 1, "proof": "card"})
    client.post(path("act", desk, case.pk, "prepare"), {"version": 2})
    taken = client.post(path("copy", desk, case.pk, "xlsx"))
    assert taken["Content-Disposition"].startswith("attachment")
    assert len(requests.openings_of_case(request_id=request.pk)) == 2
    client.post(path("act", desk, case.pk, "hand-over"), {"version": 3, "words": "KTP ditunjukkan."})
    case.refresh_from_db()
    assert (case.state, case.kind, case.handed_words) == (State.HANDED, Kind.COPY, "KTP ditunjukkan.")


def test_the_public_page_says_what_is_kept_and_what_may_be_asked(client, desk: PrivacyDesk) -> None:
    text = client.get(path("hub", desk)).text
    assert "72 jam" in text
    assert "Perbaikan data pribadi" in text
    breach = desk.assessed(public_needed=True)
    services.publish_breach(breach_id=breach.pk, words="Kami umumkan ini.", actor=ref(desk.ppid), at=desk.at())
    assert "Kami umumkan ini." in client.get(path("hub", desk)).text


def now() -> str:
    return timezone.localtime().strftime("%Y-%m-%dT%H:%M")


def test_a_breach_goes_from_its_report_to_its_end_on_the_pages(client, desk: PrivacyDesk) -> None:
    request = desk.submitted()
    enter(client, desk.ppid)
    assert "Tidak ada pelanggaran yang tercatat" in client.get(path("breaches", desk)).text
    when = (timezone.localtime() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    client.post(
        path("breach_report", desk), {"title": "Salah kirim", "discovered_at": when, "how": "Surel salah alamat."}
    )
    breach = Breach.everything.get()

    def act(move: str, **given: object) -> None:
        breach.refresh_from_db()
        answer = client.post(path("breach_act", desk, breach.pk, move), {"version": breach.version, **given})
        assert answer.status_code == 302, answer.text

    wrong = client.post(path("breach_act", desk, breach.pk, "assess"), {"version": 1, "offices": "99999"})
    assert "Tidak ada kantor berkode 99999." in wrong.text
    act("assess", kinds=["name"], people=3, how="Surel salah alamat.", handling="Diminta dihapus.")
    act("tell-subjects", numbers=request.number)
    act("tell-authority", name="Lembaga Contoh")
    assert "belum semuanya diberi tahu" in client.get(path("breach", desk, breach.pk)).text
    breach.refresh_from_db()
    few = {"version": breach.version, "people": 1, "told_at": now(), "words": "Satu surat."}
    assert "Beri tahu yang lain" in client.post(path("breach_act", desk, breach.pk, "all-told"), few).text
    act("all-told", people=3, told_at=now(), words="Satu surat, dua lewat telepon.")
    telling = breach.tellings.get(told="authority")
    act("prove", telling_id=telling.pk, proof="Resi 9")
    act("close", words="Selesai ditangani.")
    breach.refresh_from_db()
    assert breach.state == BreachState.CLOSED
    page = client.get(path("breach", desk, breach.pk)).text
    assert "Resi 9" in page
    assert "Wulan" not in page
    book = openpyxl.load_workbook(io.BytesIO(client.get(path("breaches_export", desk)).content))
    assert book.active.max_row == 2


def test_another_office_may_read_a_breach_it_is_named_in_and_do_nothing(client, desk: PrivacyDesk) -> None:
    other = PrivacyDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    breach = desk.assessed(offices=["3603"])
    hidden = desk.reported()
    enter(client, other.ppid)
    page = client.get(path("breach", other, breach.pk)).text
    assert "Ditangani KPU Kota Serang." in page
    assert client.get(path("breach", other, hidden.pk)).status_code == 404
    client.post(path("breach_act", other, breach.pk, "close"), {"version": breach.version, "words": "x"})
    breach.refresh_from_db()
    assert breach.state == BreachState.ASSESSED


def test_the_register_asks_as_much_for_many_as_for_one(client, desk, django_assert_max_num_queries) -> None:
    an_office("0", name="KPU RI", slug="kpu-ri")
    for _number in range(5):
        desk.reported()
    enter(client, desk.ppid)
    client.get(path("breaches", desk))
    with django_assert_max_num_queries(18):
        client.get(path("breaches", desk))


def test_the_owner_of_an_account_sees_his_cases_of_every_office(client, desk: PrivacyDesk) -> None:
    reader = User.objects.create(email="akun@contoh.invalid", full_name="Wulan di Akun")
    request, stranger = desk.submitted(user_id=reader.pk), desk.asked()
    mine = desk.asked(Kind.COPY, request=request, user_id=reader.pk)
    client.force_login(reader, BACKEND)
    page = client.get(reverse("privacy_own_account")).text
    assert mine.number in page
    assert path("own", desk, request.pk) in page
    assert stranger.number not in page
    assert reverse("privacy_own_account") in client.get(reverse("requests_own")).text
    client.logout()
    assert client.get(reverse("privacy_own_account")).status_code == 302


def test_every_figure_above_the_queue_opens_exactly_the_cases_it_counts(client, desk: PrivacyDesk) -> None:
    late, near, prepared = desk.asked(), desk.verified(), desk.prepared()
    now = timezone.now()
    OwnDataCase.everything.filter(pk=late.pk).update(due_at=now - timedelta(hours=1))
    OwnDataCase.everything.filter(pk=near.pk).update(due_at=now + timedelta(hours=3))
    desk.asked()
    browser = enter(client, desk.desk)
    counted = browser.get(path("queue", desk)).context["counts"]
    shown = {view: browser.get(path("queue", desk) + f"?tampil={view}").context["rows"] for view in vars(counted)}
    assert vars(counted) == {"overdue": 1, "soon": 1, "running": 3, "prepared": 1}
    assert {view: len(rows) for view, rows in shown.items()} == vars(counted)
    assert [row["case"].pk for row in shown["prepared"]] == [prepared.pk]
    page = browser.get(path("queue", desk)).text
    assert all(f'href="?tampil={view}"' in page for view in vars(counted))


def test_a_lone_objector_takes_his_copy_on_the_pages_and_nobody_else_does(client, desk: PrivacyDesk) -> None:
    filing = ObjectionDesk.filed_alone(desk)  # type: ignore[arg-type]
    objection, track = filing.objection, reverse("requests_track", args=[desk.office.slug])
    assert client.get(path("own_alone", desk, objection.pk)).status_code == 404
    client.post(track, {"number": objection.number, "secret": filing.secret})
    follow = client.get(reverse("objections_follow", args=[desk.office.slug, objection.pk])).text
    assert path("own_alone", desk, objection.pk) in follow
    client.post(path("ask_copy_alone", desk, objection.pk), {"submission": UUID})
    case = OwnDataCase.everything.get()
    services.verify_identity(case_id=case.pk, proof="secret", actor=ref(desk.desk), at=timezone.now())
    services.prepare_copy(case_id=case.pk, actor=ref(desk.desk), at=timezone.now())
    page = client.get(path("own_alone", desk, objection.pk)).text
    assert path("take_copy_alone", desk, objection.pk, case.pk, "json") in page
    taken = client.get(path("take_copy_alone", desk, objection.pk, case.pk, "json"))
    assert taken.json()["Keberatan"][0]["nomor"] == objection.number
    client.session.flush()
    client.cookies.clear()
    assert client.get(path("take_copy_alone", desk, objection.pk, case.pk, "json")).status_code == 404
    enter(client, desk.desk)
    assert objection.number in client.get(path("case", desk, case.pk)).text
    assert objection.number in client.get(f"{path('queue', desk)}?tampil=all").text
    assert objection.number in client.get(f"{path('entry', desk)}?nomor={objection.number}").text
