from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO

from ..spreadsheet import decoded
from .markup import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..content import Limits


def read(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:
    """Return the text of a DOCX, ODT or plain text file as one page: only a printer parts these into pages."""
    if job["kind"] == "txt":
        lines: Iterator[str] = iter([decoded(content.read())])
    elif job["kind"] == "odt":
        with zipfile.ZipFile(content) as package, package.open("content.xml") as part:
            lines = iter(list(paragraphs(part)))
    else:
        lines = _docx(content)
    text = "\n".join(lines).replace("\x00", "")[: limits.characters]
    return {"pages": [{"number": 1, "title": "", "text": text, "picture": False}], "count": None}


def _docx(content: BinaryIO) -> Iterator[str]:
    import docx  # noqa: PLC0415 heavy, and needed here alone

    yield from _blocks(docx.Document(content))


def _blocks(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "\t".join(" ".join(_blocks(cell)).strip() for cell in row.cells)
        else:
            yield block.text
