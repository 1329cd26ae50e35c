"""How every act of this room begins and ends: the row locked, the table asked, the ledger written last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices.services import dismiss_deadline_notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import InformationRequest, Note
from ..rules.transitions import next_state
from ..rules.words import CLOSED, UNANSWERED, Act, Audience, Outcome, State
from .faults import StaleCase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office


# Acts that change nothing which a public page shows or counts.
UNSEEN = frozenset(
    {
        Act.ASSIGN,
        Act.AWAIT_TEST,
        Act.DISCLOSE,
        Act.HAND_OVER,
        Act.JOIN_ACCOUNT,
        Act.NOTE,
        Act.NOTE_FROM_APPLICANT,
        Act.OPEN_IDENTITY,
        Act.PURGE_IDENTITY,
        Act.RECOVER_SECRET,
        Act.TAKE_UP,
    }
)


@dataclass(frozen=True)
class Step:
    """One act on one locked case: allowed by the table, not yet written."""

    case: InformationRequest
    act: Act
    after: State
    actor: str
    at: datetime

    @property
    def day(self) -> date:
        return local_day(office=self.case.office, at=self.at)

    @property
    def key(self) -> str:
        """A word that names this step of this case and no other."""
        return f"request:{self.case.pk}:{self.act}:{self.case.version}"


def log_of(office: Office) -> str:
    return office_log(office.code)


def begin(
    *, request_id: int, act: Act, actor: str, at: datetime, version: int | None = None, outcome: Outcome | None = None
) -> Step:
    """Lock the case and ask the table whether this actor may do this act now.

    version: the case's version on the page where the act was chosen; None where no page was involved. outcome: the
    decision a row may be bound to, where the act itself brings it. Raises: StaleCase, WrongState, NotPermitted.
    """
    case = InformationRequest.everything.select_for_update(of=("self",)).select_related("office").get(pk=request_id)
    if version is not None and version != case.version:
        raise StaleCase(number=case.number)
    day = local_day(office=case.office, at=at)
    parties = selectors.parties_of(actor=actor, office_id=case.office_id, on=day)
    known = outcome or (Outcome(case.outcome) if case.outcome else None)
    table = selectors.moves_on(on=day)
    after = next_state(table, State(case.state), act, parties=parties, outcome=known)
    return Step(case, act, after, actor, at)


def close(
    step: Step,
    *,
    changed: tuple[str, ...] = (),
    facts: Mapping[str, str | int | bool | None] | None = None,
    happened_at: datetime | None = None,
) -> InformationRequest:
    """Write the case and its ledger row; nothing may follow in the transaction.

    changed: the columns the act set. happened_at: where the act truly took place earlier than it is entered.
    """
    case = step.case
    moved = step.after != State(case.state)
    case.version += 1
    columns = [*changed, "version"]
    if moved:
        case.state, case.state_since = step.after, step.at
        columns += ["state", "state_since"]
        if step.after in CLOSED:
            case.closed_at = step.at
            columns.append("closed_at")
    case.save(update_fields=columns)
    if moved and step.after not in UNANSWERED:
        dismiss_deadline_notices(subject_kind="request", subject_id=str(case.pk), step="answer", at=step.at)
    ledger.record(
        f"requests.{step.act}",
        log=log_of(case.office),
        subject_kind="request",
        subject_id=str(case.pk),
        actor=step.actor,
        happened_at=happened_at or step.at,
        recorded_at=step.at,
        facts={"number": case.number, "state": str(case.state), **(facts or {})},
    )
    if step.act not in UNSEEN:
        touch_public(office_code=case.office.code)
    return case


def keep_reason(case: InformationRequest, text: str, *, actor: str, at: datetime) -> None:
    """Keep the words of a reason among the officers' notes; the ledger holds no more than their digest."""
    Note.objects.create(request=case, audience=Audience.INTERNAL, text=text, written_at=at, written_by=actor)
