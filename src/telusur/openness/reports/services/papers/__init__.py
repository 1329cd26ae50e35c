"""The papers of a yearly report, each made of a `Report` alone: the same report gives the same bytes."""

from .infographic import infographic_pdf, infographic_png
from .printing import STANDARDS, pdf_of
from .register import register_part, register_workbook
from .workbook import as_workbook, workbook_of

__all__ = [
    "STANDARDS",
    "as_workbook",
    "infographic_pdf",
    "infographic_png",
    "pdf_of",
    "register_part",
    "register_workbook",
    "workbook_of",
]
