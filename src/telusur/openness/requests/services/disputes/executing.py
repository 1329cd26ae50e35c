"""The office carries out a ruling or an agreement: it answers anew where that is ordered, it gives what is to be given;
what that opens becomes information at any time by law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters

from ...models import Dispute, DisputeRemedy
from ...rules.disputes import DisputeAct, PaperKind, Whose
from ...rules.words import UNANSWERED
from ..faults import Refused
from ..remedies import Carried, Place, given_anew, keep_materials, open_by_law, was_given_anew, with_answer
from ..reopening import lock_answer, open_again
from ..telling import number_subject, tell_applicant
from .clocks import EXECUTION
from .letters import report_of
from .papers import keep_all
from .steps import KIND, SEE, begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ...models import InformationRequest
    from ..answers import Material

FILE_KIND = "dispute_file"


@legal_act
def reopen_by_ruling(*, dispute_id: int, actor: str, at: datetime, version: int | None = None) -> Dispute:
    """Open the request's answer again because a ruling or an agreement wants it answered: the PPID decides and notifies
    anew.

    The answer's own clock does not run again; the ruling's day stands. Law: UU 14/2008 Pasal 46. Raises: Refused
    (`no_request_to_reopen`, `imported_stays`, `executed_already`), StaleCase, WrongState, NotPermitted.
    """
    asked = Dispute.everything.values_list("objection__request_id", flat=True).get(pk=dispute_id)
    request_id = lock_answer(request_id=asked)
    step = begin(dispute_id=dispute_id, act=DisputeAct.REOPEN_ANSWER, actor=actor, at=at, version=version)
    if step.dispute.executed_at is not None:
        raise Refused("executed_already")
    case = open_again(request_id=request_id, because={"dispute": step.dispute.number}, actor=actor, at=at)
    return close(step, facts={"request": case.number})


@legal_act
def execute_ruling(
    *,
    dispute_id: int,
    words: str,
    actor: str,
    at: datetime,
    materials: Sequence[Material] = (),
    proofs: Sequence[tuple[int, str]] = (),
    version: int | None = None,
) -> Dispute:
    """Record how a ruling or agreement was carried out, with what was given and the proofs; report it to the forum.

    Where it opens information, each piece becomes information at any time, and so do the files of an answer given
    anew: that is the law's doing, not an option.
    proofs: (id, title) of receipts and the like. Law: UU 14/2008 Pasal 11 ayat (2), 46. Raises: Refused
    (`execution_missing`, `executed_already`, `opened_nothing`, `answer_not_signed`, `item_not_public`,
    `material_empty`, `file_not_released`, `names_a_person`), StaleCase, WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("execution_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.EXECUTE, actor=actor, at=at, version=version)
    dispute = step.dispute
    if dispute.executed_at is not None:
        raise Refused("executed_already")
    ruling = dispute.rulings.order_by("pk").last()
    assert ruling is not None  # noqa: S101 the table lets nothing be carried out before a ruling or agreement
    case = dispute.objection.request
    _answer_is_out(case)
    if dispute.opens and not materials and not was_given_anew(case, since=ruling.received_at):
        raise Refused("opened_nothing")
    carried = Carried(materials, dispute.opens, actor, at)
    for kept in keep_materials(carried, Place(FILE_KIND, dispute.pk, dispute.office_id, SEE)):
        DisputeRemedy.objects.create(dispute=dispute, opened=dispute.opens, given_at=at, given_by=actor, **vars(kept))
    if dispute.opens:
        anew = given_anew(case, since=ruling.received_at) if case else []
        open_by_law(
            with_answer(carried, anew),
            office_id=dispute.office_id,
            cause="ruling",
            reference=ruling.number,
            summary=_("Dibuka oleh putusan atau kesepakatan nomor %(number)s.") % {"number": ruling.number},
            names=(dispute.applicant.name, dispute.applicant.representative, dispute.objection.proxy),
        )
    keep_all(dispute, proofs, kind=PaperKind.EXECUTION, side=Whose.OFFICE, dated_on=step.day, actor=actor, at=at)
    letter = letters.issue(
        letter=report_of(dispute, ruling, words=words.strip(), actor=actor, at=at),
        office=dispute.office,
        subject_kind=KIND,
        subject_id=str(dispute.pk),
        signer_ref=actor,
        at=at,
        permission=SEE,
    )
    dispute.execution_words, dispute.executed_at = words.strip(), at
    end_warnings(dispute, EXECUTION, at=at)
    subject = number_subject(dispute, _("Dilaksanakan"))
    tell_applicant(
        dispute,
        key=step.key,
        kind="dispute_executed",
        subject=subject,
        text=_("Putusan atau kesepakatan dalam sengketa Anda sudah dilaksanakan. Lihat hasilnya di halaman lacak."),
        at=at,
    )
    tell_office(
        dispute,
        on=step.day,
        at=at,
        skip=actor,
        key=step.key,
        kind="dispute_executed_office",
        subject=subject,
        text=_("PPID melaksanakan putusan atau kesepakatan dalam sengketa %(number)s.") % {"number": dispute.number},
    )
    return close(
        step,
        changed=("execution_words", "executed_at"),
        facts={
            "materials": len(materials),
            "opened": dispute.opens,
            "late": dispute.order_due_on is not None and step.day > dispute.order_due_on,
            "letter": letter.number,
            "digest": letter.digest,
        },
    )


def _answer_is_out(case: InformationRequest | None) -> None:
    """Refuse to call a ruling carried out while the request still waits for its answer, reopened or never given."""
    if case is not None and case.state in UNANSWERED:
        raise Refused("answer_not_signed", number=case.number)
