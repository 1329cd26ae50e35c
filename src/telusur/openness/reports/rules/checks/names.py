"""Instruments that everybody knows by name, cited with a number or year that is not theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..counts import sentences
from ..findings import FindingKind, ReportFinding, shortened
from ..messages import OTHER_NUMBER, said
from .bases import NUMBERED, SORTS, Citation, citations_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..layout import Report

# An instrument of this name and more: `tentang Pemilihan Umum Anggota …`.
MORE = r"(?!\s+(?:anggota|presiden|gubernur|bupati|wali|dewan|kepala|dan\s+wakil)\b)"
NUMBER = re.compile(r"\b(?:nomor|nomer|no)\b|\d/", re.IGNORECASE)
WORDS_OF = dict(SORTS)


@dataclass(frozen=True)
class Named:
    """An instrument with its title, and what stands for it behind its sort (`UU KIP`) or ""."""

    sort: str
    number: int
    year: int
    title: str
    short: str = ""


def names_and_numbers(report: Report, named: Sequence[Named]) -> Iterator[ReportFinding]:
    """Find `UU KIP Nomor 14 Tahun 2009`: a name that everybody knows with the number of something else."""
    right: dict[tuple[str, str], list[Named]] = {}
    for each in named:
        right.setdefault((each.sort, each.title), []).append(each)
    for block in report.body:
        for start, sentence in sentences(block.text):
            if not NUMBER.search(sentence):
                continue
            citations = tuple(citations_in(sentence))
            for known in right.values():
                numbers = {(each.number, each.year) for each in known}
                for at, text, cited in _cited(sentence, citations, known[0]):
                    if cited in numbers:
                        continue
                    last = max(known, key=lambda each: each.year)
                    name = f"{last.sort} {last.number}/{last.year}"
                    message = said(OTHER_NUMBER, cited=text, title=last.title, right=name)
                    yield ReportFinding(
                        FindingKind.LEGAL_BASIS, block.place(start + at), shortened(sentence), (text, name), message
                    )


def _cited(sentence: str, citations: Sequence[Citation], known: Named) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """Yield where a sentence cites an instrument by its name, in which words, and with what number and year."""
    title, led = _patterns(known.sort, known.title)
    for each in citations:
        if each.sort != known.sort:
            continue
        called = known.short and re.search(rf"\b{known.short}\b", each.text, re.IGNORECASE)
        if called or title.match(sentence, each.start + len(each.text)):
            yield each.start, each.text, (each.number, each.year)
    for match in led.finditer(sentence):
        yield match.start(), match[0], (int(match["number"]), int(match["year"]))


@lru_cache(maxsize=100)
def _patterns(sort: str, title: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a title behind a number looks like, and a title that the number follows."""
    law = r"undang[\s-]*undang(?:\s+(?:nomor|no\.?)\s+\d{1,3}\s+tahun\s+\d{4}\s+tentang)?"
    words = r"\s+".join(law if word == "Undang-Undang" else word for word in title.split())
    behind = re.compile(rf"\s*,?\s*(?:tentang|ttg\.?)\s+{words}\b{MORE}", re.IGNORECASE)
    before = re.compile(rf"\b{WORDS_OF[sort]}\s+(?:tentang\s+)?{words}{NUMBERED}", re.IGNORECASE)
    return behind, before
