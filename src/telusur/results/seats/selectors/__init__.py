"""The law of seats on a day, councils and their counts, and the words for what a count finds."""

from .councils import (
    bases_of,
    basis_of,
    corrections_of,
    council_named,
    councils_of,
    court_standing,
    decisions_of,
    determination_of,
    determinations_of,
    papers_of,
    seats_of,
    window_terms,
)
from .counted import Counted, Determined, counted_of, determined_of
from .statements import StatedSeats, digest_of_statement, stated_seats, statement_of
from .terms import CONTESTS, METHODS, UnknownThreshold, method_named, terms_for, women_on_lists
from .words import fault_in_words, obstacle_in_words, problem_in_words
from .working import Files, Working, digest_of, files_of, places_of, read_files, working_of, written_in

__all__ = [
    "CONTESTS",
    "METHODS",
    "Counted",
    "Determined",
    "Files",
    "StatedSeats",
    "UnknownThreshold",
    "Working",
    "bases_of",
    "basis_of",
    "corrections_of",
    "council_named",
    "councils_of",
    "counted_of",
    "court_standing",
    "decisions_of",
    "determination_of",
    "determinations_of",
    "determined_of",
    "digest_of",
    "digest_of_statement",
    "fault_in_words",
    "files_of",
    "method_named",
    "obstacle_in_words",
    "papers_of",
    "places_of",
    "problem_in_words",
    "read_files",
    "seats_of",
    "stated_seats",
    "statement_of",
    "terms_for",
    "window_terms",
    "women_on_lists",
    "working_of",
    "written_in",
]
