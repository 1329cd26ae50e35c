"""Dates as registers know them: a day, a month of a year, or only a year. Kept as ISO text of that precision."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember".split()  # noqa: SIM905
)
SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "mei": 5, "jun": 6, "jul": 7, "agu": 8, "agt": 8, "agust": 8}
SHORT |= {"sep": 9, "sept": 9, "okt": 10, "nov": 11, "nop": 11, "nopember": 11, "des": 12, "pebruari": 2}
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | SHORT

ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
NUMERIC = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
NAMED = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)\.?\s+(\d{4})")
EARLIEST_YEAR = 1945


def parse_partial(text: str) -> str:
    """Return `text` as "2024", "2024-03" or "2024-03-05"; "" for empty text.

    Understands ISO, 5/3/2024 (day first), "Maret 2024" and "5 Maret 2024". Raises: ValueError.
    """
    folded = " ".join(text.lower().split())
    if not folded:
        return ""
    if found := ISO.fullmatch(folded):
        year, month, day = found.groups()
    elif found := NUMERIC.fullmatch(folded):
        day, month, year = found.groups()
    elif found := NAMED.fullmatch(folded):
        day, name, year = found.groups()
        if name not in MONTH_NUMBERS:
            raise ValueError(text)
        month = str(MONTH_NUMBERS[name])
    else:
        raise ValueError(text)
    first = date(int(year), int(month or 1), int(day or 1))
    if first.year < EARLIEST_YEAR:
        raise ValueError(text)
    return first.isoformat()[: 10 if day else 7 if month else 4]


def show_partial(value: str) -> str:
    """Return the ISO text in words: "2024", "Maret 2024", "5 Maret 2024"."""
    year, _, rest = value.partition("-")
    if not rest:
        return year
    month, _, day = rest.partition("-")
    return " ".join(part for part in (day.lstrip("0"), MONTHS[int(month) - 1].capitalize(), year) if part)
