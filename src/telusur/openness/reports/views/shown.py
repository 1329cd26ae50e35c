"""A report as plain data for a page: each block with its kind, each number with the address of its rows.

A printed report names its house; its page leads into the house it is read in, whatever that is called now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils.safestring import mark_safe

from telusur.kernel.figures import selectors as figures
from telusur.kernel.figures.rules.charts import digest

from ..rules.content import Chart, Listing, Narrative, Number, Paragraph, Picture, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..rules.content import Block, Part, Report

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")


# A longer table is folded; a row of so few numbers stays a row on a phone.
MOST_ROWS_OPEN, MOST_NARROW = 20, 3


def chapters_of(report: Report) -> list[dict[str, Any]]:
    """Return the chapters with their sections and blocks. Charts not drawn yet are left to their table."""
    drawn = figures.drawings(digests=[digest(dict(chart.spec)) for chart in report.charts()])
    return [
        {
            "number": chapter.number,
            "roman": ROMAN[chapter.number],
            "title": chapter.title,
            "sections": [
                {
                    "key": section.key,
                    "letter": chr(ord("A") + place),
                    "title": section.title,
                    "blocks": blocks_of(section.blocks, drawn),
                }
                for place, section in enumerate(chapter.sections)
            ],
        }
        for chapter in report.chapters
    ]


def blocks_of(blocks: Sequence[Block], drawn: Mapping[str, str]) -> list[dict[str, Any]]:
    return [made for made in (_block(block, drawn) for block in blocks) if made]


def _block(block: Block, drawn: Mapping[str, str]) -> dict[str, Any] | None:  # noqa: PLR0911 one for each kind
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "parts": _parts(block.parts)}
    if isinstance(block, Listing):
        return {"kind": "list", "ordered": block.ordered, "items": [_parts(item.parts) for item in block.items]}
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Narrative):
        return {"kind": "narrative", "key": block.key, "text": block.text}
    if isinstance(block, Chart):
        svg = drawn.get(digest(dict(block.spec)), "")
        # our own drawing, made from numbers by `figures.draw_chart`
        return {"kind": "chart", "alt": block.alt, "svg": mark_safe(svg)} if svg else None  # noqa: S308
    if isinstance(block, Picture):
        return {"kind": "picture", "title": block.title, "alt": block.alt}
    return None


def _table(block: Table) -> dict[str, Any]:
    columns = [{"label": column.label, "kind": "num" if column.numeric else ""} for column in block.columns]
    return {
        "kind": "table",
        "key": block.key,
        "title": block.title,
        "columns": columns,
        "rows": [_cells(row, columns) for row in block.rows],
        "total": _cells(block.total, columns),
        "note": block.note,
        "folded": len(block.rows) > MOST_ROWS_OPEN,
        "narrow": len(columns) <= MOST_NARROW and all(column.numeric for column in block.columns[1:]),
    }


def _cells(row: Sequence[Part], columns: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    return [{**_part(part), **column} for part, column in zip(row, columns, strict=False)]


def _parts(parts: Sequence[Part]) -> list[dict[str, str]]:
    return [_part(part) for part in parts]


def _part(part: Part) -> dict[str, str]:
    if isinstance(part, Number):
        return {"text": str(part), "href": urlsplit(part.rows)._replace(scheme="", netloc="").geturl()}
    return {"text": part, "href": ""}
