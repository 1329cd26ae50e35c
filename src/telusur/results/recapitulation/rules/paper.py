"""A form as it lies before a typist: its parts in the order of the paper, each a small table of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telusur.results.elections.rules.layout import Block, Choice, Layout

BY_SEX = ("_l", "_p", "_j")
CHOICES, VOTES, TOTALS = "suara", "IV Suara sah", ("jumlah_suara", "tanggal")


@dataclass(frozen=True)
class Line:
    """One line of a part: what the paper calls it, and its cells."""

    label: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Lines that are typed, and kept as a draft, together. title: section and what stands over it on the paper. by_sex:
    its cells are men, women, all."""

    key: str
    title: str
    by_sex: bool
    lines: tuple[Line, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for line in self.lines for name in line.fields)


def parts_of(layout: Layout) -> tuple[Part, ...]:
    """Return the parts of a form: I, II, III, then the votes, then the totals and the date; each field once."""
    before = [block for block in layout.blocks if block.key not in TOTALS]
    after = [block for block in layout.blocks if block.key in TOTALS]
    found = [*_together(before), *_votes(layout), *_together(after)]
    return tuple(found)


def _together(blocks: list[Block]) -> list[Part]:
    """Return the parts that blocks make: those of one section by sex stand in one table."""
    found: list[Part] = []
    for block in blocks:
        by_sex = tuple(name[-2:] for name in block.fields) == BY_SEX
        section = block.section.partition(".")[0]
        last = found[-1] if found else None
        if by_sex:
            line = Line(f"{block.section} {block.label}", block.fields)
            if last and last.by_sex and last.title == section:
                found[-1] = Part(last.key, section, by_sex=True, lines=(*last.lines, line))
            else:
                found.append(Part(block.key, section, by_sex=True, lines=(line,)))
        else:
            head, _colon, rest = block.label.partition(": ")
            found.append(Part(block.key, f"{section} {head}", by_sex=False, lines=_lines(block, rest)))
    return found


def _lines(block: Block, rest: str) -> tuple[Line, ...]:
    """Return a line for each field. rest: what each is called, such as “diterima, digunakan”."""
    names = rest.split(", ")
    if len(names) != len(block.fields):
        names = list(block.fields)
    return tuple(Line(name, (field,)) for name, field in zip(names, block.fields, strict=True))


def _votes(layout: Layout) -> list[Part]:
    """Return one part for pairs or candidates, or one for each party with its candidates."""
    if not any(choice.candidates for choice in layout.choices):
        lines = tuple(Line(f"{choice.number} {choice.name}", (choice.total,)) for choice in layout.choices)
        return [Part(CHOICES, VOTES, by_sex=False, lines=lines)] if lines else []
    return [
        Part(f"{CHOICES}-{choice.number}", f"IV {choice.number} {choice.name}", by_sex=False, lines=_sheet(choice))
        for choice in layout.choices
    ]


def _sheet(choice: Choice) -> tuple[Line, ...]:
    """Return the lines of a party's sheet: A.1 its own votes, A.2 those of each candidate, B their sum."""
    own = [Line("A.1 Suara partai", (choice.own,))] if choice.candidates else []
    named = [Line(f"A.2.{each.number} {each.name}", (choice.field_of(each),)) for each in choice.candidates]
    return (*own, *named, Line("B Suara partai dan calon", (choice.total,)))
