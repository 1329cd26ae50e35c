"""A result is determined by a decision, disputed before the Constitutional Court, upheld, or changed by its ruling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act
from telusur.results.elections.selectors import election_day

from .. import selectors
from ..models import Determination, Plenary
from ..rules.states import Act
from .steps import Refused, begin, finish, words

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.results.elections.selectors import Service


@legal_act
def determine(
    *, plenary_id: int, decision: str, decided_on: date, by: Service, at: datetime, announced_at: datetime | None = None
) -> Determination:
    """Determine the result of a contest by the D form of the plenary that the law names for it.

    A later one, of the plenary that a ruling ordered, takes the place of the earlier, which stays as it was.
    announced_at: when it was told to all, from which disputes are counted; now where nothing else is said.
    Raises: Refused: `not_permitted`, `not_determined_here`, `no_decision`, `announced_later` than now,
    `announced_early` before the day of the decision; WrongState.
    Law: UU 7/2017 Pasal 411-413.
    """
    step = begin(plenary_id=plenary_id, act=Act.DETERMINE, by=by, at=at)
    plenary = step.plenary
    if plenary.contest.kind not in step.level.determines:
        raise Refused("not_determined_here")
    decision = words(decision, "no_decision", at=at)
    told_at = announced_at or at
    if told_at > at:
        raise Refused("announced_later")
    if election_day(at=told_at) < decided_on:
        raise Refused("announced_early")
    total = selectors.total_of(plenary=plenary)
    assert plenary.totals is not None and plenary.gaps is not None  # noqa: PT018, S101 a published form has its sum
    facts = {
        "decision": decision,
        "decided_on": decided_on.isoformat(),
        "announced_at": told_at.isoformat(),
        "ruling": plenary.ground or None,
        "valid_votes": total.values[step.layout.places["suara_sah"]],
    }
    index = finish("plenaries.determine", step, facts)
    return Determination.objects.create(
        plenary=plenary,
        contest=plenary.contest,
        number=plenary.number,
        decision=decision,
        decided_on=decided_on,
        ruling=plenary.ground,
        totals=bytes(plenary.totals),
        gaps=bytes(plenary.gaps),
        determined_at=at,
        announced_at=told_at,
        index=index,
    )


@legal_act
def record_dispute(*, plenary_id: int, registration: str, by: Service, at: datetime) -> Plenary:
    """Record that a determined result is disputed. registration: number of the case at the Constitutional Court.

    Raises: Refused: `not_permitted`, `no_decision`; WrongState. Law: UU 7/2017 Pasal 473-475.
    """
    return _told(Act.DISPUTE, plenary_id, registration, by, at)


@legal_act
def record_ruling(*, plenary_id: int, ruling: str, changes: bool, by: Service, at: datetime) -> Plenary:
    """Record what the Constitutional Court ruled. changes: the result is no longer what was determined; the plenaries
    that it orders are opened anew with the ruling as their ground, and both results stay.

    Raises: Refused: `not_permitted`, `no_decision`; WrongState. Law: UU 7/2017 Pasal 473-475.
    """
    return _told(Act.OVERTURN if changes else Act.UPHOLD, plenary_id, ruling, by, at)


def _told(act: Act, plenary_id: int, text: str, by: Service, at: datetime) -> Plenary:
    step = begin(plenary_id=plenary_id, act=act, by=by, at=at)
    said = words(text, "no_decision", at=at)
    if act == Act.DISPUTE:
        finish("plenaries.record_dispute", step, {"registration": said})
    elif act == Act.UPHOLD:
        finish("plenaries.record_upholding", step, {"ruling": said})
    else:
        finish("plenaries.record_overturning", step, {"ruling": said})
    return step.plenary
