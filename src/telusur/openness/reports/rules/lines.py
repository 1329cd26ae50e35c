"""The lines of a report's text, without page numbers and running heads; and the year that it says it is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from .findings import Place
from .signs import plain_signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE_NUMBER = re.compile(
    r"\s*(?:(?:halaman|hal\.?|page)\s*[|:]?\s*)?[-–|]*\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–|]*"
    r"(?:\s*(?:dari|/|of)\s*\d+)?\s*",
    re.IGNORECASE,
)
REPEATED = 3
LONG_WORD = re.compile(r"\S{200}(?=\S)")  # no word is longer, and no number: the checks read a word at once
# What a text may ask of the checks, whoever wrote it: more is refused, longer lines are read in pieces.
MOST_LINES, MOST_SIGNS, LONGEST_LINE = 20_000, 500_000, 1_000


class TooLong(ValueError):
    """A text is longer than any report: it would not be judged in reasonable time."""


@dataclass(frozen=True)
class Line:
    place: Place
    text: str


def told_year(lines: Sequence[Line]) -> int | None:
    """Return the year a report says it is about: that of its title, else the one named most after `tahun`."""
    first = " ".join(line.text for line in lines[:60])
    title = re.search(r"LAPORAN\b.{0,200}?TAHUN(?:\s+ANGGARAN)?\s+(20\d\d)", first, re.IGNORECASE)
    if title:
        return int(title[1])
    text = re.sub(
        r"(?:nomor|no\.?)\s*[\w/.\-]+\s+tahun\s+\d{4}", "", " ".join(line.text for line in lines), flags=re.IGNORECASE
    )
    named = Counter(re.findall(r"tahun\s+(20\d\d)", text, re.IGNORECASE))
    return int(named.most_common(1)[0][0]) if named else None


def lines_in(pages: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of a report without page numbers and running heads; an empty line has the text ''.

    Raises: TooLong.
    """
    if sum(map(len, pages)) > MOST_SIGNS:
        raise TooLong(MOST_LINES)
    parted = [page.replace("\r\n", "\n").replace("\r", "\n").split("\n") for text in pages for page in text.split("\f")]
    if sum(map(len, parted)) > MOST_LINES + 1:  # what ends the last line begins no other
        raise TooLong(MOST_LINES)
    while len(parted) > 1 and not any(line.strip() for line in parted[-1]):
        parted.pop()
    edges = Counter(
        re.sub(r"\d+", "#", line.strip()) for page in parted for line in {*_edge(page, 1), *_edge(page, -1)}
    )
    for number, page in enumerate(parted, start=1):
        ends = {*_edge(page, 1), *_edge(page, -1)}
        for row, raw in enumerate(page, start=1):
            text = LONG_WORD.sub(r"\g<0> ", plain_signs(raw)).strip()
            if len(parted) > 1 and raw in ends and text:
                if PAGE_NUMBER.fullmatch(text) or edges[re.sub(r"\d+", "#", text)] >= REPEATED:
                    continue
            elif re.fullmatch(r"[-–]\s*\d{1,4}\s*[-–]|(?:halaman|hal\.)\s+\d+(?:\s+dari\s+\d+)?", text, re.IGNORECASE):
                continue
            place = Place(number if len(parted) > 1 else 0, row)
            yield from (Line(place, piece) for piece in _pieces(text))


def _edge(page: list[str], step: int) -> list[str]:
    """Return the first two, or last two, lines of a page that hold something."""
    return list(islice((line for line in page[::step] if line.strip()), 2))


def _pieces(text: str) -> Iterator[str]:
    """Yield a line in pieces that the checks read in time, cut at spaces where there are any."""
    while len(text) > LONGEST_LINE:
        cut = text.rfind(" ", 0, LONGEST_LINE)
        cut = cut if cut > 0 else LONGEST_LINE
        yield text[:cut]
        text = text[cut:].strip()
    yield text
