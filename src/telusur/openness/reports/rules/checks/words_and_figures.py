"""A number written twice, in figures and in words, that is not the same number."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import TYPE_CHECKING

from .. import messages
from ..days import days_in
from ..findings import FindingKind, ReportFinding, shortened
from ..numerals import LARGEST, from_words, is_misspelt, is_of_numerals, one_by_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..findings import Place
    from ..layout import Report

UNIT = (
    r"(?:orang|permohonan|pemohon|hari|kerja|persen|rupiah|dokumen|kali|bulan|tahun|buah|unit|"
    r"jam|menit|lembar|berkas|informasi|keberatan|sengketa)"
)
FIGURES_FIRST = re.compile(
    rf"(?<![\w.,/\-])(?:Rp\.?\s*)?(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,00|,-|,–)?\s*(?:(?:{UNIT}|%)\s*)?\(\s*([A-Za-z][A-Z"
    rf"a-z\s\-]*?)(?:\s+{UNIT})*\s*\)",
    re.IGNORECASE,
)
WORDS_FIRST = re.compile(r"\b([a-z]+(?:[\s\-][a-z]+){0,8})\s*\(\s*(\d{1,3}(?:\.\d{3})+|\d+)\s*\)", re.IGNORECASE)
DECIMALS = re.compile(
    rf"(?<![\w.,/\-])(?P<whole>\d{{1,3}}),(?P<decimals>\d{{1,3}})\s*(?:(?:{UNIT}|%)\s*)?"
    rf"\(\s*(?P<said>[a-z\s]{{3,40}}?)\s+koma\s+(?P<rest>[a-z\s]{{3,40}}?)(?:\s+{UNIT})*\s*\)",
    re.IGNORECASE,
)
NEAR = 25
FIRST_YEAR, LAST_YEAR = 1900, 2099


def counts_in_words(report: Report) -> Iterator[ReportFinding]:
    """Find numbers whose words in brackets say another number, and words whose figures do."""
    for block in report.body:
        for match in FIGURES_FIRST.finditer(block.text):
            figures, said = int(match[1].replace(".", "")), from_words(match[2])
            place, excerpt = block.place(match.start()), block.text[max(0, match.start() - 40) : match.end() + 40]
            if said is not None and said != figures:
                yield _finding(place, excerpt, figures, said)
            elif said is None and not _is_year(match[1]) and _says_no_number(match[2], match[1]):
                words = " ".join(match[2].split())
                message = messages.said(messages.NO_NUMBER_WORDS, figures=figures, said=words)
                yield ReportFinding(FindingKind.NUMBER_WORDS, place, shortened(excerpt), (figures, words), message)
        for match in WORDS_FIRST.finditer(block.text):
            said = longest_numeral(match[1])
            figures = int(match[2].replace(".", ""))
            if said is not None and said != figures:
                yield _finding(
                    block.place(match.start()), block.text[max(0, match.start() - 40) : match.end() + 40], figures, said
                )


def _says_no_number(words: str, figures: str) -> bool:
    """Return whether words that say no number were meant to say one: `empat belas lima`, `tiga pulu`."""
    if is_of_numerals(words):
        return one_by_one(words) != figures
    number = int(figures.replace(".", ""))
    return number <= LARGEST and is_misspelt(words, number)


def _is_year(figures: str) -> bool:
    """Return whether figures may be a year, which is also read in two halves."""
    return figures.isdigit() and FIRST_YEAR <= int(figures) <= LAST_YEAR


def decimals_in_words(report: Report) -> Iterator[ReportFinding]:
    """Find `2,5 (dua koma tujuh)`; decimals are said one by one or as a number."""
    for block in report.body:
        for match in DECIMALS.finditer(block.text):
            whole, words = from_words(match["said"]), match["rest"].split()
            digits = [from_words(each) for each in words]
            one_by_one = "".join(str(each) for each in digits)
            if whole is None or (from_words(match["rest"]) is None and None in digits):
                continue
            right = {one_by_one, str(from_words(match["rest"]))}
            if whole != int(match["whole"]) or match["decimals"] not in right:
                figures, said = f"{match['whole']},{match['decimals']}", f"{match['said']} koma {match['rest']}"
                yield _finding(block.place(match.start()), match[0], figures, said)


def longest_numeral(words: str) -> int | None:
    """Return the number that the last words of a phrase say, as many of them as make one."""
    parts = re.split(r"[\s\-]+", words)
    return next((value for cut in range(len(parts)) if (value := from_words(" ".join(parts[cut:]))) is not None), None)


def dates_in_words(report: Report) -> Iterator[ReportFinding]:
    """Find dates in words whose figures, right behind them, are another date."""
    for block in report.body:
        days = days_in(block.text)
        for worded, figures in itertools.pairwise(days):
            between = block.text[worded.end : figures.start]
            if (
                worded.worded
                and not figures.worded
                and len(between) < NEAR
                and "(" in between
                and worded.on != figures.on
            ):
                yield _finding(
                    block.place(worded.start),
                    block.text[worded.start : figures.end + 1],
                    figures.on or figures.text,
                    worded.on or worded.text,
                )


def _finding(place: Place, excerpt: str, figures: int | str | date, said: int | str | date) -> ReportFinding:
    message = messages.said(messages.NUMBER_WORDS, figures=figures, said=said)
    facts = (_fact(figures), _fact(said))
    return ReportFinding(FindingKind.NUMBER_WORDS, place, shortened(excerpt), facts, message)


def _fact(value: int | str | date) -> int | str:
    return value.isoformat() if isinstance(value, date) else value
