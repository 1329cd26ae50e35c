"""Each legal act on a dispute, on a real database: what it writes, whom it tells, what stops it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from telusur.kernel.calendars.rules import Day
from telusur.kernel.calendars.rules.calendar import Kind
from telusur.kernel.clocks import selectors as counting
from telusur.kernel.clocks import services as clocks
from telusur.kernel.documents import services as documents
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters import selectors as letters
from telusur.kernel.notices.models import Notice
from telusur.openness.information.models import InformationItem
from telusur.openness.requests import selectors, services, tasks
from telusur.openness.requests.models import Dispute, Objection
from telusur.openness.requests.rules.disputes import (
    DisputeAct,
    DisputeOutcome,
    DisputeState,
    HearingKind,
    PaperKind,
    Whose,
)
from telusur.openness.requests.rules.objections import Ground, ObjectionState
from telusur.openness.requests.rules.words import Outcome, Track
from telusur.openness.requests.services.disputes.letters import forum_of

from .disputes import COURT, DisputeDesk, a_document
from .factories import an_office, ref

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
A, S, O = DisputeAct, DisputeState, DisputeOutcome  # noqa: E741 read in rows of outcomes


@pytest.fixture
def desk() -> DisputeDesk:
    return DisputeDesk()


def acts(dispute: Dispute) -> list[str]:
    found = ledger.acts_on(subject_kind="dispute", subject_id=str(dispute.pk))
    return [act.act.removeprefix("requests.dispute_") for act in found if act.act.startswith("requests.")]


def fresh(dispute: Dispute) -> Dispute:
    return selectors.dispute_of_office(office_id=dispute.office_id, dispute_id=dispute.pk)


def letters_of(dispute: Dispute) -> list[str]:
    found = letters.letters_about(subject_kind="dispute", subject_id=str(dispute.pk))
    return sorted(letter.template for letter in found)


def test_the_whole_way_from_the_commission_to_the_supreme_court_and_home(desk: DisputeDesk) -> None:
    done = desk.dispute_finished(desk.carried_out(desk.cassation_ruled()))
    assert (done.state, done.outcome) == (S.FINISHED, O.OPENED)
    assert acts(done) == [
        "register",
        "summon",
        "examine",
        "adjudicate",
        "rule",
        "sue",
        "rule_court",
        "cassate",
        "rule_cassation",
        "execute",
        "finish",
    ]
    assert letters_of(done) == ["execution_report"]


def test_an_agreement_is_final_at_once_and_carried_out_by_its_day(desk: DisputeDesk) -> None:
    agreed = desk.dispute_agreed()
    assert (agreed.state, agreed.outcome, agreed.final_at) == (S.AGREED, O.AGREED, desk.clock)
    assert selectors.window_until(dispute=fresh(agreed)) is None
    carried = desk.carried_out(agreed)
    done = services.finish_dispute(dispute_id=carried.pk, actor=ref(desk.desk), at=desk.at())
    assert done.state == S.FINISHED


def test_the_objection_is_disputed_and_the_number_is_the_offices_own(desk: DisputeDesk) -> None:
    dispute = desk.disputed()
    assert Objection.everything.get(pk=dispute.objection_id).state == ObjectionState.DISPUTED
    assert dispute.number == "0001/SENGKETA-PPID/2026"
    assert dispute.commission_number == "012/REG-PSI/2026"


def test_the_commission_begins_in_14_and_settles_in_100_working_days_from_its_receipt(desk: DisputeDesk) -> None:
    dispute = fresh(desk.disputed())
    assert dispute.start_deadline.started_at == dispute.filed_at
    assert len(counting.explain(dispute.start_deadline).counted) == 14
    assert len(counting.explain(dispute.deadline).counted) == 100


def test_in_the_election_track_the_commission_settles_in_14_working_days(desk: DisputeDesk) -> None:
    case = desk.registered(track=Track.ELECTION, track_reason="Tahapan berjalan")
    decision = services.Decision(Outcome.NOT_HELD, held_by="Bawaslu")
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    dispute = fresh(desk.disputed(desk.upheld(desk.reviewed(desk.filed(case)))))
    assert dispute.track == Track.ELECTION
    assert len(counting.explain(dispute.deadline).counted) == 14
    start = counting.explain(dispute.start_deadline)
    assert (len(start.counted), start.confirmed) == (14, False)


ZONES = {"Asia/Jakarta": "3673", "Asia/Makassar": "6371", "Asia/Jayapura": "9471"}


def a_desk_in(zone: str) -> DisputeDesk:
    office = an_office(ZONES[zone], name=f"KPU {zone}", slug=zone.rpartition("/")[2].lower())
    office.__class__.objects.filter(pk=office.pk).update(time_zone=zone)
    return DisputeDesk(office.code)


def after(due_on: Any, zone: str) -> datetime:
    return datetime.combine(due_on + timedelta(days=1), time(), tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("minutes", [-1, 0])
def test_the_last_minute_to_file_is_in_time_and_the_next_is_recorded_as_late(zone: str, minutes: int) -> None:
    desk = a_desk_in(zone)
    objection = desk.upheld()
    assert objection.dispute_window is not None
    filed_at = after(objection.dispute_window.due_on, zone) + timedelta(minutes=minutes)
    desk.clock = filed_at + timedelta(days=3)
    dispute = desk.disputed(objection, filed_at=filed_at)
    assert (dispute.late, dispute.state) == (minutes == 0, S.REGISTERED)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("minutes", [-1, 0])
def test_a_lawsuit_has_14_working_days_where_the_office_stands(zone: str, minutes: int) -> None:
    desk = a_desk_in(zone)
    dispute = fresh(desk.dispute_ruled())
    assert dispute.court_window is not None
    assert len(counting.explain(dispute.court_window).counted) == 14
    filed_at = after(dispute.court_window.due_on, zone) + timedelta(minutes=minutes)
    desk.clock = filed_at + timedelta(days=1)
    sued = desk.sued(dispute, filed_at=filed_at)
    assert (sued.state, sued.suits.get().late) == (S.COURT, minutes == 0)


def test_cassation_has_14_calendar_days(desk: DisputeDesk) -> None:
    dispute = fresh(desk.court_ruled())
    assert dispute.cassation_window is not None
    window = dispute.cassation_window
    assert window.due_on == window.started_on + timedelta(days=14)
    filed_at = after(window.due_on, "Asia/Jakarta")
    desk.clock = filed_at + timedelta(days=1)
    late = desk.cassated(dispute, filed_at=filed_at)
    assert late.suits.order_by("pk").last().late is True  # type: ignore[union-attr]


def test_silence_of_the_superior_leads_to_the_commission_too(desk: DisputeDesk) -> None:
    objection = desk.reviewed()
    desk.clock = after(objection.deadline.due_on, "Asia/Jakarta")
    services.open_dispute_window(objection_id=objection.pk, at=desk.clock)
    dispute = desk.disputed(Objection.everything.get(pk=objection.pk))
    assert (dispute.late, dispute.window is not None) == (False, True)


def test_silence_has_its_window_even_where_no_sweep_opened_it(desk: DisputeDesk) -> None:
    objection = desk.objection_registered()
    desk.clock = after(objection.deadline.due_on, "Asia/Jakarta") + timedelta(days=40)
    dispute = fresh(desk.disputed(objection))
    assert dispute.window is not None
    assert dispute.window.started_at == after(objection.deadline.due_on, "Asia/Jakarta")
    assert dispute.late
    assert dispute.window.stopped_at == desk.clock


def test_ground_a_is_never_mediated(desk: DisputeDesk) -> None:
    dispute = desk.examined()
    Dispute.everything.filter(pk=dispute.pk).update(grounds=[Ground.REFUSED])
    with pytest.raises(services.Refused) as refused:
        services.begin_mediation(dispute_id=dispute.pk, actor=ref(desk.desk), at=desk.at())
    assert refused.value.code == "ground_not_mediated"
    parties = selectors.parties_of(actor=ref(desk.desk), office_id=desk.office.pk, on=desk.clock.date())
    shown = selectors.dispute_acts_now(dispute=fresh(dispute), parties=parties, on=desk.clock.date())
    assert A.MEDIATE not in shown
    assert A.ADJUDICATE in shown


def test_mediation_that_fails_leads_to_adjudication(desk: DisputeDesk) -> None:
    dispute = desk.mediated()
    failed = services.fail_mediation(
        dispute_id=dispute.pk, reason="Pemohon menarik diri.", actor=ref(desk.desk), at=desk.at()
    )
    assert failed.state == S.ADJUDICATION


def test_a_ruling_that_opens_nothing_ends_the_dispute_when_nobody_sues(desk: DisputeDesk) -> None:
    dispute = desk.dispute_ruled(O.KEPT)
    with pytest.raises(services.Refused) as refused:
        services.declare_final(dispute_id=dispute.pk, actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "window_runs"
    desk.clock += timedelta(days=60)
    assert selectors.disputes_binding_by_time(at=desk.clock) == [dispute.pk]
    tasks._bind(dispute.pk, desk.at())
    assert fresh(dispute).state == S.FINISHED
    assert fresh(dispute).holds == []


def test_on_the_last_day_of_the_window_nothing_binds_yet(desk: DisputeDesk) -> None:
    dispute = fresh(desk.dispute_ruled())
    last = after(dispute.court_window.due_on, "Asia/Jakarta") - timedelta(minutes=1)  # type: ignore[union-attr]
    assert selectors.disputes_binding_by_time(at=last) == []
    assert selectors.disputes_binding_by_time(at=last + timedelta(minutes=1)) == [dispute.pk]


def test_a_lawsuit_the_office_hears_of_late_takes_up_a_dispute_that_seemed_over(desk: DisputeDesk) -> None:
    dispute = desk.made_final(O.KEPT)
    assert (dispute.state, dispute.holds) == (S.FINISHED, [])
    filed_at = fresh(dispute).rulings.get().received_at + timedelta(days=2)
    sued = desk.sued(dispute, side=Whose.APPLICANT, filed_at=filed_at)
    assert (sued.state, sued.closed_at, sued.suits.get().late) == (S.COURT, None, False)
    assert len(sued.holds) == 3
    assert Objection.everything.get(pk=dispute.objection_id).holds


def test_what_was_agreed_is_not_sued_and_the_supreme_courts_ruling_stands(desk: DisputeDesk) -> None:
    agreed = desk.carried_out(desk.dispute_agreed())
    with pytest.raises(services.Refused) as refused:
        desk.sued(agreed)
    assert refused.value.code == "no_ruling_to_sue"
    other = DisputeDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    last = other.cassation_ruled()
    for again in (other.sued, other.cassated):
        with pytest.raises(services.Refused):
            again(last)


def test_a_suit_that_is_dropped_lets_the_ruling_stand_again(desk: DisputeDesk) -> None:
    dispute = desk.sued()
    dropped = services.drop_suit(dispute_id=dispute.pk, reason="", actor=ref(desk.desk), at=desk.at())
    assert dropped.state == S.RULED
    assert selectors.running_suit(dispute_id=dispute.pk) is None
    assert desk.made_final(dispute=dropped).state == S.FINAL


def test_the_courts_ruling_replaces_the_commissions(desk: DisputeDesk) -> None:
    dispute = desk.court_ruled(O.KEPT)
    assert (dispute.outcome, dispute.opens, dispute.order, dispute.order_due_on) == (O.KEPT, False, "", None)
    assert [each.outcome for each in dispute.rulings.order_by("pk")] == [O.OPENED, O.KEPT]


def test_what_a_ruling_opens_is_there_at_any_time_by_law(desk: DisputeDesk) -> None:
    dispute = desk.made_final()
    with pytest.raises(services.Refused) as refused:
        desk.carried_out(dispute, materials=())
    assert refused.value.code == "opened_nothing"
    carried = desk.carried_out(dispute)
    item = InformationItem.everything.get(title="Tabel per kecamatan")
    assert item.opened_by == "ruling"
    assert carried.remedies.get().opened is True


def test_a_duty_is_done_only_when_the_answer_is_out(desk: DisputeDesk) -> None:
    case = desk.registered()
    desk.clock = after(case.deadline.due_on, "Asia/Jakarta")  # type: ignore[union-attr]
    objection = desk.upheld(desk.reviewed(desk.filed(case, Ground.UNANSWERED)))
    dispute = desk.adjudicated(desk.disputed(objection))
    ruled = desk.made_final(dispute=desk.dispute_ruled(O.DUTY, dispute))
    with pytest.raises(services.Refused) as refused:
        desk.carried_out(ruled)
    assert refused.value.code == "answer_not_signed"


def test_everything_of_the_case_is_held_until_it_is_over(desk: DisputeDesk) -> None:
    dispute = desk.disputed()
    services.keep_papers(
        dispute_id=dispute.pk,
        kind=PaperKind.EVIDENCE,
        side=Whose.APPLICANT,
        dated_on=desk.clock.date(),
        documents=[a_document(desk.clock)],
        actor=ref(desk.desk),
        at=desk.at(),
    )
    paper = dispute.papers.get().attachment
    form = letters.letters_about(subject_kind="objection", subject_id=str(dispute.objection_id)).first()
    assert form is not None
    for document_id in (paper.document_id, form.document_id):
        with pytest.raises(documents.Held):
            documents.delete_document(
                document_id=document_id, office_id=desk.office.pk, decree="BA-1", actor=ref(desk.ppid), at=desk.at()
            )
    services.withdraw_dispute(dispute_id=dispute.pk, reason="Dicabut.", actor=ref(desk.desk), at=desk.at())
    assert Objection.everything.get(pk=dispute.objection_id).holds == []
    assert fresh(dispute).holds == []


def test_a_panel_may_order_a_consequence_test(desk: DisputeDesk) -> None:
    dispute = desk.adjudicated()
    due_on = desk.clock.date() + timedelta(days=10)
    ordered = services.record_test_order(
        dispute_id=dispute.pk, order="Uji ulang daftar nama.", due_on=due_on, actor=ref(desk.ppid), at=desk.at()
    )
    assert (ordered.test_order, ordered.test_due_on) == ("Uji ulang daftar nama.", due_on)
    assert Notice.objects.filter(kind="dispute_order_test", to_user=desk.superior).exists()


def test_powers_answers_and_evidence_are_numbered_letters(desk: DisputeDesk) -> None:
    dispute = desk.summoned(answer_due_on=desk.clock.date() + timedelta(days=3))
    services.grant_power(
        dispute_id=dispute.pk,
        proxies=[services.ProxyFacts("Ratri Rekaan", "Kasubbag Hukum", user_id=desk.liaison.pk)],
        powers=["menghadiri sidang", ""],
        actor=ref(desk.superior),
        at=desk.at(),
    )
    chosen = [paper.attachment_id for paper in selectors.papers_of_dispute(dispute_id=dispute.pk) if not paper.sealed]
    services.list_evidence(dispute_id=dispute.pk, attachment_ids=chosen[:2], actor=ref(desk.ppid), at=desk.at())
    services.list_evidence(dispute_id=dispute.pk, attachment_ids=chosen[1:3], actor=ref(desk.ppid), at=desk.at())
    assert list(dispute.evidence.values_list("mark", flat=True)) == ["T-1", "T-2", "T-3"]
    answered = services.answer_panel(
        dispute_id=dispute.pk,
        answer="Tabel per kecamatan tidak kami susun.",
        claim=["menolak permohonan Pemohon"],
        actor=ref(desk.superior),
        at=desk.at(),
    )
    assert answered.answered_at == desk.clock
    assert letters_of(dispute) == ["dispute_answer", "dispute_power", "evidence_list", "evidence_list"]
    # Who speaks for the office is told of every hearing, whatever his role.
    desk.summoned(fresh(dispute))
    told = Notice.objects.filter(kind="dispute_summoned", to_user=desk.liaison)
    assert told.count() == 1


def test_papers_are_for_those_who_see_disputes_alone(desk: DisputeDesk) -> None:
    dispute = desk.disputed()
    services.keep_power(
        dispute_id=dispute.pk,
        side=Whose.APPLICANT,
        name="Wulan Rekaan",
        dated_on=desk.clock.date(),
        document=a_document(desk.clock),
        actor=ref(desk.desk),
        at=desk.at(),
    )
    kept = dispute.papers.get().attachment
    assert (kept.access, kept.permission, kept.personal_data) == ("officers", "requests.see_disputes", True)
    assert selectors.proxy_users(dispute_id=dispute.pk, on=desk.clock.date()) == []


def test_the_case_is_listed_in_the_order_it_grew(desk: DisputeDesk) -> None:
    dispute = desk.carried_out()
    papers = selectors.papers_of_dispute(dispute_id=dispute.pk)
    titles = [paper.title.rpartition(" ")[0] or paper.title for paper in papers]
    assert titles.index("Pemberitahuan Tertulis") < titles.index("Formulir dan Tanda Terima Keberatan")
    assert papers[-1].author == Whose.OFFICE
    assert len({paper.attachment_id for paper in papers}) == len(papers)


def test_hearings_are_warned_of_to_those_who_go(desk: DisputeDesk) -> None:
    dispute = desk.summoned(meets_at=desk.clock + timedelta(days=2))
    services.grant_power(
        dispute_id=dispute.pk,
        proxies=[services.ProxyFacts("Ratri Rekaan", user_id=desk.liaison.pk)],
        powers=["menghadiri sidang"],
        actor=ref(desk.superior),
        at=desk.at(),
    )
    assert services.warn_of_disputes(at=desk.clock) > 0
    assert services.warn_of_disputes(at=desk.clock) == 0
    told = Notice.objects.filter(key__startswith=f"deadline:dispute:{dispute.pk}:dispute_hearing:")
    people = set(told.values_list("to_user_id", flat=True))
    assert people == {desk.ppid.pk, desk.superior.pk, desk.liaison.pk}
    assert "sidang" in told.first().subject.lower()  # type: ignore[union-attr]


def test_the_commissions_own_delay_is_told_and_not_called_the_offices(desk: DisputeDesk) -> None:
    dispute = fresh(desk.disputed())
    desk.clock = after(dispute.start_deadline.due_on, "Asia/Jakarta") + timedelta(days=2)
    services.warn_of_disputes(at=desk.clock)
    told = Notice.objects.get(key__startswith=f"deadline:dispute:{dispute.pk}:dispute_start:", to_user=desk.ppid)
    assert "Bukan kelalaian kantor" in told.text


def test_a_hearing_is_recorded_after_it_was_held(desk: DisputeDesk) -> None:
    dispute = desk.summoned()
    hearing = dispute.hearings.get()

    def held() -> Dispute:
        return services.record_hearing(
            dispute_id=dispute.pk,
            hearing_id=hearing.pk,
            attendance="Kedua pihak",
            minutes="Pemeriksaan kedudukan hukum.",
            actor=ref(desk.desk),
            at=desk.at(),
        )

    with pytest.raises(services.Refused) as refused:
        held()
    assert refused.value.code == "hearing_to_come"
    desk.clock = hearing.meets_at
    held()
    with pytest.raises(services.Refused) as refused:
        held()
    assert refused.value.code == "hearing_over"


def test_a_postponed_hearing_stays_in_the_file(desk: DisputeDesk) -> None:
    dispute = desk.summoned()
    services.call_off_hearing(
        dispute_id=dispute.pk,
        hearing_id=dispute.hearings.get().pk,
        reason="Majelis tidak lengkap.",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    desk.summoned(fresh(dispute))
    assert [each.called_off_at is None for each in dispute.hearings.order_by("pk")] == [False, True]


def test_what_a_ruling_overtook_is_waited_for_no_more(desk: DisputeDesk) -> None:
    dispute = desk.adjudicated()
    desk.summoned(
        dispute,
        HearingKind.ADJUDICATION,
        meets_at=desk.clock + timedelta(hours=1),
        answer_due_on=desk.clock.date() + timedelta(days=1),
    )
    desk.clock += timedelta(days=30)
    services.warn_of_disputes(at=desk.clock)
    ruled = desk.dispute_ruled(dispute=dispute)
    assert "dispute_answer" not in {due.step for due in selectors.days_of(dispute=fresh(ruled))}
    again = fresh(desk.sued(ruled))
    assert "dispute_answer" not in {due.step for due in selectors.days_of(dispute=again)}


def test_the_hearing_at_which_it_was_ruled_is_recorded_after_the_ruling(desk: DisputeDesk) -> None:
    dispute = desk.dispute_ruled()
    hearing = dispute.hearings.get()
    desk.clock = hearing.meets_at
    parties = selectors.parties_of(actor=ref(desk.desk), office_id=desk.office.pk, on=desk.clock.date())
    acts_now = selectors.dispute_acts_now(dispute=fresh(dispute), parties=parties, on=desk.clock.date())
    assert {A.RECORD_HEARING, A.CALL_OFF} <= acts_now
    services.record_hearing(
        dispute_id=dispute.pk,
        hearing_id=hearing.pk,
        attendance="Kedua pihak",
        minutes="Putusan dibacakan.",
        actor=ref(desk.desk),
        at=desk.at(),
    )
    assert "dispute_hearing" not in {due.step for due in selectors.days_of(dispute=fresh(dispute))}


def test_a_court_hearing_belongs_to_a_court(desk: DisputeDesk) -> None:
    dispute = desk.disputed()
    with pytest.raises(services.Refused) as refused:
        desk.summoned(dispute, HearingKind.COURT)
    assert refused.value.code == "hearing_elsewhere"
    assert desk.summoned(desk.sued(desk.dispute_ruled(dispute=desk.adjudicated(dispute))), HearingKind.COURT)


def test_an_interlocutory_ruling_may_come_before_the_adjudication(desk: DisputeDesk) -> None:
    dispute = desk.examined()
    assert desk.dispute_ruled(O.DISMISSED, dispute).state == S.RULED
    assert acts(dispute)[-1] == "dismiss"


WRONG: dict[str, Callable[[DisputeDesk], Any]] = {
    "commission_missing": lambda d: d.disputed(commission_name=" "),
    "filed_after_notice": lambda d: d.disputed(filed_at=d.clock + timedelta(hours=1)),
    "receipt_in_future": lambda d: d.disputed(noticed_at=d.clock + timedelta(hours=1)),
    "place_of_hearing_missing": lambda d: d.summoned(place=" "),
    "attends_missing": lambda d: d.summoned(attends=""),
    "hearing_past": lambda d: d.summoned(meets_at=d.clock - timedelta(days=1)),
    "answer_day_past": lambda d: d.summoned(answer_due_on=d.clock.date() - timedelta(days=1)),
    "ruling_incomplete": lambda d: d.dispute_ruled(words=""),
    "ruling_day": lambda d: d.dispute_ruled(decided_on=d.clock.date() + timedelta(days=1)),
    "order_missing_here": lambda d: d.dispute_ruled(order=""),
    "order_day_missing_here": lambda d: d.dispute_ruled(order_due_on=None),
    "order_day_before_ruling": lambda d: d.dispute_ruled(order_due_on=d.clock.date() - timedelta(days=1)),
    "ruling_before_its_dispute": lambda d: d.dispute_ruled(
        decided_on=d.clock.date() - timedelta(days=700), received_at=d.clock - timedelta(days=699)
    ),
    "hearing_before_its_dispute": lambda d: d.summoned(meets_at=d.clock - timedelta(days=700), received_late=True),
    "day_too_far": lambda d: d.dispute_ruled(order_due_on=d.clock.date() + timedelta(days=400)),
    "outcome_unknown": lambda d: d.dispute_ruled(O.AGREED),
    "side_unknown": lambda d: d.sued(side=Whose.COURT),
    "court_missing": lambda d: d.sued(court=""),
    "filed_before_ruling": lambda d: d.sued(d.dispute_ruled(), filed_at=d.clock - timedelta(days=1)),
}


@pytest.mark.parametrize("code", sorted(WRONG))
def test_what_is_wrong_is_said_and_nothing_half_written(desk: DisputeDesk, code: str) -> None:
    with pytest.raises(services.Refused) as refused:
        WRONG[code](desk)
    assert refused.value.code == code
    assert services.sentence(refused.value)


def test_no_ruling_is_older_than_the_one_it_follows(desk: DisputeDesk) -> None:
    dispute = desk.sued()
    long_ago = desk.clock - timedelta(days=300)
    for changes in (
        {"received_at": long_ago, "decided_on": long_ago.date()},
        {"decided_on": long_ago.date()},
    ):
        with pytest.raises(services.Refused) as refused:
            desk.court_ruled(dispute=dispute, **changes)
        assert refused.value.code == "ruling_before_its_dispute"
    dispute.refresh_from_db()
    assert dispute.state == S.COURT
    assert dispute.rulings.count() == 1


@pytest.mark.parametrize(
    "far",
    [
        lambda d, day: d.dispute_agreed(order_due_on=day),
        lambda d, day: d.summoned(answer_due_on=day),
        lambda d, day: d.summoned(meets_at=datetime.combine(day, time(9), tzinfo=d.clock.tzinfo)),
        lambda d, day: d.granted(due_on=day),
    ],
)
def test_a_day_with_a_mistyped_year_is_asked_about(
    desk: DisputeDesk, far: Callable[[DisputeDesk, date], object]
) -> None:
    with pytest.raises(services.Refused) as refused:
        far(desk, date(2062, 12, 1))
    assert refused.value.code == "day_too_far"
    assert "2062" in services.sentence(refused.value)


def test_a_page_older_than_the_dispute_stops_the_act(desk: DisputeDesk) -> None:
    dispute = desk.summoned()
    with pytest.raises(services.StaleCase) as refused:
        services.examine_dispute(dispute_id=dispute.pk, actor=ref(desk.desk), at=desk.at(), version=1)
    assert services.sentence(refused.value).startswith("Sengketa 0001/SENGKETA-PPID/2026 sudah berubah")


def test_a_holiday_moves_the_commissions_date_and_is_told_once(desk: DisputeDesk) -> None:
    dispute = fresh(desk.disputed())
    before = dispute.deadline.due_on
    day = Day(
        on=before, name="Libur contoh", kind=Kind.REGIONAL_HOLIDAY, source="Keputusan", confirmed=True, scope="3673"
    )
    clocks.add_days(office_code="3673", days=[day], years={}, actor=ref(desk.ppid), at=desk.at())
    told = services.tell_moved_dispute(deadline_id=dispute.deadline_id, actor="system", at=desk.at())
    assert told is not None
    assert services.tell_moved_dispute(deadline_id=dispute.deadline_id, actor="system", at=desk.at()) is None
    assert fresh(dispute).deadline.due_on > before


def test_numbers_count_by_themselves(desk: DisputeDesk) -> None:
    assert (desk.disputed().serial, desk.disputed().serial) == (1, 2)


def test_the_periodic_task_binds_ends_and_warns(desk: DisputeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, opened = desk.dispute_ruled(O.KEPT), desk.dispute_ruled()
    carried = desk.carried_out(opened)
    desk.clock += timedelta(days=60)
    monkeypatch.setattr(tasks.timezone, "now", lambda: desk.clock)
    tasks.mind_disputes(timestamp=0)
    assert fresh(kept).state == S.FINISHED
    assert fresh(carried).state == S.FINISHED


def test_court_is_named_in_the_letter_while_the_case_is_there(desk: DisputeDesk) -> None:
    dispute = desk.sued()
    assert forum_of(fresh(dispute)) == COURT
