"""The papers of a yearly report, each made of a `Report` alone: the same report gives the same bytes."""

from .printing import STANDARDS, pdf_of

__all__ = ["STANDARDS", "pdf_of"]
