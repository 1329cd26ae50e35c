"""Decided, signed, told: the written notification with every element of UU 14/2008 Pasal 22 ayat (7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks import selectors as counting
from telusur.kernel.clocks import services as clocks
from telusur.kernel.clocks.rules import compute
from telusur.kernel.law import selectors as law
from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters
from telusur.kernel.letters.rules import letters as forms
from telusur.kernel.offices.selectors import local_day

from ..models import InformationRequest, labels
from ..rules.words import Act, CopyForm, Outcome, Party, State, WayOfObtaining
from .answers import let_out_answers
from .completeness import stop_answer_clock
from .faults import Refused
from .objections.windows import open_window
from .steps import begin, close, keep_reason
from .telling import end_warnings, in_words, number_subject, tell_applicant
from .units import close_dispositions

if TYPE_CHECKING:
    from datetime import datetime

ACT_OF = {
    Outcome.GRANTED_FULL: Act.GRANT,
    Outcome.NOT_HELD: Act.DECLARE_NOT_HELD,
    Outcome.NOT_DOCUMENTED: Act.DECLARE_NOT_DOCUMENTED,
}


@dataclass(frozen=True)
class Decision:
    """What the PPID decided. `held_by` names the body that holds it, `available_from` when it will be documented.

    cost: whole rupiah for copying and sending, cost recovery only; `cost_words` says how to pay.
    """

    outcome: Outcome
    words: str = ""
    held_by: str = ""
    available_from: str = ""
    cost: int = 0
    cost_words: str = ""


@legal_act
def decide(
    *, request_id: int, decision: Decision, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Decide a request: granted, not held (naming the body), or not yet documented (naming when).

    Law: UU 14/2008 Pasal 22 ayat (7) huruf a, b, d. Raises: Refused (`outcome_unknown`, `body_missing`,
    `time_missing`, `answer_empty`, `cost_without_payment`), StaleCase, WrongState, NotPermitted.
    """
    act = ACT_OF.get(decision.outcome)
    if act is None:
        raise Refused("outcome_unknown")
    if decision.outcome == Outcome.NOT_HELD and not decision.held_by.strip():
        raise Refused("body_missing")
    if decision.outcome == Outcome.NOT_DOCUMENTED and not decision.available_from.strip():
        raise Refused("time_missing")
    if decision.cost and not decision.cost_words.strip():
        raise Refused("cost_without_payment")
    step = begin(request_id=request_id, act=act, actor=actor, at=at, version=version)
    case = step.case
    answered = case.dispositions.filter(returned_at=None).exclude(answer_words="").exists()
    if act == Act.GRANT and not (answered or case.answers.filter(taken_back_at=None).exists()):
        raise Refused("answer_empty")
    case.outcome, case.decided_at = decision.outcome, at
    case.decision_words, case.held_by = decision.words.strip(), decision.held_by.strip()
    case.available_from, case.cost = decision.available_from.strip(), decision.cost
    case.cost_words = decision.cost_words.strip()
    close_dispositions(case, at=at)
    columns = ("outcome", "decided_at", "decision_words", "held_by", "available_from", "cost", "cost_words")
    return close(step, changed=columns, facts={"outcome": decision.outcome.value, "cost": decision.cost})


