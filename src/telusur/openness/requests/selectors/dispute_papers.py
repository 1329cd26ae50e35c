"""Every document of a dispute's case in order: the request, the objection, the dispute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.documents import selectors as documents
from telusur.kernel.letters import selectors as letters
from telusur.kernel.offices.selectors import local_day

from ..models import Answer, Dispute, labels
from ..rules.disputes import Whose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

# Forms that say what the applicant said.
FORMS = frozenset({"request_form", "objection_form"})
SEALED = frozenset({"request_proof", "objection_proof"})


@dataclass(frozen=True)
class CasePaper:
    """One document of the case. author: of `Whose`; sealed: an identity or a power that opens only in an act."""

    title: str
    on: date
    attachment_id: int
    author: str
    sealed: bool = False


def papers_of_dispute(*, dispute_id: int) -> list[CasePaper]:
    """Return every document of the case by stage, request first, and in a stage by day.

    Forms, letters and answers of the request; of the objection; and of the dispute its papers, letters and what a
    ruling gave.
    """
    rows = Dispute.everything.select_related("office", "objection__request", "objection__office")
    dispute = rows.get(pk=dispute_id)
    found: list[CasePaper] = []
    if dispute.objection.request_id is not None:
        found += _in_order(_of_request(dispute))
    found += _in_order(_of_objection(dispute))
    found += _in_order(_of_dispute(dispute))
    return found


def _in_order(papers: Iterator[CasePaper]) -> list[CasePaper]:
    return sorted(papers, key=lambda paper: (paper.on, paper.attachment_id))


def _of_request(dispute: Dispute) -> Iterator[CasePaper]:
    case = dispute.objection.request
    assert case is not None  # noqa: S101 the caller asked
    yield from _proofs(dispute, "request_proof", case.pk)
    yield from _letters(dispute, "request", case.pk)
    answers = Answer.objects.filter(request=case, taken_back_at=None).exclude(attachment=None).order_by("pk")
    for answer in answers:
        if answer.attachment_id is not None:
            yield CasePaper(answer.title, _day(dispute, answer.given_at), answer.attachment_id, Whose.OFFICE.value)


def _of_objection(dispute: Dispute) -> Iterator[CasePaper]:
    yield from _proofs(dispute, "objection_proof", dispute.objection_id)
    yield from _letters(dispute, "objection", dispute.objection_id)
    for remedy in dispute.objection.remedies.exclude(attachment=None):
        if remedy.attachment_id is not None:
            yield CasePaper(remedy.title, _day(dispute, remedy.given_at), remedy.attachment_id, Whose.OFFICE.value)


def _of_dispute(dispute: Dispute) -> Iterator[CasePaper]:
    for paper in dispute.papers.order_by("pk"):
        yield CasePaper(paper.title, paper.dated_on, paper.attachment_id, paper.side)
    yield from _letters(dispute, "dispute", dispute.pk)
    for remedy in dispute.remedies.exclude(attachment=None):
        if remedy.attachment_id is not None:
            yield CasePaper(remedy.title, _day(dispute, remedy.given_at), remedy.attachment_id, Whose.OFFICE.value)


def _letters(dispute: Dispute, kind: str, key: int) -> Iterator[CasePaper]:
    for letter in letters.letters_about(subject_kind=kind, subject_id=str(key)):
        author = Whose.APPLICANT if letter.template in FORMS else Whose.OFFICE
        title = f"{letter.title} {letter.number}"
        yield CasePaper(title, _day(dispute, letter.issued_at), letter.attachment_id, author.value)


def _proofs(dispute: Dispute, kind: str, key: int) -> Iterator[CasePaper]:
    for proof in documents.attachments_of(thing_kind=kind, thing_id=str(key)):
        title = str(labels.PROOFS.get(proof.title, proof.title))
        yield CasePaper(title, _day(dispute, proof.attached_at), proof.pk, Whose.APPLICANT.value, sealed=kind in SEALED)


def _day(dispute: Dispute, at: datetime) -> date:
    return local_day(office=dispute.office, at=at)
