"""Electoral districts (dapil): which one a polling station lies in, and the form that is filled in there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .codes import DIGITS, STATION, chain, station_id
from .layout import spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .layout import Layout

Span = tuple[int, int]


@dataclass(frozen=True)
class District:
    """A contest in one electoral district. key: its id. areas: the codes of the territories that it is made of.

    A contest without districts is one of them in all of its area, with no key, no code and no seats.
    """

    key: int | None
    code: str
    name: str
    seats: int
    areas: tuple[int, ...]
    layout: Layout

    @property
    def spans(self) -> list[Span]:
        """The first and last code of polling stations in each of its areas, in order."""
        return sorted(map(span_of, self.areas)) if self.areas else [span_of(0)]


@dataclass(frozen=True)
class Districts:
    """The electoral districts of a contest by code. common: the form without candidates, the same in all of them."""

    all: tuple[District, ...]
    common: Layout
    _known: dict[int, int | None] = field(default_factory=dict, repr=False, compare=False)

    def __iter__(self) -> Iterator[District]:
        return iter(self.all)

    @property
    def parted(self) -> bool:
        """Whether the contest has electoral districts, whose votes are summed up each by itself."""
        return any(district.key is not None for district in self.all)

    @cached_property
    def alike(self) -> bool:
        """Whether one form serves the whole contest."""
        return all(district.layout == self.common for district in self.all)

    @cached_property
    def widest(self) -> Layout:
        """The form with every field that any district's has, as a file of several districts has columns."""
        return self.common if self.alike else spread([district.layout for district in self.all], self.common)

    def place_of(self, station: int) -> int | None:
        """Return which of the districts a polling station lies in, by its place among them; None for none."""
        village = station // 1000
        if village not in self._known:
            codes = (village, *chain(village))
            self._known[village] = next((self._areas[code] for code in codes if code in self._areas), self._everywhere)
        return self._known[village]

    @cached_property
    def _areas(self) -> dict[int, int]:
        return {area: place for place, district in enumerate(self.all) for area in district.areas}

    @cached_property
    def _everywhere(self) -> int | None:
        return next((place for place, district in enumerate(self.all) if not district.areas), None)


def span_of(area: int) -> Span:
    """Return the first and last code that a polling station in a territory can have; of the nation for 0."""
    span = int(10 ** (DIGITS[STATION] - len(str(area or ""))))
    return area * span, (area + 1) * span - 1


def inside(column: str, spans: Sequence[Span], election: int = 0) -> str:
    """Return the condition, in the database's language, that a polling station lies in one of these spans.

    column: of its id; where no election is named, of its code.
    """
    ends = ((station_id(election, int(first)), station_id(election, int(last))) for first, last in spans)
    return f"({' or '.join(f'{column} between {first} and {last}' for first, last in ends) or 'false'})"


def shared(one: Sequence[Span], other: Span) -> list[Span]:
    """Return what lies both in these spans and in that one."""
    cut = ((max(first, other[0]), min(last, other[1])) for first, last in one)
    return [(first, last) for first, last in cut if first <= last]


def overlapping(areas: Sequence[int]) -> int | None:
    """Return a territory that lies in another of these, or stands among them twice; None where all are apart."""
    seen: set[int] = set()
    for area in sorted(areas, key=lambda code: len(str(code))):
        if seen.intersection((area, *chain(area))):
            return area
        seen.add(area)
    return None
