"""The legal hold of a dispute: on its own papers and, through its objection, on the whole case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..holding import hold_things, lift_holds
from ..objections.holding import lift_objection_holds, renew_objection_holds

if TYPE_CHECKING:
    from datetime import datetime

    from ...models import Dispute

OWN_THINGS = ("dispute", "dispute_paper", "dispute_file")


def place_dispute_holds(dispute: Dispute, *, actor: str, at: datetime) -> None:
    """Hold the dispute's papers and, where they were let go, those of its objection and request; the caller saves."""
    if not dispute.holds:
        things = [(kind, dispute.pk) for kind in OWN_THINGS]
        dispute.holds = hold_things(things, office_id=dispute.office_id, decree=dispute.number, actor=actor, at=at)
    renew_objection_holds(objection_id=dispute.objection_id, actor=actor, at=at)


def release_dispute_holds(dispute: Dispute, *, actor: str, at: datetime) -> None:
    """Lift every hold of the case, because its dispute is over for good; the caller saves `holds`."""
    lift_holds(dispute.holds, decree=dispute.number, actor=actor, at=at)
    dispute.holds = []
    lift_objection_holds(objection_id=dispute.objection_id, decree=dispute.number, actor=actor, at=at)
