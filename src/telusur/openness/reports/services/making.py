"""The papers of a published report beside its signed PDF, made by a worker and kept as documents."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import Edition
from .publishing import PAPER, paper_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from ..rules.content import Report


@dataclass(frozen=True)
class Paper:
    """One more form of a report: what its name ends in, its kind, its title, and how it is made."""

    part: str
    ending: str
    title: StrOrPromise
    make: Callable[[Report], bytes]

    @property
    def key(self) -> str:
        return f"{self.part}.{self.ending}"


PAPERS: tuple[Paper, ...] = ()


def make_papers(*, edition_id: int, at: datetime) -> int:
    """Make every paper of a published edition that is not there yet; return how many were made. May be done again."""
    edition = Edition.objects.select_related("report__office", "letter", "frozen__office").get(pk=edition_id)
    if edition.published_at is None or edition.signed_on is None:
        return 0
    there = {each.name for each in selectors.papers_of(edition=edition)}
    report = selectors.composed(edition=edition, on=edition.signed_on)
    made = 0
    for paper in PAPERS:
        if paper_file(edition, paper) in there:
            continue
        with in_its_language():
            content = paper.make(report)
        stored = documents.store(content=io.BytesIO(content), name=paper.key, at=at, made_here=True)
        with transaction.atomic():
            documents.attach(
                document_id=stored.pk,
                thing_kind=PAPER,
                thing_id=str(edition.pk),
                office_id=edition.report.office_id,
                access="public",
                title=str(paper.title),
                name=paper_name(edition, paper.part),
                at=at,
                actor="system",
            )
        made += 1
    if made:
        touch_public(office_code=edition.report.office.code)
    return made


def paper_file(edition: Edition, paper: Paper) -> str:
    """Return what a paper of an edition is called when it is downloaded."""
    return f"{paper_name(edition, paper.part)}.{paper.ending}"
