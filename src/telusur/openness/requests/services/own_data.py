"""What a person may ask of his own data, done where it is kept: a copy of all of it, and its correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from telusur.kernel.accounts.rules.sealing import seal
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger

from .. import selectors
from ..models import Applicant, InformationRequest, Objection
from ..rules import identity
from ..rules.objections import ObjectionAct
from ..rules.words import Act, IdentityKind
from .identities import record_identity_opening
from .objections import steps as objection_steps
from .objections.identities import open_objection_number
from .steps import begin, close

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..rules.words import Tie

RECTIFIED = frozenset({"name", "representative", "email", "phone", "address"})
NUMBER = "identity_number"
IDENTITY_COLUMNS = ("identity_kind", "identity_hash", "identity_sealed", "identity_masked")


@legal_act
def own_copy(
    *,
    applicant_id: int,
    request_id: int | None = None,
    objection_id: int | None = None,
    tie: Tie | None,
    actor: str,
    at: datetime,
    told: Sequence[str] = (),
) -> dict[str, list[dict[str, Any]]]:
    """Return everything the office keeps of a person, with the identity number of the file by which he asks: its
    opening is an act like any other.

    tie: what an officer saw that binds his other files to this one. told: how the keys of notices begin that the
    caller's room owed him. Law: UU 27/2022 Pasal 7, 32. Raises: NotPermitted."""
    number = open_own_number(request_id=request_id, objection_id=objection_id, actor=actor, at=at)
    own = Applicant.everything.get(pk=applicant_id).identity_hash
    rows = selectors.rows_of_person(applicant_id=applicant_id, tie=tie)
    same = [row.pk for row in rows if own and row.identity_hash == own]
    return selectors.holdings(applicant_id=applicant_id, tie=tie, numbers=dict.fromkeys(same, number), told=told)


@legal_act
def open_own_number(*, request_id: int | None, objection_id: int | None, actor: str, at: datetime) -> str:
    """Return the identity number behind a file, opened at its owner's request: behind the request, or else behind the
    objection that stands alone. Raises: NotPermitted."""
    if request_id is not None:
        return record_identity_opening(request_id=request_id, purpose="owner", actor=actor, at=at)
    if objection_id is None:
        raise ValueError("a file is a request or an objection")
    return open_objection_number(objection_id=objection_id, purpose="owner", actor=actor, at=at)


@legal_act
def rectify(
    *, applicant_id: int, tie: Tie | None, changes: Mapping[str, str], reference: str, actor: str, at: datetime
) -> list[InformationRequest]:
    """Correct what an office keeps of a person wherever it is current: in every row bound to him that still says what
    this one says. Each request and each objection of his gets an act; letters and acts that are out stay as they
    were. Return the requests.

    tie: what an officer saw that binds his other rows to this one. changes: new text by field of `RECTIFIED` or
    `identity_number`. reference: number of the case by which it was asked.
    Law: UU 27/2022 Pasal 30. Raises: BadIdentity, NotPermitted.
    """
    _lock_files(applicant_id, tie)
    rows = list(selectors.rows_of_person(applicant_id=applicant_id, tie=tie).select_for_update())
    this = next(row for row in rows if row.pk == applicant_id)
    before = {name: getattr(this, name) for name in RECTIFIED & set(changes)}
    hash_before = this.identity_hash
    touched = []
    for row in rows:
        columns = [name for name in sorted(before) if getattr(row, name) == before[name]]
        for name in columns:
            setattr(row, name, changes[name])
        if NUMBER in changes and row.identity_hash == hash_before:
            _put_number(row, changes[NUMBER])
            columns += IDENTITY_COLUMNS
        if columns:
            row.save(update_fields=columns)
            touched.append(row.pk)
    facts: dict[str, str | int | bool | None] = {"reference": reference, "fields": ",".join(sorted(changes))}
    for name, text in before.items():
        facts |= {
            f"{name}_before": ledger.personal_digest(text),
            f"{name}_after": ledger.personal_digest(changes[name]),
        }
    found = InformationRequest.everything.filter(applicant_id__in=touched).order_by("pk").values_list("pk", flat=True)
    objected = Objection.everything.filter(applicant_id__in=touched).order_by("pk").values_list("pk", flat=True)
    steps = [begin(request_id=key, act=Act.RECTIFY, actor=actor, at=at) for key in list(found)]
    more = [
        objection_steps.begin(objection_id=key, act=ObjectionAct.RECTIFY, actor=actor, at=at) for key in list(objected)
    ]
    done = [close(step, facts=facts) for step in steps]
    for each in more:
        objection_steps.close(each, facts=facts)
    return done


def _lock_files(applicant_id: int, tie: Tie | None) -> None:
    """Lock everything of the person in the order of every other act: requests, then objections, then who he is."""
    people = [row.pk for row in selectors.rows_of_person(applicant_id=applicant_id, tie=tie)]
    for files in (InformationRequest.everything, Objection.everything):
        list(files.filter(applicant_id__in=people).select_for_update().order_by("pk").values_list("pk"))


def _put_number(row: Applicant, text: str) -> None:
    key = settings.PERSONAL_DATA_KEY
    row.identity_kind = IdentityKind(row.identity_kind or IdentityKind.NIK)
    row.identity_hash, row.identity_masked = identity.fingerprint(text, key=key), identity.masked(text)
    row.identity_sealed = seal(text, key=key, purpose=identity.SEALED_AS)
