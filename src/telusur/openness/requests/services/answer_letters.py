"""The letter that tells a decision, every element of the law in its place. Law: UU 14/2008 Pasal 22 ayat (7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules import answers as forms
from telusur.kernel.letters.rules.letters import Applicant, Cost, Notification, Signatory
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..models import labels
from ..rules.words import CopyForm, Outcome, Party, WayOfObtaining, Withheld
from .telling import in_words
from .withholding import standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telusur.kernel.letters.rules.letters import AnyLetter

    from ..models import InformationRequest, Withholding


def notification_of(case: InformationRequest, *, actor: str, at: datetime) -> AnyLetter:
    """Return the written notification of a decided case: one letter for each way it can end."""
    kinds: dict[str, Callable[..., AnyLetter]] = {
        Outcome.GRANTED_PART: _partial_grant,
        Outcome.REFUSED_EXEMPT: _refusal,
        Outcome.NOT_HELD: _not_held,
        Outcome.NOT_DOCUMENTED: _not_documented,
    }
    kind = kinds.get(case.outcome, _full_grant)
    return kind(case, actor, at)


def addressee(case: InformationRequest) -> Applicant:
    who = case.applicant
    contact = " · ".join(part for part in (who.phone, who.email) if part)
    return Applicant(name=who.name, address=who.address, contact=contact)


def signatory(case: InformationRequest, actor: str, at: datetime) -> Signatory:
    """Return who signs: the PPID, whoever serves at the desk, or the desk itself where no officer did the act."""
    on = local_day(office=case.office, at=at)
    if accounts.user_of(ref=actor) is None:
        return Signatory(name=case.office.name, function=_("Meja Layanan Informasi"))
    parties = selectors.parties_of(actor=actor, office_id=case.office_id, on=on)
    at_the_desk = Party.DESK in parties and Party.PPID not in parties
    acting = accounts.serves_acting(
        ref=actor, office_id=case.office_id, role=Party.DESK if at_the_desk else Party.PPID, on=on
    )
    function = _("Petugas Meja Layanan Informasi") if at_the_desk else _("PPID")
    return Signatory(name=accounts.actor_name(ref=actor), function=function, acting=acting)


def _full_grant(case: InformationRequest, actor: str, at: datetime) -> Notification:
    materials, words = _materials(case), _words(case)
    words += [d.answer_words for d in case.dispositions.filter(returned_at=None).exclude(answer_words="")]
    _days, until = _objection_window(case, at)
    return Notification(
        request_number=case.number,
        requested=letters.long_date(case.received_at, time_zone=case.office.time_zone),
        applicant=addressee(case),
        question=case.question,
        purpose=case.purpose,
        held=True,
        holder="",
        documented=True,
        available_on="",
        granted=True,
        ground="",
        material=materials or tuple(words),  # where no file is, the words themselves are the information
        explanation=tuple(words) if materials else (),
        redactions=(),
        **_handing_over(case),
        objection_until=until,
        signatory=signatory(case, actor, at),
    )


def _refusal(case: InformationRequest, actor: str, at: datetime) -> forms.Refusal:
    # One block a ground, however much it closes; what is closed stands in the question itself.
    kept = {(one.ground, one.determination_id): one for one in _standing(case)}
    return forms.Refusal(
        **_answer(case, actor, at),
        exemptions=tuple(_exemption(one) for one in kept.values()),
        disclosure=case.disclosure_words,
    )


def _partial_grant(case: InformationRequest, actor: str, at: datetime) -> forms.PartialGrant:
    rows = _standing(case)
    answer = _answer(case, actor, at)
    materials = _materials(case)
    if not materials:
        materials, answer["explanation"] = tuple(_words(case)), ""
    return forms.PartialGrant(
        **answer,
        material=materials,
        blackenings=tuple(
            forms.Blackening(place=one.place, material=selectors.passage_in_words(one), exemption=_exemption(one))
            for one in rows
            if one.kind == Withheld.PASSAGE
        ),
        withheld=tuple((one.what, _exemption(one)) for one in rows if one.kind == Withheld.WHOLE),
        **_handing_over(case),
    )


def _not_held(case: InformationRequest, actor: str, at: datetime) -> forms.NotHeld:
    return forms.NotHeld(**_answer(case, actor, at), holder=case.held_by)


def _not_documented(case: InformationRequest, actor: str, at: datetime) -> forms.NotDocumented:
    return forms.NotDocumented(**_answer(case, actor, at), available_on=case.available_from)


def _answer(case: InformationRequest, actor: str, at: datetime) -> dict[str, Any]:
    """Return what every answer carries, with the right to object and its last day counted."""
    days, until = _objection_window(case, at)
    return {
        "request_number": case.number,
        "requested": letters.long_date(case.received_at, time_zone=case.office.time_zone),
        "applicant": addressee(case),
        "occupation": selectors.occupation_of(case.applicant),
        "question": case.question,
        "purpose": case.purpose,
        "explanation": case.decision_words,
        "signatory": signatory(case, actor, at),
        "objection_days": days,
        "objection_until": until,
    }


def _handing_over(case: InformationRequest) -> dict[str, Any]:
    hardcopy = case.way == WayOfObtaining.COPY and case.copy_form == CopyForm.HARDCOPY
    return {
        "means": str(labels.MEANS.get(case.delivery, labels.DELIVERIES[case.delivery])),
        "form": str(labels.COPY_FORMS[CopyForm.HARDCOPY if hardcopy else CopyForm.SOFTCOPY]),
        "cost": Cost(other=case.cost, how_to_pay=case.cost_words),
        "handed_over": _("Sejak pemberitahuan ini"),
    }


def _standing(case: InformationRequest) -> list[Withholding]:
    return list(standing(case).select_related("determination"))


def _exemption(kept: Withholding) -> forms.Exemption:
    """Return the ground as the letter says it; the consequence is that which the test found."""
    found = kept.determination
    if found is None:
        return forms.Exemption(letter="", words="", statute=kept.ground_label, consequence="", determination="")
    facts = {"number": found.decree_number, "day": date_format(found.decree_on, "j F Y")}
    return forms.Exemption(
        letter=kept.ground,
        words=selectors.ground_in_words(kept.ground, on=found.valid_from),
        statute=found.statute,
        consequence=found.if_opened,
        determination=_("%(number)s tanggal %(day)s") % facts,
    )


def _materials(case: InformationRequest) -> tuple[str, ...]:
    return tuple(answer.title for answer in case.answers.filter(taken_back_at=None).order_by("pk"))


def _words(case: InformationRequest) -> list[str]:
    return [case.decision_words] if case.decision_words else []


def _objection_window(case: InformationRequest, at: datetime) -> tuple[int, str]:
    """Return working days and last day of the time to object that this notification opens.

    Law: UU 14/2008 Pasal 36 ayat (1).
    """
    computed = selectors.objection_window(case=case, at=at)
    until = in_words(computed.due)
    if not computed.confirmed:
        unread = _("%(day)s; sumber jalur Pemilu tidak menyebut jangka waktunya, maka dipakai yang umum")
        until = unread % {"day": until}
    return computed.counted[-1][1], until
