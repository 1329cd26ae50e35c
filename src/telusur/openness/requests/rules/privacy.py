"""What in a text leads to the person who asked, or to any person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# A number that could be a NIK, an address of mail, a mobile number as it is written here.
PATTERNS = {
    "identity_number": re.compile(r"(?<!\d)\d{16}(?!\d)"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),
    "phone": re.compile(r"(?<![\d+])(?:\+62|62|0)8\d(?:[ -]?\d){6,11}(?!\d)"),
}
SHORTEST_NAME = 3


def personal_in(text: str, *, names: Iterable[str]) -> list[str]:
    """Return what in the text is personal: names of patterns, and "name" where one of `names` stands in it, whole.

    Law: UU 27/2022 Pasal 4; UU 14/2008 Pasal 17 huruf h.
    """
    found = [kind for kind, pattern in PATTERNS.items() if pattern.search(text)]
    words = f" {_plain(text)} "
    whole = (f" {_plain(name)} " for name in names if len(_plain(name)) >= SHORTEST_NAME)
    return [*found, "name"] if any(name in words for name in whole) else found


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
