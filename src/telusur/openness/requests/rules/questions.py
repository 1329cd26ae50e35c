"""What is asked, and how the answer shall come."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telusur.openness.information.rules.texts import MOST_LETTERS

from .words import CopyForm, Delivery, WayOfObtaining

FEWEST_LETTERS = 10
TITLE_LENGTH = 90


@dataclass(frozen=True)
class Asked:
    """The question of one request. `purpose` is part of the legal form; it never decides the outcome."""

    question: str
    purpose: str = ""
    way: WayOfObtaining = WayOfObtaining.COPY
    copy_form: CopyForm | None = CopyForm.SOFTCOPY
    delivery: Delivery = Delivery.DOWNLOAD
    assistance: bool = False
    assistance_words: str = ""


class BadQuestion(Exception):
    """The question cannot be registered as it stands; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked(asked: Asked) -> Asked:
    """Return the question trimmed, with a copy form only where a copy is wanted.

    Raises: BadQuestion, code `question_too_short`, `question_too_long` or `copy_form_missing`.
    """
    question = re.sub(r"[ \t]+", " ", asked.question.strip())
    if len(question) < FEWEST_LETTERS:
        raise BadQuestion("question_too_short")
    if len(question) > MOST_LETTERS:
        raise BadQuestion("question_too_long")
    if asked.way == WayOfObtaining.COPY and asked.copy_form is None:
        raise BadQuestion("copy_form_missing")
    return Asked(
        question=question,
        purpose=asked.purpose.strip(),
        way=asked.way,
        copy_form=asked.copy_form if asked.way == WayOfObtaining.COPY else None,
        delivery=asked.delivery,
        assistance=asked.assistance,
        assistance_words=asked.assistance_words.strip() if asked.assistance else "",
    )


def title_of(question: str) -> str:
    """Return the first line of a question, cut at a word, as lists show it."""
    line = question.strip().splitlines()[0] if question.strip() else ""
    if len(line) <= TITLE_LENGTH:
        return line
    return line[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(".,;:") + " …"
