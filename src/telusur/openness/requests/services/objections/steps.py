"""How every act on an objection begins and ends: the row locked, the table asked, the ledger written last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices.services import dismiss_deadline_notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from ... import selectors
from ...models import Objection
from ...rules.moves import next_state
from ...rules.objections import CLOSED, UNREPLIED, ObjectionAct, ObjectionState, Verdict
from ...rules.words import Party
from ..faults import Refused, StaleCase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

KIND = "objection"
REPLY = "objection_reply"
EXECUTION = "objection_execution"
# Acts that change nothing which a public page shows or counts.
UNSEEN = frozenset(
    {
        ObjectionAct.GIVE_OPINION,
        ObjectionAct.DRAFT_REPLY,
        ObjectionAct.NOTE,
        ObjectionAct.OPEN_IDENTITY,
        ObjectionAct.PURGE_IDENTITY,
        ObjectionAct.RECTIFY,
    }
)


@dataclass(frozen=True)
class Step:
    """One act on one locked objection: allowed by the table, not yet written."""

    objection: Objection
    act: ObjectionAct
    after: ObjectionState
    actor: str
    at: datetime

    @property
    def day(self) -> date:
        return local_day(office=self.objection.office, at=self.at)

    @property
    def key(self) -> str:
        """A word that names this step of this objection and no other."""
        return f"objection:{self.objection.pk}:{self.act}:{self.objection.version}"


def begin(
    *,
    objection_id: int,
    act: ObjectionAct,
    actor: str,
    at: datetime,
    version: int | None = None,
    verdict: Verdict | None = None,
) -> Step:
    """Lock the objection and ask the table whether this actor may do this act now.

    Raises: StaleCase, WrongState, NotPermitted.
    """
    rows = Objection.everything.select_for_update(of=("self",))
    objection = rows.select_related("office", "applicant", "deadline", "request").get(pk=objection_id)
    if version is not None and version != objection.version:
        raise StaleCase(number=objection.number, code="stale_objection")
    day = local_day(office=objection.office, at=at)
    parties = selectors.parties_of(actor=actor, office_id=objection.office_id, on=day)
    known = verdict or (Verdict(objection.verdict) if objection.verdict else None)
    table = selectors.objection_moves_on(on=day)
    after = next_state(table, ObjectionState(objection.state), act, parties=parties, outcome=known)
    return Step(objection, act, after, actor, at)


def not_on_own_decision(step: Step) -> None:
    """Nobody judges his own decision: not who decided the request, not who is PPID here at the same time.

    Law: UU 14/2008 Pasal 35 ayat (1), 36 ayat (2): the superior of the official replies. Raises: Refused
    `own_decision`.
    """
    objection = step.objection
    parties = selectors.parties_of(actor=step.actor, office_id=objection.office_id, on=step.day)
    if Party.PPID in parties or step.actor in selectors.deciders_of(request_id=objection.request_id):
        raise Refused("own_decision")


def close(
    step: Step,
    *,
    changed: tuple[str, ...] = (),
    facts: Mapping[str, str | int | bool | None] | None = None,
    happened_at: datetime | None = None,
) -> Objection:
    """Write the objection and its ledger row; nothing may follow in the transaction.

    changed: the columns the act set. happened_at: where the act truly took place earlier than it is entered.
    """
    objection = step.objection
    moved = step.after != ObjectionState(objection.state)
    objection.version += 1
    columns = [*changed, "version"]
    if moved:
        objection.state, objection.state_since = step.after, step.at
        columns += ["state", "state_since"]
        if step.after in CLOSED:
            objection.closed_at = step.at
            columns.append("closed_at")
    objection.save(update_fields=columns)
    if moved and step.after not in UNREPLIED:
        _end_warnings(objection, REPLY, at=step.at)
    if moved and step.after != ObjectionState.DECIDED:
        _end_warnings(objection, EXECUTION, at=step.at)
    record(objection, step.act, actor=step.actor, at=step.at, facts=facts, happened_at=happened_at)
    if step.act not in UNSEEN:
        touch_public(office_code=objection.office.code)
    return objection


def record(
    objection: Objection,
    act: ObjectionAct,
    *,
    actor: str,
    at: datetime,
    facts: Mapping[str, str | int | bool | None] | None = None,
    happened_at: datetime | None = None,
) -> None:
    """Write one act on an objection into its office's log; nothing may follow in the transaction."""
    ledger.record(
        f"requests.objection_{act}",
        log=office_log(objection.office.code),
        subject_kind=KIND,
        subject_id=str(objection.pk),
        actor=actor,
        happened_at=happened_at or at,
        recorded_at=at,
        facts={"number": objection.number, "state": str(objection.state), **(facts or {})},
    )


def _end_warnings(objection: Objection, step: str, *, at: datetime) -> None:
    dismiss_deadline_notices(subject_kind=KIND, subject_id=str(objection.pk), step=step, at=at)
