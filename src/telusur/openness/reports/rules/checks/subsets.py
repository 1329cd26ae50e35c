"""Parts that are more than the whole they are said to be of: `8 permohonan, 10 di antaranya ditolak`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..counts import FIGURES, counts_in, in_figures, masked, number, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import MORE_THAN_ALL, said
from .sums import disagreeing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..layout import Report

SORT = r"(?:permohonan|pemohon|orang|dokumen|keberatan|sengketa|petugas|pengunjung|responden)"
BRACKETS = r"\s*(?:\([^()\d]{0,60}\)\s*)?"
AMONG = re.compile(rf"(?<![\w.,/])(?P<part>{FIGURES}){BRACKETS}(?:{SORT}\s+)?di\s?antaranya\b", re.IGNORECASE)
OUT_OF = re.compile(
    rf"(?<![\w.,/])(?P<part>{FIGURES}){BRACKETS}(?:(?P<sort>{SORT})\s+)?dari\s+(?:(?:total|jumlah|seluruh|keseluruhan)\s+)*"
    rf"(?P<whole>{FIGURES}){BRACKETS}(?P<of>{SORT})\b",
    re.IGNORECASE,
)
FIRST = re.compile(
    rf"(?<!terdiri )(?<!berasal )(?<!terbagi )\bdari\s+(?:(?:total|jumlah|seluruh|keseluruhan)\s+)*"
    rf"(?P<whole>{FIGURES}){BRACKETS}(?P<of>{SORT})\b",
    re.IGNORECASE,
)
DONE = (
    r"(?:(?:yang|telah|sudah|dapat)\s+)*"
    r"(?:dikabulkan|ditolak|dijawab|dicabut|diselesaikan|diproses|ditanggapi|dilayani)"
)
THEN = re.compile(rf"(?<![\w.,/])(?P<part>{FIGURES}){BRACKETS}(?:(?P<sort>{SORT})\b|{DONE}\b)", re.IGNORECASE)
# `Dua dari lima belas permohonan ditolak; tiga belas sisanya dikabulkan.`
LEFT = re.compile(
    rf"(?<![\w.,/])(?P<part>{FIGURES}){BRACKETS}(?:{SORT}\s+)?dari\s+(?P<whole>{FIGURES}){BRACKETS}{SORT}\b[^\d.]{{0,80}}?"
    rf"(?:(?<![\w.,/])(?P<rest>{FIGURES}){BRACKETS}(?:{SORT}\s+)?sisanya\b"
    rf"|\bsisanya(?:\s+(?:sebanyak|berjumlah|sejumlah|yaitu|yakni|adalah))?\s+(?P<told>{FIGURES})(?![\w.,]\d))",
    re.IGNORECASE,
)
# What changed, or is of another time, is no part.
CHANGED = re.compile(
    r"\b(?:naik|turun|menjadi|meningkat|menurun|bertambah|berkurang|dibanding\w*|lebih|tahun\s+(?:lalu|sebelumnya)|sebelumnya)\b",
    re.IGNORECASE,
)


def parts_over_the_whole(report: Report) -> Iterator[ReportFinding]:
    """Find a part of requests, people or documents that is more than all of them."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            plain = masked(in_figures(sentence))
            if CHANGED.search(plain):
                continue
            for part, whole, at in (*_among(plain), *_out_of(plain), *_of_the_first(plain)):
                if part > whole:
                    message = said(MORE_THAN_ALL, part=part, whole=whole)
                    yield ReportFinding(
                        FindingKind.SUM, block.place(start + at), shortened(sentence), (whole, part), message
                    )


def what_is_left(report: Report) -> Iterator[ReportFinding]:
    """Find a rest that is not the whole without its part: `2 dari 15 permohonan ditolak; 12 sisanya dikabulkan`."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            for match in LEFT.finditer(masked(in_figures(sentence))):
                part, whole = number(match["part"]), number(match["whole"])
                rest = number(match["rest"] or match["told"])
                if part <= whole and part + rest != whole:
                    yield disagreeing(block, start + match.start(), sentence, whole, part + rest)


def _among(plain: str) -> Iterator[tuple[int, int, int]]:
    for match in AMONG.finditer(plain):
        before = [each.value for each in counts_in(plain[: match.start()])]
        if before:
            yield number(match["part"]), max(before), match.start()


def _out_of(plain: str) -> Iterator[tuple[int, int, int]]:
    for match in OUT_OF.finditer(plain):
        if (match["sort"] or match["of"]).casefold() == match["of"].casefold():
            yield number(match["part"]), number(match["whole"]), match.start()


def _of_the_first(plain: str) -> Iterator[tuple[int, int, int]]:
    """Yield what is counted behind `dari 20 permohonan`: of the same sort, or what was done with it."""
    first = FIRST.search(plain)
    for match in THEN.finditer(plain, first.end()) if first else ():
        if first and (match["sort"] or first["of"]).casefold() == first["of"].casefold():
            yield number(match["part"]), number(first["whole"]), match.start()
