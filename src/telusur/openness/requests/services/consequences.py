"""What runs beside a request under Pasal 17 and 18: a consequence test that is waited for, and what opens something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import legal_act
from telusur.openness.information import selectors as information
from telusur.openness.information import services as exclusions
from telusur.openness.information.rules.exemptions import OpenedBy

from ..rules.words import Act
from .faults import Refused
from .steps import begin, close

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..models import InformationRequest

# What Pasal 18 ayat (2) lets open something that g or h closes.
OPENING = frozenset({OpenedBy.CONSENT, OpenedBy.PUBLIC_OFFICE})


@legal_act
def await_test(
    *, request_id: int, actor: str, at: datetime, test: str = "", version: int | None = None
) -> InformationRequest:
    """Say that a consequence test is waited for. The clock of the answer runs on, and the test moves nothing here.

    test: its number or name, as text. Law: UU 14/2008 Pasal 19; Perki 1/2021 Pasal 49.
    Raises: StaleCase, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.AWAIT_TEST, actor=actor, at=at, version=version)
    step.case.awaiting_test_since, step.case.awaited_test = at, test.strip()[:120]
    return close(step, changed=("awaiting_test_since", "awaited_test"), facts={"named": bool(step.case.awaited_test)})


@legal_act
def record_disclosure(
    *,
    request_id: int,
    determination_id: int,
    opened_by: OpenedBy,
    what: str,
    given_on: date,
    actor: str,
    at: datetime,
    paper: exclusions.NewFile | None = None,
    version: int | None = None,
) -> InformationRequest:
    """Record for this request that a person consented in writing, or that it concerns a public office.

    The determination goes on for all else; the paper is kept sealed in its own room.
    Law: UU 14/2008 Pasal 18 ayat (2). Raises: Refused (`no_determination`, `not_opened_thus`, `consent_needs_paper`,
    `disclosed_not_said`, `disclosed_later`), StaleCase, WrongState, NotPermitted.
    """
    if opened_by == OpenedBy.CONSENT and paper is None:
        raise Refused("consent_needs_paper")
    if opened_by not in OPENING or not what.strip():
        raise Refused("disclosed_not_said")
    step = begin(request_id=request_id, act=Act.DISCLOSE, actor=actor, at=at, version=version)
    case = step.case
    if given_on > step.day:
        raise Refused("disclosed_later")
    found = information.determination_in_force(determination_id=determination_id, office_id=case.office_id, on=step.day)
    if found is None:
        raise Refused("no_determination", ground="", on=step.day)
    officer = accounts.user_of(ref=actor)
    assert officer is not None  # noqa: S101 the table names only people who hold an appointment
    try:
        exclusions.disclose(
            determination_id=determination_id,
            office_id=case.office_id,
            opened_by=opened_by.value,
            what=what,
            given_on=given_on,
            officer=officer,
            at=at,
            reference=case.number,
            paper=paper,
        )
    except exclusions.NotOpenedThus as error:
        raise Refused("not_opened_thus") from error
    except exclusions.NotYours as error:
        raise Refused("not_permitted") from error
    return close(step, facts={"determination": determination_id, "opened_by": opened_by.value})
