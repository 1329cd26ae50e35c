"""Monthly means that are not those of their year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ..counts import DIGIT, FIGURES, in_figures, number, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import MONTHLY_MEAN, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout import Report

MEAN = re.compile(
    rf"\b(?:rata-rata|rerata)\b[^\d.]{{0,60}}?(?P<mean>\d+(?:,\d+)?)(?P<words>[^\d.;]{{0,60}}?)\bdari\s+(?:(?:total|jumlah|seluruh)\s+)*"
    rf"(?P<whole>{FIGURES})\s+(?:permohonan|pemohon|orang|pengunjung|kunjungan|dokumen)[^\d.;]{{0,40}}?(?P<months>\d{{1,2}})\s+"
    r"(?:\([^()]{1,30}\)\s*)?bulan\b",
    re.IGNORECASE,
)
A_MONTH = re.compile(r"\b(?:per|setiap|tiap|dalam\s+se)\s?bulan\b|\bsebulan\b|\bbulanan\b", re.IGNORECASE)


def monthly_means(report: Report) -> Iterator[ReportFinding]:
    """Find a mean of a month that is not its number divided by the months that stand beside it."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            plain = in_figures(sentence)
            match = MEAN.search(plain) if DIGIT.search(plain) else None
            if match is None or not A_MONTH.search(match[0]) or not int(match["months"]):
                continue
            mean, whole = Decimal(match["mean"].replace(",", ".")), number(match["whole"])
            right = Decimal(whole) / int(match["months"])
            if abs(right - mean) >= Decimal(1).scaleb(-max(0, -int(mean.as_tuple().exponent))):
                exact = round(right, 2)
                message = said(
                    MONTHLY_MEAN,
                    whole=whole,
                    months=int(match["months"]),
                    right=str(exact).replace(".", ","),
                    written=match["mean"],
                )
                yield ReportFinding(
                    FindingKind.SUM,
                    block.place(start + match.start()),
                    shortened(sentence),
                    (float(mean), float(exact)),
                    message,
                )
