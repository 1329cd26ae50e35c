"""What pages of this room do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils import timezone

from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import local_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.documents.rules.spreadsheet import Value
    from telusur.kernel.offices.models import Office

FIRST_YEAR = 2008  # the year of the law
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def actor_of(request: OfficeRequest) -> str:
    return f"user:{request.user.pk}"


def today(office: Office) -> date:
    return local_day(office=office, at=timezone.now())


def known_year(office: Office, year: int) -> int:
    """Return a year that an office may keep books for: not before the law, not beyond the next. Raises: Http404."""
    if not FIRST_YEAR <= year <= today(office).year + 1:
        raise Http404
    return year


def workbook(sheets: Mapping[str, Sequence[Sequence[Value]]], *, name: str) -> HttpResponse:
    """Return tables as a spreadsheet to download."""
    answer = HttpResponse(documents.write_table(sheets=sheets, kind="xlsx"), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def file_response(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """Return bytes that we wrote as a download."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
