"""An objection without a request, sent without proof of work, is confirmed by mail; it counts from when it was sent."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act

from ...models import UnconfirmedObjection
from ...rules import identity
from ...rules.objections import Ground
from ...rules.words import Channel
from ..confirming import Mail, confirmed, hold
from .filing import Claim, file_objection, must_say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from telusur.kernel.offices.models import Office

    from ...rules.identity import ApplicantFacts
    from ..proofs import Proof
    from .filing import Filing


@legal_act
def hold_objection(
    *,
    office: Office,
    applicant: ApplicantFacts,
    claim: Claim,
    proofs: Sequence[Proof],
    submission: UUID | None,
    at: datetime,
) -> UnconfirmedObjection:
    """Keep an objection sealed until its mail address is confirmed, and owe the mail with the link.

    A form sent twice is held once. Raises: BadIdentity, Refused.
    """
    must_say(claim)
    mail = Mail(
        kind="objection_unconfirmed",
        subject=_("Kukuhkan keberatan Anda"),
        text=_(
            "Buka tautan pertama di bawah ini dalam dua hari untuk mengukuhkan keberatan Anda. "
            "Tanggal terimanya tetap saat Anda mengirim formulir. "
            "Bila Anda tidak mengajukan apa pun, abaikan surel ini."
        ),
        path=f"/{office.slug}/keberatan/kukuhkan/",
        link=f"/{office.slug}/keberatan/",
    )
    return hold(
        UnconfirmedObjection,
        office=office,
        facts=identity.cleaned(applicant),
        content={"claim": asdict(claim)},
        proofs=proofs,
        submission=submission,
        mail=mail,
        at=at,
    )


@legal_act
def confirm_objection(*, office: Office, token: str, at: datetime) -> Filing:
    """File a held objection as received when it was sent. Raises: Refused (`unknown_token`, `token_expired`, what
    `file_objection` refuses), AlreadyFiled."""
    sent = confirmed(UnconfirmedObjection, office=office, token=token, at=at)
    said = sent.content["claim"]
    return file_objection(
        office=office,
        claim=Claim(**{**said, "grounds": tuple(Ground(each) for each in said["grounds"])}),
        applicant=sent.applicant,
        channel=Channel.E_PPID,
        received_at=sent.submitted_at,
        at=at,
        actor="applicant",
        proofs=sent.proofs,
        submission=sent.submission,
    )
