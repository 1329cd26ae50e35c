"""Amounts of rupiah as people type them, and as a report prints them. Money is whole."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"(?:Rp\.?)?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:00|-))?", re.IGNORECASE)


MOST_DIGITS = 18


class NotRupiah(ValueError):
    """The text is no whole amount of rupiah."""


class TooMuch(NotRupiah):
    """The amount is longer than any budget."""


def rupiah_of(text: str) -> int:
    """Return the amount that `text` writes: 15000000, 15.000.000, Rp15.000.000, Rp 15.000.000,00.

    Raises: NotRupiah, of that TooMuch.
    """
    found = _WRITTEN.fullmatch(text.replace("\N{NO-BREAK SPACE}", " ").strip())
    if found is None:
        raise NotRupiah(text)
    digits = found[1].replace(".", "").lstrip("0") or "0"
    if len(digits) > MOST_DIGITS:
        raise TooMuch(text)
    return int(digits)


def written(amount: int) -> str:
    """Return the amount as Indonesian readers write it: Rp15.000.000."""
    return f"Rp{amount:,}".replace(",", ".")
