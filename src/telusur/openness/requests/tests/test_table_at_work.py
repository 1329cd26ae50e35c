"""Every service asks the table: in every state it does not know, and by everybody it does not name, nothing happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from telusur.kernel.ledger import selectors as ledger
from telusur.openness.information.rules.exemptions import OpenedBy
from telusur.openness.requests import services
from telusur.openness.requests.models import InformationRequest
from telusur.openness.requests.rules.transitions import possible
from telusur.openness.requests.rules.words import Act, Audience, Delivery, Outcome, Party, State, Track
from telusur.openness.requests.selectors import moves_on

from .factories import AT, Desk, ref

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
DAY = AT.date()
RELEASE = services.Release(title="x", summary="x", retention="2 tahun", made_on=DAY)
KEPT = services.Kept(determination_id=1, ground="h", what="x")


def calls(desk: Desk, elsewhere: Desk) -> dict[Act, tuple[Callable[..., Any], dict[str, Any]]]:
    granted, not_held = Outcome.GRANTED_FULL, Outcome.NOT_HELD
    return {
        Act.BEGIN_CHECK: (services.begin_check, {}),
        Act.ACCEPT: (services.accept_request, {}),
        Act.LAPSE_CHECK: (services.lapse_completeness, {}),
        Act.ASK_COMPLETION: (services.ask_completion, {"missing": "KTP"}),
        Act.COMPLETE: (services.complete_request, {"text": "Ini"}),
        Act.CLOSE_INCOMPLETE: (services.close_incomplete, {"reason": "x"}),
        Act.DISPOSE: (services.dispose_to_unit, {"unit_id": desk.unit.pk, "due_on": DAY}),
        Act.TAKE_UP: (services.take_up, {"disposition_id": 1}),
        Act.ANSWER_FROM_UNIT: (services.answer_from_unit, {"disposition_id": 1, "words": "x", "materials": ()}),
        Act.RETURN_TO_UNIT: (services.return_to_unit, {"disposition_id": 1, "reason": "x", "due_on": DAY}),
        Act.ANSWER_AT_DESK: (services.answer_from_dip, {"materials": [services.Material(item_id=1)], "words": ""}),
        Act.GRANT: (services.decide, {"decision": services.Decision(granted)}),
        Act.GRANT_PART: (services.decide, {"decision": services.Decision(Outcome.GRANTED_PART, words="x")}),
        Act.REFUSE: (services.decide, {"decision": services.Decision(Outcome.REFUSED_EXEMPT, kept=[KEPT])}),
        Act.RELEASE_TO_ALL: (services.release_to_all, {"release": RELEASE}),
        Act.AWAIT_TEST: (services.await_test, {}),
        Act.DISCLOSE: (
            services.record_disclosure,
            {"determination_id": 1, "opened_by": OpenedBy.PUBLIC_OFFICE, "what": "x", "given_on": DAY},
        ),
        Act.DECLARE_NOT_HELD: (services.decide, {"decision": services.Decision(not_held, held_by="Bawaslu")}),
        Act.DECLARE_NOT_DOCUMENTED: (
            services.decide,
            {"decision": services.Decision(Outcome.NOT_DOCUMENTED, available_from="Juli")},
        ),
        Act.RECONSIDER: (services.reconsider, {"reason": "x"}),
        Act.SIGN: (services.sign_and_notify, {}),
        Act.DELIVER: (services.deliver, {"delivery": Delivery.EMAIL, "delivered_at": AT}),
        Act.FINISH: (services.finish, {}),
        Act.EXTEND: (services.extend_deadline, {"reasons": "x"}),
        Act.WITHDRAW: (services.withdraw, {"reason": ""}),
        Act.FORWARD: (services.forward_to_office, {"office": elsewhere.office, "reason": "x"}),
        Act.CORRECT: (services.correct_request, {"changes": {"purpose": "lain"}, "reason": "x"}),
        Act.CHOOSE_TRACK: (services.choose_track, {"track": Track.ELECTION, "reason": "x"}),
        Act.NOTE: (services.add_note, {"text": "x", "audience": Audience.INTERNAL}),
        Act.NOTE_FROM_APPLICANT: (services.add_note, {"text": "x", "audience": Audience.APPLICANT}),
        Act.RECOVER_SECRET: (services.recover_secret, {}),
        Act.OPEN_IDENTITY: (services.record_identity_opening, {"purpose": "check"}),
        Act.PURGE_IDENTITY: (services.purge_request_scans, {}),
    }


@pytest.fixture
def desks() -> tuple[Desk, Desk]:
    return Desk(), Desk("3603", name="KPU Kabupaten Tangerang", slug="kab-tangerang")


def put_into(case: InformationRequest, state: State) -> None:
    InformationRequest.everything.filter(pk=case.pk).update(state=state, outcome=Outcome.GRANTED_FULL)


OF_THEIR_OWN = {
    Act.RECTIFY,
    Act.REGISTER,
    Act.IMPORT,
    Act.ASSIGN,
    Act.HAND_OVER,
    Act.JOIN_ACCOUNT,
    Act.MOVE_DEADLINE,
    Act.REOPEN,
}
COVERED = sorted(set(Act) - OF_THEIR_OWN)


@pytest.mark.parametrize("act", COVERED)
def test_a_service_does_nothing_where_or_by_whom_the_table_does_not_allow(desks: tuple[Desk, Desk], act: Act) -> None:
    desk, elsewhere = desks
    case = desk.submitted()
    service, facts = calls(desk, elsewhere)[act]
    people = {
        Party.DESK: ref(desk.desk),
        Party.PPID: ref(desk.ppid),
        Party.LIAISON: ref(desk.liaison),
        Party.SUPERIOR: ref(desk.superior),
        Party.APPLICANT: "applicant",
        Party.SYSTEM: "system",
        None: ref(elsewhere.ppid),
    }
    tried = 0
    for state in State:
        put_into(case, state)
        rows = [row for row in possible(moves_on(on=DAY), state, outcome=Outcome.GRANTED_FULL) if row.act == act]
        for party, actor in people.items():
            if any(party in row.by for row in rows):
                continue
            with pytest.raises(services.NotPermitted if rows else services.WrongState):
                service(request_id=case.pk, actor=actor, at=AT, **facts)
            tried += 1
    assert tried > 0
    assert InformationRequest.everything.get(pk=case.pk).version == 1
    assert len(ledger.acts_on(subject_kind="request", subject_id=str(case.pk))) == 1
    assert InformationRequest.everything.count() == 1


def test_the_covered_acts_are_all_that_take_a_case_and_an_actor(desks: tuple[Desk, Desk]) -> None:
    assert sorted(calls(*desks)) == COVERED
