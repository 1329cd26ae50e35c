"""What the letters of a dispute say: power of attorney, answer, evidence, report that a ruling was carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.letters.rules import disputes as own
from telusur.kernel.letters.rules import letters as forms
from telusur.kernel.offices.selectors import local_day

from ... import selectors
from ...models import dispute_labels, objection_labels
from ...rules.disputes import Forum
from ...rules.words import Party

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from ...models import Dispute, DisputeRuling
    from .pleading import ProxyFacts


def power_for(
    dispute: Dispute, *, proxies: Sequence[ProxyFacts], powers: tuple[str, ...], actor: str, at: datetime
) -> own.DisputePower:
    """Return the special power of attorney of the office for one dispute."""
    return own.DisputePower(
        dispute_number=_case_number(dispute),
        forum=forum_of(dispute),
        petitioner=dispute.applicant.name,
        information=dispute.information,
        proxies=tuple(own.Proxy(name=each.name, function=each.function, identity=each.identity) for each in proxies),
        acts=powers,
        signatory=signatory(dispute, actor=actor, at=at),
    )


def answer_to(dispute: Dispute, *, answer: str, claim: tuple[str, ...], actor: str, at: datetime) -> own.DisputeAnswer:
    """Return the respondent's answer to the panel."""
    objection = dispute.objection
    return own.DisputeAnswer(
        dispute_number=_case_number(dispute),
        applicant=_to_forum(dispute),
        petitioner=dispute.applicant.name,
        information=dispute.information,
        request_number=objection.request.number if objection.request else "",
        objection_number=objection.number,
        chronology=tuple(chronology(dispute)),
        answer=answer,
        claim=claim,
        evidence=_evidence(dispute),
        signatory=signatory(dispute, actor=actor, at=at),
    )


def evidence_of(dispute: Dispute, *, actor: str, at: datetime) -> own.EvidenceList:
    """Return the office's list of evidence, with the mark of each piece."""
    return own.EvidenceList(
        dispute_number=_case_number(dispute),
        applicant=_to_forum(dispute),
        petitioner=dispute.applicant.name,
        information=dispute.information,
        evidence=_evidence(dispute),
        signatory=signatory(dispute, actor=actor, at=at),
    )


def report_of(dispute: Dispute, ruling: DisputeRuling, *, words: str, actor: str, at: datetime) -> own.ExecutionReport:
    """Return the report that a ruling or agreement was carried out."""
    day = local_day(office=dispute.office, at=at)
    names = {**dispute_labels.FORUMS, Forum.COMMISSION: dispute.commission_name}
    return own.ExecutionReport(
        dispute_number=_case_number(dispute),
        applicant=_to_forum(dispute),
        ruling=_("putusan %(forum)s nomor %(number)s") % {"forum": names[ruling.forum], "number": ruling.number},
        ruled=_long(ruling.decided_on),
        petitioner=dispute.applicant.name,
        orders=((dispute.order, words, _long(day)),),
        due=_long(dispute.order_due_on) if dispute.order_due_on else "",
        signatory=signatory(dispute, actor=actor, at=at),
    )


def chronology(dispute: Dispute) -> Iterator[tuple[str, str]]:
    """Yield (date, what happened) of the case up to the dispute, as the office's books tell it."""
    objection, office = dispute.objection, dispute.office

    def line(at: datetime | None, text: str) -> Iterator[tuple[str, str]]:
        if at is not None:
            yield _long(local_day(office=office, at=at)), text

    if (case := objection.request) is not None:
        yield from line(case.received_at, _("Permohonan %(number)s diterima.") % {"number": case.number})
        yield from line(case.notified_at, _("Pemberitahuan tertulis disampaikan."))
    grounds = "; ".join(str(objection_labels.GROUNDS[each]) for each in objection.grounds)
    received = _("Keberatan %(number)s diterima: %(grounds)s.") % {"number": objection.number, "grounds": grounds}
    yield from line(objection.received_at, received)
    if objection.decided_at is not None:
        verdict = str(objection_labels.VERDICTS[objection.verdict])
        yield from line(objection.decided_at, _("Atasan PPID menanggapi: %(verdict)s.") % {"verdict": verdict})
    yield from line(dispute.filed_at, _("Pemohon mengajukan sengketa ke %(forum)s.") % {"forum": forum_of(dispute)})


def forum_of(dispute: Dispute) -> str:
    """Return the name of who hears the case now: the commission, or the court of the newest suit."""
    suit = selectors.running_suit(dispute_id=dispute.pk)
    return str(suit.court) if suit else dispute.commission_name


def signatory(dispute: Dispute, *, actor: str, at: datetime) -> forms.Signatory:
    """Return in which function the actor signs: as superior where he is that, as PPID else."""
    on = local_day(office=dispute.office, at=at)
    parties = selectors.parties_of(actor=actor, office_id=dispute.office_id, on=on)
    role, function = (Party.SUPERIOR, _("Atasan PPID")) if Party.SUPERIOR in parties else (Party.PPID, _("PPID"))
    acting = accounts.serves_acting(ref=actor, office_id=dispute.office_id, role=role, on=on)
    return forms.Signatory(name=accounts.actor_name(ref=actor), function=function, acting=acting)


def _case_number(dispute: Dispute) -> str:
    suit = selectors.running_suit(dispute_id=dispute.pk)
    return str(suit.number) if suit and suit.number else dispute.commission_number


def _to_forum(dispute: Dispute) -> forms.Applicant:
    return forms.Applicant(
        name=_("Majelis yang memeriksa sengketa nomor %(number)s") % {"number": _case_number(dispute)},
        address=forum_of(dispute),
        contact="",
    )


def _evidence(dispute: Dispute) -> tuple[tuple[str, str], ...]:
    return tuple(dispute.evidence.order_by("pk").values_list("mark", "title"))


def _long(day: date) -> str:
    return date_format(day, "j F Y")
