"""The register as an annex, without personal data: a workbook, and PDF in parts of a thousand rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules.register_annex import part_facts, sheet_of
from .printing import STANDARDS, printed
from .workbook import as_workbook

if TYPE_CHECKING:
    from ...rules.register_annex import Annex, Part


def register_workbook(annex: Annex) -> bytes:
    """Return the whole register as XLSX; the same bytes each time."""
    return as_workbook({annex.sheet: sheet_of(annex)}, on=annex.on)


def register_part(annex: Annex, part: Part) -> bytes:
    """Return one part of the register as PDF/A-2a and PDF/UA-1. Asks much of the machine: for a task."""
    return printed("register", part_facts(annex, part), on=annex.on, standards=STANDARDS)
