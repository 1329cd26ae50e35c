"""The register of requests in its legal columns: written for the desk, read back from paper offices.

Columns: Lampiran standar layanan (Perki 1/2021 and its predecessors), with what a report needs besides.
"""

from .cells import read_date
from .columns import COLUMNS, EXAMPLE, NUMBER, SHEET, WIDTHS
from .reading import Fault, PastRequest, read_register

__all__ = ["COLUMNS", "EXAMPLE", "NUMBER", "SHEET", "WIDTHS", "Fault", "PastRequest", "read_date", "read_register"]
