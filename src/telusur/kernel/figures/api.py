"""Figures for programs: value, definition, version and the way to the rows."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema
from ninja.errors import HttpError

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.offices import selectors as offices

from . import selectors
from .rules.measures import plain
from .rules.periods import BadPeriod, parse_period

API_PREFIX = "/figures"
router = Router(tags=["Angka"])


class Answer(Schema):
    key: str
    name: str
    office: str
    period: str
    value: int | float | None
    unit: str
    definition: str
    source: str
    version: int
    rows: int
    rows_url: str


class Fault(Schema):
    detail: str


@router.get("/{office_code}/{key}", response={200: Answer, 400: Fault, 404: Fault}, summary="Satu angka")
@permits(PUBLIC)
def figure(request: HttpRequest, office_code: str, key: str, period: str = "") -> Any:  # noqa: ARG001 the API's own form
    """Kembalikan angka sebuah kantor pada satu masa (2024, 2024-Q1, 2024-03; bawaan tahun ini)."""
    try:
        found = offices.office_by_code(code=office_code)
        wanted = selectors.figure_by_key(key=key)
        on = offices.local_day(office=found, at=timezone.now())
        span = parse_period(period or str(on.year))
    except BadPeriod as error:
        raise HttpError(400, f"period: “{error}” bukan masa yang dikenal; tulis 2024, 2024-Q1 atau 2024-03") from error
    except selectors.UnknownFigure as error:
        raise HttpError(404, f"key: tidak ada angka bernama {key}") from error
    except ObjectDoesNotExist as error:
        raise HttpError(404, f"office: tidak ada kantor dengan kode {office_code}") from error
    reading = selectors.tell(figure=wanted, office_id=found.pk, office_code=found.code, period=span, on=on)
    return {
        "key": wanted.key,
        "name": str(wanted.name),
        "office": found.code,
        "period": span.key,
        "value": plain(reading.value),
        "unit": str(wanted.unit),
        "definition": str(wanted.definition),
        "source": str(wanted.source),
        "version": wanted.version,
        "rows": reading.count,
        "rows_url": reverse("figure_rows", args=[found.slug, wanted.key]) + f"?masa={span.key}",
    }
