"""A report as the plain facts that its template prints: texts, numbers with the way to their rows, tables, drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .content import Chart, Listing, Narrative, Number, Paragraph, Picture, Table
from .phrasing import long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .content import Block, Part, Report

Facts = dict[str, Any]
SIGNED_AFTER = 7  # the signature closes what the office says; the annexes follow it
ON_COVER = 3
WIDE, NARROW = 100, 88


def facts_of(report: Report, *, drawings: Mapping[str, str], code_url: str = "") -> Facts:
    """Return what the template prints. drawings: the SVG of each chart by its key."""
    by = report.signature
    return {
        "title": report.title,
        "about": f"{report.title} {report.office.name}, tahun {report.year}",
        "year": str(report.year),
        "office": {"name": report.office.name, "lines": list(report.office.lines)},
        "logo": list(report.office.logo),
        "report": report.office.report,
        "frozen_on": long_day(report.frozen_on),
        "draft": by.on is None,
        "cover": [{"number": part_facts(each.number), "label": each.label} for each in report.highlights[:ON_COVER]],
        "foreword": [line for block in report.foreword for line in own_lines(block)],
        "signed_after": SIGNED_AFTER,
        "signature": {
            "name": by.name,
            "function": f"{'Plh. ' if by.acting else ''}{by.function}",
            "city": by.city,
            "on": long_day(by.on) if by.on else "",
            "code_url": code_url,
        },
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "sections": [
                    {
                        "title": section.title,
                        "blocks": [fact for block in section.blocks for fact in _block(block, drawings)],
                    }
                    for section in chapter.sections
                ],
            }
            for chapter in report.chapters
        ],
    }


def own_lines(block: Block) -> list[str]:
    """Return the paragraphs of the officers' own words."""
    text = block.text if isinstance(block, Narrative | Paragraph) else ""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _block(block: Block, drawings: Mapping[str, str]) -> Iterable[Facts]:
    if isinstance(block, Paragraph):
        yield {"sort": "text", "parts": _parts(block.parts)}
    elif isinstance(block, Listing):
        yield {"sort": "list", "ordered": block.ordered, "items": [_parts(item.parts) for item in block.items]}
    elif isinstance(block, Narrative):
        yield {"sort": "own", "lines": own_lines(block)}
    elif isinstance(block, Table):
        yield table_facts(block)
    elif isinstance(block, Chart):
        if drawings.get(block.key):
            yield {"sort": "chart", "title": block.title, "svg": drawings[block.key], "alt": block.alt, "width": WIDE}
    elif isinstance(block, Picture):
        yield {"sort": "picture", "title": block.title, "alt": block.alt, "content": list(block.content)}


def table_facts(table: Table) -> Facts:
    return {
        "sort": "table",
        "key": table.key,
        "title": table.title,
        "note": table.note,
        "columns": [
            {"label": column.label, "numeric": column.numeric, "width": column.width} for column in table.columns
        ],
        "rows": [_parts(row) for row in table.rows],
        "total": _parts(table.total),
    }


def _parts(parts: Iterable[Part]) -> list[Any]:
    return [part_facts(part) for part in parts]


def part_facts(part: Part) -> Any:
    """Return a text, or a number with the way to its rows."""
    return {"said": part.printed, "to": part.rows} if isinstance(part, Number) else part
