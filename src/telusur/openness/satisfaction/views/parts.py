"""What pages of this room do alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils import timezone

from telusur.kernel.offices.selectors import local_day

from .. import selectors

if TYPE_CHECKING:
    from datetime import date

    from telusur.kernel.accounts.permits import OfficeRequest
    from telusur.kernel.offices.models import Office

    from ..models import Survey

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def actor_of(request: OfficeRequest) -> str:
    return f"user:{request.user.pk}"


def today(office: Office) -> date:
    return local_day(office=office, at=timezone.now())


def survey_asked(request: OfficeRequest, survey_id: int) -> Survey:
    try:
        return selectors.survey_of(office_id=request.office.pk, survey_id=survey_id)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def results_of(survey: Survey) -> dict[str, Any]:
    """Return what a page needs to show what came of a survey."""
    outcome = selectors.outcome_of(survey=survey, on=today(survey.office))
    return {
        "survey": survey,
        "days": selectors.days_of(survey=survey),
        "outcome": outcome,
        "least": selectors.least(key="cell", on=survey.first_on),
        "follow_ups": [
            {"plan": each, "name": selectors.elements(on=survey.first_on)[each.element].name}
            for each in selectors.follow_ups_of(survey_id=survey.pk)
        ],
        "comments": selectors.shown_comments(survey_id=survey.pk),
    }


def file_of(content: bytes, *, kind: str, name: str, shown: bool = False) -> HttpResponse:
    """Return a file to keep, or a PDF to look at."""
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}.{kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
