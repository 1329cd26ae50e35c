"""Consequence tests that a panel ordered in a dispute: whether one is owed, and those that name the dispute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.openness.information import selectors as information
from telusur.openness.information.rules.consequence import FINISHED, Stage

from ..models import Dispute
from ..rules.disputes import OPEN

if TYPE_CHECKING:
    from telusur.openness.information.models import ConsequenceTest

# How a test ends that was carried through; one that was withdrawn was not.
CARRIED_THROUGH = FINISHED - {Stage.WITHDRAWN}


def owes_test(*, dispute: Dispute) -> bool:
    """Return whether a panel ordered a test here that is not over yet."""
    return dispute.state in OPEN and dispute.test_due_on is not None and dispute.test_ended_at is None


def ordered_tests(*, dispute: Dispute) -> list[ConsequenceTest]:
    """Return the tests of this office that name the dispute, by its own number or the commission's, newest first."""
    found = [
        test
        for number in dict.fromkeys((dispute.number, dispute.commission_number))
        for test in information.consequence_tests_for(reference=number, office_id=dispute.office_id)
    ]
    return sorted(found, key=lambda test: test.pk, reverse=True)


def finished_test(*, dispute: Dispute) -> ConsequenceTest | None:
    """Return the newest test that names the dispute and was carried through since the order, if there is one."""
    since = dispute.test_ordered_at
    if since is None:
        return None
    found = (test for test in ordered_tests(dispute=dispute) if test.stage in CARRIED_THROUGH)
    return next((test for test in found if test.stage_since >= since), None)


def disputes_with_finished_tests() -> list[int]:
    """Return the ids of the disputes whose ordered test was carried through and is not recorded as over yet."""
    owed = Dispute.everything.open().filter(test_due_on__isnull=False, test_ended_at=None)
    rows = owed.select_related("office").order_by("pk")
    return [each.pk for each in rows if finished_test(dispute=each) is not None]
