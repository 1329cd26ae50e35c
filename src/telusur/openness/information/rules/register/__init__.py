"""The list as a table: the columns of a sheet, rows into entries and back, and everything wrong with a row.

Law: Perki 1/2021 (the seven columns of the DIP); time and place of making stand in two columns here.
"""

from .columns import CLASS_CELLS, FORM_CELLS, GUIDE_SHEET, REQUIRED, Field, row_of
from .findings import Fault, Known, Note, Problem, Reading, RegisterRow, Remark
from .reading import read_register

__all__ = [
    "CLASS_CELLS",
    "FORM_CELLS",
    "GUIDE_SHEET",
    "REQUIRED",
    "Fault",
    "Field",
    "Known",
    "Note",
    "Problem",
    "Reading",
    "RegisterRow",
    "Remark",
    "read_register",
    "row_of",
]
