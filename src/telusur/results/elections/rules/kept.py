"""Which texts a database keeps: a column has an end, and some signs are none."""

from __future__ import annotations

import re

_NO_SIGNS = re.compile("[\x00\ud800-\udfff]")  # NUL, and what bytes that are no UTF-8 become on a command line
SMALL = 32767  # the largest number of a small column
NAME = 120  # signs of the name of a place, a person or a device
CODE = 40  # of an election, a contest or an electoral district
TITLE = 150  # of the name of an election or a contest; a rehearsal puts a word before it
CHOICE = 200  # of the name of a participant
MAIL = 254


def is_kept(text: str, longest: int) -> bool:
    """Return whether a text of at most `longest` signs can be kept as it is."""
    return len(text) <= longest and not _NO_SIGNS.search(text)
