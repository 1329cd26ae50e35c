"""The infographic: the year on one A3 page, as PDF and as a picture, with its words for who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telusur.kernel.letters.services import qr_svg

from ...rules.infographic import facts_of, panels_of
from .printing import STANDARDS, drawing, pages_of

if TYPE_CHECKING:
    from datetime import date

    from ...rules.content import Report

PIXELS_AN_INCH = 110.0


def infographic_pdf(report: Report) -> bytes:
    """Return the infographic as PDF/A-2a and PDF/UA-1, its numbers links to their rows; the same bytes each time."""
    (made,) = pages_of("infographic", _facts(report), on=_day(report), standards=STANDARDS)
    return made


def infographic_png(report: Report) -> bytes:
    """Return the infographic as a PNG, 1286 × 1819 pixels; `rules.infographic.words_of` is its text alternative."""
    (made,) = pages_of("infographic", _facts(report), on=_day(report), picture=True, ppi=PIXELS_AN_INCH)
    return made


def _facts(report: Report) -> dict[str, Any]:
    facts = facts_of(report, drawings={chart.key: drawing(chart) for chart in panels_of(report)})
    return {**facts, "qr": qr_svg(report.office.report) if report.office.report else ""}


def _day(report: Report) -> date:
    return report.signature.on or report.frozen_on
