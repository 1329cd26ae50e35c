"""People of three offices try acts at random: what the law forbids never comes about."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telusur.kernel.accounts.models import Role
from telusur.kernel.ledger.selectors import acts_on
from telusur.openness.information import services
from telusur.openness.information.models import ConsequenceTest, Determination
from telusur.openness.information.rules.consequence import FINISHED
from telusur.openness.information.rules.moves import TESTS, states_after

from .factories import AT
from .tree import ANSWERS, MINUTE, a_decision, a_proposal, a_tree

PLACES = ("city", "province", "national")
PEOPLE = st.tuples(st.sampled_from(PLACES), st.sampled_from([Role.PPID, Role.PPID, Role.CONSIDERATION, Role.LIAISON]))
ACTS = st.sampled_from(
    [
        "send",
        "forward",
        "begin",
        "begin",
        "steps",
        "steps",
        "conclude",
        "determine",
        "determine",
        "resume",
        "return",
        "withdraw",
    ]
)
REFUSALS = (services.NotNow, services.NotYours, services.StepsMissing, services.NoOfficeAbove, services.StaleStep)


def attempt(act: str, test: ConsequenceTest, officer, at, conclusion: str) -> None:
    common = {"test_id": test.pk, "officer": officer, "at": at}
    if act == "steps":
        for letter, answers in ANSWERS.items():
            record = test.steps.filter(letter=letter).first()
            said = answers | ({"conclusion": conclusion} if letter == "f" else {})
            services.save_step(letter=letter, answers=said, version=record.version if record else 0, **common)
        return
    ways = {
        "send": (services.send_test, {}),
        "forward": (services.forward_test, {}),
        "begin": (services.begin_test, {}),
        "conclude": (services.conclude_test, {}),
        "determine": (services.determine, {"decision": a_decision()}),
        "resume": (services.resume_test, {"reason": "Ada bukti baru."}),
        "return": (services.return_test, {"reason": "Lengkapi."}),
        "withdraw": (services.withdraw_test, {"reason": "Batal."}),
    }
    service, more = ways[act]
    service(**common, **more)


@given(
    start=PEOPLE.filter(lambda who: who[1] in {Role.PPID, Role.LIAISON}),
    tries=st.lists(st.tuples(ACTS, PEOPLE), min_size=8, max_size=30),
    conclusion=st.sampled_from(["exempt", "open"]),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.django_db
def test_nothing_is_excluded_but_by_a_competent_office_and_another_hand(start, tries, conclusion):
    with transaction.atomic():
        tree = a_tree()
        proposer = tree.officer(getattr(tree, start[0]), start[1])
        test = services.propose_test(
            office_id=getattr(tree, start[0]).pk, proposal=a_proposal(), officer=proposer, at=AT
        )
        at = AT
        for act, (place, role) in tries:
            at += MINUTE
            before = test.stage
            try:
                with transaction.atomic():
                    attempt(act, test, tree.officer(getattr(tree, place), role), at, conclusion)
            except REFUSALS:
                pass
            test.refresh_from_db()
            assert test.stage in states_after(TESTS, [before])
            assert before not in FINISHED or test.stage == before
        for found in Determination.objects.select_related("office", "test"):
            assert found.office.kind in {"province", "national"}
            assert found.decided_by_id != found.test.proposed_by_id
            assert (found.test.stage, found.test.conclusion) == ("determined", "exempt")
        assert (test.stage == "determined") == Determination.objects.filter(test=test).exists()
        written = [row.recorded_at for row in acts_on(subject_kind="information_test", subject_id=str(test.pk))]
        assert written == sorted(written)
        assert written[-1] <= at + timedelta(0)
        transaction.set_rollback(True)
