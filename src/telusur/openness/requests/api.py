"""One's own request for programs: the same dates as on the page, by number and secret."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.accounts.throttles import throttled
from telusur.kernel.clocks.selectors import explain
from telusur.kernel.offices import selectors as offices

from . import selectors

API_PREFIX = "/requests"
router = Router(tags=["Permohonan"])


class Key(Schema):
    office: str
    number: str
    secret: str


class Answer(Schema):
    number: str
    state: str
    outcome: str
    received_on: date
    track: str
    due_on: date | None
    due_confirmed: bool | None
    answered_on: date | None


class Fault(Schema):
    detail: str


@router.post("/track", response={200: Answer, 404: Fault}, summary="Lacak permohonan sendiri")
@permits(PUBLIC)
@throttled("requests_track")
def track(request: HttpRequest, key: Key) -> Any:  # noqa: ARG001 the API's own form
    """Kembalikan keadaan dan batas waktu permohonan dengan nomor dan kode lacaknya."""
    try:
        office = offices.office_by_code(code=key.office)
    except ObjectDoesNotExist as error:
        raise HttpError(404, f"office: tidak ada kantor dengan kode {key.office}") from error
    case = selectors.case_by_secret(office_id=office.pk, number=key.number, secret=key.secret)
    if case is None:
        raise HttpError(404, "number, secret: nomor dan kode tidak cocok")
    counted = selectors.counted_case(case=case)
    return {
        "number": case.number,
        "state": case.state,
        "outcome": case.outcome,
        "received_on": counted.received_on,
        "track": case.track,
        "due_on": counted.due_on,
        "due_confirmed": explain(case.deadline).confirmed if case.deadline else None,
        "answered_on": counted.answered_on,
    }
