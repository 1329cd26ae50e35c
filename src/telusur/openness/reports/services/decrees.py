"""The decrees that a report names as its annexes and the pictures it prints go with it as files, where the public may
see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.release.findings import FindingKind

from .. import selectors
from ..models import Edition
from ..rules.kept import Kind
from .faults import Refused

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from telusur.kernel.documents.models import Attachment

    from ..rules.given import Kept, Policy


def decrees_to_attach(*, office_id: int, kept: Kept, at: datetime) -> list[Policy]:
    """Return the decrees whose files go with a report, each one open and let out by the release check.

    Raises: Refused (`decree_gone`, where one of them is not open in the list of public information;
    `file_not_released`, where something was found in it and nobody decided).
    """
    decrees = [each for each in kept.policies if each.document]
    for decree in decrees:
        files = selectors.decree_files(office_id=office_id, reference=decree.reference, at=at)
        if decree.document not in files:
            raise Refused("decree_gone", decree=decree.reference)
        try:
            documents.clearance_of(attachment=files[decree.document], at=at)
        except documents.NotReleased as error:
            raise not_released(error) from error
    return decrees


def close_copies(*, document_ids: Collection[int], office_id: int, at: datetime) -> None:
    """Close what goes with published reports of files that are taken back from the list of public information.

    A report stays as it was signed and goes on naming its decree; the file is served no more, here as there. Its own
    signed PDF is none of these: it is withdrawn by another edition.
    """
    signed = set(
        Edition.objects.filter(letter__document_id__in=document_ids).values_list("letter__document_id", flat=True)
    )
    for paper in selectors.papers_with(document_ids=set(document_ids) - signed, office_id=office_id):
        documents.withhold(attachment_id=paper.pk, at=at)


def pictures_to_attach(*, office_id: int, year: int, at: datetime) -> list[Attachment]:
    """Return the pictures of the annex, which go with a report as files, as they are kept: without what the camera
    noted. That no machine reads what a picture shows does not stop it: who checks and signs the report sees it there.

    Raises: Refused `file_not_released`, for anything else that was found.
    """
    rows = selectors.book(kind=Kind.PICTURES, office_id=office_id, year=year)
    pictures: list[Attachment] = [row.attachment for row in rows]  # type: ignore[attr-defined]
    for picture in pictures:
        try:
            documents.clearance_of(attachment=picture, at=at)
        except documents.NotReleased as error:
            if set(error.kinds) != {FindingKind.PICTURE_OF_TEXT}:
                raise not_released(error) from error
    return pictures


def let_picture_out(*, picture: Attachment, actor: str, at: datetime) -> None:
    """Let a picture pass that only a person can read: it stands in the report that was checked and signed."""
    try:
        documents.clearance_of(attachment=picture, at=at)
    except documents.NotReleased:
        reason = _("Gambar ini dicetak dalam laporan yang sudah diperiksa dan ditandatangani.")
        documents.release_despite_findings(attachment_id=picture.pk, reason=reason, actor=actor, at=at)


def not_released(error: documents.NotReleased) -> Refused:
    return Refused("file_not_released", file=error.title, found=error.found)
