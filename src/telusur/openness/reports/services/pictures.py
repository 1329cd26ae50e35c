"""The pictures of an annex: kept as documents, seen by officers until the report that prints them is public.

The report prints their bytes, so what the camera noted beside the picture (place, person, device) is not kept.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day

from ..rules.kept import Kind
from .keeping import KEEP, enter_row
from .steps import require_right

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from telusur.kernel.offices.models import Office

    from ..models import KeptRow

PICTURE = "report_picture"


def enter_picture(
    *, office: Office, year: int, title: str, alt: str, content: BinaryIO, name: str, actor: str, at: datetime
) -> KeptRow:
    """Enter a picture into the book of a year. Raises: documents.Refused; as `enter_row`."""
    require_right(office=office, permission=KEEP, actor=actor, at=at)
    bare = documents.bare_picture(content=content, name=name, on=local_day(office=office, at=at))
    stored = documents.store(content=BytesIO(bare), name=name, at=at)
    with transaction.atomic():
        attachment = documents.attach(
            document_id=stored.pk,
            thing_kind=PICTURE,
            thing_id=f"{office.code}/{year}",
            office_id=office.pk,
            access="officers",
            permission="reports.see",
            title=title,
            at=at,
            actor=actor,
        )
        values = {"title": title, "alt": alt, "attachment": attachment}
        return enter_row(kind=Kind.PICTURES, office=office, year=year, values=values, actor=actor, at=at)
