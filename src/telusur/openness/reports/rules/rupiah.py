"""Amounts of rupiah as people type them, and as a report prints them. Money is whole."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"(?:Rp\.?)?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:00|-))?", re.IGNORECASE)


class NotRupiah(ValueError):
    """The text is no whole amount of rupiah."""


def rupiah_of(text: str) -> int:
    """Return the amount that `text` writes: 15000000, 15.000.000, Rp15.000.000, Rp 15.000.000,00. Raises: NotRupiah."""
    found = _WRITTEN.fullmatch(text.replace("\N{NO-BREAK SPACE}", " ").strip())
    if found is None:
        raise NotRupiah(text)
    return int(found[1].replace(".", ""))


def written(amount: int) -> str:
    """Return the amount as Indonesian readers write it: Rp15.000.000."""
    return f"Rp{amount:,}".replace(",", ".")
