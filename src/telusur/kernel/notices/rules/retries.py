"""When a failed delivery is tried again."""

from __future__ import annotations

from datetime import timedelta

_FIRST = timedelta(minutes=1)
_LONGEST = timedelta(hours=6)
_PATIENCE = timedelta(days=30)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after this many failed attempts: one minute, doubled each time, at most six hours."""
    return min(_FIRST * (1 << min(attempts - 1, 10)), _LONGEST)


def is_hopeless(*, waited: timedelta, permanent: bool) -> bool:
    """Return whether to give up: the other side said "never", or has not answered for thirty days."""
    return permanent or waited >= _PATIENCE
