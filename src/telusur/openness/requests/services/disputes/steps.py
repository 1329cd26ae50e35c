"""How every act on a dispute begins and ends: the row locked, the table asked, the act written into the log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices.services import dismiss_deadline_notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from ... import selectors
from ...models import Dispute
from ...rules.disputes import BINDING, CLOSED, DisputeAct, DisputeOutcome, DisputeState
from ...rules.moves import next_state
from ..faults import StaleCase
from ..objections.pausing import pause_order, resume_order
from ..overturning import overturn_by_ruling

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

KIND = "dispute"
SEE = "requests.see_disputes"
TOLD = "requests.told_of_disputes"
TEST = "dispute_test"
# Acts that change nothing which a public page shows or counts.
UNSEEN = frozenset(
    {
        DisputeAct.GRANT_POWER,
        DisputeAct.KEEP_POWER,
        DisputeAct.KEEP_PAPER,
        DisputeAct.ANSWER,
        DisputeAct.LIST_EVIDENCE,
        DisputeAct.RECORD_HEARING,
    }
)


@dataclass(frozen=True)
class Step:
    """One act on one locked dispute: allowed by the table, not yet written."""

    dispute: Dispute
    act: DisputeAct
    after: DisputeState
    actor: str
    at: datetime

    @property
    def day(self) -> date:
        return local_day(office=self.dispute.office, at=self.at)

    @property
    def key(self) -> str:
        """A word that names this step of this dispute and no other."""
        return f"dispute:{self.dispute.pk}:{self.act}:{self.dispute.version}"


def begin(
    *,
    dispute_id: int,
    act: DisputeAct,
    actor: str,
    at: datetime,
    version: int | None = None,
    outcome: DisputeOutcome | None = None,
) -> Step:
    """Lock the dispute and ask the table whether this actor may do this act now.

    outcome: what is ruled or agreed in this act; else what stands. Raises: StaleCase, WrongState, NotPermitted.
    """
    rows = Dispute.everything.select_for_update(of=("self",))
    dispute = rows.select_related("office", "applicant", "deadline", "objection__request").get(pk=dispute_id)
    if version is not None and version != dispute.version:
        raise StaleCase(number=dispute.number, code="stale_dispute")
    day = local_day(office=dispute.office, at=at)
    parties = selectors.parties_of(actor=actor, office_id=dispute.office_id, on=day)
    known = outcome or (DisputeOutcome(dispute.outcome) if dispute.outcome else None)
    table = selectors.dispute_moves_on(on=day)
    after = next_state(table, DisputeState(dispute.state), act, parties=parties, outcome=known)
    return Step(dispute, act, after, actor, at)


def close(
    step: Step,
    *,
    changed: tuple[str, ...] = (),
    facts: Mapping[str, str | int | bool | None] | None = None,
    happened_at: datetime | None = None,
) -> Dispute:
    """Write the dispute and its ledger row; nothing may follow in the transaction.

    changed: the columns the act set. happened_at: where the act truly took place earlier than it is entered.
    """
    dispute = step.dispute
    moved = step.after != DisputeState(dispute.state)
    if moved and step.after in BINDING and dispute.state not in BINDING:
        overturn_by_ruling(dispute, actor=step.actor, on=step.day, at=step.at, key=step.key)
    again = moved and dispute.state in CLOSED
    dispute.version += 1
    columns = [*changed, "version"]
    if moved:
        dispute.state, dispute.state_since = step.after, step.at
        dispute.closed_at = step.at if step.after in CLOSED else None
        columns += ["state", "state_since", "closed_at"]
        if step.after in CLOSED and dispute.test_due_on and dispute.test_ended_at is None:
            dispute.test_ended_at = step.at  # nobody waits for it any more
            columns.append("test_ended_at")
            end_warnings(dispute, TEST, at=step.at)
    dispute.save(update_fields=columns)
    if again:
        pause_order(objection_id=dispute.objection_id, on=step.day)
    if moved and step.after in CLOSED:
        resume_order(objection_id=dispute.objection_id, actor=step.actor, at=step.at)
    record(dispute, step.act, actor=step.actor, at=step.at, facts=facts, happened_at=happened_at)
    if step.act not in UNSEEN:
        touch_public(office_code=dispute.office.code)
    return dispute


def record(
    dispute: Dispute,
    act: DisputeAct,
    *,
    actor: str,
    at: datetime,
    facts: Mapping[str, str | int | bool | None] | None = None,
    happened_at: datetime | None = None,
) -> None:
    """Write one act on a dispute into its office's log; nothing may follow in the transaction."""
    ledger.record(
        f"requests.dispute_{act}",
        log=office_log(dispute.office.code),
        subject_kind=KIND,
        subject_id=str(dispute.pk),
        actor=actor,
        happened_at=happened_at or at,
        recorded_at=at,
        facts={"number": dispute.number, "state": str(dispute.state), **(facts or {})},
    )


def as_code(number: str) -> str:
    """Return a number that another body wrote as the log keeps it: its signs alone, without a word between them."""
    return re.sub(r"[^A-Za-z0-9_.:/,-]+", "-", number.strip())


def end_warnings(dispute: Dispute, *steps: str, at: datetime, due_on: date | None = None) -> None:
    """End the warnings of these steps: they were done, or their date is another now. due_on: of this day alone."""
    for name in steps:
        dismiss_deadline_notices(subject_kind=KIND, subject_id=str(dispute.pk), step=name, due_on=due_on, at=at)
