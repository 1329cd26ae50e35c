"""Where the two blocks of a form stand: the votes (IV, V) and the administration (I to III)."""

from __future__ import annotations

from enum import IntEnum

CORRECTED, DISPUTED, WITHOUT_C_FORM = 1, 2, 4  # flags of a run, added up


class Standing(IntEnum):
    """How far a block has come. The order is the way to a result; only what is held counts in no sum."""

    MISSING = 0
    HELD = 1
    IMPORTED = 2
    ENTERED = 3
    VERIFIED = 4
    SETTLED = 5


COUNTED = (Standing.IMPORTED, Standing.ENTERED, Standing.VERIFIED, Standing.SETTLED)
SURE = (Standing.VERIFIED, Standing.SETTLED)
