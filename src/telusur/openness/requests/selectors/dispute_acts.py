"""What may be done on a dispute now: the acts of its table, less those that its facts leave no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.disputes import CLOSED, DisputeAct, DisputeOutcome, DisputeState, Forum
from ..rules.moves import acts_open_to
from ..rules.words import Act, State
from .day_rules import dispute_moves_on, moves_on
from .dispute_tests import owes_test
from .disputes import coming_hearings, may_go_on, mediable, running_dispute, running_suits, runs, window_until

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from ..models import Dispute
    from ..rules.words import Party

A = DisputeAct
OF_HEARINGS = frozenset({A.RECORD_HEARING, A.CALL_OFF})
OF_SUITS = frozenset({A.SUE, A.CASSATE, A.DROP_SUIT, A.DROP_ONE_SUIT})
OF_THE_END = frozenset({A.BECOME_FINAL, A.FINISH})
OF_EXECUTION = frozenset({A.EXECUTE, A.REOPEN_ANSWER})


def dispute_acts_now(*, dispute: Dispute, parties: Collection[Party], on: date) -> frozenset[DisputeAct]:
    """Return the acts that one of `parties` may do on the dispute now: those of the table that its facts allow."""
    outcome = DisputeOutcome(dispute.outcome) if dispute.outcome else None
    found = acts_open_to(dispute_moves_on(on=on), DisputeState(dispute.state), parties=parties, outcome=outcome)
    if found & OF_HEARINGS and not coming_hearings(dispute_id=dispute.pk):
        found -= OF_HEARINGS
    if A.MEDIATE in found and not mediable(dispute=dispute):
        found -= {A.MEDIATE}
    if not owes_test(dispute=dispute):
        found -= {A.END_TEST}
    return found - _suits_hide(dispute, found) - _execution_hides(dispute, found, parties, on=on)


def _suits_hide(dispute: Dispute, found: frozenset[DisputeAct]) -> set[DisputeAct]:
    """Return which acts on suits are not open: going on where no ruling or side is left or the case was brought again,
    and of the two ways to take one back that which does not fit how many run."""
    if not found & OF_SUITS:
        return set()
    running = len(running_suits(dispute=dispute))
    hidden = {A.DROP_SUIT if running > 1 else A.DROP_ONE_SUIT}
    if running > 1 or not may_go_on(dispute_id=dispute.pk, against=Forum.COMMISSION):
        hidden.add(A.SUE)
    if running > 1 or not may_go_on(dispute_id=dispute.pk, against=Forum.COURT):
        hidden.add(A.CASSATE)
    if dispute.state in CLOSED and running_dispute(objection_id=dispute.objection_id) is not None:
        hidden |= {A.SUE, A.CASSATE}
    return hidden


def _execution_hides(
    dispute: Dispute, found: frozenset[DisputeAct], parties: Collection[Party], *, on: date
) -> set[DisputeAct]:
    """Return which acts on carrying out and ending are not open: done already, not done yet, a side still has time."""
    hidden: set[DisputeAct] = set()
    if dispute.executed_at is not None:
        hidden |= OF_EXECUTION
    else:
        hidden |= {A.FINISH}
    if A.REOPEN_ANSWER in found and not _may_reopen(dispute, parties, on=on):
        hidden.add(A.REOPEN_ANSWER)
    if found & OF_THE_END and runs(window_until(dispute=dispute), on):
        hidden |= OF_THE_END
    return hidden


def _may_reopen(dispute: Dispute, parties: Collection[Party], *, on: date) -> bool:
    """Return whether the request's answer can be opened again now: it was answered here, and is not open already."""
    case = dispute.objection.request
    if case is None or case.imported:
        return False
    return Act.REOPEN in acts_open_to(moves_on(on=on), State(case.state), parties=parties)
