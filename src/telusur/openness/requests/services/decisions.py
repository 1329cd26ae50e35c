"""Decided, signed, told: the written notification with every element of UU 14/2008 Pasal 22 ayat (7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.clocks import selectors as counting
from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.acts import legal_act

from ..rules.words import Act, Outcome, State
from . import act_letters
from .answer_letters import notification_of
from .answers import let_out_answers
from .completeness import stop_answer_clock
from .faults import Refused
from .objections.windows import open_window
from .steps import Step, begin, close, keep_reason
from .telling import end_warnings, in_words, number_subject, tell_applicant
from .units import close_dispositions
from .withholding import (
    disclosure_said,
    files_of_answer,
    give_blackened,
    keep_closed,
    leave_out,
    require_still_covered,
    require_whole,
    settle_rest,
    take_back,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from ..models import InformationRequest, Withholding
    from ..rules.withholding import Kept

ACT_OF = {
    Outcome.GRANTED_FULL: Act.GRANT,
    Outcome.GRANTED_PART: Act.GRANT_PART,
    Outcome.REFUSED_EXEMPT: Act.REFUSE,
    Outcome.NOT_HELD: Act.DECLARE_NOT_HELD,
    Outcome.NOT_DOCUMENTED: Act.DECLARE_NOT_DOCUMENTED,
}


# Acts that keep something closed.
KEEPS_CLOSED = frozenset({Act.GRANT_PART, Act.REFUSE})
DECIDED = (
    "outcome",
    "decided_at",
    "decision_words",
    "held_by",
    "available_from",
    "cost",
    "cost_words",
    "disclosure_words",
    "determination",
    "awaiting_test_since",
)


@dataclass(frozen=True)
class Decision:
    """What the PPID decided. `held_by` names the body that holds it, `available_from` when it will be documented.

    cost: whole rupiah for copying and sending, cost recovery only; `cost_words` says how to pay. kept: what is not
    given at all; disclosure: what was found of written consent and public office, where g or h keeps it closed.
    whole: of a grant in part, the files (ids of answers) that are given as they are; one that is neither among them
    nor blackened is not given.
    """

    outcome: Outcome
    words: str = ""
    held_by: str = ""
    available_from: str = ""
    cost: int = 0
    cost_words: str = ""
    kept: Sequence[Kept] = ()
    disclosure: str = ""
    whole: Collection[int] = ()


@legal_act
def decide(
    *, request_id: int, decision: Decision, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Decide a request: granted in full or in part, refused, not held (naming the body), or not documented (when).

    What is kept closed needs a determination in force that covers it: no office exempts by deciding a request.
    Law: UU 14/2008 Pasal 17, 19; Pasal 22 ayat (7) huruf a–e. Raises: Refused (`outcome_unknown`, `body_missing`,
    `time_missing`, `answer_empty`, `cost_without_payment`, `kept_in_full_grant`, `nothing_kept_closed`,
    `withheld_missing` and what `withholding` says), StaleCase, WrongState, NotPermitted.
    """
    act = _act_of(decision)
    step = begin(request_id=request_id, act=act, actor=actor, at=at, version=version)
    case = step.case
    take_back(case, at=at)  # where an order reopened an earlier decision
    withheld = _settle(step, decision)
    refused = act == Act.REFUSE
    said = disclosure_said(case, withheld=withheld, words=decision.disclosure, refused=refused)
    case.outcome, case.decided_at = decision.outcome, at
    case.decision_words, case.held_by = decision.words.strip(), decision.held_by.strip()
    case.available_from, case.cost = decision.available_from.strip(), decision.cost
    case.cost_words = decision.cost_words.strip()
    close_dispositions(case, at=at)
    case.disclosure_words = said
    case.determination_id = next((one.determination_id for one in withheld if one.determination_id), None)
    case.awaiting_test_since = None
    grounds = ",".join(dict.fromkeys(one.ground for one in withheld))
    return close(
        step,
        changed=DECIDED,
        facts={"outcome": decision.outcome.value, "cost": decision.cost}
        | ({"grounds": grounds, "determination": case.determination_id} if withheld else {}),
    )


def _act_of(decision: Decision) -> Act:
    """Return the act by which this is decided. Raises: Refused, for what the decision itself lacks."""
    act = ACT_OF.get(decision.outcome)
    if act is None:
        raise Refused("outcome_unknown")
    if decision.outcome == Outcome.NOT_HELD and not decision.held_by.strip():
        raise Refused("body_missing")
    if decision.outcome == Outcome.NOT_DOCUMENTED and not decision.available_from.strip():
        raise Refused("time_missing")
    if decision.cost and not decision.cost_words.strip():
        raise Refused("cost_without_payment")
    if decision.kept and act not in KEEPS_CLOSED:
        raise Refused("kept_in_full_grant")
    if act == Act.REFUSE and not decision.kept:
        raise Refused("withheld_missing")
    return act


def _settle(step: Step, decision: Decision) -> list[Withholding]:
    """Hold that what is given is there and that what is kept closed is covered, and write the latter."""
    case, act = step.case, step.act
    if act == Act.GRANT:
        answered = case.dispositions.filter(returned_at=None).exclude(answer_words="").exists()
        if not (answered or _material(case)):
            raise Refused("answer_empty")
        require_whole(case)
        return []
    if act == Act.GRANT_PART:
        withheld = give_blackened(case, actor=step.actor, at=step.at, on=step.day)
        rest = settle_rest(case, whole=decision.whole, kept=decision.kept, at=step.at)
        withheld += keep_closed(case, kept=decision.kept, files=rest, at=step.at, on=step.day)
        if not withheld:
            raise Refused("nothing_kept_closed")
        if not (_material(case) or decision.words.strip()):
            raise Refused("answer_empty")
        return withheld
    leave_out(files_of_answer(case), at=step.at)  # nothing is given, whatever the units handed in
    return keep_closed(case, kept=decision.kept, at=step.at, on=step.day)


def _material(case: InformationRequest) -> bool:
    return case.answers.filter(taken_back_at=None).exists()


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
    take_back(case, at=at)
    case.outcome, case.decided_at, case.held_by, case.available_from = "", None, "", ""
    case.determination, case.disclosure_words = None, ""
    keep_reason(case, _("Alasan meninjau ulang: %(reason)s") % {"reason": reason.strip()}, actor=actor, at=at)
    columns = ("outcome", "decided_at", "held_by", "available_from", "determination", "disclosure_words")
    return close(step, changed=columns, facts={"outcome_before": before})


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
    notice = act_letters.extension(
        case, reasons=case.extension_reason, counted=counting.explain(clock), first=first, actor=actor, at=at
    )
    letter = act_letters.issue(case, notice, actor=actor, at=at)
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

    What is kept closed must still be covered on this day, and the files of the answer pass the release check.
    Law: UU 14/2008 Pasal 22 ayat (7) huruf a–g. Raises: Refused (`determination_ended`, `blackened_in_full_grant`,
    `file_not_released`), StaleCase, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.SIGN, actor=actor, at=at, version=version)
    case = step.case
    require_whole(case)
    require_still_covered(case, on=step.day)
    let_out_answers(case, at=at)
    letter = act_letters.issue(case, notification_of(case, actor=actor, at=at), actor=actor, at=at)
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
