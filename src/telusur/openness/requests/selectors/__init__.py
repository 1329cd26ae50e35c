from .applicants import find_applicants, first_row_of_person, secret_hash
from .cases import acts_now, case_by_number, case_of_office, similar_requests
from .counting import CountedCase, cases_open, cases_received
from .due import lapsed_checks
from .history import Deed, history_of, openings_of, shown_to_applicant
from .following import (
    Handed,
    answers_in_the_register,
    case_by_number_and_mail,
    case_by_secret,
    case_to_follow,
    cases_of_account,
    handed_over,
    own_notes,
)
from .parties import parties_of, units_served
from .proofs import proofs_of
from .queue import Counts, Wanted, counts, queue
from .register import RegisterRow, as_register, register_rows, years_of
from .unit import Task, as_task, unit_inbox, unit_task

__all__ = [
    "CountedCase",
    "Counts",
    "Deed",
    "RegisterRow",
    "Task",
    "Wanted",
    "acts_now",
    "as_register",
    "as_task",
    "case_by_number",
    "case_of_office",
    "cases_open",
    "cases_received",
    "counts",
    "find_applicants",
    "first_row_of_person",
    "history_of",
    "lapsed_checks",
    "openings_of",
    "shown_to_applicant",
    "Deed",
    "Handed",
    "answers_in_the_register",
    "case_by_number_and_mail",
    "case_by_secret",
    "case_to_follow",
    "cases_of_account",
    "cases_open",
    "cases_received",
    "find_applicants",
    "first_row_of_person",
    "handed_over",
    "lapsed_checks",
    "own_notes",
    "parties_of",
    "proofs_of",
    "queue",
    "register_rows",
    "secret_hash",
    "similar_requests",
    "unit_inbox",
    "unit_task",
    "units_served",
    "years_of",
]
