"""Typst turns a report into its PDF: PDF/A-2a and PDF/UA-1, each number a link to its rows, the same bytes always."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from telusur.kernel.figures.rules.charts import digest
from telusur.kernel.figures.services import drawn
from telusur.kernel.letters.rules import printable
from telusur.kernel.letters.services import qr_svg
from telusur.kernel.look.finders import source_file

from ...rules.printable import facts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ...rules.content import Chart, Report

TEMPLATES = Path(__file__).parents[2] / "typst"
STANDARDS = ("a-2a", "ua-1")
MOST_SPELLED = 12  # faults answered one by one before everything uncertain is spelled
CHARTS_KEPT = 256


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(source_file().parent)])


def pdf_of(report: Report, *, code_url: str = "") -> bytes:
    """Return the report as PDF. code_url: the address that confirms it, once it is signed.

    Its date is that of the signature, for a draft that of the freezing. Raises: typst.TypstError where a template is
    at fault.
    """
    drawings = {chart.key: drawing(chart) for chart in report.charts()}
    facts = facts_of(report, drawings=drawings, code_url=code_url)
    facts["qr"] = qr_svg(report.office.report) if report.office.report else ""
    facts["signature"]["code_qr"] = qr_svg(code_url) if code_url else ""
    return printed("report", facts, on=report.signature.on or report.frozen_on)


def drawing(chart: Chart) -> str:
    """Return a chart as a file of SVG; the same specification is drawn once in a process."""
    spec = dict(chart.spec)
    return _drawn(digest(spec), json.dumps(spec, sort_keys=True))


@lru_cache(maxsize=CHARTS_KEPT)
def _drawn(_digest: str, spec: str) -> str:
    svg = drawn(json.loads(spec))
    return re.sub(r'^<svg class="chart"[^>]*? focusable="false"', "<svg", svg, count=1)  # what only a page needs


def printed(template: str, facts: Mapping[str, object], *, on: date, standards: Sequence[str] = STANDARDS) -> bytes:
    """Return a template filled with facts, which are text and never markup, as a PDF dated on that day.

    Signs that no font holds are spelled, so that a report is always made. Raises: typst.TypstError.
    """
    (made,) = pages_of(template, facts, on=on, standards=standards)
    return made


def pages_of(
    template: str,
    facts: Mapping[str, object],
    *,
    on: date,
    standards: Sequence[str] = (),
    picture: bool = False,
    ppi: float = 144,
) -> list[bytes]:
    """Return the PDF as one member, or each page as a PNG."""
    facts = printable.every_text(dict(facts), printable.cleaned)
    at = int(datetime.combine(on, time(), tzinfo=UTC).timestamp())
    for attempt in range(MOST_SPELLED + 2):
        try:
            return _compiled(template, facts, at=at, standards=standards, picture=picture, ppi=ppi)
        except typst.TypstError as fault:
            signs = printable.unprintable_in(str(fault))
            if signs is None or attempt > MOST_SPELLED:
                raise
            last = not signs or attempt == MOST_SPELLED
            change = printable.certain if last else partial(printable.spelled, signs=signs)
            facts = printable.every_text(facts, change)
    raise AssertionError("the last attempt returns or raises")


def _compiled(
    template: str, facts: Mapping[str, object], *, at: int, standards: Sequence[str], picture: bool, ppi: float
) -> list[bytes]:
    made: bytes | list[bytes] = typst.compile(  # type: ignore[call-overload]
        (TEMPLATES / f"{template}.typ").read_bytes(),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        format="png" if picture else "pdf",
        ppi=ppi if picture else None,
        sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
        pdf_standards=list(standards),
        timestamp=at,
    )
    return list(made) if isinstance(made, list) else [made]
