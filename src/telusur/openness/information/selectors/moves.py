"""What may be done with an entry, by the table of the day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rules_in_force

from ..rules.states import moves

if TYPE_CHECKING:
    from datetime import date

    from ..rules.states import Table


@lru_cache(maxsize=16)
def moves_on(*, on: date) -> Table:
    """Return the moves of an entry that hold on a day."""
    return moves(rules_in_force("information", "transition", on=on))
