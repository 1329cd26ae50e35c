"""A refusal that fell takes with it the determination on which it rested: by law, once the ruling or order binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from telusur.kernel.offices.selectors import local_day
from telusur.openness.information import services as exclusions
from telusur.openness.information.rules.exemptions import OpenedBy, Overturning

from .. import selectors
from ..rules.disputes import DisputeOutcome
from ..rules.objections import Ground, Verdict
from .telling import Holders, number_subject, tell_applicant, tell_officers
from .withholding import standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.openness.information.models import Determination

    from ..models import Dispute, Objection, Withholding


def overturn_by_ruling(dispute: Dispute, *, actor: str, on: date, at: datetime, key: str) -> None:
    """Let a ruling or agreement that binds now open what the request was refused on; tell both sides what it opened.

    It takes hold of the refusals that stood when the case was first ruled on, never of those in an answer given anew
    since. Only a ruling for the whole request ends a determination.
    Law: UU 14/2008 Pasal 11 ayat (2).
    """
    case, ruling = dispute.objection.request, dispute.rulings.order_by("pk").last()
    if case is None or ruling is None or not dispute.opens:
        return
    ruled_at = dispute.rulings.order_by("pk")[0].recorded_at
    stood = case.withholdings.filter(Q(taken_back_at=None) | Q(taken_back_at__gt=ruled_at), decided_at__lte=ruled_at)
    by = Overturning(
        cause=OpenedBy.RULING,
        number=ruling.number,
        decided_on=ruling.decided_on,
        reference=case.number,
        whole=ruling.outcome == DisputeOutcome.OPENED,
    )
    ended = exclusions.overturn_determinations(
        office_id=dispute.office_id, determination_ids=_named(stood), by=by, actor=actor, at=at
    )
    text = _("Putusan dalam sengketa %(number)s mengakhiri pengecualian dengan %(decrees)s.")
    to = Holders("requests.told_of_disputes", on=on, skip=actor)
    _tell(dispute, ended, text=text, kind="dispute_opened", key=key, to=to, at=at)


def overturn_by_objection(objection: Objection, *, gave: bool, actor: str, on: date, at: datetime, key: str) -> None:
    """Let the reply that granted an objection to a refusal open what it rested on, now that the order is carried out.

    gave: the order was carried out by giving something. Where the request was answered anew, only what the new answer
    does not keep closed. Law: UU 14/2008 Pasal 11 ayat (2).
    """
    case = objection.request
    if case is None or objection.decided_at is None or Ground.REFUSED not in objection.grounds:
        return
    if not gave and (case.decided_at is None or case.decided_at < objection.decided_at):
        return
    fell = set(_named(selectors.fallen_withholdings(objection=objection)))
    anew = set(_named(standing(case).filter(decided_at__gt=objection.decided_at)))
    by = Overturning(
        cause=OpenedBy.OBJECTION,
        number=objection.number,
        decided_on=local_day(office=objection.office, at=objection.decided_at),
        reference=case.number,
        whole=objection.verdict == Verdict.GRANTED,
    )
    ended = exclusions.overturn_determinations(
        office_id=objection.office_id, determination_ids=fell - anew, by=by, actor=actor, at=at
    )
    text = _("Tanggapan atas keberatan %(number)s mengakhiri pengecualian dengan %(decrees)s.")
    to = Holders("requests.told_of_objections", on=on, skip=actor)
    _tell(objection, ended, text=text, kind="objection_opened", key=key, to=to, at=at)


def _tell(
    case: Dispute | Objection,
    ended: Sequence[Determination],
    *,
    text: str,
    kind: str,
    key: str,
    to: Holders,
    at: datetime,
) -> None:
    if not ended:
        return
    subject = number_subject(case, _("Terbuka bagi semua orang"))
    follows = _("Informasinya kini berada di daftar informasi publik; berkasnya menyusul setelah pemeriksaan rilis.")
    decrees = ", ".join(each.decree_number for each in ended)
    said = f"{text % {'number': case.number, 'decrees': decrees}} {follows}"
    word = f"{key}:opened"
    tell_applicant(case, key=word, kind=f"{kind}_applicant", subject=subject, text=said, at=at)
    tell_officers(case, key=word, kind=kind, subject=subject, text=said, at=at, to=to)


def _named(rows: QuerySet[Withholding]) -> list[int]:
    """Return the determinations that these rest on."""
    return sorted(set(rows.exclude(determination=None).values_list("determination_id", flat=True)))
