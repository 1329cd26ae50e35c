"""Numbers that visitors write into addresses and forms."""

from __future__ import annotations

LONGEST = 18  # digits that a column of the database can hold


def whole_number(text: str | None) -> int | None:
    """Return the number that plain digits write, None for anything else or more digits than a column holds."""
    if not text or not (text.isascii() and text.isdecimal()) or len(text) > LONGEST:
        return None
    return int(text)
