"""Handing a request on to the KPU office that holds the information, with its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.accounts.rules.sealing import unseal
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from .. import selectors
from ..models import InformationRequest, Note
from ..rules import identity
from ..rules.identity import ApplicantFacts
from ..rules.questions import Asked
from ..rules.words import (
    Act,
    ApplicantType,
    Audience,
    Channel,
    CopyForm,
    Delivery,
    IdentityKind,
    Occupation,
    Sex,
    Track,
    WayOfObtaining,
)
from . import act_letters
from .completeness import stop_clocks
from .faults import Refused
from .proofs import PROOF_KIND
from .registration import record_arrival, take_in, tell_of_new_case
from .steps import begin, close
from .telling import number_subject, tell_applicant
from .units import close_dispositions

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office


@legal_act
def forward_to_office(
    *, request_id: int, office: Office, reason: str, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Hand the request on: it ends here, begins there with a number and a clock of that office, and the two are
    linked. Question, applicant, proofs and what he added go along; internal notes and the desk's history stay.

    Law: UU 14/2008 Pasal 22 ayat (7) huruf b. Returns the new case. Raises: Refused (`reason_missing`,
    `same_office`), StaleCase, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(request_id=request_id, act=Act.FORWARD, actor=actor, at=at, version=version)
    case = step.case
    if office.pk == case.office_id:
        raise Refused("same_office")
    arrival = take_in(
        office=office,
        applicant=facts_of(case),
        asked=asked_of(case),
        channel=Channel(case.channel),
        received_at=at,
        at=at,
        track=Track(case.track),
        track_reason=case.track_reason,
        user_id=case.applicant.user_id,
        proofs_shown=case.proofs_shown,
        secret_hash=case.secret_hash,
    )
    for proof in selectors.proofs_of(request_id=case.pk):
        documents.attach(
            document_id=proof.document_id,
            thing_kind=PROOF_KIND,
            thing_id=str(arrival.case.pk),
            office_id=office.pk,
            access="sealed",
            title=proof.title,
            at=at,
            actor=actor,
            personal_data=True,
        )
    for note in case.notes.filter(audience=Audience.APPLICANT):
        Note.objects.create(
            request=arrival.case,
            audience=note.audience,
            text=note.text,
            written_at=note.written_at,
            written_by=note.written_by,
        )
    tell_of_new_case(arrival.case, actor=actor, at=at, to_applicant=False)
    stop_clocks(case, at=at)
    close_dispositions(case, at=at)
    case.forwarded_to, case.closing_words = arrival.case, reason.strip()
    handing_on = act_letters.forwarding(case, office=office, reason=reason, actor=actor, at=at)
    letter = act_letters.issue(case, handing_on, actor=actor, at=at)
    tell_applicant(
        case,
        key=step.key,
        kind="request_forwarded",
        subject=number_subject(case, _("Diteruskan")),
        text=_("Permohonan %(number)s diteruskan ke %(office)s dengan nomor %(new)s. Kode lacak Anda tetap berlaku.")
        % {"number": case.number, "office": office.name, "new": arrival.case.number},
        at=at,
    )
    # Two logs end here; both are written last, in the order of the offices' codes.
    columns, facts = (
        ("check_deadline", "forwarded_to", "closing_words"),
        {"to_office": office.code, "letter": letter.number},
    )
    if case.office.code < office.code:
        close(step, changed=columns, facts=facts)
        record_arrival(arrival, actor=actor, forwarded_from=case.number)
    else:
        record_arrival(arrival, actor=actor, forwarded_from=case.number)
        close(step, changed=columns, facts=facts)
    return arrival.case


def facts_of(case: InformationRequest) -> ApplicantFacts:
    """Return what this case knows of its applicant, the identity number in the clear."""
    who = case.applicant
    key, sealed = settings.PERSONAL_DATA_KEY, who.identity_sealed
    number = unseal(sealed, key=key, purpose=identity.SEALED_AS) if who.identity_hash else ""
    return ApplicantFacts(
        type=ApplicantType(who.type),
        name=who.name,
        identity_kind=IdentityKind(who.identity_kind) if who.identity_kind else None,
        identity_number=number,
        representative=who.representative,
        email=who.email,
        phone=who.phone,
        address=who.address,
        occupation=Occupation(who.occupation) if who.occupation else None,
        occupation_words=who.occupation_words,
        sex=Sex(who.sex) if who.sex else None,
    )


def asked_of(case: InformationRequest) -> Asked:
    """Return the question of this case as it was asked."""
    return Asked(
        question=case.question,
        purpose=case.purpose,
        way=WayOfObtaining(case.way),
        copy_form=CopyForm(case.copy_form) if case.copy_form else None,
        delivery=Delivery(case.delivery),
        assistance=case.assistance,
        assistance_words=case.assistance_words,
    )
