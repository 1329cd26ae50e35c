"""The end of a letter or report: where and when it was signed, and by whom."""

from __future__ import annotations

import re

from .days import days_in

# What stands before the date of a signature, on one line: the deed, the place, and words that lead to the date.
FORMULA = re.compile(
    r"(?:ditetapkan|dibuat|disahkan|ditandatangani|dikeluarkan)\s+di\s*:?\s*[\w.]+(?:\s+[\w.]+){0,3}?\s*,?\s+"
    r"pada\s+(?:hari\s+)?(?:tanggal\s+)?",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?:(?:ditetapkan|dibuat|disahkan|ditandatangani|dikeluarkan)\s+di\s+)?(?:di\s+)?([A-Z][A-Za-z.]+(?:\s+[A-"
    r"Z][A-Za-z.]+){0,3})\s*,\s*(?:pada\s+)?(?:tanggal\s+)?",
    re.IGNORECASE,
)
SIGNER_ALONE = re.compile(
    r"\W*(?:ketua|sekretaris|kepala|atasan|ppid|pejabat|plt|plh|a\.n|komisi\s+pemilihan)\b[^.]{0,80}[,.]?",
    re.IGNORECASE,
)
PLACED = re.compile(r"(?:^|\s)[A-Z][A-Za-z.]+,\s*$")  # behind the other signer of two columns
SMALL_WORDS = frozenset({"dan", "selaku", "u.b.", "a.n.", "pada"})


def is_signed(text: str) -> bool:
    """Return whether a passage is nothing but a signature's place and day, with its signer behind them, or the signer
    alone with a comma behind him."""
    capitals = all(word[:1].isupper() or word in SMALL_WORDS for word in text.split())
    if text.endswith(",") and capitals and SIGNER_ALONE.fullmatch(text):
        return True
    for day in days_in(text):
        before, signer = text[: day.start], text[day.end :].strip(" .,")
        if signer and not SIGNER_ALONE.fullmatch(signer):
            continue
        if FORMULA.fullmatch(before) or PLACE.fullmatch(before) or (signer and PLACED.search(before)):
            return True
    return False
