"""What rulings and panels want of the office besides giving: a test by a day, an answer anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.notices.models import Notice
from telusur.openness.information import selectors as listed
from telusur.openness.information import services as information
from telusur.openness.information.models import ConsequenceTest, InformationItem, Opening
from telusur.openness.information.rules.consequence import Occasion, Proposal
from telusur.openness.requests import selectors, services, tasks
from telusur.openness.requests.models import Dispute, InformationRequest
from telusur.openness.requests.rules.disputes import DisputeAct, DisputeOutcome, DisputeState
from telusur.openness.requests.rules.words import Outcome, Party, State

from .disputes import DisputeDesk, a_document
from .factories import ref

if TYPE_CHECKING:
    from datetime import date

pytestmark = pytest.mark.django_db
A, S, O = DisputeAct, DisputeState, DisputeOutcome  # noqa: E741 read in rows of outcomes


@pytest.fixture
def desk() -> DisputeDesk:
    return DisputeDesk()


def fresh(dispute: Dispute) -> Dispute:
    return selectors.dispute_of_office(office_id=dispute.office_id, dispute_id=dispute.pk)


def ordered(desk: DisputeDesk, dispute: Dispute | None = None, *, days: int = 10) -> Dispute:
    dispute = dispute or desk.adjudicated()
    return services.record_test_order(
        dispute_id=dispute.pk,
        order="Uji ulang daftar nama.",
        due_on=desk.clock.date() + timedelta(days=days),
        actor=ref(desk.ppid),
        at=desk.at(),
    )


def a_test(desk: DisputeDesk, reference: str, stage: str = "found_open") -> ConsequenceTest:
    """Propose a test that names a dispute, and bring it to its stage."""
    proposal = Proposal(
        title="Daftar nama",
        description="Daftar nama per kecamatan.",
        reason="Diperintahkan Majelis.",
        occasion=Occasion.DURING_DISPUTE,
        reference=reference,
    )
    made = information.propose_test(office_id=desk.office.pk, proposal=proposal, officer=desk.ppid, at=desk.at())
    facts: dict[str, Any] = {"stage": stage, "stage_since": desk.at()}
    if stage == "found_open":
        day = desk.clock.date()
        facts |= {"conclusion": "open", "decree_number": "1", "decree_on": day, "begun_on": day}
    ConsequenceTest.objects.filter(pk=made.pk).update(**facts)
    return made


def waited_for(dispute: Dispute) -> list[date]:
    return [due.due_on for due in selectors.days_of(dispute=fresh(dispute)) if due.step == "dispute_test"]


def test_an_ordered_test_has_its_day_until_one_that_names_the_dispute_is_carried_through(desk: DisputeDesk) -> None:
    dispute = ordered(desk)
    assert waited_for(dispute) == [dispute.test_due_on]
    a_test(desk, dispute.number, stage="proposed")
    a_test(desk, dispute.number, stage="withdrawn")
    a_test(desk, "0099/SENGKETA-PPID/2026")
    assert selectors.disputes_with_finished_tests() == []
    with pytest.raises(services.Refused) as refused:
        services.end_test(dispute_id=dispute.pk, actor="system", at=desk.at())
    assert refused.value.code == "test_not_finished"
    assert dispute.number in services.sentence(refused.value)
    a_test(desk, dispute.commission_number)
    assert selectors.disputes_with_finished_tests() == [dispute.pk]
    ended = services.end_test(dispute_id=dispute.pk, actor="system", at=desk.at())
    assert (ended.test_ended_at, ended.state) == (desk.clock, S.ADJUDICATION)
    assert waited_for(dispute) == []
    assert selectors.disputes_with_finished_tests() == []


def test_a_test_that_was_over_before_the_order_does_not_end_it(desk: DisputeDesk) -> None:
    dispute = desk.adjudicated()
    a_test(desk, dispute.number)
    dispute = ordered(desk, dispute)
    assert selectors.disputes_with_finished_tests() == []
    again = ordered(
        desk, services.end_test(dispute_id=dispute.pk, words="Dicabut.", actor=ref(desk.ppid), at=desk.at())
    )
    assert waited_for(again) == [again.test_due_on]


def test_the_periodic_task_ends_what_was_tested(desk: DisputeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    dispute = ordered(desk)
    a_test(desk, dispute.number)
    monkeypatch.setattr(tasks.timezone, "now", desk.at)
    tasks.mind_disputes(timestamp=0)
    assert fresh(dispute).test_ended_at == desk.clock


def test_an_ordered_test_is_warned_of_and_its_end_ends_the_warnings(desk: DisputeDesk) -> None:
    dispute = ordered(desk, days=3)
    services.warn_of_disputes(at=desk.at())
    first = Notice.objects.filter(key__contains=f"dispute:{dispute.pk}:dispute_test:")
    assert {notice.to_user_id for notice in first} == {desk.ppid.pk}
    desk.clock += timedelta(days=20)
    services.warn_of_disputes(at=desk.at())
    assert {notice.to_user_id for notice in first.all()} == {desk.ppid.pk, desk.superior.pk}
    services.end_test(dispute_id=dispute.pk, words="Perintahnya dicabut.", actor=ref(desk.superior), at=desk.at())
    assert not first.all().filter(dismissed_at=None).exists()
    assert services.warn_of_disputes(at=desk.at()) == 0


@pytest.mark.parametrize("ends", ["rule", "withdraw"])
def test_a_ruling_or_a_withdrawal_overtakes_the_test(desk: DisputeDesk, ends: str) -> None:
    dispute = ordered(desk)
    if ends == "rule":
        dispute = desk.dispute_ruled(O.KEPT, dispute)
    else:
        dispute = services.withdraw_dispute(dispute_id=dispute.pk, reason="x", actor=ref(desk.desk), at=desk.at())
    assert fresh(dispute).test_ended_at is not None
    assert waited_for(dispute) == []


def test_the_list_shows_the_day_of_an_ordered_test_as_what_comes_next(desk: DisputeDesk) -> None:
    dispute = ordered(desk, desk.adjudicated(), days=2)
    wanted = selectors.WantedDisputes()
    row = selectors.dispute_queue(office=desk.office, wanted=wanted, on=desk.clock.date()).get(pk=dispute.pk)
    assert row.comes_next == dispute.test_due_on  # type: ignore[attr-defined]


# --- answered anew ------------------------------------------------------------------------------------------------


def the_request(dispute: Dispute) -> InformationRequest:
    return InformationRequest.everything.get(pk=dispute.objection.request_id)


def reopened(desk: DisputeDesk, outcome: DisputeOutcome = O.OPENED) -> Dispute:
    dispute = desk.made_final(outcome)
    return services.reopen_by_ruling(dispute_id=dispute.pk, actor=ref(desk.ppid), at=desk.at())


def answered_with(desk: DisputeDesk, case: InformationRequest, title: str = "Tabel per kecamatan") -> None:
    at = desk.at()
    services.dispose_to_unit(
        request_id=case.pk, unit_id=desk.unit.pk, due_on=desk.clock.date(), actor=ref(desk.ppid), at=at
    )
    material = services.Material(document_id=a_document(at, f"Isi {title}")[0], title=title)
    services.answer_from_unit(
        request_id=case.pk,
        disposition_id=case.dispositions.get(closed_at=None).pk,
        words="Terlampir.",
        materials=[material],
        actor=ref(desk.liaison),
        at=desk.at(),
    )
    decision = services.Decision(outcome=Outcome.GRANTED_FULL)
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())


def carry_out(desk: DisputeDesk, dispute: Dispute) -> Dispute:
    return services.execute_ruling(dispute_id=dispute.pk, words="Dijawab lagi.", actor=ref(desk.ppid), at=desk.at())


def test_a_ruling_has_the_request_answered_anew_and_what_that_gives_is_there_for_all(desk: DisputeDesk) -> None:
    dispute = reopened(desk)
    case = the_request(dispute)
    assert (dispute.state, case.state) == (S.FINAL, State.DATA_CHECKED)
    with pytest.raises(services.Refused) as refused:
        carry_out(desk, dispute)
    assert refused.value.code == "answer_not_signed"
    answered_with(desk, case)
    done = carry_out(desk, dispute)
    assert done.state == S.EXECUTED
    item = InformationItem.everything.get(title="Tabel per kecamatan")
    opening = Opening.objects.get(item=item)
    assert (item.opened_by, opening.release) == ("ruling", "awaiting_release")
    assert opening.due_on is not None
    acts = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))
    assert next(act.facts["dispute"] for act in acts if act.act == "requests.reopen") == dispute.number


def test_what_is_given_beside_the_new_answer_hides_none_of_its_files_and_brings_none_twice(desk: DisputeDesk) -> None:
    dispute = reopened(desk)
    answered_with(desk, the_request(dispute))
    at = desk.at()
    given = [
        services.Material(document_id=a_document(at, text)[0], title=title)
        for text, title in (("Lampiran", "Lampiran"), ("Isi Tabel per kecamatan", "Tabel per kecamatan"))
    ]
    desk.carried_out(dispute, materials=given)
    assert sorted(files_opened()) == ["Lampiran", "Tabel per kecamatan"]


def files_opened() -> list[str]:
    return [file.title for item in InformationItem.everything.all() for file in listed.files_of(item_id=item.pk)]


def test_a_file_given_beside_the_new_answer_does_not_take_its_place(desk: DisputeDesk) -> None:
    dispute = reopened(desk)
    answered_with(desk, the_request(dispute))
    lampiran = services.Material(document_id=a_document(desk.at(), "Lampiran")[0], title="Lampiran")
    desk.carried_out(dispute, materials=[lampiran])
    assert sorted(files_opened()) == ["Lampiran", "Tabel per kecamatan"]


def test_an_answer_given_before_the_ruling_opens_nothing(desk: DisputeDesk) -> None:
    case = desk.registered()
    answered_with(desk, case)
    dispute = desk.made_final(
        dispute=desk.dispute_ruled(
            dispute=desk.adjudicated(desk.disputed(desk.upheld(desk.reviewed(desk.filed(case)))))
        )
    )
    with pytest.raises(services.Refused) as refused:
        carry_out(desk, dispute)
    assert refused.value.code == "opened_nothing"


def test_a_duty_is_done_by_answering_and_opens_nothing_to_all(desk: DisputeDesk) -> None:
    dispute = reopened(desk, O.DUTY)
    answered_with(desk, the_request(dispute))
    assert carry_out(desk, dispute).state == S.EXECUTED
    assert not InformationItem.everything.exists()


def test_the_answer_is_opened_once_and_only_while_something_is_to_be_done(desk: DisputeDesk) -> None:
    dispute = desk.made_final()
    parties, on = frozenset({Party.PPID}), desk.clock.date()

    def offered() -> bool:
        return A.REOPEN_ANSWER in selectors.dispute_acts_now(dispute=fresh(dispute), parties=parties, on=on)

    assert offered()
    services.reopen_by_ruling(dispute_id=dispute.pk, actor=ref(desk.ppid), at=desk.at())
    assert not offered()
    answered_with(desk, the_request(dispute))
    assert offered()
    carry_out(desk, dispute)
    assert not offered()


def test_a_dispute_without_a_request_opens_no_answer(desk: DisputeDesk) -> None:
    dispute = desk.disputed(desk.upheld(desk.reviewed(desk.filed_alone().objection)))
    final = desk.made_final(dispute=desk.dispute_ruled(dispute=desk.adjudicated(dispute)))
    with pytest.raises(services.Refused) as refused:
        services.reopen_by_ruling(dispute_id=final.pk, actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "no_request_to_reopen"
