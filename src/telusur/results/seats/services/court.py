"""What the Constitutional Court tells of a result is recorded; until it has spoken, or its window is over, no seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..models import CourtPaper
from ..rules.windows import PaperKind
from .steps import Facts, Refused, locked, words, write

if TYPE_CHECKING:
    from datetime import date, datetime


@legal_act
def record_court_paper(
    *,
    council_id: int,
    kind: PaperKind,
    number: str,
    dated_on: date,
    answers: int | None = None,
    changes: bool | None = None,
    actor: str,
    at: datetime,
) -> CourtPaper:
    """Record a paper of the Constitutional Court about the result that a council's seats rest on.

    kind: that no case is registered, that one is, or a ruling. answers: the registered case that a ruling ends.
    changes: whether it changes votes or seats.
    Raises: Refused: `nothing_taken`, `no_number`, `number_taken`, `dated_later`, `no_case`, `no_effect`, `case_open`.
    Law: UU 7/2017 Pasal 473-475.
    """
    council = locked(council_id=council_id)
    basis = selectors.basis_of(council=council)
    if basis is None:
        raise Refused("nothing_taken")
    number = words(number, "no_number", at=at)
    if dated_on > local_day(office=council.office, at=at) or dated_on < council.voted_on:
        raise Refused("dated_later")
    papers = selectors.papers_of(council=council)
    if any((paper.kind, paper.number) == (kind, number) for paper in papers):
        raise Refused("number_taken")
    pending = {
        paper.pk: paper
        for paper in papers
        if paper.kind == PaperKind.REGISTERED and not any(other.answers_id == paper.pk for other in papers)
    }
    if kind == PaperKind.RULING and answers not in pending:
        raise Refused("no_case")
    if kind == PaperKind.RULING and changes is None:
        raise Refused("no_effect")
    if kind == PaperKind.CLEAR and pending:
        raise Refused("case_open")
    ruling = kind == PaperKind.RULING
    paper = CourtPaper(
        council=council,
        kind=kind,
        number=number,
        dated_on=dated_on,
        answers_id=answers if ruling else None,
        changes=changes if ruling else None,
        recorded_at=at,
        recorded_by=actor,
    )
    facts: Facts = {"kind": str(kind), "dated_on": dated_on.isoformat(), "changes": paper.changes}
    paper.index = write("seats.record_court_paper", council=council, actor=actor, at=at, facts=facts)
    paper.save()
    return paper
