"""The law of seats on a day, and the words for what a count finds."""

from .terms import CONTESTS, METHODS, UnknownThreshold, method_named, terms_for, women_on_lists
from .words import fault_in_words, obstacle_in_words, problem_in_words

__all__ = [
    "CONTESTS",
    "METHODS",
    "UnknownThreshold",
    "fault_in_words",
    "method_named",
    "obstacle_in_words",
    "problem_in_words",
    "terms_for",
    "women_on_lists",
]
