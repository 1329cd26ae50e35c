"""What pages of this room do alike."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone

from telusur.kernel.documents.selectors import lent_address
from telusur.kernel.letters.selectors import letters_about
from telusur.kernel.offices.selectors import local_day

from .. import services

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.offices.models import Office

LENT_FOR = timedelta(hours=1)
TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def actor_of(request: OfficeRequest) -> str:
    return f"user:{request.user.pk}"


def today(office: Office) -> date:
    return local_day(office=office, at=timezone.now())


def letters_of(*, kind: str, pk: int, at: datetime, lent: bool) -> list[dict[str, Any]]:
    """Return the letters of a thing with an address each: lent to whom it concerns, or the officer's own."""
    found = letters_about(subject_kind=kind, subject_id=str(pk)).select_related("attachment")
    return [
        {
            "title": letter.title,
            "number": letter.number,
            "issued_at": letter.issued_at,
            "href": lent_address(attachment=letter.attachment, until=at + LENT_FOR) if lent else "",
            "attachment": letter.attachment,
        }
        for letter in found
    ]


def package_response(package: dict[str, Any], *, kind: str, number: str) -> HttpResponse:
    """Return a copy as a download that nothing keeps."""
    name = f"data-pribadi-{number.replace('/', '-')}.{kind}"
    answer = HttpResponse(services.package_file(package=package, kind=kind), content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
