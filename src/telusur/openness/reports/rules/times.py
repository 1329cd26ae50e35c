"""Whether a number in a sentence speaks of the report's own year, or of another one, of a plan, of a rate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .counts import MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator

PLANNED: Final = re.compile(
    r"\b(?:tahun\s+(?:depan|mendatang|berikut\w*)|target\w*|rencana\w*|direncanakan|akan|diusulkan|mengusulkan|usul\w*|"
    r"(?:me|di)?tambah\w*|menambah\w*|penambahan|mengadakan|pengadaan|merekrut|setiap|tiap|per\s+(?:hari|bulan|minggu)|"
    r"minimal|maksimal|paling\s+(?:sedikit|banyak)|seharusnya|idealnya)\b",
    re.IGNORECASE,
)
# What makes a plan of a number before it too, whatever was done: a rate, a bound, a year to come.
RATED: Final = re.compile(
    r"\b(?:tahun\s+(?:depan|mendatang|berikut\w*)|setiap|tiap|per\s+(?:hari|bulan|minggu)|minimal|maksimal|"
    r"paling\s+(?:sedikit|banyak)|seharusnya|idealnya)\b",
    re.IGNORECASE,
)
DONE: Final = re.compile(
    r"\b(?:menerima|melayani|mencatat|tercatat|masuk|diterima|diajukan|terealisasi)\b", re.IGNORECASE
)
EARLIER: Final = re.compile(
    # `sebelumnya kami jelaskan bahwa` says where something was told, not of when it is
    r"\b(?:(?:tahun|periode)\s+(?:lalu|sebelumnya)|semula|"
    r"sebelumnya(?!\s+(?:(?:kami|telah|sudah)\s+){0,2}(?:di)?(?:jelaskan|sampaikan|sebutkan|uraikan)))\b",
    re.IGNORECASE,
)
NOW: Final = re.compile(r"\b(?:tahun\s+(?:ini|laporan|berjalan)|menjadi|kini|sekarang)\b", re.IGNORECASE)
COMPARED: Final = re.compile(
    # `naik dari 12 menjadi 18`: either side is of its own time
    r"\b(?:dibanding\w*|daripada|lebih\s+\w+\s+dari|(?:naik|turun|meningkat|menurun|bertambah|berkurang)\s+dari|menjadi)\b",
    re.IGNORECASE,
)
LAW: Final = re.compile(r"\b(?:nomor|no\.?)\s*[\w/.\-]+\s+tahun\s+\d{4}|\b\d+/\d{4}\b", re.IGNORECASE)
YEAR: Final = re.compile(
    rf"\b(?:tahun(?:\s+anggaran)?|th\.?|thn\.?|pada|selama|sepanjang|dari|sejak|{MONTH})\s+((?:19|20)\d\d)\b"
    r"|\(\s*((?:19|20)\d\d)\s*\)",
    re.IGNORECASE,
)
TOLD_THEN: Final = re.compile(
    r"^\W*(?:yang\s+)?(?:masuk|diterima|diajukan|tercatat|terjadi|dilayani)?\s*(?:pada|selama|sepanjang)\s+tahun\b",
    re.IGNORECASE,
)


def of_the_year(sentence: str, at: int, clause: tuple[int, int], year: int) -> bool:
    """Return whether a number is told of `year`: what a sentence says of another time holds for its own clause, and
    for the clauses behind it until one comes back to the year. at: where the number stands; clause: where its clause
    begins and ends."""
    plain = LAW.sub(lambda match: " " * len(match[0]), sentence)
    start, end = _side(plain, at, clause)
    here, before, after = plain[start:end], plain[:start], plain[end:]
    plans = RATED if DONE.search(plain, start, max(start, at)) else PLANNED
    if PLANNED.search(plain, start, max(start, at)) or plans.search(here) or EARLIER.search(here):
        return False
    if years := _years(here):
        return year in years
    if NOW.search(here):
        return True
    planned = [match.end() for match in PLANNED.finditer(before)]
    if planned and not DONE.search(before, planned[-1]) and not DONE.search(here):
        return False
    if mentions := sorted(_mentions(before, year)):
        return mentions[-1][1]
    return not (TOLD_THEN.match(after) and (told := _years(after)) and year not in told)


def _side(text: str, at: int, clause: tuple[int, int]) -> tuple[int, int]:
    """Return the part of a clause in which a number stands: before, or behind what it is compared with."""
    cuts = [match.start() for match in COMPARED.finditer(text, *clause)]
    return max([clause[0], *(cut for cut in cuts if cut <= at)]), min([clause[1], *(cut for cut in cuts if cut > at)])


def _years(text: str) -> set[int]:
    return {int(match[1] or match[2]) for match in YEAR.finditer(text)}


def _mentions(text: str, year: int) -> Iterator[tuple[int, bool]]:
    """Yield where a text names a time, and whether it is the report's own year."""
    yield from ((match.end(), int(match[1] or match[2]) == year) for match in YEAR.finditer(text))
    yield from ((match.end(), False) for match in EARLIER.finditer(text))
    yield from ((match.end(), True) for match in NOW.finditer(text))
