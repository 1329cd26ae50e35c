"""What stays true whoever does the act: the office's language, its day, and the pages that show its numbers."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from telusur.kernel.accounts.models import Appointment
from telusur.kernel.accounts.tests.people import secure
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.models import Office
from telusur.kernel.offices.selectors import public_version
from telusur.openness.requests import services
from telusur.openness.requests.models import InformationRequest, Note, UnconfirmedRequest
from telusur.openness.requests.rules.words import Audience, Outcome
from telusur.openness.requests.services import notification_of

from . import factories
from .factories import Desk, letter_text, ref

pytestmark = pytest.mark.django_db


def test_an_act_done_on_an_english_screen_is_written_in_indonesian():
    desk = Desk()
    with translation.override("en"):
        factories.a_registration(desk.office)
        assert translation.get_language() == "en"
    told = " ".join(Notice.objects.values_list("text", flat=True))
    assert "Selasa, 7 April 2026" in told
    assert "Tuesday" not in told


def test_every_act_that_changes_a_number_renews_the_public_pages():
    desk = Desk()
    versions = [public_version(office_code=desk.office.code)]
    case = desk.registered()
    versions.append(public_version(office_code=desk.office.code))
    services.assign(
        office_id=desk.office.pk, request_ids=[case.pk], officer_id=desk.desk.pk, actor=ref(desk.ppid), at=desk.at()
    )
    assert public_version(office_code=desk.office.code) == versions[-1]
    services.withdraw(request_id=case.pk, reason="", actor="applicant", at=desk.at())
    versions.append(public_version(office_code=desk.office.code))
    assert versions == sorted(set(versions))


def test_a_check_that_lapsed_is_complete_since_the_law_said_so_not_since_the_worker_came():
    case = factories.a_case()
    clock = case.check_deadline
    late = datetime(2026, 4, 5, 3, tzinfo=UTC)
    done = services.lapse_completeness(request_id=case.pk, actor="system", at=late)
    day_after = clock.due_on + timedelta(days=1)
    assert done.completed_at.astimezone(UTC) == datetime(
        day_after.year, day_after.month, day_after.day, tzinfo=UTC
    ) - timedelta(hours=7)


def test_the_same_form_is_held_once():
    office, same = factories.an_office(), uuid.uuid4()
    for _ in range(2):
        services.hold_request(
            office=office,
            applicant=factories.an_applicant(),
            asked=factories.a_question(),
            proofs=(),
            submission=same,
            at=factories.AT,
        )
    assert UnconfirmedRequest.objects.count() == 1
    assert Notice.objects.filter(kind="request_unconfirmed").count() == 1


def test_a_corrected_address_is_kept_as_new_ones_are_and_the_reason_can_be_read():
    desk = Desk()
    case = factories.a_case(desk.office)
    services.correct_request(
        request_id=case.pk,
        changes={"email": " Wulan@BARU.invalid "},
        reason="Salah ketik",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    kept = InformationRequest.everything.get(pk=case.pk).applicant.email
    assert kept == "wulan@baru.invalid"
    assert "Salah ketik" in Note.objects.get(request=case, audience=Audience.INTERNAL).text


def test_contact_cannot_be_corrected_away():
    desk = Desk()
    case = factories.a_case(desk.office, applicant=factories.an_applicant(phone="", address=""))
    with pytest.raises(services.BadIdentity):
        services.correct_request(
            request_id=case.pk, changes={"email": ""}, reason="x", actor=ref(desk.desk), at=desk.at()
        )


@pytest.mark.parametrize(
    ("outcome", "facts", "words"),
    [
        (Outcome.NOT_HELD, {"held_by": "Bawaslu Kota Serang"}, "dikuasai oleh Bawaslu Kota Serang"),
        (Outcome.NOT_DOCUMENTED, {"available_from": "Juli 2026"}, "tersedia pada Juli 2026"),
    ],
)
def test_a_letter_always_says_why_nothing_is_given(outcome, facts, words):
    desk = Desk()
    case = desk.decided(outcome, **facts)
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    assert words in letter_text(case)


def test_an_acting_officer_signs_as_acting():
    desk = Desk()
    case = desk.decided()
    assert not notification_of(case, actor=ref(desk.ppid), at=desk.at()).signatory.acting
    Appointment.objects.filter(user=desk.ppid).update(acting=True, valid_until=date(2030, 1, 1))
    assert notification_of(case, actor=ref(desk.ppid), at=desk.at()).signatory.acting


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_the_desk_delivers_at_the_hour_of_its_own_clock(client, zone):
    desk = Desk()
    case = desk.notified()
    Office.objects.filter(pk=desk.office.pk).update(time_zone=zone)
    secure(desk.desk)
    client.force_login(desk.desk)
    address = f"/meja/{desk.office.slug}/permohonan/{case.pk}/deliver/"
    page = client.get(address)
    assert timezone.now().astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H") in page.text


@pytest.mark.parametrize("length", [8001, 120_000])
def test_a_question_longer_than_a_register_can_hold_is_refused_everywhere(length):
    with pytest.raises(services.BadQuestion) as refused:
        factories.a_registration(asked=factories.a_question(question="a" * length))
    assert refused.value.code == "question_too_long"


@pytest.mark.parametrize("day", ["2019-05-01", "1900-01-01", "0001-01-01"])
def test_a_receipt_of_a_year_without_rules_or_calendar_is_explained_at_its_field(client, day):
    desk = Desk()
    secure(desk.desk)
    client.force_login(desk.desk)
    page = client.post(
        f"/meja/{desk.office.slug}/permohonan/baru/",
        {
            "submission": str(uuid.uuid4()),
            "channel": "letter",
            "received_on": day,
            "received_time": "10:00",
            "type": "person",
            "name": "Wulan Rekaan",
            "phone": "08120000001",
            "question": "Data pemilih disabilitas",
            "way": "copy",
            "copy_form": "softcopy",
            "delivery": "pick_up",
            "track": "general",
        },
    )
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert not InformationRequest.everything.exists()


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "٣", ""])
def test_numbers_no_column_holds_are_no_fault_of_ours(client, number):
    desk = Desk()
    answers = [
        client.post(f"/{desk.office.slug}/permohonan/terjawab/", {"answered": number}),
        client.get(f"/{desk.office.slug}/kalender/", {"tahun": number}),
    ]
    assert {answer.status_code for answer in answers} <= {200, 404}
