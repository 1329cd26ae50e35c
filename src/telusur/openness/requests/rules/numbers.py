"""Numbers and secrets: how an office writes its register number, and what the applicant types to follow his case."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import Register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from telusur.kernel.law.rules import Rule

# No letter that is mistaken for another or for a digit, and no vowel: no words come out.
SECRET_LETTERS = "BCDFGHJKLMNPQRSTVWXYZ"  # noqa: S105 an alphabet
SECRET_LENGTH = 8


class NoPattern(LookupError):
    """No numbering pattern is in force for this office and register."""


@dataclass(frozen=True)
class Pattern:
    office: str
    register: StrEnum
    pattern: str


def patterns(rules: Iterable[Rule], *, registers: type[StrEnum] = Register) -> tuple[Pattern, ...]:
    """Return the numbering patterns of rows of the table `number_pattern`; the caller chose the rows in force.

    registers: the books of the room whose table it is.
    """
    return tuple(Pattern(row.text("office"), registers(row.text("register")), row.text("pattern")) for row in rules)


def written_number(in_force: Iterable[Pattern], *, office_code: str, register: StrEnum, serial: int, year: int) -> str:
    """Return the register number as this office writes it.

    serial: 1 or more, without gaps in one office, year and register. The pattern of the longest matching office code
    wins. Raises: NoPattern.
    """
    fitting = [row for row in in_force if row.register == register and office_code.startswith(row.office)]
    if not fitting:
        raise NoPattern(office_code, register)
    best = max(fitting, key=lambda row: len(row.office))
    return best.pattern.format(serial=serial, year=year, office=office_code)


def new_secret() -> str:
    """Return a fresh secret such as `KDRW-TPLH`: eight letters that can be read out on the telephone."""
    letters = "".join(secrets.choice(SECRET_LETTERS) for _ in range(SECRET_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def clean_secret(text: str) -> str:
    """Return what was typed as letters only, in capitals, as it is hashed."""
    return re.sub(r"[^A-Z]", "", text.upper())
