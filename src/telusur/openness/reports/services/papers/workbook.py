"""All tables of a report as one workbook, numbers as numbers, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from telusur.kernel.documents import services as documents

from ...rules.sheets_of_report import sheets_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ...rules.content import Report

STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say


def workbook_of(report: Report) -> bytes:
    """Return every table of the report, a sheet each, with a first sheet that names them."""
    return as_workbook(sheets_of(report), on=report.signature.on or report.frozen_on)


def as_workbook(sheets: Mapping[str, Sequence[Sequence[object]]], *, on: date) -> bytes:
    """Return sheets as XLSX that says it was made on that day, whenever it is made."""
    return stamped(documents.write_table(sheets=sheets, kind="xlsx"), on=on)  # type: ignore[arg-type]


def stamped(content: bytes, *, on: date) -> bytes:
    """Return the same archive with one date everywhere."""
    at = datetime(on.year, on.month, on.day).isoformat().encode() + b"Z"  # noqa: DTZ001 a day, written as the format asks
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = STAMP.sub(rb"\g<1>" + at + rb"\g<2>", old.read(name))
            new.writestr(zipfile.ZipInfo(name, FIRST_DAY), member, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
