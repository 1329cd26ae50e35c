"""What is published of a polling station, and the numbers of any place as the sum of its polling stations.

Coverage, held, disputed and corrected are four separate numbers. A sum takes in what counts; what is held is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from telusur.results.elections.rules.folding import ballots_of
from telusur.results.elections.rules.layout import UNREAD, X_MARK, Block, Layout
from telusur.results.elections.rules.layout import Choice as OnForm

from .places import NATION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.results.elections.rules.districts import Districts

USERS, USED = "pengguna_total_j", "ss_digunakan"  # fields of a form: who voted, and with how many ballots
Cell = int | str | None  # a number; "x" for an X or dash, which counts as 0; None where nobody read the cell


class Standing(StrEnum):
    """Where the votes of a polling station stand on the way to a result."""

    MISSING = "missing"
    READING = "reading"  # a form is there, and no number of it counts yet
    IMPORTED = "imported"
    ENTERED = "entered"
    HELD = "held"
    VERIFIED = "verified"
    SETTLED = "settled"


NOTHING = frozenset({Standing.MISSING, Standing.READING})  # no vote is in
COUNTED = frozenset({Standing.IMPORTED, Standing.ENTERED, Standing.VERIFIED, Standing.SETTLED})
SURE = frozenset({Standing.VERIFIED, Standing.SETTLED})


@dataclass(frozen=True)
class Place:
    """A territory. code: 2, 4, 6 or 10 digits; 0 for the nation. stations: the numbers of a village's polling stations,
    such as 1-22,901."""

    code: int
    name: str
    stations: str = ""


@dataclass(frozen=True)
class Choice:
    """One pair, candidate or list of a contest, in the order of the ballot. field: which field holds its votes."""

    number: int
    name: str
    field: str


@dataclass(frozen=True)
class Contest:
    """One contest. fields: the names of all numbers of its form, in the order of a station's `cells`.

    labels: what the form calls a field, where a reader needs more than its name. districts: where lists differ by
    electoral district, each with its own form; `fields` is then what they share, and a station's cells are its own's.
    rules: what each rule that a form may break is called. home: the place where its way down begins: the nation, or the
    province or regency in which alone it is held.
    """

    code: str
    name: str
    choices: tuple[Choice, ...]
    fields: tuple[str, ...]
    valid: str = "suara_sah"
    invalid: str = "suara_tidak_sah"
    total: str = "suara_total"
    labels: tuple[tuple[str, str], ...] = ()
    districts: Districts | None = None
    rules: tuple[tuple[str, str], ...] = ()
    home: int = NATION

    @cached_property
    def summed(self) -> tuple[str, ...]:
        """The fields that every place shows as a sum: the choices' votes, then valid, invalid and all."""
        return (*(choice.field for choice in self.choices), self.valid, self.invalid, self.total)

    def fields_of(self, district: str) -> tuple[str, ...]:
        """Return the names of all numbers of the form in an electoral district, in the order of a station's `cells`."""
        return self.layouts[district].names if district else self.fields

    def at(self, district: str) -> tuple[int, ...]:
        """Return where the summed fields stand in the cells of a station in an electoral district."""
        return self._at[district]

    @cached_property
    def told(self) -> dict[str, tuple[str, ...]]:
        """What a station tells of itself in each electoral district: the summed fields, then the rest of part IV."""
        return {"": self.summed} | {
            code: (*self.summed, *(name for name in layout.vote_fields if name not in self.summed))
            for code, layout in self.layouts.items()
        }

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The form of each electoral district by its code."""
        return {district.code: district.layout for district in self.districts or ()}

    def layout_of(self, district: str) -> Layout:
        """Return how the numbers of the form lie in an electoral district."""
        return self.layouts[district] if district else self._plain

    @cached_property
    def _plain(self) -> Layout:
        blocks = (Block("", "", "", self.fields[: len(self.fields) - len(self.choices)]),)
        return Layout(blocks, tuple(OnForm(one.number, one.name) for one in self.choices))

    @cached_property
    def _at(self) -> dict[str, tuple[int, ...]]:
        found = {}
        for code in ("", *self.layouts):
            places = {name: place for place, name in enumerate(self.fields_of(code))}
            found[code] = tuple(places[name] for name in self.summed)
        return found


@dataclass(frozen=True)
class Event:
    """One entry of the election's log about a polling station, with what opens its commitment where it may be public.

    index: its place in the log. minute: when it was recorded. reason: a public reason, empty where none is needed.
    by: in which role somebody contested the numbers, `witness` or `supervisor`. waits: whether nobody answered it yet.
    run: the number of the run that it is about. kept: a reading that put nothing in force by itself, or what came while
    something better was. partial: it says nothing of votes, only parts I to III.
    """

    index: int
    act: str
    minute: str
    reason: str = ""
    salt: str = ""
    content: str = ""
    by: str = ""
    waits: bool = False
    run: int = 1
    kept: bool = False
    partial: bool = False


@dataclass(frozen=True)
class Earlier:
    """A run whose place another took, as it stood last. kind: empty for the regular vote. reason: why it was replaced.

    entry: the last place in the log where it stood in force; None where nothing of it came. cells, findings: empty also
    where they may not be shown.
    """

    number: int
    kind: str
    reason: str
    entry: int | None = None
    standing: Standing = Standing.MISSING
    administration: Standing = Standing.MISSING
    cells: tuple[Cell, ...] = ()
    findings: tuple[str, ...] = ()


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
    """What stands beside a station's numbers: the entries of the log about it, oldest first, its form's pages, and the
    runs before the one in force, in their order."""

    events: tuple[Event, ...] = ()
    pictures: tuple[Picture, ...] = ()
    runs: tuple[Earlier, ...] = ()


HELD_APART = "Ditahan: aturannya tidak disebut, karena suaranya hanya ditunjukkan bersama TPS lain"


@dataclass(frozen=True)
class Station:
    """A polling station in one contest. standing: of its votes; administration: of parts I to III of its form.

    cells: one for each field of the contest, empty where no form is in.
    reason: why it is held, or why it was changed last. findings: the rules its form breaks, such as R08.
    run: the number of the run in force; run_kind: empty for the regular vote. unit: how a source names it overseas.
    last: the place in the log of the last entry about it. district: code of its electoral district, where forms differ
    by district. voters: on its list; None where that is not known. by_rules: whether `reason` names rules it breaks.
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
    district: str = ""
    voters: int | None = None
    by_rules: bool = False

    def why(self, *, closed: bool) -> str:
        """Return the reason that is published. closed: where its findings are not, as they would tell of its votes."""
        return HELD_APART if closed and self.by_rules else self.reason

    @property
    def village(self) -> int:
        """The code of the village it lies in."""
        return self.code // 1000


