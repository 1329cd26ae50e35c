"""The weeks before the demo is loaded: something stands on every screen, and everything of it is a lawful act."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from telusur.config.demo.models import FollowedCase
from telusur.config.demo.neighbours import REGISTERS
from telusur.config.demo.signing_in import table
from telusur.kernel.clocks.models import Deadline
from telusur.kernel.ledger.models import Act as Row
from telusur.kernel.ledger.selectors import verified
from telusur.kernel.notices.models import Delivery, Notice
from telusur.kernel.notices.selectors import outstanding
from telusur.kernel.offices.selectors import office_by_code
from telusur.openness.information.models import InformationItem, Revision
from telusur.openness.information.rules import states as item_states
from telusur.openness.requests.models import Dispute, InformationRequest, Objection
from telusur.openness.requests.rules import words
from telusur.openness.requests.rules.disputes import DisputeAct, DisputeState
from telusur.openness.requests.rules.objections import ObjectionAct, ObjectionState

from .conftest import AT

pytestmark = pytest.mark.django_db
TODAY = AT.date()
# Acts that nobody in the weeks of the demo needed: calendar moves are told by the worker, leaving is a test of its own.
NOT_PLAYED = {words.Act.MOVE_DEADLINE, words.Act.HAND_OVER, words.Act.JOIN_ACCOUNT, words.Act.RECONSIDER}
# What offices seldom meet is played by the scripts of tests/scenarios.
SELDOM = {
    ObjectionAct.DISPUTE_EARLY,
    ObjectionAct.RESUME_ORDER,
    DisputeAct.END_TEST,
    DisputeAct.REOPEN_ANSWER,
    DisputeAct.DROP_ONE_SUIT,
}


@pytest.fixture
def serang():
    return office_by_code(code="3673")


def test_kota_serang_has_a_case_in_every_state(serang):
    held = InformationRequest.everything.of_office(serang.pk).values_list("state", flat=True)
    assert set(words.State) - set(held) == set()


def test_every_act_of_the_table_has_happened_at_least_once():
    done = set(Row.objects.filter(subject_kind="request").values_list("act", flat=True))
    assert {act for act in words.Act if f"requests.{act}" not in done} == NOT_PLAYED


def test_kota_serang_has_an_objection_in_every_state_and_every_act_but_two_was_played(serang):
    held = Objection.everything.of_office(serang.pk).values_list("state", flat=True)
    assert set(ObjectionState) - set(held) == set()
    done = set(Row.objects.filter(subject_kind="objection").values_list("act", flat=True))
    missing = {act for act in ObjectionAct if f"requests.objection_{act}" not in done} - SELDOM
    assert missing == {ObjectionAct.MOVE_DEADLINE, ObjectionAct.OPEN_IDENTITY, ObjectionAct.PURGE_IDENTITY}


def test_kota_serang_has_a_dispute_in_every_state_and_every_act_but_one_was_played(serang):
    held = Dispute.everything.of_office(serang.pk).values_list("state", flat=True)
    assert set(DisputeState) - set(held) == set()
    done = set(Row.objects.filter(subject_kind="dispute").values_list("act", flat=True))
    missing = {act for act in DisputeAct if f"requests.dispute_{act}" not in done} - SELDOM
    assert missing == {DisputeAct.MOVE_DEADLINE}


def test_cases_are_overdue_due_today_and_due_tomorrow(serang):
    running = InformationRequest.everything.of_office(serang.pk).unanswered()
    due = set(running.values_list("deadline__due_on", flat=True))
    assert {TODAY, TODAY + timedelta(days=3)} <= due  # Friday, then Monday
    assert running.filter(deadline__due_on__lt=TODAY).count() == 2
    assert running.filter(track="election").exists()
    assert running.exclude(extended_at=None).count() == 1
    assert running.filter(assistance=True).exists()


def test_everything_was_told_in_its_own_hour_and_bells_hold_the_last_days_only():
    assert not outstanding(at=AT).exists()
    told = Delivery.objects.filter(sent_at__isnull=False).select_related("notice")
    assert {each.sent_at == each.notice.due_at for each in told} == {True}
    unread = Notice.objects.due(AT).filter(read_at=None, to_user__isnull=False)
    assert unread.exists()
    told_once = unread.exclude(kind__startswith="deadline")  # a late case stays on a bell as long as it is late
    assert not told_once.filter(due_at__lt=AT - timedelta(days=3)).exists()
    assert max(Counter(unread.values_list("to_user_id", flat=True)).values()) <= 12


def test_the_list_has_an_entry_in_every_state_and_both_kinds_of_revision(serang):
    held = InformationItem.everything.filter(office=serang).values_list("state", flat=True)
    assert set(item_states.State) - set(held) == set()
    assert set(Revision.objects.values_list("state", flat=True)) == {"pending", "accepted"}


def test_other_offices_have_cases_of_their_own_and_a_regional_day_moved_one():
    codes = InformationRequest.everything.values_list("office__code", flat=True)
    assert set(codes) == {"3673", "36", "3602", "3671", *REGISTERS}
    moved = Deadline.objects.filter(moved_because__contains="Hari jadi daerah")
    assert set(moved.values_list("office_code", flat=True)) == {"3602"}


def test_what_was_recorded_never_goes_back_and_proves_itself(serang):
    acts = Row.objects.filter(log=f"office/{serang.code}").order_by("index")
    assert all(first.recorded_at <= second.recorded_at for first, second in pairwise(acts))
    assert acts.last().recorded_at <= AT
    assert verified(log=f"office/{serang.code}").faults == ()


def test_everybody_who_asks_is_marked_as_invented():
    names = InformationRequest.everything.values_list("applicant__name", flat=True)
    assert [name for name in names if not {"Rekaan", "Contoh"} & set(name.split())] == []


def test_a_newcomer_can_follow_the_cases_that_are_printed(client):
    cases = list(FollowedCase.objects.all())
    assert len(cases) == 2
    for case in cases:
        assert case.number in table(on=TODAY)
        answer = client.post(
            reverse("requests_track", args=[case.office_slug]),
            {"number": case.number, "secret": case.secret},
            follow=True,
        )
        assert case.number in answer.text
        assert "tidak cocok" not in answer.text
