"""Each legal act, on a real database: what it writes, whom it tells, what stops it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from telusur.kernel.accounts.models import Role
from telusur.kernel.calendars.rules import Day, Kind
from telusur.kernel.clocks import services as clocks
from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Audience as Allowed
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters import selectors as letters
from telusur.kernel.letters.rules.answers import NotHeld
from telusur.kernel.notices.models import Notice
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information.tests.factories import a_published_item
from telusur.openness.requests import selectors, services, tasks
from telusur.openness.requests.forms.table import ACT_FORMS
from telusur.openness.requests.models import InformationRequest, SuggestionAnswered
from telusur.openness.requests.rules.words import Act, Audience, Delivery, Outcome, Party, State, Track
from telusur.openness.requests.services import telling

from .factories import AT, NIK, RECEIVED, Desk, a_registration, a_unit, an_office, an_officer, ref

if TYPE_CHECKING:
    from telusur.openness.requests.models import Disposition

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk()


def acts(case: InformationRequest) -> list[str]:
    return [
        act.act.removeprefix("requests.") for act in ledger.acts_on(subject_kind="request", subject_id=str(case.pk))
    ]


def fresh(case: InformationRequest) -> InformationRequest:
    return InformationRequest.everything.get(pk=case.pk)


def open_disposition(case: InformationRequest) -> Disposition:
    return case.dispositions.get(closed_at=None)


def test_the_whole_way_from_form_to_letter_to_hand(desk: Desk) -> None:
    case = desk.notified()
    services.deliver(
        request_id=case.pk,
        delivery=Delivery.PICK_UP,
        proof="Diambil Wulan Rekaan, tanda terima di berkas",
        delivered_at=desk.clock,
        actor=ref(desk.desk),
        at=desk.at(),
    )
    done = services.finish(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    assert (done.state, done.outcome, done.closed_at) == (State.FINISHED, Outcome.GRANTED_FULL, desk.clock)
    assert acts(case) == [
        "register",
        "accept",
        "dispose",
        "answer_from_unit",
        "grant",
        "sign",
        "deliver",
        "finish",
    ]


def test_signing_issues_the_letter_stops_the_clock_and_tells_the_applicant(desk: Desk) -> None:
    case = desk.notified()
    letter = letters.letters_about(subject_kind="request", subject_id=str(case.pk)).get()
    assert letter.template == "notification"
    assert case.deadline.__class__.objects.get(pk=case.deadline_id).stopped_at == case.notified_at
    assert Notice.objects.filter(kind="request_notified", to_email="wulan@contoh.invalid").count() == 1
    last = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))[-1]
    assert last.facts["digest"] == letter.digest


def test_the_notification_says_every_element_of_the_law(desk: Desk) -> None:
    case = desk.decided(
        Outcome.NOT_HELD, held_by="Dinas Kependudukan dan Pencatatan Sipil", words="Bukan kewenangan kami"
    )
    said = services.notification_of(fresh(case), actor=ref(desk.ppid), at=desk.at())
    assert isinstance(said, NotHeld)
    assert (said.holder, said.explanation) == ("Dinas Kependudukan dan Pencatatan Sipil", "Bukan kewenangan kami")
    assert said.request_number == case.number
    assert said.objection_until
    assert said.signatory.name == str(desk.ppid)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome.NOT_HELD, "body_missing"),
        (Outcome.NOT_DOCUMENTED, "time_missing"),
        (Outcome.REFUSED_EXEMPT, "withheld_missing"),
        (Outcome.GRANTED_PART, "nothing_kept_closed"),
        (Outcome.WITHDRAWN, "outcome_unknown"),
    ],
)
def test_a_decision_without_what_the_law_wants_is_refused(desk: Desk, outcome: Outcome, code: str) -> None:
    with pytest.raises(services.Refused) as refused:
        desk.decided(outcome)
    assert refused.value.code == code


def test_nothing_is_granted_without_material(desk: Desk) -> None:
    case = desk.answered()
    case.dispositions.update(answer_words="")
    with pytest.raises(services.Refused) as refused:
        services.decide(
            request_id=case.pk,
            decision=services.Decision(Outcome.GRANTED_FULL),
            actor=ref(desk.ppid),
            at=desk.at(),
        )
    assert refused.value.code == "answer_empty"


def test_a_decision_not_signed_can_be_taken_back(desk: Desk) -> None:
    case = desk.decided(Outcome.NOT_DOCUMENTED, available_from="Juli 2026")
    case = services.reconsider(request_id=case.pk, reason="Data ditemukan", actor=ref(desk.ppid), at=desk.at())
    assert (case.state, case.outcome, case.available_from) == (State.DATA_CHECKED, "", "")


def test_the_desk_answers_with_what_is_public_and_the_ppid_signs(desk: Desk) -> None:
    item = a_published_item(desk.office)
    case = desk.registered()
    case = services.answer_from_dip(
        request_id=case.pk,
        materials=[services.Material(item_id=item.pk)],
        words="",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    assert (case.state, case.outcome) == (State.ANSWERED_BY_DESK, Outcome.GRANTED_FULL)
    assert case.answers.get().title == item.title
    a_file_of_it = SimpleNamespace(
        document_id=0, thing_kind="information", thing_id=str(item.pk), office_id=item.office_id
    )
    assert list(selectors.answered_with(attachment=a_file_of_it)) == [case]
    a_file_of_it.thing_id = "999999"
    assert list(selectors.answered_with(attachment=a_file_of_it)) == []
    with pytest.raises(services.NotPermitted):
        services.sign_and_notify(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    assert services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at()).state == State.NOTIFIED


def test_an_entry_that_is_not_public_is_no_answer(desk: Desk) -> None:
    case = desk.registered()
    with pytest.raises(services.Refused) as refused:
        services.answer_from_dip(
            request_id=case.pk,
            materials=[services.Material(item_id=999_999)],
            words="",
            actor=ref(desk.desk),
            at=desk.at(),
        )
    assert refused.value.code == "item_not_public"
    assert fresh(case).state == State.REGISTERED


def test_a_unit_hands_in_a_file_that_officers_of_this_office_may_open(desk: Desk) -> None:
    case = desk.disposed()
    document = documents.store(content=io.BytesIO(b"kecamatan,jumlah\nSerang,12\n"), name="data.csv", at=desk.at())
    services.answer_from_unit(
        request_id=case.pk,
        disposition_id=open_disposition(case).pk,
        words="",
        materials=[services.Material(document_id=document.pk, title="Data pemilih")],
        actor=ref(desk.liaison),
        at=desk.at(),
    )
    answer = case.answers.get()
    assert (answer.attachment.access, answer.attachment.permission) == ("officers", "requests.see_answers")
    assert fresh(case).state == State.DATA_CHECKED


def test_an_answer_that_leads_to_a_person_is_not_let_out_to_the_applicant(desk: Desk) -> None:
    case = desk.disposed()
    document = documents.store(content=io.BytesIO(b"Sari, NIK 3673014505900002\n"), name="data.txt", at=desk.at())
    services.answer_from_unit(
        request_id=case.pk,
        disposition_id=open_disposition(case).pk,
        words="",
        materials=[services.Material(document_id=document.pk, title="Data pemilih")],
        actor=ref(desk.liaison),
        at=desk.at(),
    )
    decision = services.Decision(outcome=Outcome.GRANTED_FULL)
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    with pytest.raises(services.Refused) as refused:
        services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    assert services.sentence(refused.value).startswith("Berkas “Data pemilih” belum boleh keluar: NIK.")
    attachment = case.answers.get().attachment
    documents.release_despite_findings(
        attachment_id=attachment.pk,
        reason="Data pemohon sendiri.",
        actor=ref(desk.ppid),
        at=desk.at(),
        audience=Allowed.RECIPIENT,
    )
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    attachment.refresh_from_db()
    assert (attachment.access, attachment.clearance) == ("officers", "decided")


def test_a_liaison_of_another_unit_answers_nothing(desk: Desk) -> None:
    case = desk.disposed()
    other = an_officer(desk.office, Role.LIAISON, unit=a_unit(desk.office, "hukum", "Subbagian Hukum"))
    with pytest.raises(services.Refused) as refused:
        services.take_up(request_id=case.pk, disposition_id=open_disposition(case).pk, actor=ref(other), at=desk.at())
    assert refused.value.code == "unit_elsewhere"


def test_a_unit_of_another_office_cannot_be_asked(desk: Desk) -> None:
    case = desk.registered()
    elsewhere = a_unit(an_office("3674", name="KPU Kota Lain", slug="kota-lain"))
    with pytest.raises(services.Refused) as refused:
        services.dispose_to_unit(
            request_id=case.pk, unit_id=elsewhere.pk, due_on=date(2026, 3, 30), actor=ref(desk.ppid), at=desk.at()
        )
    assert refused.value.code == "unit_elsewhere"


def test_the_inner_date_never_lies_behind_the_legal_one(desk: Desk) -> None:
    case = desk.registered()
    with pytest.raises(services.Refused) as refused:
        services.dispose_to_unit(
            request_id=case.pk, unit_id=desk.unit.pk, due_on=date(2026, 4, 8), actor=ref(desk.ppid), at=desk.at()
        )
    assert refused.value.code == "inner_date_too_late"


def test_an_answer_is_not_returned_by_a_date_behind_the_legal_one(desk: Desk) -> None:
    case = desk.answered()
    with pytest.raises(services.Refused) as refused:
        services.return_to_unit(
            request_id=case.pk,
            disposition_id=case.dispositions.get().pk,
            reason="Tahunnya keliru",
            due_on=date(2026, 4, 8),
            actor=ref(desk.ppid),
            at=desk.at(),
        )
    assert refused.value.code == "inner_date_too_late"
    form = ACT_FORMS[Act.RETURN_TO_UNIT](case=fresh(case), on=date(2026, 3, 17))
    assert form.fields["due_on"].widget.attrs["max"] == "2026-04-07"


def test_a_returned_answer_no_longer_counts(desk: Desk) -> None:
    case = desk.answered()
    answered = case.dispositions.get()
    case = services.return_to_unit(
        request_id=case.pk,
        disposition_id=answered.pk,
        reason="Tahunnya keliru",
        due_on=date(2026, 4, 1),
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    assert case.state == State.AWAITING_DATA
    assert open_disposition(case).instruction == "Tahunnya keliru"
    assert not case.dispositions.filter(returned_at=None, closed_at__isnull=False).exists()


def test_two_units_can_be_asked_and_one_may_still_answer_after_the_other(desk: Desk) -> None:
    case = desk.disposed()
    law = a_unit(desk.office, "hukum", "Subbagian Hukum")
    liaison = an_officer(desk.office, Role.LIAISON, unit=law)
    services.dispose_to_unit(
        request_id=case.pk, unit_id=law.pk, due_on=date(2026, 3, 31), actor=ref(desk.ppid), at=desk.at()
    )
    for unit, person in ((desk.unit, desk.liaison), (law, liaison)):
        services.answer_from_unit(
            request_id=case.pk,
            disposition_id=case.dispositions.get(unit=unit).pk,
            words="Ada.",
            materials=(),
            actor=ref(person),
            at=desk.at(),
        )
    assert fresh(case).state == State.DATA_CHECKED


def test_the_answer_is_extended_once_with_reasons_from_the_first_due_date(desk: Desk) -> None:
    case = desk.registered()
    services.extend_deadline(
        request_id=case.pk, reasons="Data tersebar di enam kecamatan", actor=ref(desk.ppid), at=desk.at()
    )
    case = fresh(case)
    assert case.deadline.due_on == date(2026, 4, 16)
    assert letters.letters_about(subject_kind="request", subject_id=str(case.pk)).get().template == "extension"
    assert Notice.objects.filter(kind="request_extended").count() == 1
    with pytest.raises(services.Refused) as refused:
        services.extend_deadline(request_id=case.pk, reasons="Lagi", actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "already_extended"


def test_what_has_run_out_cannot_be_extended(desk: Desk) -> None:
    case = desk.registered()
    with pytest.raises(services.Refused) as refused:
        services.extend_deadline(
            request_id=case.pk,
            reasons="Terlambat",
            actor=ref(desk.ppid),
            at=datetime(2026, 4, 8, 3, tzinfo=UTC),
        )
    assert refused.value.code == "too_late_to_extend"
    assert fresh(case).extended_at is None


def test_an_incomplete_file_waits_for_its_applicant_and_comes_back_for_a_check(desk: Desk) -> None:
    case = desk.submitted()
    case = services.ask_completion(
        request_id=case.pk, missing="Salinan KTP tidak terbaca", actor=ref(desk.desk), at=desk.at()
    )
    assert case.state == State.AWAITING_COMPLETION
    assert fresh(case).check_deadline.step == "applicant_completes"
    case = services.complete_request(request_id=case.pk, text="Ini fotonya", actor="applicant", at=desk.at())
    assert case.state == State.VERIFICATION
    assert case.notes.get().audience == Audience.APPLICANT
    case = services.accept_request(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    assert (case.state, case.missing, case.check_deadline_id) == (State.REGISTERED, "", None)
    assert fresh(case).deadline.due_on == date(2026, 4, 7)


def test_a_file_is_not_closed_while_its_applicant_still_has_time(desk: Desk) -> None:
    case = desk.submitted()
    services.ask_completion(request_id=case.pk, missing="KTP", actor=ref(desk.desk), at=desk.at())
    with pytest.raises(services.Refused) as refused:
        services.close_incomplete(request_id=case.pk, reason="Tidak dilengkapi", actor=ref(desk.desk), at=desk.at())
    assert refused.value.code == "applicant_still_has_time"
    closed = services.close_incomplete(
        request_id=case.pk, reason="Tidak dilengkapi", actor=ref(desk.desk), at=datetime(2026, 3, 30, 3, tzinfo=UTC)
    )
    assert (closed.state, closed.outcome) == (State.CLOSED_INCOMPLETE, Outcome.INCOMPLETE)
    assert fresh(case).deadline.stopped_at is not None


def test_a_lapsed_check_means_complete_and_a_replay_changes_nothing(desk: Desk) -> None:
    case = desk.submitted()
    last_day = datetime(2026, 3, 26, 16, 59, tzinfo=UTC)
    assert selectors.lapsed_checks(at=last_day) == []
    after = last_day + timedelta(minutes=2)
    assert selectors.lapsed_checks(at=after) == [case.pk]
    services.lapse_completeness(request_id=case.pk, actor="system", at=after)
    assert fresh(case).state == State.REGISTERED
    assert selectors.lapsed_checks(at=after) == []
    with pytest.raises(services.WrongState):
        services.lapse_completeness(request_id=case.pk, actor="system", at=after)


def test_a_check_that_still_runs_does_not_lapse(desk: Desk) -> None:
    case = desk.submitted()
    with pytest.raises(services.Refused):
        services.lapse_completeness(request_id=case.pk, actor="system", at=desk.at())


@pytest.mark.parametrize("begun", [False, True])
def test_nothing_is_asked_of_a_file_whose_check_ran_out_before_the_worker_came(desk: Desk, begun: bool) -> None:  # noqa: FBT001
    case = desk.submitted()
    if begun:
        services.begin_check(request_id=case.pk, actor=ref(desk.desk), at=desk.at())
    parties, last = {Party.DESK}, datetime(2026, 3, 26, 16, 59, tzinfo=UTC)
    for at, offered in ((last, True), (last + timedelta(minutes=2), False)):
        on = local_day(office=desk.office, at=at)
        assert (Act.ASK_COMPLETION in selectors.acts_now(case=fresh(case), parties=parties, on=on)) is offered
    with pytest.raises(services.Refused) as refused:
        services.ask_completion(request_id=case.pk, missing="KTP", actor=ref(desk.desk), at=last + timedelta(minutes=2))
    assert refused.value.code == "check_lapsed"
    assert "dianggap lengkap" in services.sentence(refused.value)
    assert fresh(case).missing == ""


def test_an_officer_who_accepts_after_the_check_ran_out_accepts_as_of_that_instant(desk: Desk) -> None:
    by_hand, by_itself, late = desk.submitted(), desk.submitted(), datetime(2026, 4, 1, 3, tzinfo=UTC)
    accepted = services.accept_request(request_id=by_hand.pk, actor=ref(desk.desk), at=late)
    lapsed = services.lapse_completeness(request_id=by_itself.pk, actor="system", at=late)
    assert accepted.completed_at == lapsed.completed_at == datetime(2026, 3, 26, 17, tzinfo=UTC)


def test_the_periodic_task_takes_what_lapsed_however_late_it_runs(desk: Desk) -> None:
    case = desk.submitted()
    tasks.lapse_checks(timestamp=0)
    assert fresh(case).state == State.REGISTERED


def test_a_correction_keeps_digests_of_both_texts_and_no_text(desk: Desk) -> None:
    case = desk.submitted()
    services.correct_request(
        request_id=case.pk,
        changes={"name": "Wulan Rekayasa", "question": case.question, "phone": "0812 0000 0002"},
        reason="Salah ketik nama",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    case = fresh(case)
    assert (case.applicant.name, case.applicant.phone) == ("Wulan Rekayasa", "+6281200000002")
    last = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))[-1]
    assert last.facts["fields"] == "name,phone"
    assert last.facts["name_before"] != last.facts["name_after"]
    assert "Rekaan" not in last.facts_text


def test_a_corrected_nik_is_sealed_and_masked_anew(desk: Desk) -> None:
    case = desk.submitted()
    services.correct_request(
        request_id=case.pk,
        changes={"identity_number": "3673015207900004"},
        reason="Angka terakhir keliru",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    opened = services.record_identity_opening(request_id=case.pk, purpose="check", actor=ref(desk.ppid), at=desk.at())
    assert opened == "3673015207900004"
    assert fresh(case).applicant.identity_masked.endswith("0004")


def test_a_correction_of_nothing_is_no_act(desk: Desk) -> None:
    case = desk.submitted()
    with pytest.raises(services.Refused) as refused:
        services.correct_request(
            request_id=case.pk, changes={"name": "Wulan Rekaan"}, reason="x", actor=ref(desk.desk), at=desk.at()
        )
    assert refused.value.code == "nothing_changed"
    with pytest.raises(services.Refused) as refused:
        services.correct_request(
            request_id=case.pk, changes={"number": "1"}, reason="x", actor=ref(desk.desk), at=desk.at()
        )
    assert refused.value.code == "field_unknown"


def test_every_opening_of_an_identity_is_an_act_with_its_purpose(desk: Desk) -> None:
    case = desk.submitted()
    assert (
        services.record_identity_opening(request_id=case.pk, purpose="check", actor=ref(desk.desk), at=desk.at()) == NIK
    )
    last = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))[-1]
    assert (last.act, last.actor, last.facts["purpose"]) == ("requests.open_identity", ref(desk.desk), "check")
    with pytest.raises(services.NotPermitted):
        services.record_identity_opening(request_id=case.pk, purpose="check", actor=ref(desk.liaison), at=desk.at())


def test_a_sealed_scan_opens_only_in_an_act_and_only_from_its_own_case(desk: Desk) -> None:
    text = documents.store(content=io.BytesIO(b"isi pindaian rekaan\n"), name="ktp.txt", at=AT)
    case = desk.submitted(proofs=[services.Proof(text.pk, "identity_card")])
    other = desk.submitted()
    proof = selectors.proofs_of(request_id=case.pk)[0]
    assert proof.access == "sealed"
    opened = services.open_proof(
        request_id=case.pk, attachment_id=proof.pk, purpose="check", actor=ref(desk.desk), at=desk.at()
    )
    assert opened.read() == b"isi pindaian rekaan\n"
    openings = [act for act in ledger.acts_of(log="office/3673") if act.facts.get("attachment") == proof.pk]
    assert [(act.act, act.subject_id) for act in openings] == [("requests.open_identity", str(case.pk))]
    assert len(selectors.openings_of_case(request_id=case.pk)) == 1
    with pytest.raises(services.Refused) as refused:
        services.open_proof(
            request_id=other.pk, attachment_id=proof.pk, purpose="check", actor=ref(desk.desk), at=desk.at()
        )
    assert refused.value.code == "proof_elsewhere"


def test_choosing_the_other_track_counts_anew_and_keeps_the_number(desk: Desk) -> None:
    case = desk.submitted()
    services.choose_track(
        request_id=case.pk, track=Track.ELECTION, reason="Data pemilih", actor=ref(desk.desk), at=desk.at()
    )
    case = fresh(case)
    assert (case.track, case.number, case.register) == (Track.ELECTION, "0001/PPID/2026", "general")
    assert case.deadline.due_on == date(2026, 3, 26)
    assert Notice.objects.filter(kind="request_track").count() == 1


def test_a_date_moved_by_the_calendar_is_told_once(desk: Desk) -> None:
    case = desk.registered()
    case.deadline.__class__.objects.filter(pk=case.deadline_id).update(due_on=date(2026, 4, 8))
    for _ in range(2):
        services.tell_moved_deadline(deadline_id=case.deadline_id, actor="system", at=desk.at())
    assert Notice.objects.filter(kind="request_deadline_moved").count() == 1
    assert acts(case).count("move_deadline") == 1


def test_a_completion_date_moved_by_the_calendar_is_told_once(desk: Desk) -> None:
    case = desk.submitted()
    services.ask_completion(request_id=case.pk, missing="KTP", actor=ref(desk.desk), at=desk.at())
    before = fresh(case).check_deadline.due_on
    cancelled = Day(date(2026, 3, 20), "Cuti bersama batal", Kind.CANCELLED, "SKB 9/2026", confirmed=True)
    moved = clocks.add_days(office_code="0", days=[cancelled], years={}, actor="user:7", at=desk.at()).moved
    assert fresh(case).check_deadline.due_on < before
    assert case.check_deadline_id != fresh(case).check_deadline_id
    queued = ProcrastinateJob.objects.filter(task_name="requests.tell_deadline_moved")
    assert fresh(case).check_deadline_id in {job.args["deadline_id"] for job in queued}
    for _ in range(2):
        for deadline, _before in moved:
            services.tell_moved_deadline(deadline_id=deadline.pk, actor="system", at=desk.at())
    told = Notice.objects.filter(kind="request_deadline_moved", text__contains="Lengkapi berkas")
    assert telling.in_words(fresh(case).check_deadline.due_on) in told.get().text
    assert acts(case).count("move_deadline") == len({deadline.pk for deadline, _before in moved})


def test_the_history_tells_the_date_of_completion_from_that_of_the_answer(desk: Desk) -> None:
    case = desk.submitted()
    services.ask_completion(request_id=case.pk, missing="KTP", actor=ref(desk.desk), at=desk.at())
    asked, registered = selectors.history_of(request_id=case.pk, office_id=case.office_id)
    assert "dilengkapi paling lambat" in asked.detail
    assert "batas waktu" not in asked.detail
    assert "batas waktu" in registered.detail


def test_a_withdrawn_request_ends_with_its_clock_and_its_dispositions(desk: Desk) -> None:
    case = desk.disposed()
    case = services.withdraw(request_id=case.pk, reason="Sudah dapat", actor="applicant", at=desk.at())
    assert (case.state, case.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    assert fresh(case).deadline.stopped_at is not None
    assert not case.dispositions.filter(closed_at=None).exists()


def test_a_forwarded_request_begins_anew_there_with_its_history_here(desk: Desk) -> None:
    there = Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    case = desk.registered()
    services.add_note(
        request_id=case.pk, text="Rahasia kantor", audience=Audience.INTERNAL, actor=ref(desk.desk), at=desk.at()
    )
    services.add_note(
        request_id=case.pk, text="Tahun 2024 saja", audience=Audience.APPLICANT, actor="applicant", at=desk.at()
    )
    new = services.forward_to_office(
        request_id=case.pk, office=there.office, reason="Dikuasai kantor itu", actor=ref(desk.ppid), at=desk.at()
    )
    old = fresh(case)
    assert (old.state, old.forwarded_to_id) == (State.FORWARDED, new.pk)
    assert (new.office, new.number, new.state) == (there.office, "0001/PPID/2026", State.SUBMITTED)
    assert (new.question, new.secret_hash) == (old.question, old.secret_hash)
    assert [note.text for note in new.notes.all()] == ["Tahun 2024 saja"]
    assert new.applicant.identity_hash == old.applicant.identity_hash
    assert new.applicant.office == there.office
    assert acts(new) == ["register"]
    assert acts(old)[-1] == "forward"
    assert Notice.objects.filter(to_user=there.desk, key__startswith=f"request:{new.pk}").exists()


def test_cases_are_assigned_together_or_not_at_all(desk: Desk) -> None:
    first, second = desk.submitted(), desk.submitted()
    services.withdraw(request_id=second.pk, reason="", actor="applicant", at=desk.at())
    with pytest.raises(services.WrongState):
        services.assign(
            office_id=desk.office.pk,
            request_ids=[first.pk, second.pk],
            officer_id=desk.desk.pk,
            actor=ref(desk.ppid),
            at=desk.at(),
        )
    assert fresh(first).officer is None
    stranger = an_officer(an_office("3674", name="KPU Kota Lain", slug="kota-lain"), Role.DESK)
    with pytest.raises(services.Refused) as refused:
        services.assign(
            office_id=desk.office.pk, request_ids=[first.pk], officer_id=stranger.pk, actor=ref(desk.ppid), at=desk.at()
        )
    assert refused.value.code == "officer_elsewhere"


def test_a_case_of_another_office_is_not_assigned_from_here(desk: Desk) -> None:
    case = desk.submitted()
    elsewhere = an_office("3674", name="KPU Kota Lain", slug="kota-lain")
    with pytest.raises(services.Refused) as refused:
        services.assign(
            office_id=elsewhere.pk, request_ids=[case.pk], officer_id=desk.desk.pk, actor=ref(desk.ppid), at=desk.at()
        )
    assert refused.value.code == "case_elsewhere"
    assert fresh(case).officer is None


def test_a_leavers_open_cases_go_to_his_successor_in_one_act(desk: Desk) -> None:
    cases = [desk.submitted() for _ in range(3)]
    services.assign(
        office_id=desk.office.pk,
        request_ids=[case.pk for case in cases],
        officer_id=desk.desk.pk,
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    services.withdraw(request_id=cases[0].pk, reason="", actor="applicant", at=desk.at())
    moved = services.hand_over_cases(
        office_id=desk.office.pk,
        from_user_id=desk.desk.pk,
        to_user_id=desk.ppid.pk,
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    assert {case.pk for case in moved} == {cases[1].pk, cases[2].pk}
    assert fresh(cases[0]).officer == desk.desk


@pytest.mark.django_db(transaction=True)
def test_a_case_given_away_meanwhile_is_not_handed_over() -> None:
    desk = Desk()
    case, colleague = desk.submitted(), an_officer(desk.office, Role.DESK)
    services.assign(
        office_id=desk.office.pk, request_ids=[case.pk], officer_id=desk.desk.pk, actor=ref(desk.ppid), at=desk.at()
    )
    moved: list[int] = []

    def hand_over() -> None:
        try:
            done = services.hand_over_cases(
                office_id=desk.office.pk,
                from_user_id=desk.desk.pk,
                to_user_id=desk.ppid.pk,
                actor=ref(desk.ppid),
                at=desk.at(),
            )
            moved.extend(each.pk for each in done)
        finally:
            connections.close_all()

    with transaction.atomic():
        services.assign(
            office_id=desk.office.pk, request_ids=[case.pk], officer_id=colleague.pk, actor=ref(desk.ppid), at=desk.at()
        )
        thread = Thread(target=hand_over)
        thread.start()
        _until_somebody_waits()
    thread.join(timeout=60)
    assert moved == []
    assert fresh(case).officer == colleague


def _until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute("select exists (select from pg_locks where not granted)")
            if cursor.fetchone() == (True,):
                return
    raise AssertionError("nobody waited for the lock")


def test_a_lost_secret_goes_to_the_applicants_own_address(desk: Desk) -> None:
    made = a_registration(desk.office)
    new = services.recover_secret(request_id=made.request.pk, actor="applicant", at=desk.at())
    case = fresh(made.request)
    assert case.secret_hash == selectors.secret_hash(secret=new) != selectors.secret_hash(secret=made.secret)
    mail = Notice.objects.get(kind="request_secret")
    assert (mail.to_email, new in mail.text, bool(mail.sealed_line)) == ("wulan@contoh.invalid", False, True)


def test_an_account_joins_a_case_only_with_its_secret(desk: Desk) -> None:
    made = a_registration(desk.office)
    wrong, right = (
        selectors.mark_of_secret(secret_hash=selectors.secret_hash(secret=each)) for each in ("BBBB-BBBB", made.secret)
    )
    with pytest.raises(services.Refused) as refused:
        services.join_to_account(request_id=made.request.pk, mark=wrong, user_id=desk.desk.pk, at=desk.at())
    assert refused.value.code == "wrong_secret"
    services.join_to_account(request_id=made.request.pk, mark=right, user_id=desk.desk.pk, at=desk.at())
    with pytest.raises(services.Refused) as refused:
        services.join_to_account(request_id=made.request.pk, mark=right, user_id=desk.ppid.pk, at=desk.at())
    assert refused.value.code == "already_joined"


def test_a_suggestion_that_answered_is_counted_without_a_person(desk: Desk) -> None:
    item = a_published_item(desk.office)
    services.suggestion_answered(office_id=desk.office.pk, item_id=item.pk, on=date(2026, 3, 16))
    kept = SuggestionAnswered.objects.values().get()
    assert set(kept) == {"id", "office_id", "item_id", "answered_on"}


def test_a_stale_page_changes_nothing_and_says_so(desk: Desk) -> None:
    case = desk.submitted()
    services.begin_check(request_id=case.pk, actor=ref(desk.desk), at=desk.at(), version=case.version)
    with pytest.raises(services.StaleCase) as refused:
        services.accept_request(request_id=case.pk, actor=ref(desk.desk), at=desk.at(), version=case.version)
    assert refused.value.data["number"] == case.number
    assert fresh(case).state == State.VERIFICATION


def test_handing_over_in_person_needs_a_proof_and_does_not_precede_the_notice(desk: Desk) -> None:
    case = desk.notified()
    for proof, day, code in (
        ("", desk.clock, "proof_missing"),
        ("Diambil", RECEIVED, "delivered_before_notice"),
        ("Diambil", desk.clock + timedelta(days=9), "receipt_in_future"),
    ):
        with pytest.raises(services.Refused) as refused:
            services.deliver(
                request_id=case.pk,
                delivery=Delivery.PICK_UP,
                proof=proof,
                delivered_at=day,
                actor=ref(desk.desk),
                at=desk.at(),
            )
        assert refused.value.code == code


def test_an_officer_of_another_office_can_do_nothing_to_a_case(desk: Desk) -> None:
    case = desk.registered()
    stranger = Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    for act in (services.begin_check, services.accept_request, services.finish):
        with pytest.raises((services.NotPermitted, services.WrongState)):
            act(request_id=case.pk, actor=ref(stranger.ppid), at=desk.at())
    with pytest.raises(services.NotPermitted):
        services.withdraw(request_id=case.pk, reason="", actor=ref(stranger.ppid), at=desk.at())
    with pytest.raises(services.NotPermitted):
        services.record_identity_opening(request_id=case.pk, purpose="check", actor=ref(stranger.ppid), at=desk.at())
    assert acts(case) == ["register", "accept"]


def test_a_clock_of_the_case_is_the_clock_of_every_page(desk: Desk) -> None:
    case = desk.registered()
    with pytest.raises(clocks.ClockRefused):
        clocks.extend(deadline_id=case.deadline_id, at=datetime(2026, 4, 8, 3, tzinfo=UTC))
    assert fresh(case).deadline.due_on == case.deadline.due_on


def test_one_case_that_fails_does_not_hold_up_the_others() -> None:
    done = []

    def act(key: int) -> None:
        if key == 2:
            raise RuntimeError
        done.append(key)

    with pytest.raises(ExceptionGroup) as raised:
        tasks.for_each([1, 2, 3], act)
    assert done == [1, 3]
    assert len(raised.value.exceptions) == 1
