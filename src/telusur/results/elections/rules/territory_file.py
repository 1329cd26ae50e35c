"""Reads a file of territory: places of four levels, of villages how many polling stations they have.

Nothing of a file with faults is taken. What a number most likely means is read so and said: a negative count of polling
stations, as three overseas villages of 2024 have it, is one station.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import codes
from .kept import NAME, is_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLUMNS = ("kode", "tingkat", "nama", "tps_maks", "tps_khusus_awal", "tps_khusus_akhir")
LEVEL_NAMES = {1: "provinces", 2: "regencies", 3: "districts", 4: "villages"}
# Why a row is not taken; selectors word them.
BAD_CODE, BAD_LEVEL, NO_NAME, LONG_NAME, TWICE, NO_PARENT, BAD_NUMBER, BAD_SPECIALS, COLUMNS_MISSING = (
    "code", "level", "name", "long", "twice", "parent", "number", "specials", "columns",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """One place. stations: ordinary polling stations (001 up); specials: first and last number of the special ones."""

    code: int
    level: int
    name: str
    stations: int = 0
    specials: tuple[int, int] | None = None

    @property
    def units(self) -> int:
        """How many polling stations the place has itself."""
        return self.stations + (self.specials[1] - self.specials[0] + 1 if self.specials else 0)


@dataclass(frozen=True)
class Fault:
    """Why a row is not taken. row: its line in the file; of a place that is missing, the first line below it."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file says: its places, what was wrong, and the rows whose count was negative."""

    places: tuple[Place, ...]
    faults: tuple[Fault, ...]
    read_as_one: tuple[int, ...]

    def totals(self) -> dict[str, dict[str, int]]:
        """Return how many places of each level and how many polling stations there are, domestic and overseas."""
        found: dict[str, Counter[str]] = {"domestic": Counter(), "overseas": Counter()}
        for place in self.places:
            side = found["overseas" if codes.above(place.code, 1) == codes.OVERSEAS else "domestic"]
            side[LEVEL_NAMES[place.level]] += 1
            side["stations"] += place.units
            if place.specials:
                side["special_stations"] += place.specials[1] - place.specials[0] + 1
                side["villages_with_special_stations"] += 1
        names = [*LEVEL_NAMES.values(), "stations", "special_stations", "villages_with_special_stations"]
        return {side: {name: counted[name] for name in names} for side, counted in found.items()}


@dataclass
class _Gathered:
    places: dict[int, Place] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    read_as_one: list[int] = field(default_factory=list)


def read_territory(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Reading:
    """Return what a file says, all faults found. rows: the cells of each line after the first."""
    names = [name.strip().casefold() for name in header]
    missing = [name for name in COLUMNS[:3] if name not in names]
    if missing:
        return Reading((), tuple(Fault(1, name, "", COLUMNS_MISSING) for name in missing), ())
    where = {name: names.index(name) for name in COLUMNS if name in names}
    found = _Gathered()
    for line, cells in enumerate(rows, start=2):
        if any(cells):
            row = {name: cells[place].strip() if place < len(cells) else "" for name, place in where.items()}
            _take(row, line, found)
    found.faults += [Fault(line, "kode", str(code), NO_PARENT) for code, line in _missing(found).items()]
    return Reading(tuple(found.places.values()), tuple(found.faults), tuple(found.read_as_one))


def _missing(found: _Gathered) -> dict[int, int]:
    """Return the places that hold others of the file and have no line themselves, be it a wrong one, each with the
    first line below it."""
    missing: dict[int, int] = {}
    for place in found.places.values():
        if place.level > codes.PROVINCE:
            parent = codes.above(place.code, place.level - 1)
            if parent not in found.lines:
                missing.setdefault(parent, found.lines[place.code])
    return missing


def _take(row: Mapping[str, str], line: int, found: _Gathered) -> None:
    """Take one row, or name what is wrong with it."""
    try:
        level, code = codes.code_of(row["kode"])
    except codes.BadCode:
        found.faults.append(Fault(line, "kode", row["kode"], BAD_CODE))
        return
    found.lines.setdefault(code, line)
    if row["tingkat"] != str(level) or level == codes.STATION:
        found.faults.append(Fault(line, "tingkat", row["tingkat"], BAD_LEVEL))
    elif not row["nama"]:
        found.faults.append(Fault(line, "nama", "", NO_NAME))
    elif not is_kept(row["nama"], NAME):
        found.faults.append(Fault(line, "nama", row["nama"], LONG_NAME))
    elif code in found.places:
        found.faults.append(Fault(line, "kode", row["kode"], TWICE))
    else:
        try:
            stations, first, last = (_number(row, name) for name in COLUMNS[3:])
        except _BadNumber as wrong:
            found.faults.append(Fault(line, wrong.column, wrong.value, BAD_NUMBER))
            return
        if stations < 0:
            found.read_as_one.append(code)
        if bool(first) != bool(last) or last < first:
            found.faults.append(Fault(line, COLUMNS[5], row.get(COLUMNS[5], ""), BAD_SPECIALS))
            return
        specials = (first, last) if first else None
        found.places[code] = Place(code, level, row["nama"], 1 if stations < 0 else stations, specials)


class _BadNumber(ValueError):
    def __init__(self, column: str, value: str) -> None:
        self.column, self.value = column, value


def _number(row: Mapping[str, str], column: str) -> int:
    text = row.get(column, "")
    try:
        number = int(text or 0)
    except ValueError as error:
        raise _BadNumber(column, text) from error
    if number > 999 or (number < 0 and column != COLUMNS[3]):  # noqa: PLR2004 a polling station's number has three digits
        raise _BadNumber(column, text)
    return number


def differences(totals: Mapping[str, int], control: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return what misses its control total: name, what the file has, what it must have."""
    return {name: (totals.get(name, 0), wanted) for name, wanted in control.items() if totals.get(name, 0) != wanted}
