"""How an office numbers its letters."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

FIELDS = frozenset({"number", "office", "month", "year", "unit", "register"})
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class BadPattern(ValueError):
    """The pattern names an unknown field, lacks `{number}` or `{year}`, or does not parse."""


def check_pattern(pattern: str) -> None:
    """Accept a numbering pattern such as `{number}/PPID/{office}/{month}/{year}`.

    Numbers start anew each year, so a pattern without `{year}` would give one number twice.
    Raises: BadPattern.
    """
    try:
        named = [name for _, name, spec, conversion in string.Formatter().parse(pattern) if name is not None]
        plain = all(not spec and not conversion for _, _, spec, conversion in string.Formatter().parse(pattern))
    except ValueError as error:
        raise BadPattern(pattern) from error
    if not plain or not set(named) <= FIELDS or not {"number", "year"} <= set(named):
        raise BadPattern(pattern)
    if re.search(r"[^\w\s{}./\-]", pattern):
        raise BadPattern(pattern)


def letter_number(
    pattern: str, *, sequence: int, office_code: str, on: date, unit: str = "", register: str = ""
) -> str:
    """Return the letter's number; months are Roman as in Indonesian official letters.

    unit: the office's own code of unit or classification. register: code of the book that the letter belongs to.
    Raises: BadPattern.
    """
    check_pattern(pattern)
    return pattern.format(
        number=f"{sequence:03d}",
        office=office_code,
        month=ROMAN[on.month - 1],
        year=on.year,
        unit=unit,
        register=register,
    )
