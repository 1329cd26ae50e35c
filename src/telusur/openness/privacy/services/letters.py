"""What the letters of this room say."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law import selectors as law
from telusur.kernel.letters.rules import letters as forms
from telusur.kernel.letters.rules import privacy as own
from telusur.kernel.offices.selectors import local_day

from ..models import labels
from .telling import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.offices.models import Office

    from ..models import Breach, OwnDataCase
    from ..selectors import FieldAsked


def signatory(office: Office, *, actor: str, at: datetime) -> forms.Signatory:
    """Return who signs as PPID, or for him."""
    on = local_day(office=office, at=at)
    return forms.Signatory(
        name=accounts.actor_name(ref=actor),
        function=_("Pejabat Pengelola Informasi dan Dokumentasi"),
        acting=accounts.serves_acting(ref=actor, office_id=office.pk, role="ppid", on=on),
    )


def addressee(case: OwnDataCase) -> forms.Applicant:
    who = case.applicant
    return forms.Applicant(name=who.name, address=who.address, contact=", ".join(filter(None, (who.phone, who.email))))


def result_of(case: OwnDataCase, *, shown: Sequence[FieldAsked], actor: str, at: datetime) -> own.OwnDataResult:
    """Return the letter that tells what became of each field; an identity number is not printed."""
    zone = ZoneInfo(case.office.time_zone)
    return own.OwnDataResult(
        case_number=case.number,
        asked=moment(case.asked_at, zone),
        due=moment(case.due_at, zone),
        applicant=addressee(case),
        fields=tuple(
            (
                str(each.label),
                _("nomor identitas, tidak dicetak") if each.field == "identity_number" else each.wanted,
                _("Diterima dan sudah diterapkan") if each.accepted else _("Ditolak"),
                "" if each.accepted else f"{each.refusal}: {each.reason}",
            )
            for each in shown
        ),
        rule=law.rule_by_id(case.rule_id).source,
        signatory=signatory(case.office, actor=actor, at=at),
    )


def copy_of(
    case: OwnDataCase, *, parts: Sequence[tuple[str, int]], digest: str, actor: str, at: datetime
) -> own.OwnDataCopy:
    """Return the letter that comes with a copy: what it holds, by heading and number of rows."""
    zone = ZoneInfo(case.office.time_zone)
    return own.OwnDataCopy(
        case_number=case.number,
        asked=moment(case.asked_at, zone),
        due=moment(case.due_at, zone),
        applicant=addressee(case),
        parts=tuple((heading, str(rows)) for heading, rows in parts),
        digest=digest,
        rule=law.rule_by_id(case.rule_id).source,
        signatory=signatory(case.office, actor=actor, at=at),
    )


def breach_letter(
    breach: Breach, *, to: forms.Applicant, authority: bool, actor: str, at: datetime
) -> own.BreachNotice | own.BreachReport:
    """Return the written notice of a breach, to one of those concerned or to the authority.

    Law: UU 27/2022 Pasal 46: what data, when and how, handling and recovery.
    """
    zone = ZoneInfo(breach.office.time_zone)
    kind = own.BreachReport if authority else own.BreachNotice
    return kind(
        breach_number=breach.number,
        applicant=to,
        discovered=moment(breach.discovered_at, zone),
        occurred=moment(breach.occurred_at, zone) if breach.occurred_at else _("belum diketahui"),
        how=breach.how,
        data=tuple(str(labels.DATA[name]) for name in breach.data),
        people=str(breach.people),
        offices=", ".join(breach.offices),
        handling=breach.handling,
        recovery=breach.recovery,
        due=moment(breach.due_at, zone),
        rule=law.rule_by_id(breach.rule_id).source,
        signatory=signatory(breach.office, actor=actor, at=at),
    )
