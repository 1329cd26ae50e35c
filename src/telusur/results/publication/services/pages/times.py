"""Moments as a citizen reads them: in the time of the election's place, with UTC beside where the log is meant."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
_SHORT = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def moment(said: str, zone: str) -> str:
    """Return an instant of a file, such as 2024-02-14T12:05Z, as 14 Februari 2024, 19.05 WIB."""
    at = _there(said, zone)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H.%M} {_SHORT.get(zone, zone)}"


def exact(said: str, zone: str) -> str:
    """Return the same with UTC beside it, to the second where the file knows it."""
    utc = _read(said)
    seconds = said.count(":") > 1
    beside = f"{utc:%H.%M.%S}" if seconds else f"{utc:%H.%M}"
    day = "" if utc.day == _there(said, zone).day else f"{utc.day} {_MONTHS[utc.month - 1]} "
    return f"{moment(said, zone)} ({day}{beside} UTC)"


def day(said: str) -> str:
    """Return a day, such as 2024-03-20, as 20 Maret 2024."""
    year, month, number = map(int, said.split("-"))
    return f"{number} {_MONTHS[month - 1]} {year}"


def _there(said: str, zone: str) -> datetime:
    return _read(said).astimezone(ZoneInfo(zone))


def _read(said: str) -> datetime:
    return datetime.fromisoformat(said.removesuffix("Z")).replace(tzinfo=UTC)
