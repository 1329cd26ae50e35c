"""Is the file complete? Three working days for the desk, three for the applicant; silence of the desk means yes."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from telusur.kernel.clocks import services as clocks
from telusur.kernel.law.acts import legal_act

from .. import selectors
from ..models import InformationRequest, Note
from ..rules.words import Act, Audience, Outcome
from . import act_letters
from .faults import Refused
from .objections.windows import open_window
from .proofs import keep_proofs
from .steps import Step, begin, close
from .telling import DEADLINE_MOVED, Holders, in_words, number_subject, tell_applicant, tell_officers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.clocks.models import Deadline

    from .proofs import Proof


@legal_act
def begin_check(*, request_id: int, actor: str, at: datetime, version: int | None = None) -> InformationRequest:
    """Take a new request up for its check. Raises: StaleCase, WrongState, NotPermitted."""
    return close(begin(request_id=request_id, act=Act.BEGIN_CHECK, actor=actor, at=at, version=version))


@legal_act
def accept_request(*, request_id: int, actor: str, at: datetime, version: int | None = None) -> InformationRequest:
    """Declare the file complete; a file whose check has lapsed was complete when it did.

    Law: UU 14/2008 Pasal 22 ayat (4). Raises: StaleCase, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.ACCEPT, actor=actor, at=at, version=version)
    lapsed = selectors.check_lapsed(case=step.case, on=step.day)
    return _register(step, complete_since=_lapse_instant(step.case) if lapsed else at)


@legal_act
def lapse_completeness(*, request_id: int, actor: str, at: datetime) -> InformationRequest:
    """Take the file as complete because the desk's time to check it ran out.

    Raises: Refused `check_still_runs`, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.LAPSE_CHECK, actor=actor, at=at)
    if not selectors.check_lapsed(case=step.case, on=step.day):
        raise Refused("check_still_runs")
    return _register(step, complete_since=_lapse_instant(step.case))


def _lapse_instant(case: InformationRequest) -> datetime:
    """Return the law's own instant, however late somebody comes: the day after the last day of the check begins."""
    assert case.check_deadline is not None  # noqa: S101 nothing else can have lapsed
    day = case.check_deadline.due_on + timedelta(days=1)
    return datetime.combine(day, time(), tzinfo=ZoneInfo(case.office.time_zone))


def _register(step: Step, *, complete_since: datetime) -> InformationRequest:
    case = step.case
    _stop_check(case, at=step.at)
    case.completed_at, case.registered_at, case.missing = complete_since, complete_since, ""
    facts: dict[str, str | int | bool | None] = {}
    text = _("Berkas permohonan %(number)s lengkap dan sedang diproses.") % {"number": case.number}
    if case.deadline is not None:
        before = case.deadline.due_on
        case.deadline = clocks.complete(deadline_id=case.deadline.pk, completed_at=complete_since, at=step.at)
        case.told_due_on = after = case.deadline.due_on
        if after != before:  # by the reading that counts from completeness
            facts = {"due_before": before.isoformat(), "due_on": after.isoformat()}
            text += " " + _("Kami jawab paling lambat %(due)s.") % {"due": in_words(after)}
    tell_applicant(
        case,
        key=step.key,
        kind="request_complete",
        subject=number_subject(case, _("Berkas lengkap")),
        text=text,
        at=step.at,
    )
    columns = ("completed_at", "registered_at", "missing", "check_deadline", "told_due_on")
    return close(step, changed=columns, facts=facts, happened_at=complete_since)


def _stop_check(case: InformationRequest, *, at: datetime) -> None:
    if case.check_deadline_id is not None:
        clocks.stop(deadline_id=case.check_deadline_id, at=at)
        case.check_deadline_id = None


def _next_check(case: InformationRequest, step: str, *, at: datetime, task: str | None = None) -> Deadline:
    """Stop the clock of the check that was made and start that of the next one."""
    _stop_check(case, at=at)
    return clocks.start(
        subject_kind="request",
        subject_id=str(case.pk),
        label=case.number,
        office_code=case.office.code,
        time_zone=case.office.time_zone,
        track=case.track,
        step=step,
        started_at=at,
        at=at,
        task=task,
    )


