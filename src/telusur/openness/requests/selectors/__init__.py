from .applicants import applicant_of_office, find_applicants, first_row_of_person, mark_of_secret, secret_hash
from .cases import acts_now, case_of_office, notes_of, numbers_of, similar_requests
from .counting import CountedCase, cases_open, cases_received, counted_case
from .day_rules import moves_on, patterns_on, proofs_asked, proofs_on, types_proving
from .due import answers_running_out, check_lapsed, lapsed_checks
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
from .history import Deed, history_of, openings_of, shown_to_applicant
from .parties import parties_of, units_served
from .proofs import proofs_lacking, proofs_of
from .queue import SOON, Counts, Wanted, awaiting_signature, counts, officers_with_cases, queue
from .register import RegisterRow, as_register, register_rows, years_of
from .unit import Task, as_task, handed_in, unit_inbox, unit_task
from .wording import words_of_moves

__all__ = [
    "SOON",
    "CountedCase",
    "Counts",
    "Deed",
    "Handed",
    "RegisterRow",
    "Task",
    "Wanted",
    "acts_now",
    "answers_in_the_register",
    "answers_running_out",
    "applicant_of_office",
    "as_register",
    "as_task",
    "awaiting_signature",
    "case_by_number_and_mail",
    "case_by_secret",
    "case_of_office",
    "case_to_follow",
    "cases_of_account",
    "cases_open",
    "cases_received",
    "check_lapsed",
    "counted_case",
    "counts",
    "find_applicants",
    "first_row_of_person",
    "handed_in",
    "handed_over",
    "history_of",
    "lapsed_checks",
    "mark_of_secret",
    "moves_on",
    "notes_of",
    "numbers_of",
    "officers_with_cases",
    "openings_of",
    "own_notes",
    "parties_of",
    "patterns_on",
    "proofs_asked",
    "proofs_lacking",
    "proofs_of",
    "proofs_on",
    "queue",
    "register_rows",
    "secret_hash",
    "shown_to_applicant",
    "similar_requests",
    "types_proving",
    "unit_inbox",
    "unit_task",
    "units_served",
    "words_of_moves",
    "years_of",
]
