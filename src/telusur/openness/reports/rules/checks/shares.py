"""Shares that cannot be: percentages that are not those of their counts, and classes out of proportion."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from ..counts import counts_in, in_figures, masked, sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import PERCENTAGE, SHARE, said
from .table_sums import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Block, Report

CLASSES = (r"berkala", r"serta[\s-]*merta", r"setiap\s+saat")
OF = re.compile(
    r"(?<![\w.,])(?P<part>\d[\d.]*+)\s*(?:\([a-z\s]+\)\s*)?(?:\w+\s+){0,3}?dari\s+(?:total\s+|jumlah\s+|"
r"seluruh\s+)*(?P<whole>\d[\d.]*+)\s*(?:\([a-z\s]+\)\s*)?(?:\w+\s+){0,3}?"
    r"(?:\(|atau\s+|sebesar\s+|yakni\s+|,\s*)(?:sekitar\s+)?(?P<share>\d+(?:[.,]\d+)?)\s*(?:%|"
r"persen)", re.IGNORECASE)  # fmt: skip
SHARE_OF = re.compile(
    r"(?<![\w.,])(?P<part>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:\([a-z\s]{1,40}\)\s*)?(?:[a-z]+\s+){0,3}?(?:\(|(?:atau|sebesar)\s+)"
    r"(?:sekitar\s+)?(?P<share>\d{1,3}(?:[.,]\d+)?)\s*(?:%|persen)\)?\s+dari\s+(?:(?:total|jumlah|seluruh|keseluruhan)\s+)*"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)\s+(?:permohonan|pemohon|orang|dokumen|pengunjung|informasi)\b",
    re.IGNORECASE,
)
WHOLE_FIRST = re.compile(
    r"\bdari\s+(?:(?:total|jumlah|seluruh|keseluruhan)\s+)*(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)\s+(?!%|persen)",
    re.IGNORECASE,
)
BESIDE_SHARE = re.compile(
    r"(?<![\w.,])(?P<part>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:\([a-z\s]{1,40}\)\s*)?(?:[a-z]+\s+){0,4}?"
    r"(?:\(|(?:atau|sebesar|yakni|setara)\s+)(?:(?:sebesar|sekitar)\s+)?(?P<share>\d{1,3}(?:[.,]\d+)?)\s*(?:%|persen\b)"
    r"(?!\s*(?:dari|lebih|naik|di\s*banding))",
    re.IGNORECASE,
)
WITH_SHARE = re.compile(
    r"(?<![\w.,])(?P<part>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:[a-z]+\s*){0,2}[|(\s\t]\s*(?P<share>\d{1,3}(?:[.,]\d+)?"
    r")\s*(?:%|persen)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(\d[\d.]*)\s+(?:(?:dokumen|informasi|publik|buah|berkas|yang|wajib|tersedia|diumumkan|secara|kategori)\s+)*$",
    re.IGNORECASE,
)
BEHIND = re.compile(r"\s*(?:sebanyak|berjumlah|sejumlah|adalah|ada|[:=|(\t-])?\s*\d", re.IGNORECASE)
RUPIAH = re.compile(r"\bRp\.?\s*(\d{1,3}(?:\.\d{3})+|\d{4,})\b", re.IGNORECASE)
SPENT = re.compile(r"\b(?:realisasi|terealisasi|terserap|serapan|terpakai|digunakan|dibelanjakan)\w*", re.IGNORECASE)
ALLOTTED = re.compile(r"\b(?:anggaran|pagu|alokasi|dialokasikan|dana)\b", re.IGNORECASE)
SPENT_SHARE = re.compile(
    r"\bRp\.?\s*(?P<part>\d{1,3}(?:\.\d{3})+|\d{4,})(?:,(?:00|-))?\s*(?:\([a-z\s]{1,80}\)\s*)?,?\s*"
    r"(?:\(|atau|setara|yakni|yaitu|sebesar)\s*(?:sebesar\s+|sekitar\s+)?(?P<share>\d{1,3}(?:[.,]\d+)?)\s*(?:%|persen\b)",
    re.IGNORECASE,
)
ANY_SHARE = re.compile(r"(?<![\w.,])(?P<share>\d{1,3}(?:[.,]\d+)?)\s*(?:%|persen\b)", re.IGNORECASE)
OF_A_CHANGE = re.compile(
    r"\b(?:naik|turun|meningkat|menurun|bertambah|berkurang|kenaikan|penurunan|peningkatan|lebih|dibanding\w*|target|"
    r"tahun\s+lalu|sebelumnya|pajak|ppn)\b",
    re.IGNORECASE,
)
MOST_SHARES = 40  # no sentence tells more
WHOLE_SHARE = 100
NEAR = 12
SHORT = 8


@dataclass(frozen=True)
class MostImmediate:
    """Above this share of `serta merta`, in percent, the classes of a list of at least so many entries are doubted."""

    percent: int
    at_least: int


def percentages(report: Report) -> Iterator[ReportFinding]:
    """Find percentages that are not those of the counts they stand beside."""
    for block in report.body:
        for start, sentence in sentences(block.text):
            for match in (*OF.finditer(in_figures(sentence)), *SHARE_OF.finditer(sentence)):
                part, whole = (int(match[name].rstrip(".").replace(".", "")) for name in ("part", "whole"))
                if whole and not agrees(part, whole, match["share"]):
                    yield percentage(
                        block, start + match.start(), sentence, part=part, whole=whole, share=match["share"]
                    )
            for part, whole, share, at in (*_of_the_first(sentence), *_of_money(sentence)):
                yield percentage(block, start + at, sentence, part=part, whole=whole, share=share)
            pairs = [
                (int(match["part"].replace(".", "")), match["share"], match.start())
                for match in islice(WITH_SHARE.finditer(sentence), MOST_SHARES)
            ]
            parts = [part for part, _share, _at in pairs]
            of_another = any(
                part < other and agrees(part, other, share)
                for place, (part, share, _at) in enumerate(pairs)
                for other in parts[:place]
            )
            if len(pairs) >= 2 and not of_another:  # noqa: PLR2004 shares of one whole
                yield from _of_one_whole([(part, share, block, start + at, sentence) for part, share, at in pairs])
    yield from _in_tables(report)


def _of_the_first(sentence: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield (part, whole, share, where) of shares after `dari 40 permohonan, …` that are of no number before them."""
    first = WHOLE_FIRST.search(masked(sentence))
    if first is None:
        return
    whole = int(first["whole"].replace(".", ""))
    counts = counts_in(sentence)
    ends = [count.end for count in counts]
    for match in BESIDE_SHARE.finditer(sentence, first.end()):
        part = int(match["part"].replace(".", ""))
        told = bisect_right(ends, match.end("part"))
        before = [count.value for count in counts[: min(told, MOST_SHARES)]]
        wholes = (whole, *(value for value in before if value > part), sum(before) - whole)
        if 0 < part <= whole and not any(each and agrees(part, each, match["share"]) for each in wholes):
            yield part, whole, match["share"], match.start()


