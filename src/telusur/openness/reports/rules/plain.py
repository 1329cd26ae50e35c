"""A report as plain text, line by line, each line with the passage it belongs to: what the linter reads before signing.

The same words stand in the PDF; here a table row is one line with its cells between bars.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .content import Chart, Listing, Narrative, Paragraph, Picture, Table
from .phrasing import long_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .content import Block, Report

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
BAR = " | "
NARRATIVE = "narrative/"


@dataclass(frozen=True)
class TextLine:
    """A line of the text. passage: the key of the section, or `narrative/` and the key of the officers' words."""

    text: str
    passage: str = ""


def lines_of(report: Report) -> tuple[TextLine, ...]:
    """Return the report's text."""
    return tuple(_lines(report))


def _lines(report: Report) -> Iterator[TextLine]:
    yield TextLine(report.title.upper())
    yield TextLine(report.office.name.upper())
    yield TextLine(f"TAHUN {report.year}")
    yield TextLine("")
    for block in report.foreword:
        yield from _block(block, "foreword", [])
    tables: list[str] = []
    for chapter in report.chapters:
        yield TextLine(f"BAB {ROMAN[chapter.number]}")
        yield TextLine(chapter.title.upper())
        for place, section in enumerate(chapter.sections):
            yield TextLine(f"{letter(place)}. {section.title}", section.key)
            for block in section.blocks:
                yield from _block(block, section.key, tables)
    signature = report.signature
    if signature.on is not None:
        yield TextLine(f"{signature.city}, {long_day(signature.on)}", "signature")
        yield TextLine(f"{'Plh. ' if signature.acting else ''}{signature.function}", "signature")
        yield TextLine("")
        yield TextLine(signature.name, "signature")


def _block(block: Block, passage: str, tables: list[str]) -> Iterator[TextLine]:
    """Yield the lines of a block. tables: the titles so far, which number them."""
    if isinstance(block, Chart):
        return
    if isinstance(block, Narrative):
        passage = NARRATIVE + block.key
    yield from (TextLine(text, passage) for text in _texts(block, tables))
    yield TextLine("", passage)


def _texts(block: Block, tables: list[str]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Listing):
        yield from (f"{place}. {item.text}" for place, item in enumerate(block.items, start=1))
    elif isinstance(block, Narrative):
        yield from block.text.splitlines()
    elif isinstance(block, Picture):
        yield f"Gambar. {block.title}"
    elif isinstance(block, Table):
        tables.append(block.title)
        yield f"Tabel {len(tables)}. {block.title}"
        yield BAR.join(column.label for column in block.columns)
        for row in (*block.rows, *([block.total] if block.total else [])):
            yield BAR.join(str(part) for part in row)
        yield from [block.note] if block.note else []


def letter(place: int) -> str:
    """Return the letter of a section: A for the first."""
    return chr(ord("A") + place)
