"""Which log is whose."""

from __future__ import annotations

NATIONAL_OFFICE = "0"


def office_log(code: str) -> str:
    """Return the name of the log of the office with this code."""
    return f"office/{code}"
