"""The text of a report as lines, blocks and sections: what a paragraph is when a page was flattened to lines.

A wrapped paragraph is one block again; a table row stays a block of its own; the table of contents is told apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .counts import MONTH
from .lines import Line, lines_in, told_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .findings import Place

CHAPTER = re.compile(r"(?:BAB|Bab)\s+(?:[IVXLC]+|\d+)\b[.:]?\s*(.*)")
MARKER = re.compile(
    r"((?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|\(?[a-z]{1}[.)]|[A-Z][.)]|[IVX]{1,5}[.)]|[•▪●\-–*➢✓o](?=\s)))(?:"
    r"\s+(.*)|$)"
)
CAPTION = re.compile(r"(Gambar|Tabel|Grafik|Bagan|Diagram)\s+(\d+(?:[.\-]\d+)*)\s*[.:)\-–]*\s*(.*)", re.IGNORECASE)
LEADER = re.compile(
    r"(?:(?<!\.)\.{4,}+|(?<!\s\.)(?:\s\.){3,}+|(?<!…)…{2,}+|(?<!_)_{4,}+).{0,3}\s*(?:\d{1,4}|[ivxl]+)\s*$"
)
PAGED = re.compile(r"\s\d{1,3}$")  # an entry of a table of contents without its dots
CONTENTS = re.compile(r"daftar\s+(?:isi|tabel|gambar|grafik|lampiran)\s*", re.IGNORECASE)
END = re.compile(r"""[.!?:;…]["”’)\]]*$""")
LISTED_ON = re.compile(r"[;,]\s*(?:(?:dan|atau|dan/atau|serta)\s*)?$", re.IGNORECASE)  # a list goes on
# A label, then nothing but numbers and their units: a row of a table.
UNIT = (
    r"(?:orang|pemohon|permohonan|pengunjung|kunjungan|dokumen|berkas|informasi|unit|buah|kali|hari|jam|set|ruang|"
    r"lembar|paket|org|%|persen|keberatan|sengketa|kegiatan|jiwa|unduhan)"
)
NUMBER = r"(?:Rp\.?\s*)?\d[\d.]*(?:,\d+)?(?:\s*%)?"
ROW = re.compile(
    r"(?:\d{1,3}[.)]?\s+|[a-z][.)]\s+|[•▪●\-–*]\s+)?(?P<label>[^\W\d_][^\d|:=]{0,90}?)[\s|:=.…\t]*[\s|:=\t]"
    rf"(?P<numbers>(?:{NUMBER}|[-–])(?:\s*{UNIT})?(?:[\s|;]+(?:{NUMBER}|[-–])(?:\s*{UNIT})?)*)[\s|]*[.;,]?",
    re.IGNORECASE,
)
PROSE = re.compile(
    r"\b(?:sebanyak|sejumlah|berjumlah|adalah|pada|mencapai|sebesar|dalam|telah|di)\b|\btahun$", re.IGNORECASE
)
# What a chart or a bare table row leaves in a text: numbers alone, months alone.
NUMBERS = re.compile(rf"\d[\d.,]*%?(?:\s+\d[\d.,]*%?)+|(?:{MONTH}\s*){{3,}}", re.IGNORECASE)
MOST_ROW_WORDS, MOST_HEADING_WORDS = 10, 16
LONG_LINE = 14
MOST_BLOCKS_A_SECTION = 300
MOST_LINES_A_BLOCK, MOST_SIGNS_A_BLOCK = 40, 4_000  # no paragraph is longer; a check reads a block at once


@dataclass(frozen=True)
class Block:
    """A heading, item, row, caption or paragraph with the lines it was joined from.

    sort: heading, item, row, caption, contents or paragraph. marker: `BAB`, `1.`, `a.` …; `rest` is the text after it.
    section: the number of the heading above; `gap` tells that an empty line stands before it.
    """

    sort: str
    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]
    marker: str = ""
    rest: str = ""
    section: int = 0
    gap: bool = False

    def place(self, at: int = 0) -> Place:
        """Return the line of a character of `text`."""
        return self.lines[bisect_right(self.starts, at) - 1].place


@dataclass(frozen=True)
class Report:
    """A report as the checks read it. `year`: the year it reports on, None where nobody said and it tells nowhere."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    year: int | None = None
    titles: dict[int, str] = field(default_factory=dict)

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks outside tables of contents."""
        return tuple(block for block in self.blocks if block.sort != "contents")


