from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from telusur.kernel.accounts.models import Role
from telusur.kernel.ledger.models import Act as LedgerAct
from telusur.kernel.notices.models import Notice
from telusur.openness.requests import services
from telusur.openness.requests.models import Applicant, InformationRequest, RegisterCounter
from telusur.openness.requests.rules.words import Channel, State, Track
from telusur.openness.requests.selectors import secret_hash

from .factories import (
    AT,
    NIK,
    RECEIVED,
    Desk,
    a_case,
    a_question,
    a_registration,
    an_applicant,
    an_office,
    an_officer,
    ref,
)

pytestmark = pytest.mark.django_db


def test_a_request_gets_its_number_its_date_and_its_secret_at_receipt() -> None:
    made = a_registration()
    case = made.request
    assert case.number == "0001/PPID/2026"
    assert case.state == State.SUBMITTED
    assert case.deadline.due_on == date(2026, 4, 7)
    assert case.check_deadline.due_on == date(2026, 3, 26)
    assert case.secret_hash == secret_hash(secret=made.secret)
    assert made.secret not in case.secret_hash


@pytest.mark.parametrize(
    ("received", "due"),
    [
        # Day zero is the date of arrival where the office stands, at night and on a Sunday too.
        (datetime(2026, 3, 16, 16, 59, tzinfo=UTC), date(2026, 4, 7)),
        (datetime(2026, 3, 15, 17, 1, tzinfo=UTC), date(2026, 4, 7)),
        (datetime(2026, 3, 15, 16, 59, tzinfo=UTC), date(2026, 4, 6)),
        (datetime(2025, 12, 22, 3, 0, tzinfo=UTC), date(2026, 1, 8)),
    ],
)
def test_the_clock_starts_on_the_true_day_of_receipt(received: datetime, due: date) -> None:
    assert a_case(received_at=received, at=AT + timedelta(days=1)).deadline.due_on == due


def test_the_election_track_has_its_own_register_and_clock() -> None:
    case = a_case(track=Track.ELECTION, track_reason="Data pemilih pemilihan yang berjalan")
    assert case.number == "0001/PPID-PEMILU/2026"
    assert case.deadline.due_on == date(2026, 3, 26)


def test_the_other_track_needs_a_reason() -> None:
    with pytest.raises(services.Refused) as refused:
        a_case(track=Track.ELECTION)
    assert refused.value.code == "track_without_reason"


def test_a_receipt_in_the_future_is_refused() -> None:
    with pytest.raises(services.Refused) as refused:
        a_case(received_at=AT + timedelta(minutes=1))
    assert refused.value.code == "receipt_in_future"


def test_a_letter_of_last_december_takes_a_number_of_last_year() -> None:
    a_case()
    letter = a_case(received_at=datetime(2025, 12, 30, 3, tzinfo=UTC), channel=Channel.LETTER)
    assert letter.number == "0001/PPID/2025"
    assert a_case().number == "0002/PPID/2026"


def test_the_desk_registers_a_complete_file_at_once() -> None:
    office = an_office()
    desk = an_officer(office, Role.DESK)
    case = a_case(office, actor=ref(desk), channel=Channel.WALK_IN, complete=True, proofs_shown=["identity_card"])
    assert (case.state, case.registered_at, case.completed_at) == (State.REGISTERED, AT, RECEIVED)
    assert case.check_deadline is None


def test_a_file_without_its_proofs_is_not_complete() -> None:
    office = an_office()
    desk = an_officer(office, Role.DESK)
    with pytest.raises(services.Refused) as refused:
        a_case(office, actor=ref(desk), complete=True)
    assert refused.value.data["missing"] == ["identity_card"]
    assert not RegisterCounter.objects.exists()


def test_an_applicant_cannot_declare_his_own_file_complete() -> None:
    with pytest.raises(services.NotPermitted):
        a_case(complete=True, proofs_shown=["identity_card"])


def test_an_officer_of_another_office_registers_nothing_here() -> None:
    other = an_officer(an_office("3674", name="KPU Kota Lain", slug="kota-lain"), Role.DESK)
    with pytest.raises(services.NotPermitted):
        a_case(an_office(), actor=ref(other))


