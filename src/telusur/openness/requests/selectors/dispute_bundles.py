"""Bundles of a dispute: what goes into one, and those that were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.rules.bundles.manifest import BadManifest, read_manifest
from telusur.kernel.documents.rules.bundles.parts import Treatment

from ..models import BundleState, DisputeBundle
from .dispute_papers import papers_of_dispute

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from telusur.kernel.documents.models import Attachment
    from telusur.kernel.documents.rules.bundles.manifest import BundledPart

# A job that tells of no step for so long was cut off; another may be asked for.
CUT_OFF = timedelta(hours=2)


@dataclass(frozen=True)
class BundlePaper:
    """One paper as it would go into a bundle. sealed: a scan of an identity or a power, which is left out."""

    attachment: Attachment
    title: str
    on: date
    author: str
    sealed: bool


def bundle_papers(*, dispute_id: int) -> list[BundlePaper]:
    """Return the papers of a dispute's case in the order of a bundle; what was withdrawn is not among them."""
    papers = papers_of_dispute(dispute_id=dispute_id)
    rows = documents.attachments_by_id(ids=[paper.attachment_id for paper in papers])
    return [
        BundlePaper(rows[paper.attachment_id], paper.title, paper.on, paper.author, paper.sealed)
        for paper in papers
        if paper.attachment_id in rows
    ]


def bundles_of(*, dispute_id: int) -> QuerySet[DisputeBundle]:
    """Return the bundles of a dispute, newest first, with their files."""
    return (
        DisputeBundle.objects.filter(dispute_id=dispute_id)
        .select_related("attachment__document", "index__document", "sheet__document")
        .order_by("-pk")
    )


def bundle_of_office(*, office_id: int, bundle_id: int) -> DisputeBundle:
    """Return a bundle of this very office. Raises: DisputeBundle.DoesNotExist, also for another office's."""
    rows = DisputeBundle.objects.select_related("dispute__office", "attachment__document")
    return rows.get(pk=bundle_id, dispute__office_id=office_id)


def papers_beside(*, bundle: DisputeBundle) -> list[BundledPart]:
    """Return the parts that a bundle only names, each with why: files that go along by themselves."""
    try:
        parts = read_manifest(bundle.manifest).parts
    except BadManifest:  # none yet, or of an older form
        return []
    return [part for part in parts if part.treatment == Treatment.NAMED]


def is_cut_off(*, bundle: DisputeBundle, at: datetime) -> bool:
    """Return whether the making of a bundle ended without a word."""
    return bundle.state == BundleState.MAKING and at - bundle.asked_at > CUT_OFF
