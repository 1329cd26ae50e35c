"""What stands in braces in a template of words, and what each stands for in a letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .letters import Applicant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .letters import AnyLetter

NAMES = ("nomor", "pemohon", "diterima", "informasi", "kantor", "batas_keberatan")
IN_BRACES = re.compile(r"\{([^{}\n]*)\}")


class UnknownPlaceholder(ValueError):
    """The words name something in braces that no letter knows. `name` is it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def check(body: str) -> None:
    """Accept words whose every `{name}` is known. Raises: UnknownPlaceholder."""
    for name in IN_BRACES.findall(body):
        if name not in NAMES:
            raise UnknownPlaceholder(name)


def filled(body: str, facts: Mapping[str, str]) -> str:
    """Return the words with each known name that has a fact replaced; the rest stays for the officer to see."""
    return IN_BRACES.sub(lambda found: facts.get(found[1]) or found[0], body)


def facts_of(letter: AnyLetter, *, office: str) -> Mapping[str, str]:
    """Return what the names stand for in this letter."""
    who = getattr(letter, "applicant", None)
    return {
        "nomor": getattr(letter, "request_number", "") or getattr(letter, "objection_number", ""),
        "pemohon": who.name if isinstance(who, Applicant) else "",
        "diterima": getattr(letter, "requested", "") or getattr(letter, "received", ""),
        "informasi": getattr(letter, "question", "") or getattr(letter, "information", ""),
        "kantor": office,
        "batas_keberatan": getattr(letter, "objection_until", ""),
    }