def test_a_right_ends_with_its_appointment() -> None:
    office = an_office()
    desk = an_officer(office, Role.DESK)
    desk.appointments.update(valid_until=date(2026, 3, 16))
    with pytest.raises(services.NotPermitted):
        a_case(office, actor=ref(desk))


def test_the_nik_is_nowhere_in_the_clear() -> None:
    case = a_case()
    row = Applicant.everything.filter(pk=case.applicant_id).values().get()
    assert NIK not in repr(
        {key: bytes(value) if isinstance(value, memoryview) else value for key, value in row.items()}
    )
    assert row["identity_masked"] == "•" * 12 + NIK[-4:]
    acts = LedgerAct.objects.filter(subject_kind="request")
    texts = " ".join(act.facts_text for act in acts)
    for personal in (NIK, "Wulan", "contoh.invalid", "disabilitas", "+6281200000001"):
        assert personal not in texts


def test_the_same_person_is_counted_once_even_when_he_moved() -> None:
    first = a_case().applicant
    second = a_case(applicant=an_applicant(address="Alamat baru", email="lain@contoh.invalid", phone="")).applicant
    third = a_case(applicant=an_applicant(identity_number="", phone="", name="WULAN rekaan")).applicant
    other = a_case(applicant=an_applicant(identity_number="", name="Orang Lain")).applicant
    assert (second.first, third.first, other.first) == (first, first, None)


def test_the_first_act_says_when_it_came_and_when_it_was_entered() -> None:
    case = a_case(received_at=RECEIVED - timedelta(days=3), channel=Channel.LETTER)
    act = LedgerAct.objects.get(subject_kind="request", subject_id=str(case.pk))
    assert (act.act, act.log) == ("requests.register", "office/3673")
    assert (act.happened_at, act.recorded_at >= AT) == (RECEIVED - timedelta(days=3), True)
    assert act.facts["due_on"] == case.deadline.due_on.isoformat()


def test_the_desk_and_the_applicant_are_told_in_the_same_transaction() -> None:
    desk = Desk()
    case = desk.submitted()
    told = Notice.objects.filter(key__startswith=f"request:{case.pk}:register")
    people = {notice.to_user_id for notice in told if notice.to_user_id}
    assert people == {desk.desk.pk, desk.ppid.pk}
    mail = told.get(to_email="wulan@contoh.invalid")
    assert case.number in mail.text
    assert "disabilitas" not in mail.text
    assert "Wulan" not in mail.text


def test_who_registered_it_himself_is_not_told_of_it() -> None:
    desk = Desk()
    case = a_case(desk.office, actor=ref(desk.desk))
    assert not Notice.objects.filter(key=f"request:{case.pk}:register:user:{desk.desk.pk}").exists()


def test_a_form_sent_twice_gives_one_request_and_its_number() -> None:
    key = uuid4()
    first = a_case(submission=key)
    with pytest.raises(services.AlreadyRegistered) as refused:
        a_case(submission=key)
    assert refused.value.data["number"] == first.number
    assert InformationRequest.everything.count() == 1


def test_a_rollback_leaves_neither_number_nor_person_nor_notice_nor_act() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        a_case()
        raise RuntimeError
    for left in (InformationRequest.everything, Applicant.everything, RegisterCounter.objects, Notice.objects):
        assert not left.exists()
    assert not LedgerAct.objects.filter(subject_kind="request").exists()
    assert a_case().number == "0001/PPID/2026"


def test_a_bad_question_leaves_nothing() -> None:
    with pytest.raises(services.BadQuestion):
        a_case(asked=a_question(question="apa"))
    assert not Applicant.everything.exists()


@pytest.mark.django_db(transaction=True)
def test_fifty_desks_at_once_leave_no_gap_and_no_double() -> None:
    office, faults = an_office(), []
    start = Barrier(50)

    def register() -> None:
        try:
            start.wait()
            a_case(office)
        except Exception as error:  # noqa: BLE001 shown below
            faults.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=register) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert faults == []
    numbers = sorted(InformationRequest.everything.values_list("serial", flat=True))
    assert numbers == list(range(1, 51))
    with connection.cursor() as cursor:
        cursor.execute("select last from requests_registercounter")
        assert cursor.fetchall() == [(50,)]