def report_of(pages: Sequence[str], *, year: int | None = None) -> Report:
    """Return the structure of a report. pages: its text, page for page. year: the year it reports on, if known."""
    lines = tuple(lines_in(pages))
    blocks = tuple(_sections(_blocks(lines)))
    titles = {block.section: block.text for block in blocks if block.sort == "heading"}
    known = year if year is not None else told_year(lines)
    return Report(blocks, tuple(line for line in lines if line.text), known, titles)


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    kept: list[Line] = []
    kind, gap, in_contents = "", False, False
    listed = _Contents()
    following = _following(lines)
    for place, line in enumerate(lines):
        if not line.text:
            if kept and not _goes_on(kept, following[place]):
                yield _block(kind, kept, gap=gap)
                kept = []
            gap = gap if kept else True
            continue
        if CONTENTS.fullmatch(line.text):
            in_contents, listed = True, _Contents()
        elif in_contents:
            in_contents = _listed(line.text, listed, lines[place + 1 : place + 4])
        if in_contents:
            listed.add(line.text)
        sort = "contents" if in_contents or LEADER.search(line.text) else _sort(line.text)
        full = len(kept) >= MOST_LINES_A_BLOCK or sum(len(each.text) for each in kept) >= MOST_SIGNS_A_BLOCK
        if kept and (full or not _continues(kind, kept, sort, line)):
            yield _block(kind, kept, gap=gap)
            kept, gap = [], False
        kind = kind if kept else sort
        kept.append(line)
    if kept:
        yield _block(kind, kept, gap=gap)


def _following(lines: Sequence[Line]) -> list[Line | None]:
    """Return for every line the first one that holds something, itself or behind it."""
    found: list[Line | None] = []
    last = None
    for line in reversed(lines):
        last = line if line.text else last
        found.append(last)
    return found[::-1]


def _goes_on(kept: Sequence[Line], following: Line | None) -> bool:
    """Return whether a paragraph goes on after an empty line: cut by the end of a page in the midst of a sentence."""
    return bool(
        following
        and following.place.page != kept[-1].place.page
        and not END.search(kept[-1].text)
        and following.text[:1].islower()
        and not MARKER.match(following.text)
    )


class _Contents:
    """The lines of a table of contents so far: their titles, without its heading, and whether dots lead to pages."""

    def __init__(self) -> None:
        self.lines, self.titles, self.led, self.beginnings = 0, set[str](), False, set[str]()

    def add(self, text: str) -> None:
        self.led = self.led or bool(LEADER.search(text))
        if self.lines:
            title = _title(text)
            self.titles.add(title)
            self.beginnings |= {title[:size] for size in range(len(title) + 1)}
        self.lines += 1


def _listed(text: str, before: _Contents, after: Sequence[Line]) -> bool:
    """Return whether a line still belongs to a table of contents. before: its lines so far. after: the next lines."""
    if LEADER.search(text) or (PAGED.search(text) and any(LEADER.search(line.text) for line in after)):
        return True
    if before.led:  # an entry of two lines ends with its leader
        following = next((line.text for line in after if line.text), "")
        return bool(LEADER.search(following)) and not CHAPTER.fullmatch(text)
    title = _title(text)
    again = title in before.titles or (CHAPTER.fullmatch(text) and title in before.beginnings)
    return not again and not text.endswith((".", ":")) and len(text.split()) < LONG_LINE


def _title(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).casefold()


def is_row(text: str) -> re.Match[str] | None:
    """Return the label and the numbers of a line that is a row of a table."""
    match = ROW.fullmatch(text)
    if not match or len(match["label"].split()) > MOST_ROW_WORDS:
        return None
    if PROSE.search(match["label"]) and match["label"].casefold() != "berjumlah":
        return None
    return None if match["label"].casefold() == "tahun" and match["numbers"].strip().isdigit() else match


def _sort(text: str) -> str:
    if CHAPTER.fullmatch(text):
        return "heading"
    if CAPTION.fullmatch(text):
        return "caption"
    if "|" in text or "\t" in text or NUMBERS.fullmatch(text) or (is_row(text) and not text.endswith((".", ";"))):
        return "row"
    if marked := MARKER.fullmatch(text):
        return "heading" if _titled(marked[2] or "") and not re.match(r"[•▪●\-–*➢✓o(]", marked[1]) else "item"
    return "heading" if _capitals(text) else "paragraph"


def _capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and text.upper() == text and len(text.split()) <= MOST_HEADING_WORDS  # noqa: PLR2004


def _titled(text: str) -> bool:
    """Return whether the words after a marker look like a title rather than a sentence."""
    if not text or END.search(text) or LISTED_ON.search(text) or len(text.split()) > MOST_HEADING_WORDS:
        return False
    return text[:1].isupper() or text[:1] == "e"


