"""Which kind of polling station a unit is, told by where it lies, its number, and how the source names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .codes import OVERSEAS, PROVINCE, above

if TYPE_CHECKING:
    from collections.abc import Sequence

REGULAR, SPECIAL = "regular", "special"
_UNIT = re.compile(r"(\d{3})-([a-z]+)(?:-(\d{3}))?")


@dataclass(frozen=True)
class StationKind:
    """One kind of the law. number: its place among the kinds, as bulk columns carry it. word: how overseas units are
    written. capped: `yes`, `list` (only where the station has voters of its own on the list), `no`."""

    number: int
    name: str
    label: str
    capped: str
    word: str = ""
    from_number: int = 0


class BadUnit(ValueError):
    """The name of a unit that does not fit its code, or whose kind nobody knows."""


def kind_of(kinds: Sequence[StationKind], code: int, unit: str = "") -> StationKind:
    """Return the kind of the polling station with this code of 13 digits. unit: such as `001-tps`, `002-pos-001`.

    Raises: BadUnit.
    """
    number = code % 1000
    word = ""
    if unit:
        found = _UNIT.fullmatch(unit)
        if not found or int(found[1]) != number:
            raise BadUnit(unit)
        word = found[2]
    if above(code, PROVINCE) == OVERSEAS:
        named = [kind for kind in kinds if kind.word and kind.word == (word or "tps")]
    else:
        special = any(kind.from_number and number >= kind.from_number for kind in kinds)
        name = SPECIAL if special else REGULAR
        named = [kind for kind in kinds if kind.name == name and word in {"", "tps"}]
    if not named:
        raise BadUnit(unit)
    return named[0]