@legal_act
def reconsider(
    *, request_id: int, reason: str, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Take back a decision that is not signed yet. Raises: Refused `reason_missing`, StaleCase, WrongState."""
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(request_id=request_id, act=Act.RECONSIDER, actor=actor, at=at, version=version)
    case, before = step.case, step.case.outcome
    if case.state == State.ANSWERED_BY_DESK:
        case.answers.filter(taken_back_at=None).update(taken_back_at=at)
    case.outcome, case.decided_at, case.held_by, case.available_from = "", None, "", ""
    keep_reason(case, _("Alasan meninjau ulang: %(reason)s") % {"reason": reason.strip()}, actor=actor, at=at)
    return close(step, changed=("outcome", "decided_at", "held_by", "available_from"), facts={"outcome_before": before})


@legal_act
def extend_deadline(
    *, request_id: int, reasons: str, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Extend the answer, once, with written reasons, before it runs out; the applicant gets a letter.

    Law: UU 14/2008 Pasal 22 ayat (8); Perki 1/2019 Pasal 12. Raises: Refused (`reason_missing`, `already_extended`,
    `too_late_to_extend`, `not_extendable`), StaleCase, WrongState, NotPermitted.
    """
    if not reasons.strip():
        raise Refused("reason_missing")
    step = begin(request_id=request_id, act=Act.EXTEND, actor=actor, at=at, version=version)
    case = step.case
    if case.extended_at is not None or case.deadline is None:
        raise Refused("already_extended")
    if case.deadline.stopped_at is not None:
        raise Refused("clock_stopped")
    first = case.deadline.due_on
    try:
        clock = clocks.extend(deadline_id=case.deadline.pk, at=at)
    except clocks.ClockRefused as error:
        raise Refused(error.code) from error
    end_warnings(case, at=at)
    case.extended_at, case.extension_reason = at, reasons.strip()
    case.told_due_on = clock.due_on
    letter = letters.issue(
        letter=forms.Extension(
            request_number=case.number,
            requested=letters.long_date(case.received_at, time_zone=case.office.time_zone),
            applicant=_addressee(case),
            question=case.question,
            reasons=case.extension_reason,
            first_due=in_words(first),
            new_due=in_words(clock.due_on),
            days=sum(day > first for day, _number in counting.explain(clock).counted),
            rule=law.rule_by_id(clock.rule_id).source,
            signatory=_signatory(case, actor, at),
        ),
        office=case.office,
        subject_kind="request",
        subject_id=str(case.pk),
        signer_ref=actor,
        at=at,
        permission="requests.see_letters",
    )
    tell_applicant(
        case,
        key=step.key,
        kind="request_extended",
        subject=number_subject(case, _("Waktu jawaban diperpanjang")),
        text=_(
            "Jawaban atas permohonan %(number)s diperpanjang sampai %(due)s. Alasannya ada pada surat di halaman lacak."
        )
        % {"number": case.number, "due": in_words(clock.due_on)},
        at=at,
    )
    return close(
        step,
        changed=("extended_at", "extension_reason", "told_due_on"),
        facts={"due_before": first.isoformat(), "due_on": clock.due_on.isoformat(), "letter": letter.number},
    )


@legal_act
def sign_and_notify(*, request_id: int, actor: str, at: datetime, version: int | None = None) -> InformationRequest:
    """Sign the decision: the written notification is issued as a letter and the applicant is told where it is.

    The files of the answer pass the release check first. Law: UU 14/2008 Pasal 22 ayat (7) huruf a–g.
    Raises: Refused `file_not_released`, StaleCase, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.SIGN, actor=actor, at=at, version=version)
    case = step.case
    let_out_answers(case, at=at)
    letter = letters.issue(
        letter=notification_of(case, actor=actor, at=at),
        office=case.office,
        subject_kind="request",
        subject_id=str(case.pk),
        signer_ref=actor,
        at=at,
        permission="requests.see_letters",
    )
    stop_answer_clock(case, at=at)
    close_dispositions(case, at=at)
    open_window(case, arose_at=at, at=at)
    case.notified_at = case.notified_at or at  # an answer reopened by an order keeps the day of the first
    tell_applicant(
        case,
        key=step.key,
        kind="request_notified",
        subject=number_subject(case, _("Pemberitahuan tertulis")),
        text=_("Permohonan %(number)s sudah dijawab. Baca pemberitahuan tertulisnya di halaman lacak.")
        % {"number": case.number},
        at=at,
    )
    return close(
        step,
        changed=("notified_at",),
        facts={"outcome": case.outcome, "letter": letter.number, "digest": letter.digest},
    )


def notification_of(case: InformationRequest, *, actor: str, at: datetime) -> forms.Notification:
    """Return the written notification of a decided case, every element of the law in its place."""
    granted = case.outcome == Outcome.GRANTED_FULL
    materials = tuple(answer.title for answer in case.answers.filter(taken_back_at=None))
    words = [case.decision_words] if case.decision_words else []
    words += [d.answer_words for d in case.dispositions.filter(returned_at=None).exclude(answer_words="")]
    hardcopy = case.way == WayOfObtaining.COPY and case.copy_form == CopyForm.HARDCOPY
    return forms.Notification(
        request_number=case.number,
        requested=letters.long_date(case.received_at, time_zone=case.office.time_zone),
        applicant=_addressee(case),
        question=case.question,
        purpose=case.purpose,
        held=case.outcome != Outcome.NOT_HELD,
        holder=case.held_by,
        documented=case.outcome != Outcome.NOT_DOCUMENTED,
        available_on=case.available_from,
        granted=granted,
        ground=_ground(case),
        material=_material(materials, words) if granted else (),
        explanation=tuple(words) if granted and materials else (),
        redactions=(),
        means=str(labels.MEANS.get(case.delivery, labels.DELIVERIES[case.delivery])),
        form=str(labels.COPY_FORMS[CopyForm.HARDCOPY if hardcopy else CopyForm.SOFTCOPY]),
        cost=forms.Cost(other=case.cost, how_to_pay=case.cost_words),
        handed_over=_("Sejak pemberitahuan ini") if granted else "",
        objection_until=_objection_until(case, at),
        signatory=_signatory(case, actor, at),
    )


def _addressee(case: InformationRequest) -> forms.Applicant:
    who = case.applicant
    contact = " · ".join(part for part in (who.phone, who.email) if part)
    return forms.Applicant(name=who.name, address=who.address, contact=contact)


def _material(materials: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    """Return what is given; where no file is, the words themselves are the information."""
    return materials or tuple(words)


def _ground(case: InformationRequest) -> str:
    """Return why nothing is given, from the outcome itself; the officer's own words follow."""
    grounds = {
        Outcome.NOT_HELD: _("informasi yang diminta tidak berada dalam penguasaan kami"),
        Outcome.NOT_DOCUMENTED: _("informasi yang diminta belum didokumentasikan"),
    }
    if case.outcome not in grounds:
        return ""
    ground = grounds[Outcome(case.outcome)]
    return f"{ground}; {case.decision_words}" if case.decision_words else ground


def _signatory(case: InformationRequest, actor: str, at: datetime) -> forms.Signatory:
    acting = accounts.serves_acting(
        ref=actor, office_id=case.office_id, role=Party.PPID, on=local_day(office=case.office, at=at)
    )
    return forms.Signatory(name=accounts.actor_name(ref=actor), function=_("PPID"), acting=acting)


def _objection_until(case: InformationRequest, at: datetime) -> str:
    """Return the last day of the objection window that this notification opens. Law: UU 14/2008 Pasal 36 ayat (1)."""
    count = counting.count_of(
        track=case.track,
        step="objection_window",
        received=at,
        time_zone=case.office.time_zone,
        calendar=calendar_for(office_code=case.office.code),
    )
    found = compute(count)
    if found.confirmed:
        return in_words(found.due)
    return _("%(day)s; sumber jalur Pemilu tidak menyebut jangka waktunya, maka dipakai yang umum") % {
        "day": in_words(found.due)
    }
