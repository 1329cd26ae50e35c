"""Figures for programs: value, definition, version and the way to the rows.

Annotations are not postponed: the API reads them through `permits`.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page
from ninja import Field, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError

from telusur.kernel.accounts.permits import PUBLIC, permits
from telusur.kernel.offices import selectors as offices

from . import selectors
from .rules.definitions import Figure
from .rules.frozen import exact
from .rules.measures import Value, plain
from .rules.periods import BadPeriod, NotBegun, Period, period_on

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office

API_PREFIX = "/figures"
router = Router(tags=["Angka"])


class DimensionOf(Schema):
    key: str
    label: str
    personal: bool = Field(description="Terbit hanya per tahun, dan tidak membuka catatan")
    cells: dict[str, str]


class Definition(Schema):
    key: str
    name: str
    group: str
    unit: str
    definition: str
    source: str
    counted: str = Field(description="state: keadaan pada akhir masa; flow: yang terjadi selama masa")
    dimensions: list[DimensionOf]
    version: int
    since: date


class Number(Schema):
    value: int | float | None
    exact: str | None = Field(description="Pecahan tepat, misalnya 200/3")
    printed: str


class Cell(Number):
    dimension: str
    cell: str
    label: str
    rows: int
    rows_url: str | None = Field(description="Kosong bila pembagian ini tidak membuka catatan")


class Place(Schema):
    now: Number
    year_before: Number
    offices: int | None = None
    built_at: datetime | None = None


class Beside(Schema):
    office: Place
    province: Place | None
    nation: Place | None


class Answer(Number):
    key: str
    name: str
    office: str
    period: str
    unit: str
    definition: str
    source: str
    version: int
    since: date
    rows: int
    rows_url: str
    cells: list[Cell]
    notes: list[str]
    beside: Beside | None = Field(None, description="Dengan compare=true")


class All(Schema):
    office: str
    period: str
    figures: list[Answer]


class Fault(Schema):
    detail: str


@router.get("/", response=list[Definition], summary="Semua angka dan definisinya")
@decorate_view(conditional_page)
@permits(PUBLIC)
def definitions(request: HttpRequest) -> Any:  # noqa: ARG001 the API's own form
    """Kembalikan definisi setiap angka."""
    return [_definition(each) for each in selectors.all_figures()]


@router.get("/{office_code}", response={200: All, 400: Fault, 404: Fault}, summary="Semua angka sebuah kantor")
@decorate_view(conditional_page)
@permits(PUBLIC)
def figures(request: HttpRequest, office_code: str, period: str = "", *, compare: bool = False) -> Any:  # noqa: ARG001
    """Kembalikan setiap angka sebuah kantor (kode atau nama alamatnya) pada satu masa."""
    found, span, on = _asked(office_code, period)
    return {
        "office": found.code,
        "period": span.key,
        "figures": _answers(found, span, on, [each.key for each in selectors.all_figures()], compare=compare),
    }


@router.get("/{office_code}/{key}", response={200: Answer, 400: Fault, 404: Fault}, summary="Satu angka")
@decorate_view(conditional_page)
@permits(PUBLIC)
def figure(request: HttpRequest, office_code: str, key: str, period: str = "", *, compare: bool = False) -> Any:  # noqa: ARG001
    """Kembalikan angka sebuah kantor (kode atau nama alamatnya) pada satu masa (2024, 2024-Q1, 2024-03; bawaan tahun
    ini); dengan compare=true juga di samping provinsinya, nasional, dan masa yang sama setahun sebelumnya."""
    found, span, on = _asked(office_code, period)
    try:
        selectors.figure_by_key(key=key)
    except selectors.UnknownFigure as error:
        raise HttpError(404, f"key: tidak ada angka bernama {key}; lihat daftarnya di /api/v1/figures/") from error
    return _answers(found, span, on, [key], compare=compare)[0]


def _asked(office: str, period: str) -> "tuple[Office, Period, date]":
    try:
        found = offices.office_by_code(code=office) if office.isdigit() else offices.office_by_slug(slug=office)
    except ObjectDoesNotExist as error:
        message = f"office: tidak ada kantor dengan kode atau nama alamat {office}"
        raise HttpError(404, message) from error
    on = offices.local_day(office=found, at=timezone.now())
    try:
        return found, period_on(period, on=on), on
    except NotBegun as error:
        message = f"period: masa {error} belum dimulai; yang belum terjadi belum ada angkanya"
        raise HttpError(400, message) from error
    except BadPeriod as error:
        message = f"period: “{error}” bukan masa yang dikenal; tulis 2024, 2024-Q1 atau 2024-03"
        raise HttpError(400, message) from error


@selectors.one_reading()
def _answers(office: "Office", period: Period, on: date, keys: list[str], *, compare: bool) -> list[dict[str, Any]]:
    told = selectors.tell_all(office_id=office.pk, office_code=office.code, period=period, on=on, keys=keys)
    answers = [_answer(each, office, on) for each in told]
    if compare:
        found = selectors.compare_all(told=told, office_id=office.pk, office_code=office.code, period=period, on=on)
        for answer in answers:
            answer["beside"] = _beside(found, answer["key"])
    return answers


def _answer(told: selectors.Told, office: "Office", on: date) -> dict[str, Any]:
    figure, period = told.figure, told.period
    rows_url = reverse("figure_rows", args=[office.slug, figure.key]) + f"?masa={period.key}"
    return {
        "key": figure.key,
        "name": str(figure.name),
        "office": office.code,
        "period": period.key,
        **_number(figure, told.value) | {"printed": told.printed},
        "unit": str(figure.unit),
        "definition": str(figure.definition),
        "source": str(figure.source),
        "version": figure.version,
        "since": figure.since,
        "rows": told.count,
        "rows_url": rows_url,
        "notes": [f"{note.title}. {note.text}" for note in told.notes],
        "cells": [
            {
                "dimension": split.dimension.key,
                "cell": cell,
                "label": label,
                **_number(figure, value),
                "rows": number,
                "rows_url": None if split.dimension.personal else f"{rows_url}&{split.dimension.key}={cell}",
            }
            for split in told.splits
            if selectors.shows_split(split=split, period=period, on=on, officer=False)
            for cell, label, value, number in split.cells
        ],
    }


def _beside(found: selectors.Comparison, key: str) -> dict[str, Any]:
    beside, figure = found.figures[key], selectors.figure_by_key(key=key)

    def place(
        name: str, both: tuple[Value, Value] | None, standing: selectors.Standing | None
    ) -> dict[str, Any] | None:
        if both is None:
            return None
        counted = {"offices": standing.offices, "built_at": standing.built_at} if standing else {}
        now = _number(figure, both[0], unknown=name in beside.unknown)
        year_before = _number(figure, both[1], unknown=f"{name}_before" in beside.unknown)
        return {"now": now, "year_before": year_before, **counted}

    return {
        "office": place("office", beside.office, None),
        "province": place("province", beside.province, found.province),
        "nation": place("nation", beside.nation, found.nation),
    }


def _number(figure: Figure, value: Value, *, unknown: bool = False) -> dict[str, Any]:
    words = selectors.in_words(figure=figure, value=value, unknown=unknown)
    return {"value": plain(value), "exact": exact(value), "printed": words}


def _definition(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "name": str(figure.name),
        "group": str(figure.group),
        "unit": str(figure.unit),
        "definition": str(figure.definition),
        "source": str(figure.source),
        "counted": "state" if figure.is_state else "flow",
        "dimensions": [
            {
                "key": dimension.key,
                "label": str(dimension.label),
                "personal": dimension.personal,
                "cells": {cell: str(label) for cell, label in dimension.labels.items()},
            }
            for dimension in figure.dimensions
        ],
        "version": figure.version,
        "since": figure.since,
    }