def value(cell: Cell) -> int:
    """Return what a cell adds to a sum: nothing for an X and for what nobody read."""
    return cell if isinstance(cell, int) else 0


def vector(cells: Sequence[Cell]) -> list[int]:
    """Return cells as rules of recapitulation read them."""
    return [UNREAD if cell is None else cell if isinstance(cell, int) else X_MARK for cell in cells]


def ballots(contest: Contest, station: Station) -> int | None:
    """Return how many ballots a station's form speaks of; None where no form is in."""
    if not station.cells:
        return None
    cells = (station.cells[place] for place in contest.at(station.district))
    *votes, valid, invalid, whole = (cell if isinstance(cell, int) else None for cell in cells)
    return ballots_of(votes, valid, invalid, whole)


def voted_by(contest: Contest, station: Station) -> int | None:
    """Return how many people voted by a form of which parts I to III are in and no vote is: by the smaller of the users
    of the right to vote and the ballots used. None for any other form, and where the users were not read."""
    cells = dict(zip(contest.fields_of(station.district), station.cells, strict=False))
    if not cells or any(cells[name] is not None for name in contest.told[station.district]):
        return None
    users, used = cells.get(USERS), cells.get(USED)
    return min(users, users if used is None else value(used)) if isinstance(users, int) else None


