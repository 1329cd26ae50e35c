"""The papers of a published report beside its signed PDF, made by a worker and kept as documents."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from telusur.kernel.documents import services as documents
from telusur.kernel.jobs.services import enqueue
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import DrawnInfographic, Edition
from ..rules.register_annex import parts_of
from . import papers
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


PAPERS = (
    Paper("infografik", "pdf", _("Infografik, satu halaman A3"), papers.infographic_pdf),
    Paper("tabel", "xlsx", _("Semua tabel laporan"), papers.workbook_of),
)


def make_papers(*, edition_id: int, at: datetime) -> int:
    """Make every paper of a published edition that is not there yet; return how many were made. May be done again.

    The register is printed by jobs of its own, a part each.
    """
    edition = _published(edition_id)
    if edition is None or edition.signed_on is None:
        return 0
    there = {each.name for each in selectors.papers_of(edition=edition)}
    report = selectors.composed(edition=edition, on=edition.signed_on)
    made = 0
    for paper in PAPERS:
        if paper_file(edition, paper) in there:
            continue
        with in_its_language():
            content = paper.make(report)
        keep_paper(edition, paper.part, paper.ending, str(paper.title), content, at=at)
        made += 1
    rows = selectors.list_rows(edition=edition)
    if rows and f"{paper_name(edition, 'dip')}.xlsx" not in there:
        with in_its_language():
            day = date_format(edition.frozen_on, "j F Y")
            title = str(_("Daftar Informasi Publik per %(day)s")) % {"day": day}
        content = papers.as_workbook({"DIP": rows}, on=edition.frozen.on)
        keep_paper(edition, "dip", "xlsx", title, content, at=at)
        made += 1
    if not selectors.has_infographic(edition=edition):
        with in_its_language():
            png = papers.infographic_png(report)
        _keep_picture(edition, png)
        made += 1
    _ask_for_register(edition)
    return made


@transaction.atomic
def _keep_picture(edition: Edition, png: bytes) -> None:
    DrawnInfographic.objects.get_or_create(edition=edition, defaults={"png": png})
    touch_public(office_code=edition.report.office.code)


def print_register(*, edition_id: int, at: datetime) -> tuple[int, int]:
    """Make the register's workbook and its next part that is not there yet; return how many there are, of how many.

    One part a job, and the job asks for the next: a worker that stops in between goes on where it stood. May be done
    again.
    """
    edition = _published(edition_id)
    if edition is None:
        return 0, 0
    annex = selectors.register_annex(edition=edition)
    if annex is None:
        return 0, 0
    there = {each.name for each in selectors.papers_of(edition=edition)}
    if f"{paper_name(edition, 'register')}.xlsx" not in there:
        with in_its_language():
            title = str(_("Register permohonan tanpa data pribadi"))
        keep_paper(edition, "register", "xlsx", title, papers.register_workbook(annex), at=at)
    for part in parts_of(annex):
        if f"{paper_name(edition, part.name)}.pdf" in there:
            continue
        with in_its_language():
            named = _("Register permohonan, bagian %(number)s dari %(parts)s")
            title = str(named) % {"number": part.number, "parts": part.parts}
        content = papers.register_part(annex, part)
        keep_paper(edition, part.name, "pdf", title, content, at=at, then=_ask_for_register)
        break
    return selectors.register_progress(edition=edition)


def _ask_for_register(edition: Edition) -> None:
    enqueue("reports.print_register", lock=f"reports.register/{edition.pk}", edition_id=edition.pk)


def _lock(edition: Edition) -> None:
    """Hold the edition until the transaction ends: of two who make the same paper, one attaches it."""
    Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)


def _published(edition_id: int) -> Edition | None:
    edition = Edition.objects.select_related("report__office", "letter", "frozen__office").get(pk=edition_id)
    return edition if edition.published_at is not None else None


def keep_paper(
    edition: Edition,
    part: str,
    ending: str,
    title: str,
    content: bytes,
    *,
    at: datetime,
    then: Callable[[Edition], None] | None = None,
) -> bool:
    """Keep a paper as a public document of its edition, unless it is there; return whether it was kept now.

    then: what follows from keeping it, in the same transaction.
    """
    stored = documents.store(content=io.BytesIO(content), name=f"{part}.{ending}", at=at, made_here=True)
    name = paper_name(edition, part)
    with transaction.atomic():
        _lock(edition)
        if f"{name}.{ending}" in {each.name for each in selectors.papers_of(edition=edition)}:
            return False
        documents.attach(
            document_id=stored.pk,
            thing_kind=PAPER,
            thing_id=str(edition.pk),
            office_id=edition.report.office_id,
            access="public",
            title=title,
            name=name,
            at=at,
            actor="system",
        )
        if then is not None:
            then(edition)
        touch_public(office_code=edition.report.office.code)
    return True


def paper_file(edition: Edition, paper: Paper) -> str:
    """Return what a paper of an edition is called when it is downloaded."""
    return f"{paper_name(edition, paper.part)}.{paper.ending}"