def _continues(  # noqa: PLR0911 a case a line
    kind: str, kept: Sequence[Line], sort: str, line: Line
) -> bool:
    """Return whether a line belongs to the block before it."""
    last, small = kept[-1].text, line.text[:1].islower()
    if kind in ("contents", "row") or sort in ("contents", "caption"):
        return False
    if kind == "caption":
        return sort == "paragraph" and small
    if kind == "heading":
        return _heading_goes_on(kept, sort, line)
    if sort == "heading":
        return False
    if END.search(last):
        if line.place.page != kept[-1].place.page or (_short(line.text) and not END.search(line.text)):
            return (
                False  # the label of a chart, the head of a table; a sentence that broke off stands alone just as well
            )
        return sort == "paragraph" and not last.endswith((":", ";")) and not (_short(kept[0].text) or _short(last))
    if sort == "item":
        return bool(re.match(r"[A-Z][.)]\s", line.text)) and small
    if sort == "row":
        filled = kind in ("paragraph", "item") and not _short(last)
        return small or bool(filled and line.text[0].isdigit() and re.search(r"[a-z,]$", last))
    return not (_short(last) and line.text[:1].isupper())


def _heading_goes_on(kept: Sequence[Line], sort: str, line: Line) -> bool:
    alone, chapter = MARKER.fullmatch(kept[0].text), CHAPTER.fullmatch(kept[0].text)
    if chapter and not chapter[1]:
        return len(kept) == 1 and sort in ("paragraph", "heading") and _titled(line.text)
    if alone and not alone[2]:
        return len(kept) == 1 and sort not in ("item", "heading")
    if sort == "heading":
        return _wraps("heading", kept[-1].text, line)
    return sort == "paragraph" and line.text[:1].islower()


def _short(text: str) -> bool:
    return len(text) < 45  # noqa: PLR2004 a line that was not filled ends its paragraph


def _wraps(kind: str, last: str, line: Line) -> bool:
    """Return whether capitals are a wrapped title's second line."""
    return (
        kind == "heading"
        and _capitals(line.text)
        and _capitals(last)
        and not MARKER.match(line.text)
        and not (CHAPTER.fullmatch(line.text))
    )


def _block(sort: str, lines: Sequence[Line], *, gap: bool) -> Block:
    text, starts = "", []
    for line in lines:
        text += " " if text else ""
        starts.append(len(text))
        text += line.text
    chapter, marked = CHAPTER.fullmatch(text), MARKER.fullmatch(text)
    marker = "BAB" if chapter else marked[1] if marked else ""
    rest = (chapter[1] if chapter else marked[2] if marked else text) or ""
    return Block(sort, text, tuple(starts), tuple(lines), marker=marker, rest=rest, gap=gap)


def _sections(blocks: Iterator[Block]) -> Iterator[Block]:
    section = 0
    for block in blocks:
        section += block.sort == "heading"
        yield replace(block, section=section)


@lru_cache(maxsize=1_000)
def style(marker: str) -> str:
    """Return the sort of a marker: `BAB`, `1`, `1.1`, `a`, `A`, `I`; empty for none."""
    if marker == "BAB" or not marker:
        return marker
    core = marker.strip("().")
    if re.fullmatch(r"[IVX]{2,5}|I|V|X", core):
        return "I"
    if re.fullmatch(r"\d+(?:\.\d+)+", core):
        return "1" + ".1" * core.count(".")
    return "1" if core.isdigit() else "a" if core.islower() else "A" if core.isupper() else ""


def upwards(blocks: Sequence[Block]) -> tuple[frozenset[str], ...]:
    """Return for every block the sorts of markers of the headings that lead to it, its own among them, and chapters."""
    sorts: list[str] = []
    found: list[frozenset[str]] = []
    for block in blocks:
        sort = style(block.marker) if block.sort == "heading" else ""
        if sort:
            sorts = [*sorts[: sorts.index(sort)], sort] if sort in sorts else [*sorts, sort]
        found.append(frozenset((*sorts, "BAB")) if sort or not found else found[-1])
    return tuple(found)


def scope(blocks: Sequence[Block], place: int, ends: frozenset[str]) -> range:
    """Return the places of the blocks after one until the next heading beside or above the heading it stands under.

    ends: what `upwards` says of its place. No section is read beyond `MOST_BLOCKS_A_SECTION`.
    """
    last = min(len(blocks), place + 1 + MOST_BLOCKS_A_SECTION)
    stops = (at for at in range(place + 1, last) if blocks[at].sort == "heading" and style(blocks[at].marker) in ends)
    return range(place + 1, next(stops, last))
