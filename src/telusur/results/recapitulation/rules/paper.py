"""A form as it lies before a typist: its parts in the order of the paper, each a small table of cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telusur.results.elections.rules.layout import Block, Layout

BY_SEX = ("_l", "_p", "_j")
CHOICES, TOTALS = "suara", ("jumlah_suara", "tanggal")


@dataclass(frozen=True)
class Line:
    """One line of a part: what the paper calls it, and its cells."""

    label: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Lines that are typed, and kept as a draft, together. by_sex: its cells are men, women, all."""

    key: str
    section: str
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
        lines = (Line(f"{block.section} {block.label}", block.fields),) if by_sex else _lines(block)
        last = found[-1] if found else None
        if by_sex and last and last.by_sex and last.section == section:
            found[-1] = Part(last.key, section, by_sex=True, lines=(*last.lines, *lines))
        else:
            found.append(Part(block.key, section, by_sex, lines))
    return found


def _lines(block: Block) -> tuple[Line, ...]:
    """Return a line for each field; a label such as “Surat suara: diterima, digunakan” names each of them."""
    head, _colon, rest = block.label.partition(": ")
    names = rest.split(", ")
    if len(names) != len(block.fields):
        names = list(block.fields)
    return tuple(Line(f"{head}: {name}", (field,)) for name, field in zip(names, block.fields, strict=True))


def _votes(layout: Layout) -> list[Part]:
    """Return one part for pairs or candidates, or one for each party with its candidates."""
    if not any(choice.candidates for choice in layout.choices):
        lines = tuple(Line(f"{choice.number} {choice.name}", (choice.total,)) for choice in layout.choices)
        return [Part(CHOICES, "IV", by_sex=False, lines=lines)] if lines else []
    found = []
    for choice in layout.choices:
        *own, total = choice.fields
        named = [Line(f"{choice.number} {choice.name}", (own[0],))] if own else []
        named += [Line(f"{choice.number}.{place}", (name,)) for place, name in enumerate(own[1:], start=1)]
        whole = Line(f"B {choice.number} {choice.name}", (total,))
        found.append(Part(f"{CHOICES}-{choice.number}", "IV", by_sex=False, lines=(*named, whole)))
    return found
