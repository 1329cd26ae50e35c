"""What anybody may ask of the house as a whole. Annotations are not postponed: the API reads them through `permits`."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from telusur.front.clock import Desk, NotAsked
from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.clocks.rules import plain

API_PREFIX = ""
router = Router(tags=["Batas waktu"])


class ClockQuestion(Schema):
    received: str = Field(description="Saat tibanya, ISO 8601; tanpa zona berarti zona waktu kantor")
    office: str = Field("", description="Kode kantor, misalnya 3673; kosong berarti KPU RI")
    track: str = Field("general", description="general atau election")
    step: str = Field("answer", description="Langkah, misalnya answer atau objection_window")
    without_cuti_bersama: bool = Field(default=False, description="Hitung cuti bersama sebagai hari kerja")


class ClockAnswer(Schema):
    due: str
    due_if_extended: str | None
    counted: list[tuple[str, int]]
    skipped: list[tuple[str, str]]
    rule: str
    calendar: int
    confirmed: bool


class Fault(Schema):
    detail: str


@router.get("/clock", response={200: ClockAnswer, 400: Fault}, summary="Hitung batas waktu")
@permits(PUBLIC)
def clock(request: HttpRequest, asked: Query[ClockQuestion]) -> Any:  # noqa: ARG001 the API's own form
    """Kembalikan batas waktu dengan setiap hari yang dihitung dan dilewati, seperti `telusur clock --json`."""
    try:
        found = Desk().answer(
            received=asked.received,
            office=asked.office,
            track=asked.track,
            step=asked.step,
            joint_leave=False if asked.without_cuti_bersama else None,
        )
    except NotAsked as error:
        raise HttpError(400, f"{error.field}: {error}") from error
    return plain(found)
