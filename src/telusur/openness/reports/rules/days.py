"""Dates as reports write them: with or without a weekday, in figures or in words."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from .counts import MONTH, MONTHS, MOST_REMEMBERED
from .numerals import from_words, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEKDAY = r"(?:Senin|Selasa|Rabu|Kamis|Jum[’'`]?\s?at|Sabtu|Minggu|Ahad)"
LED = rf"(?:(?P<weekday>{WEEKDAY})(?:\s+(?:pagi|siang|sore|malam))?\s*[,(/]?\s*(?:\(?tanggal|tgl\.?)?\s*:?\s*)?"
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
ISO = re.compile(
    rf"{LED}(?<![\w/.\-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d/.\-]*\d)", re.IGNORECASE
)
# Two figures are a year only behind a weekday: elsewhere `5/2/24` may number a letter.
SHORT_YEAR = re.compile(
    rf"(?P<weekday>{WEEKDAY})\s*[,(/]?\s*(?:\(?tanggal|tgl\.?)?\s*:?\s*(?P<day>\d{{1,2}})(?P<sign>[-/.])(?P<month>\d{{1,2}})"
    r"(?P=sign)(?P<year>\d\d)(?![\d/.\-]*\d)",
    re.IGNORECASE,
)
TO = r"\s*(?:-|–|s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|dan)\s*"
RANGE = re.compile(
    rf"(?P<weekday>{WEEKDAY}){TO}(?P<last_weekday>{WEEKDAY})\s*[,(/]?\s*(?:tanggal|tgl\.?)?\s*:?\s*(?P<day>\d{{1,2}})"
    rf"(?:\s+(?P<first_month>{MONTH}))?{TO}(?P<last_day>\d{{1,2}})\s+(?P<month>{MONTH})(?:\s*,?\s*tahun)?\s+"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
WEEKDAY_BEHIND = re.compile(
    rf"\s*(?:\(\s*(?:hari\s+)?({WEEKDAY})\s*\)|,\s*hari\s+({WEEKDAY})(?=\s*(?:[.;)]|$|di\b|pukul\b|jam\b|bertempat\b)))",
    re.IGNORECASE,
)
# `tanggal 5 s.d. 7 Februari 2024 (Senin s.d. Rabu)`
RANGE_BEHIND = re.compile(
    rf"(?<![\d/.\-])(?P<day>\d{{1,2}})(?:\s+(?P<first_month>{MONTH}))?{TO}(?P<last_day>\d{{1,2}})\s+(?P<month>{MONTH})(?:\s*,?\s*tahun)?\s+"
    rf"(?P<year>(?:19|20)\d\d)\s*\(\s*(?:hari\s+)?(?P<weekday>{WEEKDAY}){TO}(?P<last_weekday>{WEEKDAY})\s*\)",
    re.IGNORECASE,
)
IN_WORDS = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY})\s*,?\s*)?\btanggal\s+(?P<day>[a-z\s\-]{{3,22}}?),?\s+(?:\(\d{{1,2}}\)\s+)?(?:bulan\s+)?(?P<month>{MONTH}"
    rf"),?\s+"
    rf"(?:tahun\s+)?(?P<year>(?:19|20)\d\d\b|dua\s*ribu(?:\s+[a-z]+){{0,3}}|seribu\s+sembilan\s+ratus(?:\s+[a-z]+){{0,3}})",
    re.IGNORECASE,
)
# Without one of these nothing in a text is a date.
DATED = re.compile(r"\d{1,2}[-/.]\d|(?:19|20)\d\d|ribu", re.IGNORECASE)
BEFORE_RANGE = re.compile(rf"\b{WEEKDAY}{TO}$", re.IGNORECASE)  # `Senin s.d. Kamis, 8 Februari 2024`
LONGEST_BEFORE = 40
CENTURY = 2000


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


@lru_cache(maxsize=MOST_REMEMBERED)
def days_in(text: str) -> tuple[Day, ...]:
    """Return the dates of a text in their order."""
    if not DATED.search(text):
        return ()
    ranges = [*_ranges(text)]
    found = [
        *_worded(text),
        *(each for pattern in (WRITTEN, FIGURES, ISO, SHORT_YEAR) for each in _found(text, pattern)),
    ]
    alone = [each for each in found if not any(one.start <= each.start and each.end <= one.end for one in ranges)]
    return tuple(sorted([*alone, *ranges], key=lambda day: day.start))


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
        before = text[max(0, match.start() - LONGEST_BEFORE) : match.start()]
        weekday = "" if BEFORE_RANGE.search(before) else match["weekday"] or ""
        if not weekday and (behind := WEEKDAY_BEHIND.match(text, match.end())):
            weekday = behind[1] or behind[2]
        year = int(match["year"])
        year += CENTURY if year < 100 else 0  # noqa: PLR2004 two figures
        yield Day(match.start(), match.end(), match[0], weekday, int(match["day"]), number, year)


def _ranges(text: str) -> Iterator[Day]:
    """Yield the first and the last day of `Senin–Rabu, 5–7 Februari 2024`."""
    for match in (*RANGE.finditer(text), *RANGE_BEHIND.finditer(text)):
        month, year = month_number(match["month"]), int(match["year"])
        first = month_number(match["first_month"]) if match["first_month"] else month
        yield Day(*match.span(), match[0], match["weekday"], int(match["day"]), first, year - (first > month))
        yield Day(*match.span(), match[0], match["last_weekday"], int(match["last_day"]), month, year)


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
