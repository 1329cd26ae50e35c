"""Each legal act on an objection, on a real database: what it writes, whom it tells, what stops it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from telusur.kernel.accounts.models import Appointment, Role
from telusur.kernel.calendars.rules import Day
from telusur.kernel.calendars.rules.calendar import Kind
from telusur.kernel.clocks import selectors as counting
from telusur.kernel.clocks import services as clocks
from telusur.kernel.documents import services as documents
from telusur.kernel.ledger import selectors as ledger
from telusur.kernel.letters import selectors as letters
from telusur.kernel.notices.models import Notice
from telusur.openness.information import selectors as information
from telusur.openness.information.models import InformationItem
from telusur.openness.information.tests.factories import a_published_item
from telusur.openness.information.tests.tree import a_determination, a_tree
from telusur.openness.requests import selectors, services, tasks
from telusur.openness.requests.models import InformationRequest, Objection
from telusur.openness.requests.rules.moves import possible
from telusur.openness.requests.rules.objections import Ground, ObjectionAct, ObjectionState, Verdict
from telusur.openness.requests.rules.withholding import Kept
from telusur.openness.requests.rules.words import Channel, Outcome, Party, State, Track
from telusur.openness.requests.services.objections import dispute_early
from telusur.openness.requests.services.objections.letters import late_words

from .factories import AT, RECEIVED, a_case, an_applicant, an_office, an_officer, ref
from .objections import POSITION, ObjectionDesk, a_claim, a_claim_alone

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
A, S = ObjectionAct, ObjectionState


@pytest.fixture
def desk() -> ObjectionDesk:
    return ObjectionDesk()


def acts(objection: Objection) -> list[str]:
    found = ledger.acts_on(subject_kind="objection", subject_id=str(objection.pk))
    return [act.act.removeprefix("requests.objection_") for act in found if act.act.startswith("requests.")]


def fresh(objection: Objection) -> Objection:
    return Objection.everything.select_related("deadline", "dispute_window", "window").get(pk=objection.pk)


def letters_of(objection: Objection) -> list[str]:
    found = letters.letters_about(subject_kind="objection", subject_id=str(objection.pk))
    return sorted(letter.template for letter in found)


def test_the_whole_way_from_form_to_execution_to_the_end(desk: ObjectionDesk) -> None:
    objection = desk.executed()
    services.respond_to_reply(objection_id=objection.pk, accepted=True, text="", actor="applicant", at=desk.at())
    done = services.finish_objection(objection_id=objection.pk, actor=ref(desk.desk), at=desk.at())
    assert (done.state, done.verdict, done.closed_at) == (S.FINISHED, Verdict.GRANTED, desk.clock)
    assert acts(objection) == ["file", "register", "review", "grant", "execute", "respond", "finish"]
    assert letters_of(objection) == ["execution_order", "objection_form", "objection_reply"]


def test_musyawarah_has_its_invitation_its_minutes_and_still_a_reply(desk: ObjectionDesk) -> None:
    objection = desk.deliberated(agreed=True)
    assert objection.state == S.REVIEWED
    desk.judged(
        services.ObjectionDecision(Verdict.GRANTED, order="Sesuai kesepakatan.", order_due_on=desk.clock.date()),
        objection,
    )
    assert letters_of(objection) == [
        "deliberation_invitation",
        "deliberation_minutes",
        "execution_order",
        "objection_form",
        "objection_reply",
    ]


def test_the_superior_replies_within_30_working_days_of_the_true_receipt(desk: ObjectionDesk) -> None:
    case = desk.notified()
    desk.clock += timedelta(days=3)
    objection = desk.filed(case, received_at=desk.clock - timedelta(days=2))
    assert objection.deadline.step == "objection_reply"
    assert objection.deadline.started_at == objection.received_at
    assert len(counting.explain(objection.deadline).counted) == 30


def test_in_the_election_track_the_superior_replies_within_3_working_days(desk: ObjectionDesk) -> None:
    case = desk.registered(track=Track.ELECTION, track_reason="Tahapan berjalan")
    services.decide(
        request_id=case.pk,
        decision=services.Decision(Outcome.NOT_HELD, held_by="Bawaslu"),
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    objection = desk.filed(case)
    assert objection.track == Track.ELECTION
    assert len(counting.explain(objection.deadline).counted) == 3


def test_numbers_leave_no_gap_and_start_anew_each_year_and_office(desk: ObjectionDesk) -> None:
    first, second = desk.filed_alone().objection, desk.filed_alone().objection
    assert (first.number, second.number) == ("0001/KEB-PPID/2026", "0002/KEB-PPID/2026")
    with pytest.raises(services.Refused):
        desk.filed_alone(claim=a_claim_alone(position=""))
    assert desk.filed_alone().objection.serial == 3
    other = ObjectionDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    assert other.filed_alone().objection.serial == 1
    # The register of requests counts by itself.
    assert a_case(desk.office).serial == 1


def test_a_running_request_is_not_objected_to_and_the_answer_says_until_when(desk: ObjectionDesk) -> None:
    case = desk.registered()
    with pytest.raises(services.Refused) as refused:
        desk.filed(case, Ground.UNANSWERED)
    assert refused.value.code == "request_still_runs"
    assert services.sentence(refused.value) == (
        "Permohonan ini masih berjalan sampai 7 April 2026. Keberatan dapat diajukan bila sudah diputus atau sesudah "
        "hari itu."
    )
    assert Objection.everything.count() == 0


def test_a_ground_that_does_not_stand_is_named(desk: ObjectionDesk) -> None:
    with pytest.raises(services.Refused) as refused:
        desk.filed(desk.notified(), Ground.REFUSED)
    assert refused.value.code == "ground_does_not_stand"
    assert "pengecualian" in services.sentence(refused.value)


@pytest.mark.parametrize("ground", sorted(set(Ground) - {Ground.PERIODIC_MISSING}))
def test_without_a_request_no_other_ground_stands(desk: ObjectionDesk, ground: Ground) -> None:
    with pytest.raises(services.Refused) as refused:
        desk.filed_alone(claim=a_claim_alone(grounds=(ground,)))
    assert refused.value.code == "ground_needs_request"


def test_periodic_information_may_be_objected_to_while_the_request_runs(desk: ObjectionDesk) -> None:
    objection = desk.filed(desk.registered(), Ground.PERIODIC_MISSING)
    assert (objection.window, objection.late) == (None, False)


def test_an_objection_alone_keeps_who_objects_and_gives_him_a_secret(desk: ObjectionDesk) -> None:
    filing = desk.filed_alone(claim=a_claim_alone(proxy="  Ratri   Rekaan "))
    assert filing.objection.applicant.name == "Wulan Rekaan"
    assert filing.objection.proxy == "Ratri Rekaan"
    assert filing.objection.secret_hash == selectors.secret_hash(secret=filing.secret)


def test_an_objection_to_a_request_is_opened_by_its_secret(desk: ObjectionDesk) -> None:
    case = desk.notified()
    filing = services.file_objection(
        office=desk.office,
        request_id=case.pk,
        claim=a_claim(),
        channel=Channel.E_PPID,
        received_at=desk.clock,
        at=desk.clock,
        actor="applicant",
    )
    assert (filing.secret, filing.objection.secret_hash) == ("", "")


def test_one_request_has_one_open_objection(desk: ObjectionDesk) -> None:
    case = desk.notified()
    first = desk.filed(case)
    with pytest.raises(services.Refused) as refused:
        desk.filed(case)
    assert (refused.value.code, refused.value.data) == ("objection_is_open", {"number": first.number})
    services.withdraw_objection(objection_id=first.pk, reason="", actor="applicant", at=desk.at())
    assert desk.filed(case).serial == 2


def test_another_offices_request_is_not_there(desk: ObjectionDesk) -> None:
    other = ObjectionDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    with pytest.raises(InformationRequest.DoesNotExist):
        desk.filed(other.notified())


def test_the_same_form_twice_is_one_objection(desk: ObjectionDesk) -> None:
    key = uuid4()
    first = desk.filed_alone(submission=key).objection
    with pytest.raises(services.AlreadyFiled) as refused:
        desk.filed_alone(submission=key)
    assert refused.value.objection_id == first.pk
    assert Objection.everything.count() == 1


ZONES = {"Asia/Jakarta": "3673", "Asia/Makassar": "6371", "Asia/Jayapura": "9471"}


@pytest.mark.parametrize("zone", ZONES)
def test_the_last_minute_of_the_window_is_in_time_and_the_next_is_late_where_the_office_stands(zone: str) -> None:
    office = an_office(ZONES[zone], name=f"KPU {zone}", slug=zone.rpartition("/")[2].lower())
    office.__class__.objects.filter(pk=office.pk).update(time_zone=zone)
    office.refresh_from_db()
    desk = ObjectionDesk(office.code)
    case = desk.notified()
    window = clock_of(case)
    assert len(counting.explain(window).counted) == 30
    after = datetime.combine(window.due_on + timedelta(days=1), time(), tzinfo=ZoneInfo(zone))
    desk.clock = after + timedelta(days=1)
    in_time = desk.filed(case, received_at=after - timedelta(minutes=1))
    assert not in_time.late
    services.withdraw_objection(objection_id=in_time.pk, reason="", actor="applicant", at=desk.at())
    late = desk.filed(case, received_at=after)
    assert late.late
    assert late.window_id == window.pk
    assert late.state == S.SUBMITTED


def clock_of(case: InformationRequest) -> Any:
    windows = counting.deadlines_of(subject_kind="request", subject_id=str(case.pk)).filter(step="objection_window")
    return windows.last()


def test_a_late_objection_goes_on_and_its_letter_says_the_rule(desk: ObjectionDesk) -> None:
    case = desk.notified()
    desk.clock = datetime(2026, 7, 1, 3, tzinfo=UTC)
    objection = desk.objection_registered(desk.filed(case, late_reason="Saya dirawat."))
    assert objection.late
    assert "UU 14/2008 Pasal 36 ayat (1)" in late_words(fresh(objection))
    assert late_words(fresh(objection)).endswith("Saya dirawat.")


def test_silence_opens_the_window_on_the_day_after_the_last_and_the_answer_opens_another(desk: ObjectionDesk) -> None:
    case = desk.answered()
    services.decide(
        request_id=case.pk, decision=services.Decision(Outcome.GRANTED_FULL), actor=ref(desk.ppid), at=desk.at()
    )
    midnight = datetime(2026, 4, 8, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert selectors.lapsed_without_window(at=midnight) == [case.pk]
    services.open_lapsed_window(request_id=case.pk, at=midnight)
    first = clock_of(case)
    assert (first.started_at, first.stopped_at) == (midnight, None)
    assert selectors.lapsed_without_window(at=midnight) == []
    desk.clock = midnight + timedelta(days=1)
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    assert clock_of(case).started_at == desk.clock
    first.refresh_from_db()
    assert first.stopped_at == desk.clock


def test_a_minute_before_its_end_no_window_opens(desk: ObjectionDesk) -> None:
    case = desk.registered()
    before = datetime(2026, 4, 7, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert services.open_lapsed_window(request_id=case.pk, at=before) is None


def test_everybody_concerned_is_told_and_no_secret_goes_along(desk: ObjectionDesk) -> None:
    objection = desk.filed()
    told = Notice.objects.filter(kind="objection_new", to_user_id__isnull=False)
    people = {desk.desk.pk, desk.ppid.pk, desk.superior.pk}
    assert set(told.values_list("to_user_id", flat=True)) == people
    mail = Notice.objects.get(kind="objection_received")
    assert mail.to_email == "wulan@contoh.invalid"
    assert POSITION not in mail.text
    assert told.first().link == f"/meja/kota-serang/keberatan/{objection.pk}/"  # type: ignore[union-attr]


# --- nobody judges his own decision -------------------------------------------------------------------------------


def judging(desk: ObjectionDesk, actor: str) -> dict[A, Callable[[int], Any]]:
    at = desk.at()
    meeting = services.Meeting(meets_at=at + timedelta(days=1), place="Ruang rapat")
    minutes = services.Minutes(attendance="", minutes="x", agreed=False)
    due = at.date() + timedelta(days=1)

    def decide(verdict: Verdict) -> Callable[[int], Any]:
        decision = services.ObjectionDecision(verdict, reasons="x", order="y", order_due_on=due)
        return lambda key: services.decide_objection(objection_id=key, decision=decision, actor=actor, at=at)

    return {
        A.REVIEW: lambda key: services.begin_review(objection_id=key, actor=actor, at=at),
        A.GIVE_OPINION: lambda key: services.give_opinion(objection_id=key, text="x", actor=actor, at=at),
        A.INVITE: lambda key: services.invite_to_deliberation(objection_id=key, meeting=meeting, actor=actor, at=at),
        A.RECORD_DELIBERATION: lambda key: services.record_deliberation(
            objection_id=key, minutes=minutes, actor=actor, at=at
        ),
        A.UPHOLD: decide(Verdict.UPHELD),
        A.GRANT: decide(Verdict.GRANTED),
        A.GRANT_PART: decide(Verdict.GRANTED_PART),
    }


def appointed(user: Any, role: Role, desk: ObjectionDesk, *, acting: bool = False) -> None:
    """Appoint past the rule on conflicting roles, as an old installation may have it."""
    Appointment.objects.create(
        user=user,
        role=role,
        office=desk.office,
        decree_number="SK/2/2020",
        decree_on=date(2020, 1, 1),
        valid_from=date(2020, 1, 1),
        valid_until=date(2030, 1, 1) if acting else None,
        acting=acting,
    )


def ended(user: Any, role: Role) -> None:
    Appointment.objects.filter(user=user, role=role).update(valid_until=date(2020, 1, 2))


BEFORE = {
    A.REVIEW: S.REGISTERED,
    A.GIVE_OPINION: S.REVIEWED,
    A.INVITE: S.REVIEWED,
    A.RECORD_DELIBERATION: S.DELIBERATED,
    A.UPHOLD: S.REVIEWED,
    A.GRANT: S.REVIEWED,
    A.GRANT_PART: S.REVIEWED,
}


@pytest.mark.parametrize("act", sorted(BEFORE))
@pytest.mark.parametrize("how", ["both", "acting", "later"])
def test_who_decided_the_request_never_judges_the_objection(desk: ObjectionDesk, act: A, how: str) -> None:
    objection = desk.filed()
    appointed(desk.ppid, Role.SUPERIOR, desk, acting=how == "acting")
    if how == "later":  # he has left the office of PPID since
        ended(desk.ppid, Role.PPID)
    Objection.everything.filter(pk=objection.pk).update(state=BEFORE[act])
    with pytest.raises(services.Refused) as refused:
        judging(desk, ref(desk.ppid))[act](objection.pk)
    assert refused.value.code == "own_decision"
    today = desk.clock.date()
    parties = selectors.parties_of(actor=ref(desk.ppid), office_id=desk.office.pk, on=today)
    shown = selectors.objection_acts_now(objection=fresh(objection), actor=ref(desk.ppid), parties=parties, on=today)
    assert act not in shown
    assert fresh(objection).version == 1


def test_who_is_ppid_today_judges_no_objection_even_to_another_ones_decision(desk: ObjectionDesk) -> None:
    objection = desk.objection_registered()
    new = an_officer(desk.office, Role.PPID)
    appointed(new, Role.SUPERIOR, desk)
    with pytest.raises(services.Refused) as refused:
        services.begin_review(objection_id=objection.pk, actor=ref(new), at=desk.at())
    assert refused.value.code == "own_decision"


def test_another_superior_may(desk: ObjectionDesk) -> None:
    other = an_officer(desk.office, Role.SUPERIOR)
    objection = desk.objection_registered()
    assert services.begin_review(objection_id=objection.pk, actor=ref(other), at=desk.at()).state == S.REVIEWED


# --- the table at work --------------------------------------------------------------------------------------------


def calls(desk: ObjectionDesk) -> dict[A, tuple[Callable[..., Any], dict[str, Any]]]:
    due = AT.date() + timedelta(days=30)
    decisions = {
        A.UPHOLD: services.ObjectionDecision(Verdict.UPHELD, reasons="x"),
        A.GRANT: services.ObjectionDecision(Verdict.GRANTED, order="x", order_due_on=due),
        A.GRANT_PART: services.ObjectionDecision(Verdict.GRANTED_PART, reasons="x", order="x", order_due_on=due),
    }
    meeting = services.Meeting(meets_at=AT + timedelta(days=30), place="x")
    minutes = services.Minutes(attendance="", minutes="x", agreed=False)
    return {
        A.REGISTER: (services.register_objection, {}),
        A.REVIEW: (services.begin_review, {}),
        A.GIVE_OPINION: (services.give_opinion, {"text": "x"}),
        A.INVITE: (services.invite_to_deliberation, {"meeting": meeting}),
        A.RECORD_DELIBERATION: (services.record_deliberation, {"minutes": minutes}),
        A.DRAFT_REPLY: (services.draft_reply, {"decision": decisions[A.UPHOLD]}),
        **{act: (services.decide_objection, {"decision": decision}) for act, decision in decisions.items()},
        A.EXECUTE: (services.execute_order, {"words": "x"}),
        A.RESPOND: (services.respond_to_reply, {"accepted": True, "text": ""}),
        A.FINISH: (services.finish_objection, {}),
        A.DISPUTE: (services.dispute_objection, {}),
        A.DISPUTE_EARLY: (dispute_early, {}),
        A.WITHDRAW: (services.withdraw_objection, {"reason": ""}),
        A.STRIKE: (services.strike_objection, {"reason": "x"}),
        A.CORRECT: (services.correct_objection, {"changes": {"proxy": "x"}, "reason": "x"}),
        A.NOTE: (services.note_on_objection, {"text": "x"}),
        A.OPEN_IDENTITY: (services.open_objection_proof, {"attachment_id": 1, "purpose": "check"}),
        A.PURGE_IDENTITY: (services.purge_objection_scans, {}),
    }


# Those that take no objection and no actor: they come with the filing, the calendar, the request, a dispute, a person.
COVERED = sorted(set(A) - {A.FILE, A.MOVE_DEADLINE, A.REOPEN_ANSWER, A.RESUME_ORDER, A.RECTIFY})


@pytest.mark.parametrize("act", COVERED)
def test_a_service_does_nothing_where_or_by_whom_the_table_does_not_allow(desk: ObjectionDesk, act: A) -> None:
    objection = desk.filed()
    elsewhere = ObjectionDesk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")
    service, facts = calls(desk)[act]
    people = {
        Party.DESK: ref(desk.desk),
        Party.PPID: ref(desk.ppid),
        Party.LIAISON: ref(desk.liaison),
        Party.SUPERIOR: ref(desk.superior),
        Party.CONSIDERATION: ref(desk.consideration),
        Party.APPLICANT: "applicant",
        Party.SYSTEM: "system",
        None: ref(elsewhere.superior),
    }
    tried = 0
    for state in S:
        verdict = Verdict.GRANTED if state in {S.DECIDED, S.EXECUTED} else None
        Objection.everything.filter(pk=objection.pk).update(
            state=state, verdict=verdict or "", order="x", order_due_on=AT.date()
        )
        named = {
            A.UPHOLD: Verdict.UPHELD,
            A.GRANT: Verdict.GRANTED,
            A.GRANT_PART: Verdict.GRANTED_PART,
        }.get(act, verdict)
        table = selectors.objection_moves_on(on=AT.date())
        rows = [row for row in possible(table, state, outcome=named) if row.act == act]
        for party, actor in people.items():
            if any(party in row.by for row in rows):
                continue
            with pytest.raises(services.NotPermitted if rows else services.WrongState):
                service(objection_id=objection.pk, actor=actor, at=desk.clock, **facts)
            tried += 1
    assert tried > 0
    assert fresh(objection).version == 1
    assert acts(objection) == ["file"]


def test_the_covered_acts_are_all_that_take_an_objection_and_an_actor(desk: ObjectionDesk) -> None:
    assert sorted(calls(desk)) == COVERED


def test_an_act_chosen_on_an_older_page_does_nothing(desk: ObjectionDesk) -> None:
    objection = desk.objection_registered()
    with pytest.raises(services.StaleCase) as refused:
        services.begin_review(objection_id=objection.pk, actor=ref(desk.superior), at=desk.at(), version=1)
    assert objection.number in services.sentence(refused.value)


# --- musyawarah, reply, order -------------------------------------------------------------------------------------


def test_a_refusal_alone_is_not_settled_by_musyawarah(desk: ObjectionDesk) -> None:
    objection = desk.reviewed()
    Objection.everything.filter(pk=objection.pk).update(grounds=[Ground.REFUSED])
    with pytest.raises(services.Refused) as refused:
        desk.invited(objection)
    assert refused.value.code == "ground_not_deliberated"


def test_a_meeting_called_again_calls_off_the_first(desk: ObjectionDesk) -> None:
    objection = desk.invited(desk.invited())
    first, second = objection.deliberations.all()
    assert first.called_off_at is not None
    assert second.called_off_at is None


def test_a_meeting_to_come_has_no_minutes_yet(desk: ObjectionDesk) -> None:
    objection = desk.invited()
    minutes = services.Minutes(attendance="", minutes="x", agreed=False)
    with pytest.raises(services.Refused) as refused:
        services.record_deliberation(objection_id=objection.pk, minutes=minutes, actor=ref(desk.superior), at=desk.at())
    assert refused.value.code == "meeting_to_come"


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (services.ObjectionDecision(Verdict.UPHELD), "reasons_missing"),
        (services.ObjectionDecision(Verdict.GRANTED, order_due_on=date(2026, 5, 1)), "order_missing"),
        (services.ObjectionDecision(Verdict.GRANTED, order="x"), "order_day_missing"),
        (services.ObjectionDecision(Verdict.GRANTED, order="x", order_due_on=date(2026, 3, 1)), "order_day_past"),
        (
            services.ObjectionDecision(Verdict.GRANTED_PART, order="x", order_due_on=date(2026, 5, 1)),
            "reasons_missing",
        ),
    ],
)
def test_a_decision_without_what_the_law_wants_is_refused(
    desk: ObjectionDesk, decision: services.ObjectionDecision, code: str
) -> None:
    objection = desk.reviewed()
    with pytest.raises(services.Refused) as refused:
        desk.judged(decision, objection)
    assert refused.value.code == code
    assert fresh(objection).state == S.REVIEWED


def test_the_reply_stops_the_superiors_clock_and_starts_the_time_for_a_dispute(desk: ObjectionDesk) -> None:
    objection = fresh(desk.upheld())
    assert objection.deadline.stopped_at == objection.decided_at
    assert objection.dispute_window is not None
    assert objection.dispute_window.started_at == objection.decided_at
    assert len(counting.explain(objection.dispute_window).counted) == 14
    assert (objection.superior_name, objection.superior_function) == (str(desk.superior), "Atasan PPID")


def test_silence_of_the_superior_starts_the_time_for_a_dispute_and_his_late_reply_starts_it_anew(
    desk: ObjectionDesk,
) -> None:
    objection = desk.reviewed()
    lapsed = selectors.reply_lapsed_at(objection=fresh(objection))
    assert services.open_dispute_window(objection_id=objection.pk, at=lapsed - timedelta(minutes=1)) is None
    assert selectors.unreplied_without_window(at=lapsed) == [objection.pk]
    services.open_dispute_window(objection_id=objection.pk, at=lapsed)
    window = fresh(objection).dispute_window
    assert window is not None
    assert window.started_at == lapsed
    desk.clock = lapsed + timedelta(days=2)
    late = fresh(desk.upheld(objection))
    assert late.dispute_window_id != window.pk
    window.refresh_from_db()
    assert window.stopped_at == desk.clock


def test_what_an_order_opens_is_kept_as_opened(desk: ObjectionDesk) -> None:
    item = a_published_item(office=desk.office)
    objection = desk.executed(materials=[services.Material(item_id=item.pk)], opened=True)
    remedy = objection.remedies.get()
    assert (remedy.item_id, remedy.opened) == (item.pk, True)


def test_an_order_is_not_done_while_its_request_waits_for_an_answer(desk: ObjectionDesk) -> None:
    case = desk.answered()
    desk.clock = datetime(2026, 4, 9, 3, tzinfo=UTC)
    objection = desk.granted(desk.reviewed(desk.filed(case, Ground.UNANSWERED)))
    with pytest.raises(services.Refused) as refused:
        services.execute_order(objection_id=objection.pk, words="x", actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "answer_not_signed"


def test_an_order_reopens_the_answer_and_the_first_answer_keeps_its_day(desk: ObjectionDesk) -> None:
    case = desk.notified()
    first, due = case.notified_at, case.deadline_id
    objection = desk.granted(desk.reviewed(desk.filed(case)))
    services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    reopened = InformationRequest.everything.get(pk=case.pk)
    assert reopened.state == State.DATA_CHECKED
    assert not InformationRequest.everything.overdue(on=date(2026, 12, 1)).filter(pk=case.pk).exists()
    services.decide(
        request_id=case.pk, decision=services.Decision(Outcome.GRANTED_FULL), actor=ref(desk.ppid), at=desk.at()
    )
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())
    again = InformationRequest.everything.get(pk=case.pk)
    assert (again.state, again.notified_at, again.deadline_id) == (State.NOTIFIED, first, due)
    assert clock_of(case).started_at == desk.clock
    done = services.execute_order(objection_id=objection.pk, words="Dijawab lagi.", actor=ref(desk.ppid), at=desk.at())
    assert done.state == S.EXECUTED


def test_a_reopened_answer_is_neither_extended_nor_put_on_another_track(desk: ObjectionDesk) -> None:
    case = desk.notified()
    objection = desk.granted(desk.reviewed(desk.filed(case)))
    services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    for act, facts in (
        (services.extend_deadline, {"reasons": "x"}),
        (services.choose_track, {"track": Track.ELECTION, "reason": "x"}),
    ):
        with pytest.raises(services.Refused) as refused:
            act(request_id=case.pk, actor=ref(desk.ppid), at=desk.at(), **facts)  # type: ignore[operator]
        assert refused.value.code == "clock_stopped"


def test_an_objection_without_a_request_reopens_none(desk: ObjectionDesk) -> None:
    objection = desk.granted(desk.reviewed(desk.filed_alone().objection))
    with pytest.raises(services.Refused) as refused:
        services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    assert refused.value.code == "no_request_to_reopen"


# --- how it ends --------------------------------------------------------------------------------------------------


def test_an_upheld_objection_ends_after_the_time_for_a_dispute_by_itself(desk: ObjectionDesk) -> None:
    objection = fresh(desk.upheld())
    assert objection.dispute_window is not None
    until = objection.dispute_window.due_on
    last = datetime.combine(until, time(23, 59), tzinfo=ZoneInfo("Asia/Jakarta"))
    with pytest.raises(services.Refused) as refused:
        services.finish_objection(objection_id=objection.pk, actor="system", at=last)
    assert (refused.value.code, refused.value.data) == ("dispute_window_runs", {"until": until})
    assert selectors.objections_over(at=last) == []
    after = last + timedelta(minutes=1)
    assert selectors.objections_over(at=after) == [objection.pk]
    services.finish_objection(objection_id=objection.pk, actor="system", at=after)
    assert fresh(objection).state == S.FINISHED


def test_an_order_not_carried_out_does_not_end_by_itself(desk: ObjectionDesk) -> None:
    desk.granted()
    assert selectors.objections_over(at=datetime(2027, 1, 5, tzinfo=UTC)) == []


def test_a_dispute_waits_for_the_reply_or_the_end_of_its_time(desk: ObjectionDesk) -> None:
    objection = desk.reviewed()
    with pytest.raises(services.Refused) as refused:
        services.dispute_objection(objection_id=objection.pk, actor=ref(desk.desk), at=desk.at())
    assert refused.value.code == "reply_still_runs"
    lapsed = selectors.reply_lapsed_at(objection=fresh(objection))
    done = services.dispute_objection(objection_id=objection.pk, actor=ref(desk.desk), at=lapsed)
    assert done.state == S.DISPUTED


# --- holds --------------------------------------------------------------------------------------------------------


def a_document_at(objection: Objection) -> int:
    document = documents.store(content=io.BytesIO(b"Surat contoh"), name="surat.txt", at=AT, made_here=True)
    documents.attach(
        document_id=document.pk,
        thing_kind="request",
        thing_id=str(objection.request_id),
        office_id=objection.office_id,
        access="officers",
        title="Surat",
        at=AT,
        actor="system",
    )
    return document.pk


def test_while_it_is_open_nothing_of_its_file_is_deleted(desk: ObjectionDesk) -> None:
    objection = desk.upheld()
    document_id = a_document_at(objection)

    def delete() -> bool:
        return documents.delete_document(
            document_id=document_id, office_id=desk.office.pk, decree="BA/1", actor=ref(desk.desk), at=desk.at()
        )

    with pytest.raises(documents.Held):
        delete()
    services.respond_to_reply(objection_id=objection.pk, accepted=True, text="", actor="applicant", at=desk.at())
    services.finish_objection(objection_id=objection.pk, actor=ref(desk.desk), at=desk.at())
    assert fresh(objection).holds == []
    assert delete()


def test_a_dispute_keeps_the_holds_until_it_is_over(desk: ObjectionDesk) -> None:
    objection = desk.upheld()
    document_id = a_document_at(objection)
    services.dispute_objection(objection_id=objection.pk, actor=ref(desk.desk), at=desk.at())
    with pytest.raises(documents.Held):
        documents.delete_document(
            document_id=document_id, office_id=desk.office.pk, decree="BA/1", actor=ref(desk.desk), at=desk.at()
        )
    services.lift_objection_holds(
        objection_id=objection.pk, decree="Putusan KI 1/2026", actor=ref(desk.desk), at=desk.at()
    )
    assert documents.delete_document(
        document_id=document_id, office_id=desk.office.pk, decree="BA/1", actor=ref(desk.desk), at=desk.at()
    )


# --- what happens by itself ---------------------------------------------------------------------------------------


def test_the_superior_is_warned_before_and_after_and_the_patron_when_it_stays_missed(desk: ObjectionDesk) -> None:
    patron = an_officer(desk.office, Role.PEMBINA)
    objection = fresh(desk.reviewed())
    due = objection.deadline.due_on
    zone = ZoneInfo("Asia/Jakarta")
    services.warn_of_objections(at=datetime.combine(due, time(9), tzinfo=zone))
    kinds = Notice.objects.filter(key__startswith=f"deadline:objection:{objection.pk}:objection_reply:")
    assert {(each.kind, each.to_user_id) for each in kinds} == {
        ("deadline_approaching", desk.superior.pk),
        ("deadline_last_day", desk.superior.pk),
    }
    services.warn_of_objections(at=datetime.combine(due + timedelta(days=10), time(9), tzinfo=zone))
    assert ("deadline_missed_above", patron.pk) in {(each.kind, each.to_user_id) for each in kinds.all()}
    assert not kinds.filter(to_user_id=desk.ppid.pk).exists()


def test_the_ppid_is_warned_of_his_order_until_it_is_carried_out(desk: ObjectionDesk) -> None:
    objection = desk.granted()
    assert objection.order_due_on is not None
    at = datetime.combine(objection.order_due_on, time(9), tzinfo=ZoneInfo("Asia/Jakarta"))
    services.warn_of_objections(at=at)
    owed = Notice.objects.filter(key__startswith=f"deadline:objection:{objection.pk}:objection_execution:")
    assert set(owed.values_list("to_user_id", flat=True)) == {desk.ppid.pk}
    services.execute_order(objection_id=objection.pk, words="Selesai.", actor=ref(desk.ppid), at=at)
    assert owed.filter(dismissed_at=None).count() == 0


def test_a_calendar_change_moves_the_reply_as_an_act_and_tells_the_applicant_once(desk: ObjectionDesk) -> None:
    objection = desk.reviewed()
    before = fresh(objection).deadline.due_on
    day = Day(
        on=date(2026, 4, 14),
        name="Libur contoh",
        kind=Kind.REGIONAL_HOLIDAY,
        source="Keputusan contoh",
        confirmed=True,
        scope="3673",
    )
    clocks.add_days(office_code="3673", days=[day], years={}, actor=ref(desk.ppid), at=desk.at())
    for _again in range(2):
        services.tell_moved_objection(deadline_id=objection.deadline_id, actor="system", at=desk.at())
    assert fresh(objection).deadline.due_on > before
    assert acts(objection).count("move_deadline") == 1
    assert Notice.objects.filter(kind="objection_deadline_moved").count() == 1


def test_the_sweep_starts_ends_and_warns(desk: ObjectionDesk) -> None:
    case = desk.registered()
    objection = desk.upheld(desk.reviewed(desk.filed_alone().objection))
    tasks.mind_objections(timestamp=0)  # long after, by the clock of this machine
    assert clock_of(case) is not None
    assert fresh(objection).state == S.FINISHED


def test_a_proof_opens_in_an_act_of_its_own(desk: ObjectionDesk) -> None:
    document = documents.store(content=io.BytesIO(b"Kartu contoh"), name="kartu.txt", at=AT, made_here=True)
    objection = desk.filed_alone(proofs=[services.Proof(document.pk, "special_power_of_attorney")]).objection
    proof = selectors.proofs_of_objection(objection_id=objection.pk)[0]
    opened = services.open_objection_proof(
        objection_id=objection.pk, attachment_id=proof.pk, purpose="check", actor=ref(desk.desk), at=desk.at()
    )
    assert opened.read() == b"Kartu contoh"
    assert acts(objection)[-1] == "open_identity"


def test_the_ledger_holds_no_words_of_the_applicant(desk: ObjectionDesk) -> None:
    objection = desk.filed()
    facts = str([act.facts for act in ledger.acts_on(subject_kind="objection", subject_id=str(objection.pk))])
    assert POSITION not in facts
    assert "Wulan" not in facts


def test_an_unknown_applicant_is_asked_for(desk: ObjectionDesk) -> None:
    with pytest.raises(services.BadIdentity):
        desk.filed_alone(applicant=an_applicant(name=""))
    with pytest.raises(services.Refused) as refused:
        desk.filed_alone(received_at=RECEIVED + timedelta(days=400))
    assert refused.value.code == "receipt_in_future"


def a_file(text: bytes = b"Tabel contoh") -> int:
    return documents.store(content=io.BytesIO(text), name="tabel.txt", at=AT, made_here=True).pk


def test_a_file_that_an_order_opens_stands_in_the_list_as_information_at_any_time(desk: ObjectionDesk) -> None:
    objection = desk.executed(materials=[services.Material(document_id=a_file(), title="Tabel contoh")], opened=True)
    item = InformationItem.everything.get(office=desk.office)
    assert (item.title, item.information_class, item.opened_by) == ("Tabel contoh", "anytime", "objection")
    assert objection.remedies.get().opened


def test_a_file_given_by_an_order_that_opens_nothing_stays_with_its_applicant(desk: ObjectionDesk) -> None:
    desk.executed(materials=[services.Material(document_id=a_file(), title="Tabel contoh")])
    assert not InformationItem.everything.filter(office=desk.office).exists()


def an_order_against_a_refusal(ground: str) -> tuple[ObjectionDesk, Objection]:
    """An order of the superior after a refusal that rested on a determination, on this letter of Pasal 17."""
    tree = a_tree()
    found = a_determination(tree, **({"valid_until": date(2030, 1, 1)} if ground == "a" else {}))
    desk = ObjectionDesk()
    case = services.answer_from_unit(
        request_id=(case := desk.disposed()).pk,
        disposition_id=case.dispositions.get(closed_at=None).pk,
        words="Rencana terlampir.",
        materials=[services.Material(document_id=a_file(b"Rencana"), title="Rencana contoh")],
        actor=ref(desk.liaison),
        at=desk.at(),
    )
    kept = Kept(determination_id=found.pk, ground=ground, what="Rencana pengamanan")
    disclosure = "Tidak ada persetujuan tertulis." if ground == "h" else ""
    answered(desk, case, services.Decision(Outcome.REFUSED_EXEMPT, kept=[kept], disclosure=disclosure))
    return desk, desk.granted(desk.reviewed(desk.filed(case, Ground.REFUSED)))


def answered(desk: ObjectionDesk, case: InformationRequest, decision: services.Decision) -> None:
    services.decide(request_id=case.pk, decision=decision, actor=ref(desk.ppid), at=desk.at())
    services.sign_and_notify(request_id=case.pk, actor=ref(desk.ppid), at=desk.at())


@pytest.mark.parametrize(("ground", "listed"), [("a", True), ("h", False)])
def test_what_a_fallen_refusal_opens_is_there_for_all_unless_it_protected_a_person(
    ground: str, *, listed: bool
) -> None:
    desk, objection = an_order_against_a_refusal(ground)
    material = services.Material(document_id=a_file(), title="Rencana contoh")
    services.execute_order(
        objection_id=objection.pk, words="Diberikan.", materials=[material], actor=ref(desk.ppid), at=desk.at()
    )
    assert InformationItem.everything.filter(title="Rencana contoh", opened_by="objection").exists() == listed


@pytest.mark.parametrize(("ground", "listed"), [("a", True), ("h", False)])
def test_an_answer_given_anew_after_a_fallen_refusal_is_there_for_all_likewise(ground: str, *, listed: bool) -> None:
    desk, objection = an_order_against_a_refusal(ground)
    assert objection.request is not None
    services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    answered(desk, objection.request, services.Decision(Outcome.GRANTED_FULL))
    services.execute_order(objection_id=objection.pk, words="Dijawab lagi.", actor=ref(desk.ppid), at=desk.at())
    assert InformationItem.everything.filter(title="Rencana contoh", opened_by="objection").exists() == listed


def test_an_answer_given_anew_is_there_for_all_whatever_else_is_given() -> None:
    desk, objection = an_order_against_a_refusal("a")
    assert objection.request is not None
    services.reopen_answer(objection_id=objection.pk, actor=ref(desk.ppid), at=desk.at())
    answered(desk, objection.request, services.Decision(Outcome.GRANTED_FULL))
    other = services.Material(document_id=a_file(b"Lampiran"), title="Lampiran contoh")
    services.execute_order(
        objection_id=objection.pk, words="Dijawab lagi.", materials=[other], actor=ref(desk.ppid), at=desk.at()
    )
    opened = InformationItem.everything.filter(office=desk.office, opened_by="objection")
    titles = {file.title for item in opened for file in information.files_of(item_id=item.pk)}
    assert titles == {"Lampiran contoh", "Rencana contoh"}


def test_the_list_tells_nothing_that_the_applicant_wrote(desk: ObjectionDesk) -> None:
    objection = desk.granted()
    assert objection.request is not None
    InformationRequest.everything.filter(pk=objection.request_id).update(question="Saya Ratri, NIK 3673015207900004")
    name = objection.applicant.name
    with pytest.raises(services.Refused) as refused:
        services.execute_order(
            objection_id=objection.pk,
            words="Dikirim.",
            materials=[services.Material(document_id=a_file(), title=f"Tabel untuk {name}")],
            opened=True,
            actor=ref(desk.ppid),
            at=desk.at(),
        )
    assert refused.value.code == "names_a_person"
    assert services.sentence(refused.value)
    services.execute_order(
        objection_id=objection.pk,
        words="Dikirim.",
        materials=[services.Material(document_id=a_file(), title="Tabel contoh")],
        opened=True,
        actor=ref(desk.ppid),
        at=desk.at(),
    )
    item = InformationItem.everything.get(office=desk.office)
    assert item.summary == f"Dibuka oleh tanggapan Atasan PPID atas keberatan {objection.number}."


@pytest.mark.django_db(transaction=True)
def test_objections_sent_at_once_get_numbers_without_a_gap_and_one_request_one_objection() -> None:
    desk = ObjectionDesk()
    case = desk.notified()
    at, start = desk.at(), Barrier(16)
    refused: list[str] = []

    def send(number: int) -> None:
        claim = a_claim_alone() if number % 2 else a_claim()
        start.wait()
        try:
            services.file_objection(
                office=desk.office,
                request_id=None if number % 2 else case.pk,
                applicant=an_applicant(name=f"Rekaan {number}", email=f"r{number}@contoh.invalid"),
                claim=claim,
                channel=Channel.E_PPID,
                received_at=at,
                at=at,
                actor="applicant",
            )
        except services.Refused as error:
            refused.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=send, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    serials = sorted(Objection.everything.values_list("serial", flat=True))
    assert serials == list(range(1, 10))
    assert refused == ["objection_is_open"] * 7
    assert Objection.everything.filter(request=case).count() == 1
