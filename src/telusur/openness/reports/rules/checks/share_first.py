"""Shares told before what they are of: `15% permohonan ditolak (3 dari 20)`, `80 persen atau 12 dari 15 permohonan`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..counts import FIGURES, in_figures, number, sentences
from .shares import OF_A_CHANGE, WHOLE_SHARE, agrees, percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..findings import ReportFinding
    from ..layout import Report

WORDS = r"\s*(?:\([a-z\s]{1,40}\)\s*)?(?:[a-z]+\s+){0,2}?"
SHARE_FIRST = re.compile(
    rf"(?<![\w.,])(?P<share>\d{{1,3}}(?:,\d+)?)\s*(?:%|persen\b)(?P<words>[^\d.;()]{{0,80}}?)"
    rf"(?:\(\s*|\b(?:atau|yakni|yaitu)\s+)(?:(?:atau|yakni|yaitu|sebanyak|sejumlah)\s+)?(?:(?P<part>{FIGURES}){WORDS}dari\s+"
    rf"(?:(?:total|jumlah|seluruh|keseluruhan)\s+)*(?P<whole>{FIGURES})|Rp\.?\s*(?P<spent>\d{{1,3}}(?:\.\d{{3}})+)(?:,\d\d|,-)?\s+dari\s+"
    r"(?:(?:pagu|total|anggaran)\s+)*Rp\.?\s*(?P<given>\d{1,3}(?:\.\d{3})+))(?!\w|[.,]\d)(?!\s*(?:juta|miliar|ribu)\b)",
    re.IGNORECASE,
)
# What the people in brackets answered, not how many of them there are.
OF_ANSWERS = re.compile(r"\b(?:\w*puas\w*|indeks|nilai|skor|serapan|anggaran)\b", re.IGNORECASE)
ROUGHLY = re.compile(
    r"\b(?:sekitar|hampir|kurang\s+lebih|lebih|kurang|di\s?atas|di\s?bawah|nyaris|mendekati|kira-kira)\b", re.IGNORECASE
)
LONGEST_BEFORE, ROUGH = 60, 10


def shares_first(report: Report) -> Iterator[ReportFinding]:
    """Find a share that is not that of the two numbers behind it; one said roughly may be ten in a hundred off."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            for match in SHARE_FIRST.finditer(in_figures(sentence)):
                money = bool(match["spent"])
                part, whole = (number(match[name]) for name in (("spent", "given") if money else ("part", "whole")))
                before = sentence[max(0, match.start() - LONGEST_BEFORE) : match.start()]
                before = before[max(before.rfind(sign) for sign in ",;%") + 1 :]
                told = f"{before} {match['words']}"
                if not whole or OF_A_CHANGE.search(told) or (not money and OF_ANSWERS.search(told)):
                    continue
                share = match["share"]
                near = abs(WHOLE_SHARE * part / whole - float(share.replace(",", "."))) <= ROUGH
                if not agrees(part, whole, share) and not (ROUGHLY.search(before) and near):
                    yield percentage(block, start + match.start(), sentence, part=part, whole=whole, share=share)
