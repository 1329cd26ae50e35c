"""A value of the satisfaction survey beside the letter of another: `nilai 93,86 (mutu B)`. Law: PermenPANRB 14/2017."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from telusur.openness.satisfaction.rules.index import CONVERSION, HIGHEST, LOWEST

from ..counts import sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import GRADE, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from telusur.openness.satisfaction.rules.index import Band

    from ..layout import Report

VALUE = r"(?<![\d.,])(?P<value>\d{1,3}[.,]\d{1,2}|\d{2,3})(?![\d%]|[.,]\d)"
LETTER = (
    r"(?:ber)?mutu(?:\s+(?:pelayanan|layanan))?(?:\s+(?:unit|adalah|ialah|yaitu))*\s*[:=]?\s*"
    r"[\"“]?(?P<letter>(?-i:[A-D]))\b"
)
GRADED = (
    re.compile(
        rf"{VALUE}[\s(|,:–-]*(?:(?:dengan|atau|dan|yang|termasuk|masuk|dalam|berada|pada|memperoleh|mendapat|poin|nilai)"
        rf"[\s(|,:–-]+){{0,5}}{LETTER}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{LETTER}[\"”]?\s*(?:\(|,?\s*(?:dengan\s+)?(?:nilai|indeks|skor)\s+)(?:\w+\s+){{0,2}}{VALUE}", re.IGNORECASE
    ),
)
# A limit is of two grades, and what is only wished for is none yet.
LIMIT = re.compile(
    r"(?:\b(?:bawah|atas|dari|sampai|hingga|s\.?d\.?|minimal|maksimal|antara|target)\b[^\d]{0,20}|[<>≤≥]\s*|\d\s*[-–]\s*)$",
    re.IGNORECASE,
)
LONGEST_BEFORE = 40


def grades_of_values(report: Report, bands: Sequence[Band]) -> Iterator[ReportFinding]:
    """Find a value of the survey, from 25 to 100 or as a mean from 1 to 4, beside the letter of another.

    bands: those in force; none of them, and nothing is found.
    """
    for block in report.body:
        for start, sentence in sentences(block.text):
            graded = GRADED if "mutu" in sentence.casefold() else ()
            for match in (found for form in graded for found in form.finditer(sentence)):
                value, at = _converted(match["value"]), match.start("value")
                reached = [band for band in bands if value is not None and band.least <= value]
                if not reached or LIMIT.search(sentence[max(0, at - LONGEST_BEFORE) : at]):
                    continue
                right = max(reached, key=lambda band: band.least)
                if right.letter != match["letter"]:
                    facts = {"value": match["value"], "right": right.letter, "written": match["letter"]}
                    yield ReportFinding(
                        FindingKind.CONTRADICTION,
                        block.place(start + at),
                        shortened(sentence),
                        (match["letter"], right.letter),
                        said(GRADE, **facts),
                    )


def _converted(text: str) -> Decimal | None:
    """Return a value on the scale 25 to 100; None where it is on neither scale."""
    value = Decimal(text.replace(",", "."))
    if LOWEST <= value <= HIGHEST:
        value *= CONVERSION
    return value if LOWEST * CONVERSION <= value <= HIGHEST * CONVERSION else None
