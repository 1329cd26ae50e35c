"""The legal hold: while an objection is open, and after it while it is disputed, nothing of its file is deleted."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from ...models import Objection

if TYPE_CHECKING:
    from datetime import datetime

# What hangs at an objection, and what hangs at the request it speaks of.
OWN_THINGS = ("objection", "objection_file", "objection_proof")
REQUEST_THINGS = ("request", "request_answer", "request_proof")


def place_holds(objection: Objection, *, actor: str, at: datetime) -> list[int]:
    """Hold everything of the objection and of its request, also what is attached later; return the holds' ids.

    Law: UU 43/2009 Pasal 86; UU 14/2008 Pasal 52.
    """
    things = [(kind, objection.pk) for kind in OWN_THINGS]
    if objection.request_id is not None:
        things += [(kind, objection.request_id) for kind in REQUEST_THINGS]
    return [
        documents.place_hold(
            office_id=objection.office_id, thing_kind=kind, thing_id=key, decree=objection.number, actor=actor, at=at
        ).pk
        for kind, key in things
    ]


def release_holds(objection: Objection, *, decree: str, actor: str, at: datetime) -> None:
    """Lift what was placed for this objection; in the caller's transaction, who saves `holds`."""
    for hold_id in objection.holds:
        with suppress(ObjectDoesNotExist):  # lifted by hand before
            documents.lift_hold(hold_id=hold_id, decree=decree, actor=actor, at=at)
    objection.holds = []


@legal_act
def lift_objection_holds(*, objection_id: int, decree: str, actor: str, at: datetime) -> Objection:
    """Lift the holds of a disputed objection once its dispute is over for good. decree: what ended it."""
    objection = Objection.everything.select_for_update().get(pk=objection_id)
    release_holds(objection, decree=decree, actor=actor, at=at)
    objection.save(update_fields=["holds"])
    return objection