def _of_money(sentence: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield (part, whole, share, where) of an amount spent whose share is not that of the one amount allotted."""
    amounts = [int(match[1].replace(".", "")) for match in RUPIAH.finditer(sentence)]
    if len(amounts) != 2 or not (SPENT.search(sentence) and ALLOTTED.search(sentence)):  # noqa: PLR2004 given and spent
        return
    part, whole = min(amounts), max(amounts)
    beside = [match for match in SPENT_SHARE.finditer(sentence) if int(match["part"].replace(".", "")) == part]
    for match in beside:
        if not agrees(part, whole, match["share"]):
            yield part, whole, match["share"], match.start()
    alone = list(ANY_SHARE.finditer(sentence))
    if len(alone) != 1 or OF_A_CHANGE.search(sentence) or beside:
        return
    if not (agrees(part, whole, alone[0]["share"]) or agrees(whole - part, whole, alone[0]["share"])):
        yield part, whole, alone[0]["share"], alone[0].start()


def _in_tables(report: Report) -> Iterator[ReportFinding]:
    run: list[tuple[int, str, Block, int, str]] = []
    blocks: list[Block | None] = [*report.body, None]
    for block in blocks:
        match = WITH_SHARE.search(block.text) if block is not None and len(block.text.split()) <= SHORT else None
        if match and block is not None and len(WITH_SHARE.findall(block.text)) == 1:
            label = re.sub(r"^\W*\d{0,2}[.)]?\s*", "", block.text[: match.start()]).strip(" :|\t")
            if not TOTAL.fullmatch(label):
                run.append((int(match["part"].replace(".", "")), match["share"], block, match.start(), block.text))
                continue
        if len(run) >= 2:  # noqa: PLR2004
            yield from _of_one_whole(run)
        run = []


def _of_one_whole(parts: Sequence[tuple[int, str, Block, int, str]]) -> Iterator[ReportFinding]:
    """Judge shares that together make a whole, or of which half at the least are right: else they are of different
    wholes. A share of nothing is always right, and so proves nothing."""
    whole = sum(each[0] for each in parts)
    wrong = [each for each in parts if whole and not agrees(each[0], whole, each[1])]
    total = sum((Decimal(each[1].replace(",", ".")) for each in parts), Decimal(0))
    together = abs(total - WHOLE_SHARE) <= len(parts)
    right = sum(bool(each[0]) for each in parts) - len(wrong)
    if wrong and (together or right >= len(wrong)):
        for part, share, block, at, text in wrong:
            yield percentage(block, at, text, part=part, whole=whole, share=share)


def agrees(part: int, whole: int, share: str) -> bool:
    """Return whether a printed percentage is that of part and whole, rounded either way to its decimals."""
    printed = Decimal(share.replace(",", "."))
    step = Decimal(1).scaleb(-max(0, -int(printed.as_tuple().exponent)))
    return bool(abs(Decimal(WHOLE_SHARE * part) / whole - printed) < step)


def percentage(block: Block, at: int, text: str, *, part: int, whole: int, share: str) -> ReportFinding:
    right = round(Decimal(WHOLE_SHARE * part) / whole, 2)
    message = said(PERCENTAGE, part=part, whole=whole, right=str(right).replace(".", ","), written=share)
    return ReportFinding(
        FindingKind.PERCENTAGE,
        block.place(at),
        shortened(text),
        (float(share.replace(",", ".")), float(right)),
        message,
    )


def class_shares(report: Report, most: MostImmediate) -> Iterator[ReportFinding]:
    """Find a list of information of which more is `serta merta` than can be: it threatens life and public order."""
    found: dict[str, _ClassCount] = {}
    last = 0
    for number, block in enumerate(report.body):
        if number - last > NEAR:
            if len(found) == len(CLASSES):
                break
            found = {}
        sure = "%" in block.text
        for pattern in CLASSES:
            for match in re.finditer(pattern, block.text, re.IGNORECASE):
                value = _beside(block.text, match.start(), match.end())
                if value is not None and (pattern not in found or (sure and not found[pattern].sure)):
                    found[pattern], last = _ClassCount(value, sure, block, match.start()), number
    if len(found) < len(CLASSES):
        return
    total = sum(each.count for each in found.values())
    immediate = found[CLASSES[1]]
    if total >= most.at_least and WHOLE_SHARE * immediate.count > most.percent * total:
        message = said(SHARE, immediate=immediate.count, total=total, percent=most.percent)
        place = immediate.block.place(immediate.at)
        numbers = (immediate.count, total)
        yield ReportFinding(FindingKind.SHARE, place, shortened(immediate.block.text), numbers, message)


@dataclass(frozen=True)
class _ClassCount:
    """The count beside a class's name. sure: a share stands in its line, as in a table and not in a chart."""

    count: int
    sure: bool
    block: Block
    at: int


def _beside(text: str, start: int, end: int) -> int | None:
    """Return the count that belongs to a class's name: the one right behind it, else the one right before it, else the
    next one before another class is named."""
    after = text[end:]
    cut = re.search("|".join(CLASSES), after, re.IGNORECASE)
    following = counts_in(after[: cut.start()] if cut else after)
    before = BEFORE.search(masked(text[:start]))
    if before and not (following and BEHIND.match(after)):
        return int(before[1].rstrip(".").replace(".", ""))
    return following[0].value if following else None
