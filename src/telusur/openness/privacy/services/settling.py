"""Who asks is verified; then each field is decided, applied where it is current, and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.openness.requests import services as requests

from .. import selectors
from ..rules.words import TIES, Act, Proof, Way, proofs_of_way
from .faults import Refused
from .letters import result_of
from .steps import begin, close
from .telling import tell_person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ..models import OwnDataCase


@dataclass(frozen=True)
class FieldDecision:
    """What becomes of one field. refusal: key of a ground, with reason in words, where it is refused."""

    accepted: bool
    refusal: str = ""
    reason: str = ""


@legal_act
def verify_identity(*, case_id: int, proof: Proof, actor: str, at: datetime, version: int | None = None) -> OwnDataCase:
    """Record by what it is known that the asker is the person. What it binds to him is all that he is given or may
    correct. Raises: Refused `proof_not_of_way`, StaleThing, WrongState, NotPermitted."""
    step = begin(case_id=case_id, act=Act.VERIFY, actor=actor, at=at, version=version)
    if proof not in proofs_of_way(Way(step.case.way)):
        raise Refused("proof_not_of_way")
    step.case.proof, step.case.verified_at = proof, at
    return close(step, changed=("proof", "verified_at"), facts={"proof": str(proof)})


@legal_act
def close_unverified(*, case_id: int, reason: str, actor: str, at: datetime, version: int | None = None) -> OwnDataCase:
    """Close a case whose asker could not show that he is the person; he is told and may ask again.

    Raises: Refused `reason_missing`, StaleThing, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(case_id=case_id, act=Act.CLOSE_UNVERIFIED, actor=actor, at=at, version=version)
    case = step.case
    case.words = reason.strip()
    tell_person(
        case,
        key=step.key,
        kind="own_data_unverified",
        subject=_("Ditutup: permintaan %(number)s") % {"number": case.number},
        text=_("Permintaan %(number)s kami tutup karena identitas peminta belum terbukti: %(reason)s")
        % {"number": case.number, "reason": case.words},
        at=at,
    )
    return close(step, changed=("words",))


@legal_act
def settle_correction(
    *, case_id: int, decisions: Mapping[str, FieldDecision], actor: str, at: datetime, version: int | None = None
) -> OwnDataCase:
    """Decide every field of a correction, apply what is accepted wherever it is current, and tell the person.

    Current is what the office keeps of him now, in each of his requests; letters and acts that are out stay as they
    were. Law: UU 27/2022 Pasal 30. Raises: Refused (`field_undecided`, `refusal_without_ground`), BadIdentity,
    StaleThing, WrongState, NotPermitted.
    """
    step = begin(case_id=case_id, act=Act.SETTLE, actor=actor, at=at, version=version)
    case, grounds = step.case, selectors.refusals_on(on=step.day)
    rows = list(case.fields.order_by("pk"))
    if {row.field for row in rows} != set(decisions):
        raise Refused("field_undecided")
    for row in rows:
        made = decisions[row.field]
        if not made.accepted and (made.refusal not in grounds or not made.reason.strip()):
            raise Refused("refusal_without_ground")
        row.accepted, row.refusal, row.reason = made.accepted, made.refusal, made.reason.strip()
        row.save(update_fields=["accepted", "refusal", "reason"])
    accepted = [row.field for row in rows if row.accepted]
    refused = [row.field for row in rows if not row.accepted]
    shown = selectors.fields_of(case=case, on=step.day)
    if accepted:
        requests.rectify(
            applicant_id=case.applicant_id,
            tie=TIES[Proof(case.proof)],
            changes={row.field: selectors.wanted_of(row) for row in rows if row.accepted},
            reference=case.number,
            actor=actor,
            at=at,
        )
        case.applicant.refresh_from_db()
    letter = letters.issue(
        letter=result_of(case, shown=shown, actor=actor, at=at),
        office=case.office,
        subject_kind="own_data",
        subject_id=str(case.pk),
        signer_ref=actor,
        at=at,
        permission="privacy.work",
    )
    tell_person(
        case,
        key=step.key,
        kind="own_data_settled",
        subject=_("Hasil: permintaan %(number)s") % {"number": case.number},
        text=_("Permintaan perbaikan %(number)s sudah diputus. Hasil dan suratnya ada di halaman data pribadi Anda.")
        % {"number": case.number},
        at=at,
    )
    facts = {"accepted": ",".join(accepted), "refused": ",".join(refused), "letter": letter.number}
    return close(step, facts=facts)
