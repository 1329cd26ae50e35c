"""Scans of identities go once their time is over: an act of the table, done by a job from stored rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents import selectors as kept
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from .. import selectors
from ..models import IdentityPurge
from ..rules.objections import ObjectionAct
from ..rules.words import Act
from . import steps
from .faults import Refused
from .objections import steps as objection_steps

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.documents.models import Attachment

    from ..selectors import KeptScans


@legal_act
def purge_request_scans(*, request_id: int, actor: str, at: datetime) -> IdentityPurge:
    """Delete the scans of a request that is closed for good and past its retention; the case stays.

    Law: UU 27/2022 Pasal 43; the archive schedule keeps register, form and letters. Raises: Refused `scans_not_due`,
    WrongState, NotPermitted.
    """
    step = steps.begin(request_id=request_id, act=Act.PURGE_IDENTITY, actor=actor, at=at)
    found = _due(selectors.scans_at(kind="request", pk=request_id, at=at))
    done = _let_go(found, request_id=request_id, actor=actor, at=at)
    steps.close(step, facts=_facts(done))
    return done


@legal_act
def purge_objection_scans(*, objection_id: int, actor: str, at: datetime) -> IdentityPurge:
    """Delete the scans handed in with an objection, as `purge_request_scans`. Raises: the same."""
    step = objection_steps.begin(objection_id=objection_id, act=ObjectionAct.PURGE_IDENTITY, actor=actor, at=at)
    found = _due(selectors.scans_at(kind="objection", pk=objection_id, at=at))
    done = _let_go(found, objection_id=objection_id, actor=actor, at=at)
    objection_steps.close(step, facts=_facts(done))
    return done


def _due(found: KeptScans | None) -> KeptScans:
    if found is None or not found.standing.due:
        raise Refused("scans_not_due")
    return found


def _let_go(
    found: KeptScans, *, actor: str, at: datetime, request_id: int | None = None, objection_id: int | None = None
) -> IdentityPurge:
    stands = found.standing
    if stands.retention is None or stands.ended_on is None or stands.due_on is None:
        raise Refused("scans_not_due")
    removed, released = _delete(found.scans, office_id=found.office.pk, rule=stands.retention.rule, actor=actor, at=at)
    return IdentityPurge.objects.create(
        office=found.office,
        request_id=request_id,
        objection_id=objection_id,
        removed=removed,
        released=released,
        ended_on=stands.ended_on,
        due_on=stands.due_on,
        rule_id=stands.retention.rule,
        purged_at=at,
    )


def _delete(scans: Sequence[Attachment], *, office_id: int, rule: str, actor: str, at: datetime) -> tuple[int, int]:
    """Delete each scan by the one delete function, which asks the legal hold; return how many went, and how many were
    only taken off this file because the office still needs or must keep the same bytes elsewhere."""
    removed = released = 0
    for document_id in dict.fromkeys(scan.document_id for scan in scans):
        same = [scan for scan in scans if scan.document_id == document_id]
        if _needed_elsewhere(same[0], office_id=office_id, rule=rule, actor=actor, at=at):
            for scan in same:
                documents.withdraw(attachment_id=scan.pk, at=at)
            released += len(same)
        else:
            removed += len(same)
    return removed, released


def _needed_elsewhere(scan: Attachment, *, office_id: int, rule: str, actor: str, at: datetime) -> bool:
    """Try to delete a scan; return whether another file of the office still stands on the same bytes."""
    if kept.hangs_elsewhere(attachment=scan):
        return True
    try:
        documents.delete_document(document_id=scan.document_id, office_id=office_id, decree=rule, actor=actor, at=at)
    except (documents.Held, documents.StillUsed):
        return True
    return False


def _facts(done: IdentityPurge) -> dict[str, str | int]:
    return {"rule": done.rule_id, "removed": done.removed, "released": done.released}
