"""What several pages of this room do alike: find the case, store what was uploaded, say what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils import timezone

from telusur.kernel.calendars.rules import CalendarGap
from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_left
from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day
from telusur.openness.information import selectors as information

from .. import selectors, services
from ..models import labels
from ..rules.questions import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django_stubs_ext import StrOrPromise

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.calendars.rules import Calendar
    from telusur.kernel.documents.forms import Upload
    from telusur.kernel.offices.models import Office

    from ..models import Dispute, InformationRequest, Objection

ANTICIPATED = (
    CalendarGap,
    services.Refused,
    services.BadIdentity,
    services.BadQuestion,
    services.NotPermitted,
    services.WrongState,
)


def actor_of(request: OfficeRequest) -> str:
    return f"user:{request.user.pk}"


def today(office: Office) -> date:
    return local_day(office=office, at=timezone.now())


def urgency(remaining: int | None) -> str:
    """Return how a row of a list is marked by its working days left: late, soon, or not at all."""
    if remaining is None or remaining > selectors.SOON:
        return ""
    return "late" if remaining < 0 else "soon"


def remedy_row(
    found: Objection | Dispute, *, due_on: date | None, on: date, calendar: Calendar, letters: Mapping[str, str]
) -> dict[str, object]:
    """Return what the lists of objections and of disputes both say of a row; letters: of each ground."""
    remaining = working_days_left(on, due_on, calendar) if due_on else None
    return {
        "title": title_of(found.information),
        "grounds": ", ".join(letters[each] for each in found.grounds if each in letters),
        "due_on": due_on,
        "remaining": remaining,
        "kind": urgency(remaining),
    }


def found_case(request: OfficeRequest, request_id: int) -> InformationRequest:
    """Return the case of this office. Raises: Http404, for another office's case too."""
    try:
        return selectors.case_of_office(office_id=request.office.pk, request_id=request_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def stored(uploads: Iterable[Upload], *, at: datetime) -> list[tuple[int, str]]:
    """Keep the uploaded bytes and return (document id, file name) of each; before any transaction opens."""
    return [
        (documents.store(content=each.content, name=each.name, at=at, checked=each.checked).pk, each.name)  # type: ignore[arg-type]
        for each in uploads
    ]


def published_like(request: OfficeRequest, text: str, *, limit: int = 5) -> list[tuple[int, str]]:
    """Return (id, title and year) of published entries of this office that may answer the text."""
    matches = information.matching_public(text=text, office_id=request.office.pk, limit=limit, at=timezone.now())
    return [(match.item_id, f"{match.title} ({match.year})") for match in matches]


@dataclass(frozen=True)
class ScansTold:
    """What a page says of the scans of an identity: gone, by which rule; or kept, until when or why."""

    purged_at: datetime | None = None
    source: str = ""
    due_on: date | None = None
    why: StrOrPromise = ""


def scans_told(*, kind: str, pk: int, at: datetime) -> ScansTold | None:
    """Return what to say of the scans of a request or an objection, None where there never were any."""
    gone = selectors.purge_of(kind=kind, pk=pk)
    if gone is not None:
        return ScansTold(purged_at=gone.purged_at, source=selectors.source_of(rule_id=gone.rule_id))
    kept = selectors.scans_at(kind=kind, pk=pk, at=at)
    if kept is None:
        return None
    stands = kept.standing
    return ScansTold(due_on=stands.due_on, why=labels.WAITS[stands.wait] if stands.wait else "")


def closed_because(office_code: str, on: date) -> str | None:
    """Return why `on` is no working day of this office, None when it is one; a year nobody loaded says nothing."""
    try:
        return calendar_for(office_code=office_code).reason(on)
    except CalendarGap:
        return None
