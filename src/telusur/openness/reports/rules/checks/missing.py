"""What a section must say and does not: a budget without money, staff without qualifications, a mean without
the number of what it is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..counts import counts_in
from ..findings import FindingKind, ReportFinding, shortened
from ..layout import scope, upwards
from ..messages import MEAN_OF_WHAT, NO_MONEY, NO_QUALIFICATION, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout import Report

MANY = 3
NOTHING = re.compile(
    r"\b(?:tidak|belum)\s+(?:ada|tersedia|terdapat|memiliki|dialokasikan|dianggarkan|mendapat\w*)|"
    r"\bnihil\b|\btanpa\s+anggaran",
    re.IGNORECASE,
)
ASKED = (
    (re.compile(r"\banggaran\b", re.IGNORECASE), re.compile(r"\bRp|\brupiah\b|\d{1,3}(?:\.\d{3})+", re.IGNORECASE),
     NO_MONEY),
    (re.compile(r"\b(?:sumber\s+daya\s+manusia|sdm)\b", re.IGNORECASE),
     re.compile(r"kualifikasi|pendidikan|pelatihan|bimtek|bimbingan\s+teknis|sarjana|\bS-?[123]\b|diploma|"
r"\bSMA\b|\bD-?(?:III|IV|[34])\b|diklat|kompetensi|sertifi", re.IGNORECASE),
     NO_QUALIFICATION),
)  # fmt: skip
AVERAGE = re.compile(r"\b(?:rata-rata|rerata)\b[^.]{0,80}?\d+(?:,\d+)?\s*(?:\([^)]*\)\s*)?(?:hari|jam)", re.IGNORECASE)


def missing_facts(report: Report) -> Iterator[ReportFinding]:
    """Find sections on budget without money, on staff without qualifications, and mean times without their number."""
    blocks = report.body
    ends = upwards(blocks)
    counting = {
        each.section for each in blocks if each.sort != "heading" and counts_in(MARKER_START.sub("", each.text))
    }
    for place, block in enumerate(blocks):
        wanted = [each for each in ASKED if block.sort == "heading" and each[0].search(block.text)]
        body = " ".join(blocks[at].text for at in scope(blocks, place, ends[place])) if wanted else ""
        for _asked, given, lacking in wanted:
            if (
                len(body.split()) > MANY
                and "kebijakan" not in block.text.casefold()
                and not given.search(body)
                and not NOTHING.search(body)
            ):
                yield ReportFinding(
                    FindingKind.MISSING,
                    block.place(),
                    shortened(f"{block.text}: {body}"),
                    (block.text, None),
                    said(lacking),
                )
    for block in blocks:
        if block.sort in ("row", "caption"):
            continue
        for match in AVERAGE.finditer(block.text):
            around = max(0, match.start() - NEAR), match.end() + NEAR
            if block.section not in counting and not SPREAD.search(block.text, *around):
                message = said(MEAN_OF_WHAT)
                yield ReportFinding(
                    FindingKind.MISSING, block.place(match.start()), shortened(block.text), (match[0], None), message
                )


NEAR = 80
SPREAD = re.compile(r"\b(?:paling\s+(?:lama|cepat|lambat)|terlama|tercepat|terpanjang|terpendek)\b", re.IGNORECASE)
MARKER_START = re.compile(r"(?:^|\s)\d{1,2}[.)]\s")
