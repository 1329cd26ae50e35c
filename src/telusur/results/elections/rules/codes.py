"""Codes of territory as KPU writes them: province 2 digits, regency 4, district 6, village 10, polling station 13.

No code begins with 0, so a code and its whole number say the same; the number of the unit above is a division.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PROVINCE, REGENCY, DISTRICT, VILLAGE, STATION = 1, 2, 3, 4, 5
DIGITS = {PROVINCE: 2, REGENCY: 4, DISTRICT: 6, VILLAGE: 10, STATION: 13}
LEVELS = {"provinsi": PROVINCE, "kabupaten": REGENCY, "kecamatan": DISTRICT, "kelurahan": VILLAGE}
OVERSEAS = 99
STATIONS_OF_AN_ELECTION = (
    10**13
)  # more than there are codes: a station's id is its election's times this, plus its code


class BadCode(ValueError):
    """A text that is no code of a place."""


def code_of(text: str) -> tuple[int, int]:
    """Return (level, code) of what a file says. Raises: BadCode."""
    level = next((level for level, digits in DIGITS.items() if digits == len(text)), 0)
    if not level or not (text.isascii() and text.isdigit()) or text.startswith("0"):
        raise BadCode(text)
    return level, int(text)


def station_of(text: str) -> int:
    """Return the code of a polling station. Raises: BadCode for any other text, also for the code of a place."""
    level, code = code_of(text)
    if level != STATION:
        raise BadCode(text)
    return code


def is_station(code: int) -> bool:
    """Return whether a code is that of a polling station, and not of a place."""
    return code >= int(10 ** (DIGITS[STATION] - 1))


def places_naming(units: Iterable[int | None]) -> set[int]:
    """Return the codes of the places after which units are called: of a polling station its village, of a place its
    own. None, which is no unit, is left out."""
    return {code // 1000 if is_station(code) else code for code in units if code}


def level_of(code: int) -> int:
    """Return the level of a place. Raises: BadCode."""
    return code_of(str(code))[0]


def above(code: int, level: int) -> int:
    """Return the code of the place of `level` that `code` lies in (or is). Raises: BadCode for a place above it."""
    own = level_of(code)
    if own < level:
        raise BadCode(f"{code} does not lie in a place of level {level}")
    return code // int(10 ** (DIGITS[own] - DIGITS[level]))


def chain(code: int) -> list[int]:
    """Return the codes of every place that holds this one, the widest first, without itself."""
    return [above(code, level) for level in range(PROVINCE, level_of(code))]


def station_id(election: int, code: int) -> int:
    """Return the id of a polling station: which election it belongs to and its code, in one number."""
    return election * STATIONS_OF_AN_ELECTION + code


def station_code(station: int) -> int:
    """Return the code of 13 digits of the polling station with this id."""
    return station % STATIONS_OF_AN_ELECTION
