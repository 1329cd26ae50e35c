"""What is published of a polling station, and the numbers of any place as the sum of its polling stations.

Coverage, held, disputed and corrected are four separate numbers. A sum takes in what counts; what is held is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell = int | str | None  # a number; "x" for an X or dash, which counts as 0; None where nobody read the cell


class Standing(StrEnum):
    """Where the votes of a polling station stand on the way to a result."""

    MISSING = "missing"
    IMPORTED = "imported"
    ENTERED = "entered"
    HELD = "held"
    VERIFIED = "verified"
    SETTLED = "settled"


COUNTED = frozenset({Standing.IMPORTED, Standing.ENTERED, Standing.VERIFIED, Standing.SETTLED})
SURE = frozenset({Standing.VERIFIED, Standing.SETTLED})


@dataclass(frozen=True)
class Place:
    """A territory. code: 2, 4, 6 or 10 digits; 0 for the nation."""

    code: int
    name: str


@dataclass(frozen=True)
class Choice:
    """One pair, candidate or list of a contest, in the order of the ballot. field: which field holds its votes."""

    number: int
    name: str
    field: str


@dataclass(frozen=True)
class Contest:
    """One contest. fields: the names of all numbers of its form, in the order of a station's `cells`.

    labels: what the form calls a field, where a reader needs more than its name.
    """

    code: str
    name: str
    choices: tuple[Choice, ...]
    fields: tuple[str, ...]
    valid: str = "suara_sah"
    invalid: str = "suara_tidak_sah"
    total: str = "suara_total"
    labels: tuple[tuple[str, str], ...] = ()

    @property
    def summed(self) -> tuple[str, ...]:
        """The fields that every place shows as a sum: the choices' votes, then valid, invalid and all."""
        return (*(choice.field for choice in self.choices), self.valid, self.invalid, self.total)

    @cached_property
    def at(self) -> tuple[int, ...]:
        """Where the summed fields stand in a station's cells."""
        places = {name: place for place, name in enumerate(self.fields)}
        return tuple(places[name] for name in self.summed)


@dataclass(frozen=True)
class Event:
    """One entry of the election's log about a polling station, with what opens its commitment where it may be public.

    index: its place in the log. minute: when it was recorded. reason: a public reason, empty where none is needed.
    """

    index: int
    act: str
    minute: str
    reason: str = ""
    salt: str = ""
    content: str = ""


@dataclass(frozen=True)
class Picture:
    """A page of a form: the digest of its sealed original, and of the masked copy where one is public."""

    page: int
    original: str
    masked: str = ""


def picture_file(station: int, page: int, masked: str) -> str:
    """Return what the covered copy of a page is called, beside the page of its village."""
    return f"{station}-{page}-{masked[:12]}.jpg"


@dataclass(frozen=True)
class Details:
    """What stands beside a station's numbers: the entries of the log about it, oldest first, and its form's pages."""

    events: tuple[Event, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Station:
    """A polling station in one contest. standing: of its votes; administration: of parts I to III of its form.

    cells: one for each field of the contest, empty where no form is in.
    reason: why it is held, or why it was changed last. findings: the rules its form breaks, such as R08.
    run: the number of the run in force; run_kind: empty for the regular vote. unit: how a source names it overseas.
    last: the place in the log of the last entry about it.
    """

    code: int
    kind: str
    standing: Standing
    administration: Standing = Standing.MISSING
    cells: tuple[Cell, ...] = ()
    unit: str = ""
    reason: str = ""
    findings: tuple[str, ...] = ()
    disputed: bool = False
    corrected: bool = False
    run: int = 1
    run_kind: str = ""
    last: int | None = None

    @property
    def village(self) -> int:
        """The code of the village it lies in."""
        return self.code // 1000


def value(cell: Cell) -> int:
    """Return what a cell adds to a sum: nothing for an X and for what nobody read."""
    return cell if isinstance(cell, int) else 0


def ballots(contest: Contest, station: Station) -> int | None:
    """Return how many ballots a station's form speaks of, by the largest of its own sums; None where no form is in."""
    if not station.cells:
        return None
    *votes, valid, invalid, whole = (value(station.cells[place]) for place in contest.at)
    return max(sum(votes), valid + invalid, whole)


@dataclass
class Numbers:
    """The numbers of a place. sums, sure: of what counts, and of what two people verified, in the order of `summed`.

    stations: how many there are. waiting: arrived, but too small to be shown before a neighbour is in.
    """

    sums: list[int]
    sure: list[int]
    stations: int = 0
    counted: int = 0
    verified: int = 0
    held: int = 0
    disputed: int = 0
    corrected: int = 0
    waiting: int = 0
    missing: int = 0

    @classmethod
    def none(cls, contest: Contest) -> Numbers:
        """Return the numbers of a place without stations."""
        width = len(contest.summed)
        return cls([0] * width, [0] * width)

    def add(self, other: Numbers) -> None:
        """Take the numbers of a part into those of the whole."""
        self.sums = [one + two for one, two in zip(self.sums, other.sums, strict=True)]
        self.sure = [one + two for one, two in zip(self.sure, other.sure, strict=True)]
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


COUNTS = ("stations", "counted", "verified", "held", "disputed", "corrected", "waiting", "missing")


@dataclass(frozen=True)
class Reckoner:
    """Adds up stations of one contest."""

    contest: Contest

    def of(
        self, stations: Sequence[Station], *, waiting: frozenset[int] = frozenset(), mixed: frozenset[int] = frozenset()
    ) -> Numbers:
        """Return the numbers of these stations together. waiting: codes of those not yet shown. mixed: codes of those
        shown with a unit that is not verified; their votes would stand alone among what is verified."""
        found = Numbers.none(self.contest)
        for station in stations:
            found.stations += 1
            found.disputed += station.disputed
            found.corrected += station.corrected
            if station.standing is Standing.MISSING:
                found.missing += 1
            elif station.standing is Standing.HELD:
                found.held += 1
            elif station.code in waiting:
                found.waiting += 1
            else:
                self._count(found, station, mixed=station.code in mixed)
        return found

    def _count(self, found: Numbers, station: Station, *, mixed: bool) -> None:
        found.counted += 1
        votes = [value(station.cells[place]) for place in self.contest.at]
        found.sums = [one + two for one, two in zip(found.sums, votes, strict=True)]
        if station.standing in SURE:
            found.verified += 1
            if mixed:
                return
            found.sure = [one + two for one, two in zip(found.sure, votes, strict=True)]
