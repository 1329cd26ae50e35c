"""Dates as reports write them: with or without a weekday, in figures or in words."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .counts import MONTH, MONTHS
from .numerals import from_words, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEKDAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum[’'`]?\s?at|Sabtu|Minggu|Ahad)"
LED = rf"(?:(?P<weekday>{WEEKDAY})\s*[,(/]?\s*(?:\(?tanggal|tgl\.?)?\s*:?\s*)?"
WRITTEN = re.compile(
    rf"{LED}(?<![\d/.\-])(?P<day>\d{{1,2}})\s+(?:\([a-z\s\-]{{3,22}}\)\s*)?(?:bulan\s+)?(?P<month>{MONTH})"
    r"(?:\s*,?\s*tahun)?\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
FIGURES = re.compile(
    rf"{LED}(?<![\d/.\-])(?P<day>\d{{1,2}})(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)"
    r"(?P<year>(?:19|20)\d\d)(?![\d/.\-]\d)",
    re.IGNORECASE,
)
IN_WORDS = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})\s*,?\s*)?\btanggal\s+(?P<day>[a-z\s\-]{{3,22}}?),?\s+(?:\(\d{{1,2}}\)\s+)?(?:bulan\s+)?(?P<month>{MONTH}"
    rf"),?\s+"
    rf"(?:tahun\s+)?(?P<year>(?:19|20)\d\d\b|dua\s*ribu(?:\s+[a-z]+){{0,3}}|seribu\s+sembilan\s+ratus(?:\s+[a-z]+){{0,3}})",
    re.IGNORECASE,
)
# What stands before the date of a signature, on one line: the deed, the place, and words that lead to the date.
FORMULA = re.compile(
    r"(?:ditetapkan|dibuat|disahkan|ditandatangani|dikeluarkan)\s+di\s*:?\s*[\w.]+(?:\s+[\w.]+){0,3}?\s*,?\s+"
    r"pada\s+(?:hari\s+)?(?:tanggal\s+)?",
    re.IGNORECASE,
)
BEFORE_RANGE = re.compile(r"(?:s\.?d\.?|sampai(?:\s+dengan)?|hingga|dan|[-–])\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Day:
    """A date in a text. `month` 1 to 12; `weekday` as written or ''; `worded`: its day and year stood in words."""

    start: int
    end: int
    text: str
    weekday: str
    day: int
    month: int
    year: int
    worded: bool = False

    @property
    def on(self) -> date | None:
        """The date, None where the calendar has no such day."""
        if not 1 <= self.month <= len(MONTHS) or not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            return None
        return date(self.year, self.month, self.day)


def days_in(text: str) -> tuple[Day, ...]:
    """Return the dates of a text in their order."""
    found = [*_worded(text), *_found(text, WRITTEN), *_found(text, FIGURES)]
    return tuple(sorted(found, key=lambda day: day.start))


def month_number(word: str) -> int:
    """Return the month that a name or its shortening means."""
    word = (
        word.lower()
        .rstrip(".")
        .replace("pebruari", "februari")
        .replace("peb", "feb")
        .replace("nop", "nov")
        .replace("agt", "agu")
        .replace("ags", "agu")
    )
    return next(number for number, name in enumerate(MONTHS, start=1) if name.startswith(word[:3]))


def weekday_number(word: str) -> int:
    """Return the number of a weekday as `date.weekday` counts."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    return WEEKDAYS.index({"ahad": "Minggu"}.get(plain, plain.capitalize()))


def _found(text: str, pattern: re.Pattern[str]) -> Iterator[Day]:
    for match in pattern.finditer(text):
        month = match["month"]
        number = int(month) if month.isdigit() else month_number(month)
        if month.isdigit() and not (1 <= number <= len(MONTHS) and int(match["day"]) <= 31):  # noqa: PLR2004 a number of another sort
            continue
        weekday = "" if BEFORE_RANGE.search(text[: match.start()]) else match["weekday"] or ""
        yield Day(match.start(), match.end(), match[0], weekday, int(match["day"]), number, int(match["year"]))


def _worded(text: str) -> Iterator[Day]:
    for match in IN_WORDS.finditer(text):
        day = from_words(match["day"].strip())
        words = match["year"].split()
        if words[0].isdigit():
            words = in_words(int(words[0])).split()
        year = next((value for cut in range(len(words), 1, -1) if (value := from_words(" ".join(words[:cut])))), None)
        if day is not None and year is not None:
            yield Day(
                match.start(),
                match.end(),
                match[0],
                match["weekday"] or "",
                day,
                month_number(match["month"]),
                year,
                worded=True,
            )
