"""Which log is whose, and which is open: every entry of an open log is published word for word."""

from __future__ import annotations

from urllib.parse import urlsplit

NATIONAL_OFFICE = "0"
_OPEN = "election/"


def office_log(code: str) -> str:
    """Return the name of the log of the office with this code."""
    return f"office/{code}"


def election_log(code: str) -> str:
    """Return the name of the log of the election with this code."""
    return f"{_OPEN}{code}"


def named_at(address: str, log: str) -> str:
    """Return the name by which the world knows a log that begins at an address: its host and the log's own name."""
    return f"{urlsplit(address).netloc}/{log}"


def is_open(log: str) -> bool:
    """Return whether the entries of a log are written to be published, with what is nobody's business sealed."""
    return log.startswith(_OPEN)
