"""Who opened whose identity, when, for what: shown to its owner, by the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.ledger import selectors as ledger

from ..models import InformationRequest, Objection, labels
from ..rules.words import Party
from .history import OPENED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from telusur.kernel.ledger.models import Act

OPENINGS = ("requests.open_identity", "requests.objection_open_identity")


@dataclass(frozen=True)
class Opening:
    """One opening in words. `held`: what the officer was at the office then; `number`: of the file it belongs to."""

    at: datetime
    by: str
    held: str
    what: str
    purpose: str
    number: str
    office: str
    zone: str


def openings_of_case(*, request_id: int) -> list[Opening]:
    """Return every opening of the identity behind a request or one of its objections, newest first."""
    objections = Objection.everything.filter(request_id=request_id).values_list("pk", flat=True)
    subjects = [("request", str(request_id)), *(("objection", str(pk)) for pk in objections)]
    return told_openings(acts=ledger.acts_named(acts=OPENINGS, subjects=subjects))


def openings_of_objection(*, objection_id: int) -> list[Opening]:
    """Return every opening of the identity behind an objection alone, newest first."""
    return told_openings(acts=ledger.acts_named(acts=OPENINGS, subjects=[("objection", str(objection_id))]))


def openings_for_account(*, user_id: int) -> QuerySet[Act]:
    """Return the acts by which anybody, at any office, opened the identity of this account's owner, newest first."""
    asked = InformationRequest.everything.filter(applicant__user_id=user_id).values_list("pk", flat=True)
    objected = Objection.everything.filter(applicant__user_id=user_id).values_list("pk", flat=True)
    subjects = [*(("request", str(pk)) for pk in asked), *(("objection", str(pk)) for pk in objected)]
    return ledger.acts_named(acts=OPENINGS, subjects=subjects)


def told_openings(*, acts: Iterable[Act]) -> list[Opening]:
    """Return openings in words, with names and numbers, in as many queries for many as for one."""
    rows = list(acts)
    people = accounts.actor_names(refs={act.actor for act in rows})
    files = _files(rows)
    return [_told(act, people, files.get((act.subject_kind, act.subject_id))) for act in rows]


def _files(rows: Iterable[Act]) -> dict[tuple[str, str], InformationRequest | Objection]:
    keys: dict[str, set[int]] = {"request": set(), "objection": set()}
    for act in rows:
        keys[act.subject_kind].add(int(act.subject_id))
    found: dict[tuple[str, str], InformationRequest | Objection] = {}
    for case in InformationRequest.everything.select_related("office").filter(pk__in=keys["request"]):
        found["request", str(case.pk)] = case
    for objection in Objection.everything.select_related("office").filter(pk__in=keys["objection"]):
        found["objection", str(objection.pk)] = objection
    return found


def _told(act: Act, people: dict[str, str], file: InformationRequest | Objection | None) -> Opening:
    facts = act.facts
    held = [name for name in str(facts.get("held") or "").split(",") if name]
    return Opening(
        at=act.happened_at,
        by=people[act.actor],
        held=", ".join(str(labels.PARTIES[Party(name)]) for name in held),
        what=str(OPENED.get(str(facts.get("what")), labels.OPENED["proof"])),
        purpose=str(labels.PURPOSES.get(str(facts.get("purpose")), facts.get("purpose") or "")),
        number=file.number if file else str(facts.get("number") or ""),
        office=file.office.name if file else "",
        zone=file.office.time_zone if file else "Asia/Jakarta",
    )