@legal_act
def ask_completion(
    *, request_id: int, missing: str, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Tell the applicant what is missing; his own three working days start. The answer's clock is not touched.

    Raises: Refused (`missing_not_said`; `check_lapsed`, the file counts as complete), StaleCase, WrongState,
    NotPermitted.
    """
    if not missing.strip():
        raise Refused("missing_not_said")
    step = begin(request_id=request_id, act=Act.ASK_COMPLETION, actor=actor, at=at, version=version)
    case = step.case
    if selectors.check_lapsed(case=case, on=step.day):
        raise Refused("check_lapsed")
    clock = _next_check(case, "applicant_completes", at=at, task=DEADLINE_MOVED)
    case.check_deadline_id, case.missing, case.told_completion_due_on = clock.pk, missing.strip(), clock.due_on
    until = in_words(clock.due_on)
    letter = act_letters.issue(
        case, act_letters.completion(case, missing=case.missing, actor=actor, at=at), actor=actor, at=at
    )
    tell_applicant(
        case,
        key=step.key,
        kind="request_incomplete",
        subject=number_subject(case, _("Berkas belum lengkap")),
        text=_("Berkas permohonan %(number)s belum lengkap. Lengkapi paling lambat %(until)s di halaman lacak.")
        % {"number": case.number, "until": until},
        at=at,
    )
    return close(
        step,
        changed=("check_deadline", "missing", "told_completion_due_on"),
        facts={"completion_due_on": clock.due_on.isoformat(), "letter": letter.number},
    )


@legal_act
def complete_request(
    *,
    request_id: int,
    text: str,
    actor: str,
    at: datetime,
    proofs: Sequence[Proof] = (),
    version: int | None = None,
) -> InformationRequest:
    """Take in what was missing, from the applicant or entered by the desk; the check starts again.

    Raises: Refused `completion_empty`, StaleCase, WrongState, NotPermitted.
    """
    if not (text.strip() or proofs):
        raise Refused("completion_empty")
    step = begin(request_id=request_id, act=Act.COMPLETE, actor=actor, at=at, version=version)
    case = step.case
    clock = _next_check(case, "completeness", at=at)
    case.check_deadline_id, case.told_completion_due_on = clock.pk, None
    if text.strip():
        Note.objects.create(
            request=case, audience=Audience.APPLICANT, text=text.strip(), written_at=at, written_by=actor
        )
    keep_proofs(case, proofs=proofs, actor=actor, at=at)
    tell_officers(
        case,
        key=step.key,
        kind="request_completed",
        subject=number_subject(case, _("Berkas dilengkapi")),
        text=_("Pemohon melengkapi berkas permohonan %(number)s.") % {"number": case.number},
        at=at,
        to=Holders("requests.told_of_new", on=step.day, skip=actor),
    )
    changed = ("check_deadline", "told_completion_due_on")
    return close(step, changed=changed, facts={"proofs": ",".join(sorted(p.kind for p in proofs))})


@legal_act
def close_incomplete(
    *, request_id: int, reason: str, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Close a file its applicant did not complete in his time.

    Raises: Refused `applicant_still_has_time`, `reason_missing`, StaleCase, WrongState, NotPermitted.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    step = begin(request_id=request_id, act=Act.CLOSE_INCOMPLETE, actor=actor, at=at, version=version)
    case = step.case
    clock = case.check_deadline
    if clock is not None and clock.due_on >= step.day:
        raise Refused("applicant_still_has_time", until=clock.due_on)
    letter = act_letters.issue(case, act_letters.closing(case, actor=actor, at=at), actor=actor, at=at)
    _stop_check(case, at=at)
    stop_answer_clock(case, at=at)
    open_window(case, arose_at=at, at=at)
    case.outcome, case.closing_words = Outcome.INCOMPLETE, reason.strip()
    tell_applicant(
        case,
        key=step.key,
        kind="request_closed",
        subject=number_subject(case, _("Tidak dapat diproses")),
        text=_("Permohonan %(number)s ditutup karena berkasnya tidak dilengkapi. Anda dapat mengajukan lagi.")
        % {"number": case.number},
        at=at,
    )
    return close(step, changed=("check_deadline", "outcome", "closing_words"), facts={"letter": letter.number})


def stop_answer_clock(case: InformationRequest, *, at: datetime) -> None:
    """Stop the clock of the answer; the case keeps pointing at it, so that its date can always be shown.

    Where an objection reopened the answer, it stopped when the first one was signed.
    """
    if case.deadline is not None and case.deadline.stopped_at is None:
        clocks.stop(deadline_id=case.deadline.pk, at=at)


def stop_clocks(case: InformationRequest, *, at: datetime) -> None:
    """Stop every clock of a case that ends."""
    _stop_check(case, at=at)
    stop_answer_clock(case, at=at)
