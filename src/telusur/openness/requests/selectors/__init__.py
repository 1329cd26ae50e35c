from .applicants import find_applicants, first_row_of_person, secret_hash
from .counting import CountedCase, cases_open, cases_received
from .due import lapsed_checks
from .parties import parties_of, units_served
from .proofs import proofs_of

__all__ = [
    "CountedCase",
    "cases_open",
    "cases_received",
    "find_applicants",
    "first_row_of_person",
    "lapsed_checks",
    "parties_of",
    "proofs_of",
    "secret_hash",
    "units_served",
]
