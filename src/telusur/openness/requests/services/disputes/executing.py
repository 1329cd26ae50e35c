"""The office carries out a ruling or an agreement; what it opens becomes information at any time by law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.kernel.letters import services as letters

from ...models import DisputeRemedy
from ...rules.disputes import DisputeAct, DisputeOutcome, PaperKind, Whose
from ...rules.words import UNANSWERED
from ..faults import Refused
from ..remedies import Carried, Place, keep_materials, open_by_law
from ..telling import number_subject, tell_applicant
from .clocks import EXECUTION
from .letters import report_of
from .papers import keep_all
from .steps import KIND, SEE, begin, close, end_warnings
from .telling import tell_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ...models import Dispute
    from ..answers import Material

FILE_KIND = "dispute_file"


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

    Where it opens information, each piece becomes information at any time: that is the law's doing, not an option.
    proofs: (id, title) of receipts and the like. Law: UU 14/2008 Pasal 11 ayat (2), 46. Raises: Refused
    (`execution_missing`, `opened_nothing`, `answer_not_signed`, `item_not_public`, `material_empty`,
    `file_not_released`, `names_a_person`), StaleCase, WrongState, NotPermitted.
    """
    if not words.strip():
        raise Refused("execution_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.EXECUTE, actor=actor, at=at, version=version)
    dispute = step.dispute
    if dispute.opens and not materials:
        raise Refused("opened_nothing")
    _answer_is_out(dispute)
    ruling = dispute.rulings.order_by("pk").last()
    assert ruling is not None  # noqa: S101 the table lets nothing be carried out before a ruling or agreement
    carried = Carried(materials, dispute.opens, actor, at)
    for kept in keep_materials(carried, Place(FILE_KIND, dispute.pk, dispute.office_id, SEE)):
        DisputeRemedy.objects.create(dispute=dispute, opened=dispute.opens, given_at=at, given_by=actor, **vars(kept))
    if dispute.opens:
        open_by_law(
            carried,
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


def _answer_is_out(dispute: Dispute) -> None:
    """Refuse to call a duty done while the request it speaks of still waits for its answer."""
    case = dispute.objection.request
    if dispute.outcome == DisputeOutcome.DUTY and case is not None and case.state in UNANSWERED:
        raise Refused("answer_not_signed", number=case.number)