@dataclass
class Numbers:
    """The numbers of a place. sums, sure: of what counts, and of what is verified, in the order of `summed`.
    read: in how many stations that count each of these fields was read.

    stations: how many there are. waiting: arrived, but shown only with others, of whom somebody is not in. reading: a
    form came, and is still being read. parts: where lists differ by electoral district, the same of each district by
    its code, with every field of part IV for sums.
    """

    sums: list[int]
    sure: list[int]
    read: list[int]
    stations: int = 0
    counted: int = 0
    verified: int = 0
    held: int = 0
    disputed: int = 0
    corrected: int = 0
    waiting: int = 0
    missing: int = 0
    reading: int = 0
    parts: dict[str, Numbers] = field(default_factory=dict)

    @classmethod
    def none(cls, contest: Contest) -> Numbers:
        """Return the numbers of a place without stations."""
        return cls.of_width(len(contest.summed))

    @classmethod
    def of_width(cls, width: int) -> Numbers:
        """Return numbers of nothing, with so many sums."""
        return cls([0] * width, [0] * width, [0] * width)

    def add(self, other: Numbers) -> None:
        """Take the numbers of a part into those of the whole."""
        self.sums = [one + two for one, two in zip(self.sums, other.sums, strict=True)]
        self.sure = [one + two for one, two in zip(self.sure, other.sure, strict=True)]
        self.read = [one + two for one, two in zip(self.read, other.read, strict=True)]
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for code, part in other.parts.items():
            self.parts.setdefault(code, Numbers.of_width(len(part.sums))).add(part)


COUNTS = ("stations", "counted", "verified", "held", "disputed", "corrected", "waiting", "missing", "reading")


@dataclass(frozen=True)
class Reckoner:
    """Adds up stations of one contest."""

    contest: Contest

    def of(
        self, stations: Sequence[Station], *, waiting: frozenset[int] = frozenset(), mixed: frozenset[int] = frozenset()
    ) -> Numbers:
        """Return the numbers of these stations together. waiting: codes of those not yet shown. mixed: codes of those
        shown with a unit that is not verified; their votes would stand alone among what is verified."""
        found = self._of(stations, len(self.contest.summed), waiting, mixed)
        for code in dict.fromkeys(station.district for station in stations if station.district):
            here, places = [one for one in stations if one.district == code], self.contest.layouts[code].vote_places
            found.parts[code] = self._of(here, len(places), waiting, mixed, places)
        return found

    def _of(
        self,
        stations: Sequence[Station],
        width: int,
        waiting: frozenset[int],
        mixed: frozenset[int],
        at: tuple[int, ...] | None = None,
    ) -> Numbers:
        found = Numbers.of_width(width)
        for station in stations:
            found.stations += 1
            found.disputed += station.disputed
            found.corrected += station.corrected
            if station.standing is Standing.MISSING:
                found.missing += 1
            elif station.standing is Standing.READING:
                found.reading += 1
            elif station.standing is Standing.HELD:
                found.held += 1
            elif station.code in waiting:
                found.waiting += 1
            else:
                places = self.contest.at(station.district) if at is None else at
                _count(found, station, places, mixed=station.code in mixed)
        return found


def _count(found: Numbers, station: Station, at: tuple[int, ...], *, mixed: bool) -> None:
    found.counted += 1
    votes = [value(station.cells[place]) for place in at]
    found.sums = [one + two for one, two in zip(found.sums, votes, strict=True)]
    found.read = [one + (station.cells[place] is not None) for one, place in zip(found.read, at, strict=True)]
    if station.standing in SURE:
        found.verified += 1
        if mixed:
            return
        found.sure = [one + two for one, two in zip(found.sure, votes, strict=True)]
