"""The decrees that a report names as its annexes go with it as files, where the public may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents import services as documents

from .. import selectors
from .faults import Refused

if TYPE_CHECKING:
    from datetime import datetime

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


def not_released(error: documents.NotReleased) -> Refused:
    return Refused("file_not_released", file=error.title, found=error.found)
