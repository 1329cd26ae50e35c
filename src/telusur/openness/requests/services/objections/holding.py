"""The legal hold: while an objection is open, and after it while it is disputed, nothing of its file is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act

from ... import selectors
from ...models import Objection
from ...rules.objections import OPEN
from ..holding import hold_things, lift_holds

if TYPE_CHECKING:
    from datetime import datetime

# What hangs at an objection, and what hangs at the request it speaks of.
OWN_THINGS = ("objection", "objection_file", "objection_proof")
REQUEST_THINGS = ("request", "request_answer", "request_proof")


def place_holds(objection: Objection, *, actor: str, at: datetime) -> list[int]:
    """Hold everything of the objection and of its request, also what is attached later; return the holds' ids."""
    things = [(kind, objection.pk) for kind in OWN_THINGS]
    if objection.request_id is not None:
        things += [(kind, objection.request_id) for kind in REQUEST_THINGS]
    return hold_things(things, office_id=objection.office_id, decree=objection.number, actor=actor, at=at)


def release_holds(objection: Objection, *, decree: str, actor: str, at: datetime) -> None:
    """Lift what was placed for this objection; in the caller's transaction, who saves `holds`.

    While a dispute of it runs they stay, however the objection ended: the end of the dispute lifts them.
    """
    if selectors.running_dispute(objection_id=objection.pk) is None:
        _lift(objection, decree=decree, actor=actor, at=at)


def _lift(objection: Objection, *, decree: str, actor: str, at: datetime) -> None:
    lift_holds(objection.holds, decree=decree, actor=actor, at=at)
    objection.holds = []


@legal_act
def lift_objection_holds(*, objection_id: int, decree: str, actor: str, at: datetime) -> Objection:
    """Lift the holds of a disputed objection once its dispute is over for good. decree: what ended it.

    They stay while the objection itself is not over: the superior has yet to reply, or his order waits.
    """
    objection = Objection.everything.select_for_update().get(pk=objection_id)
    if objection.state in OPEN or selectors.order_stands(objection=objection):
        return objection
    _lift(objection, decree=decree, actor=actor, at=at)
    objection.save(update_fields=["holds"])
    return objection


@legal_act
def renew_objection_holds(*, objection_id: int, actor: str, at: datetime) -> Objection:
    """Hold the file of a disputed objection again, because its dispute goes on after it seemed over."""
    objection = Objection.everything.select_for_update().get(pk=objection_id)
    if not objection.holds:
        objection.holds = place_holds(objection, actor=actor, at=at)
        objection.save(update_fields=["holds"])
    return objection
