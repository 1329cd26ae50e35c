"""Stopping clocks that may have stopped before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.clocks import services as clocks

if TYPE_CHECKING:
    from datetime import datetime


def stop(deadline_id: int | None, *, at: datetime) -> None:
    """Stop a clock that may have stopped before; its row stays, so that its date can always be shown."""
    if deadline_id is None:
        return
    try:
        clocks.stop(deadline_id=deadline_id, at=at)
    except clocks.AlreadyStopped:
        return
