"""How every act of this room begins and ends: the row locked, the table asked, the ledger written last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.notices.services import dismiss_all
from telusur.kernel.offices.selectors import local_day
from telusur.openness.requests.rules.numbers import written_number
from telusur.openness.requests.selectors import parties_of

from .. import selectors
from ..models import Breach, OwnDataCase
from ..rules.hours import is_late
from ..rules.moves import next_state
from ..rules.words import CLOSED, RUNNING, UNANSWERED, Act, BreachAct, BreachState, Kind, State
from .faults import StaleThing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

    from ..rules.words import Register

    Facts = Mapping[str, str | int | bool | None]

OWN_DATA, BREACH = "own_data", "breach"


@dataclass(frozen=True)
class Step:
    """One act on one locked case about one's own data: allowed by the table, not yet written."""

    case: OwnDataCase
    act: Act
    after: State
    actor: str
    at: datetime

    @property
    def day(self) -> date:
        return local_day(office=self.case.office, at=self.at)

    @property
    def key(self) -> str:
        return f"{OWN_DATA}:{self.case.pk}:{self.act}:{self.case.version}"


def begin(*, case_id: int, act: Act, actor: str, at: datetime, version: int | None = None) -> Step:
    """Lock the case and ask the table whether this actor may do this act now. Raises: StaleThing, WrongState,
    NotPermitted."""
    rows = OwnDataCase.everything.select_for_update(of=("self",))
    case = rows.select_related("office", "applicant", "request", "objection").get(pk=case_id)
    if version is not None and version != case.version:
        raise StaleThing(number=case.number)
    day = local_day(office=case.office, at=at)
    parties = parties_of(actor=actor, office_id=case.office_id, on=day)
    after = next_state(selectors.moves_on(on=day), State(case.state), act, parties=parties, outcome=Kind(case.kind))
    return Step(case, act, after, actor, at)


def close(step: Step, *, changed: tuple[str, ...] = (), facts: Facts | None = None) -> OwnDataCase:
    """Write the case and its ledger row; nothing may follow in the transaction."""
    case, before = step.case, State(step.case.state)
    case.version += 1
    case.state, case.state_since = step.after, step.at
    columns = [*changed, "version", "state", "state_since"]
    late = False
    if before in UNANSWERED and step.after not in UNANSWERED:
        case.answered_at, late = step.at, is_late(case.due_at, step.at)
        columns.append("answered_at")
        dismiss_all(key_prefix=warning_prefix(OWN_DATA, case.pk), at=step.at)
    if step.after in CLOSED:
        case.closed_at = step.at
        columns.append("closed_at")
    case.save(update_fields=columns)
    record_own_data(
        case, step.act, actor=step.actor, at=step.at, facts={**(facts or {}), **({"late": True} if late else {})}
    )
    return case


def record_own_data(
    case: OwnDataCase,
    act: Act,
    *,
    actor: str,
    at: datetime,
    facts: Facts | None = None,
    happened_at: datetime | None = None,
) -> None:
    """Write one act into the office's log; nothing may follow in the transaction."""
    ledger.record(
        f"privacy.own_data_{act}",
        log=office_log(case.office.code),
        subject_kind=OWN_DATA,
        subject_id=str(case.pk),
        actor=actor,
        happened_at=happened_at or at,
        recorded_at=at,
        facts={"number": case.number, "kind": str(case.kind), "state": str(case.state), **(facts or {})},
    )


@dataclass(frozen=True)
class BreachStep:
    """One act on one locked breach: allowed by the table, not yet written."""

    breach: Breach
    act: BreachAct
    after: BreachState
    actor: str
    at: datetime

    @property
    def day(self) -> date:
        return local_day(office=self.breach.office, at=self.at)


def begin_breach(*, breach_id: int, act: BreachAct, actor: str, at: datetime, version: int | None = None) -> BreachStep:
    """Lock the breach and ask the table whether this actor may do this act now. Raises: StaleThing, WrongState,
    NotPermitted."""
    breach = Breach.everything.select_for_update(of=("self",)).select_related("office").get(pk=breach_id)
    if version is not None and version != breach.version:
        raise StaleThing(number=breach.number)
    day = local_day(office=breach.office, at=at)
    parties = parties_of(actor=actor, office_id=breach.office_id, on=day)
    after = next_state(selectors.breach_moves_on(on=day), BreachState(breach.state), act, parties=parties)
    return BreachStep(breach, act, after, actor, at)


def close_breach_step(
    step: BreachStep, *, changed: tuple[str, ...] = (), facts: Facts | None = None, happened_at: datetime | None = None
) -> Breach:
    """Write the breach and its ledger row; nothing may follow in the transaction."""
    breach = step.breach
    breach.version += 1
    columns = [*changed, "version"]
    if step.after != breach.state:
        breach.state, breach.state_since = step.after, step.at
        columns += ["state", "state_since"]
        if step.after not in RUNNING:
            breach.closed_at = step.at
            columns.append("closed_at")
    breach.save(update_fields=columns)
    if breach.closed_at or (breach.subjects_told_at and breach.authority_told_at):
        dismiss_all(key_prefix=warning_prefix(BREACH, breach.pk), at=step.at)
    record_breach(breach, step.act, actor=step.actor, at=step.at, facts=facts, happened_at=happened_at)
    return breach


def record_breach(
    breach: Breach,
    act: BreachAct,
    *,
    actor: str,
    at: datetime,
    facts: Facts | None = None,
    happened_at: datetime | None = None,
) -> None:
    """Write one act into the office's log; nothing may follow in the transaction."""
    ledger.record(
        f"privacy.breach_{act}",
        log=office_log(breach.office.code),
        subject_kind=BREACH,
        subject_id=str(breach.pk),
        actor=actor,
        happened_at=happened_at or at,
        recorded_at=at,
        facts={"number": breach.number, "state": str(breach.state), **(facts or {})},
    )


def warning_prefix(kind: str, pk: int) -> str:
    return f"hours:{kind}:{pk}:"


def next_number(*, office: Office, day: date, register: Register) -> tuple[int, str]:
    """Return the next number of a register as serial and as the office writes it; its counter stays locked until the
    caller's transaction ends. Raises: NoPattern."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into privacy_privacycounter (office_id, year, register, last) values (%s, %s, %s, 1)"
            " on conflict (office_id, year, register) do update set last = privacy_privacycounter.last + 1"
            " returning last",
            [office.pk, day.year, register],
        )
        serial = int(cursor.fetchone()[0])
    patterns = selectors.patterns_on(on=day)
    return serial, written_number(patterns, office_code=office.code, register=register, serial=serial, year=day.year)
