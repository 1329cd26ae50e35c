"""A yearly report as plain values: chapters, sections, sentences with their numbers, tables that prove their totals.

One value makes the page, the PDF, the workbook, the infographic and the text that the linter reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from .given import Office, Signature

Value = int | Fraction | None
SELF = "#"  # an address inside the report: "#" and the key of the table that holds the rows


class SumOff(ValueError):
    """A total is not the sum of its parts."""


class NothingToPrint(ValueError):
    """A figure has no value where the report needs one, or a part of the report is empty."""


@dataclass(frozen=True)
class Number:
    """A number of the report: its value, as it is printed, and the page of the rows it was counted from.

    key: figure, split and cell, such as `requests.received/channel=email`. rows: an absolute public address, or `#` and
    the key of the table in the report whose rows it sums.
    """

    key: str
    value: Value
    printed: str
    unit: str = ""
    rows: str = ""

    def __str__(self) -> str:
        return self.printed


Part = str | Number


@dataclass(frozen=True)
class Paragraph:
    """A sentence or more: text and numbers in their order."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(str(part) for part in self.parts)


@dataclass(frozen=True)
class Listing:
    """A list of paragraphs: numbered where `ordered`."""

    items: tuple[Paragraph, ...]
    ordered: bool = True


@dataclass(frozen=True)
class Column:
    """A column of a table. numeric: its cells are numbers; summed: its total is the sum of its cells."""

    label: str
    numeric: bool = False
    summed: bool = False
    width: int = 1


@dataclass(frozen=True)
class Table:
    """A table under its title. total: the last row, proven when the table is made: each summed column's total is the
    sum of that column, exactly. Raises: SumOff; ValueError for a row of another width; NothingToPrint without rows."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Part, ...], ...]
    total: tuple[Part, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not self.rows:
            raise NothingToPrint(self.key)
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise ValueError((self.key, row))
        for place, column in enumerate(self.columns):
            if self.total and column.summed:
                self._prove(place)

    def _prove(self, place: int) -> None:
        parts = [value_of(row[place]) for row in self.rows]
        if sum(parts, Fraction(0)) != value_of(self.total[place]):
            raise SumOff((self.key, self.columns[place].label, [str(row[place]) for row in self.rows]))


def value_of(part: Part) -> Fraction:
    """Return a number's exact value; an empty cell is nothing. Raises: ValueError for words in a summed column."""
    if isinstance(part, Number) and part.value is not None:
        return Fraction(part.value)
    if part in ("", "–") or isinstance(part, Number):
        return Fraction(0)
    raise ValueError(part)


@dataclass(frozen=True)
class Chart:
    """A drawing of a table of the report: a Vega-Lite specification. alt: what it shows, in words."""

    key: str
    title: str
    spec: Mapping[str, object]
    alt: str
    table: str

    def __hash__(self) -> int:
        return hash((self.key, self.title, self.alt))


@dataclass(frozen=True)
class Narrative:
    """The officer's own words at a declared place."""

    key: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture that the office uploaded."""

    title: str
    alt: str
    content: bytes


Block = Paragraph | Listing | Table | Chart | Narrative | Picture


@dataclass(frozen=True)
class Section:
    """A section with its letter; none is empty. Raises: NothingToPrint."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if not self.blocks:
            raise NothingToPrint(self.key)


@dataclass(frozen=True)
class Chapter:
    """A chapter with its number, 1 to 8. Raises: NothingToPrint for one without sections."""

    number: int
    title: str
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        if not self.sections:
            raise NothingToPrint(self.title)


@dataclass(frozen=True)
class Highlight:
    """A number of the infographic with what it counts."""

    number: Number
    label: str
    more: str = ""


@dataclass(frozen=True)
class Report:
    """The whole report. frozen_on, digest: the frozen set it was written from."""

    office: Office
    year: int
    title: str
    chapters: tuple[Chapter, ...]
    signature: Signature
    frozen_on: date
    digest: str
    foreword: tuple[Block, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    closing: tuple[Part, ...] = field(default=())

    def blocks(self) -> Iterator[tuple[Chapter, Section, Block]]:
        """Yield every block with where it stands."""
        for chapter in self.chapters:
            for section in chapter.sections:
                for block in section.blocks:
                    yield chapter, section, block

    def tables(self) -> Sequence[Table]:
        return [block for *_where, block in self.blocks() if isinstance(block, Table)]

    def charts(self) -> Sequence[Chart]:
        return [block for *_where, block in self.blocks() if isinstance(block, Chart)]

    def numbers(self) -> Iterator[Number]:
        """Yield every number of the report, in its order."""
        for *_where, block in self.blocks():
            for part in parts_of(block):
                if isinstance(part, Number):
                    yield part


def parts_of(block: Block) -> Iterator[Part]:
    """Yield the texts and numbers of a block, in their order."""
    if isinstance(block, Paragraph):
        yield from block.parts
    elif isinstance(block, Listing):
        for item in block.items:
            yield from item.parts
    elif isinstance(block, Table):
        for row in (*block.rows, block.total):
            yield from row
