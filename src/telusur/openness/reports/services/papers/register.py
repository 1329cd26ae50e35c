"""The register as an annex, without personal data: a workbook, and PDF in parts of a thousand rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules.register_annex import part_facts, parts_of, sheet_of
from .printing import STANDARDS, printed
from .workbook import as_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...rules.register_annex import Annex


def register_workbook(annex: Annex) -> bytes:
    """Return the whole register as XLSX; the same bytes each time."""
    return as_workbook({annex.sheet: sheet_of(annex)}, on=annex.on)


def register_parts(annex: Annex) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of the register as (name, PDF/A-2a and PDF/UA-1), a thousand rows each, one at a time.

    Asks much of the machine: for a task.
    """
    for part in parts_of(annex):
        yield part.name, printed("register", part_facts(annex, part), on=annex.on, standards=STANDARDS)
