"""What pages of this room do alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone

from telusur.kernel.documents.selectors import lent_address
from telusur.kernel.letters.selectors import letters_about
from telusur.kernel.offices.selectors import local_day

from .. import services
from ..rules.hours import is_late

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


@dataclass(frozen=True)
class Clock:
    """What a page shows of a clock of hours. hours: whole hours left; kind: of its chip."""

    due_at: datetime
    hours: int
    late: bool
    done: bool

    @property
    def kind(self) -> str:
        if self.done:
            return "ok"
        return "late" if self.late else "soon" if self.hours < SOON else "info"


SOON = 24


def clock_of(*, due_at: datetime, answered_at: datetime | None, at: datetime) -> Clock:
    """Return the clock of a case: where it was answered, whether that was in time."""
    end = answered_at or at
    left = abs(due_at - end)
    return Clock(due_at, int(left.total_seconds() // 3600), is_late(due_at, end), answered_at is not None)


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
