"""Papers of a dispute and powers of attorney: kept for this office's officers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from ...models import DisputePaper, DisputeProxy
from ...rules.disputes import DisputeAct, PaperKind, Whose
from ..faults import Refused
from .steps import SEE, begin, close

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from ...models import Dispute

PAPER_KIND = "dispute_paper"


class Paper(NamedTuple):
    """A stored document and what it is: its kind, who wrote it, its title and its date."""

    document_id: int
    kind: PaperKind
    side: Whose
    title: str
    dated_on: date


def keep(dispute: Dispute, paper: Paper, *, actor: str, at: datetime) -> DisputePaper:
    """Keep a paper at the dispute, for officers who see disputes alone; in the caller's transaction."""
    attachment = documents.attach(
        document_id=paper.document_id,
        thing_kind=PAPER_KIND,
        thing_id=str(dispute.pk),
        office_id=dispute.office_id,
        access="officers",
        permission=SEE,
        title=paper.title.strip()[:300],
        at=at,
        actor=actor,
        personal_data=True,
        represents_on=paper.dated_on,
    )
    return DisputePaper.objects.create(
        dispute=dispute,
        kind=paper.kind,
        side=paper.side,
        title=paper.title.strip()[:300],
        dated_on=paper.dated_on,
        attachment=attachment,
        kept_at=at,
        kept_by=actor,
    )


def keep_all(
    dispute: Dispute,
    documents: Sequence[tuple[int, str]],
    *,
    kind: PaperKind,
    side: Whose,
    dated_on: date,
    actor: str,
    at: datetime,
) -> None:
    """Keep several stored documents (id, title) of one kind and day."""
    for document_id, title in documents:
        keep(dispute, Paper(document_id, kind, side, title, dated_on), actor=actor, at=at)


@legal_act
def keep_papers(
    *,
    dispute_id: int,
    kind: PaperKind,
    side: Whose,
    dated_on: date,
    documents: Sequence[tuple[int, str]],
    actor: str,
    at: datetime,
    version: int | None = None,
) -> Dispute:
    """Keep papers of the dispute: summonses, pleadings, evidence, rulings, proofs. Raises: Refused (`paper_missing`,
    `paper_in_future`), StaleCase, WrongState, NotPermitted."""
    if not documents:
        raise Refused("paper_missing")
    step = begin(dispute_id=dispute_id, act=DisputeAct.KEEP_PAPER, actor=actor, at=at, version=version)
    if dated_on > step.day:
        raise Refused("paper_in_future")
    keep_all(step.dispute, documents, kind=kind, side=side, dated_on=dated_on, actor=actor, at=at)
    return close(step, facts={"kind": kind.value, "side": side.value, "papers": len(documents)})


@legal_act
def keep_power(
    *,
    dispute_id: int,
    side: Whose,
    name: str,
    function: str = "",
    dated_on: date,
    document: tuple[int, str],
    actor: str,
    at: datetime,
    version: int | None = None,
) -> Dispute:
    """Keep a power of attorney that a side showed: the applicant's proxy, or one of the office signed on paper.

    Law: Perki 1/2013. Raises: Refused (`proxy_missing`, `side_unknown`, `paper_in_future`), StaleCase, WrongState,
    NotPermitted.
    """
    if not name.strip():
        raise Refused("proxy_missing")
    if side not in {Whose.APPLICANT, Whose.OFFICE}:
        raise Refused("side_unknown")
    step = begin(dispute_id=dispute_id, act=DisputeAct.KEEP_POWER, actor=actor, at=at, version=version)
    if dated_on > step.day:
        raise Refused("paper_in_future")
    paper = keep(step.dispute, Paper(document[0], PaperKind.POWER, side, document[1], dated_on), actor=actor, at=at)
    DisputeProxy.objects.create(
        dispute=step.dispute,
        side=side,
        name=" ".join(name.split()),
        function=" ".join(function.split()),
        attachment=paper.attachment,
        since=at,
    )
    return close(step, facts={"side": side.value})
