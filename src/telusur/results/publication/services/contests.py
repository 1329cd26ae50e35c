"""The places of one contest, from the regencies that something happened in up to the nation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from ..rules import territories
from ..rules.apart import apart, to_read
from ..rules.changes import Unexplained, changes, changes_of_groups, fell, held_back
from ..rules.places import NATION, folder
from . import exchange
from .describing import description
from .official import Official
from .places import put_districts, put_pictures, put_place
from .seats import Seats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from telusur.results.elections.rules.folding import Folds

    from ..rules.apart import Entangled
    from ..rules.stations import Contest, Details, Station
    from .turn import Plain, Turn

_AT_ONCE = 5000  # stations whose entries and pages are held at once
_READ_AT_ONCE, _OF_A_REGENCY = 48, 16  # districts, and for how many of them a regency is taken
_PROVINCE, _REGENCY, _DISTRICT = 2, 4, 6  # digits


@dataclass(frozen=True)
class Asked:
    """What the log says has changed in a contest since the last publication: polling stations, and places of plenaries
    whose D forms may be others. seats: whether some were determined."""

    stations: frozenset[int]
    plenaries: frozenset[int]
    seats: bool = False

    def regencies(self) -> list[int]:
        """Return the regencies to look at."""
        districts = {code // 100 for code in self.plenaries if len(str(code)) == _DISTRICT}
        own = {code for code in self.plenaries if len(str(code)) == _REGENCY}
        return sorted({code // 10**9 for code in self.stations} | districts | own)

    def districts(self, regency: int) -> frozenset[int] | None:
        """Return the districts of a regency to look at; None: all of them, as its own D form may be another."""
        if regency in self.plenaries:
            return None
        plenaries = {code for code in self.plenaries if len(str(code)) == _DISTRICT and code // 100 == regency}
        return self._by_regency.get(regency, frozenset()) | plenaries

    @cached_property
    def _by_regency(self) -> dict[int, frozenset[int]]:
        districts = sorted({code // 10**7 for code in self.stations})
        return {code: frozenset(found) for code, found in groupby(districts, lambda code: code // 100)}

    def provinces(self) -> set[int]:
        """Return the provinces whose own D forms may be others."""
        return {code for code in self.plenaries if len(str(code)) == _PROVINCE}


@dataclass(frozen=True)
class Read:
    """What was read of a regency. districts: the codes of those that were; empty: all of it. was: its file so far.
    stations: in order. known: what the public has seen of them."""

    code: int
    districts: frozenset[int]
    was: Plain | None
    stations: Sequence[Station] = ()
    known: Mapping[int, int] = field(default_factory=dict)

    def areas(self) -> list[int]:
        """Return the codes of what is to be read."""
        return sorted(self.districts) or [self.code]


class ContestTurn:
    """One contest in one publication. asked: what may have changed; None: everything."""

    def __init__(self, turn: Turn, contest: Contest, asked: Asked | None) -> None:
        self.turn, self.contest, self.asked = turn, contest, asked
        self.source, self.draft = turn.source, turn.draft
        self.told: Mapping[int, Details] | None = None

    def write(self) -> None:
        """Write every place that may have changed, and those above it."""
        contest, asked = self.contest, self.asked
        regencies = asked.regencies() if asked else self.source.regencies(contest.code)
        places = {above for code in regencies for above in (code, code // 100)} | {NATION}
        self.official = Official(
            source=self.source,
            draft=self.draft,
            frame=self.turn.frame,
            contest=contest,
            names=self.turn.names,
            places=places | asked.plenaries if asked else None,
            touched=asked.plenaries if asked else None,
        )
        self.seats = Seats(source=self.source, draft=self.draft, frame=self.turn.frame, contest=contest)
        self.turn.seats[contest.code] = self.seats.briefs
        self.draft.put(f"{contest.code}/contest.json", description(contest))
        provinces: dict[int, list[Plain]] = {code: [] for code in sorted(asked.provinces())} if asked else {}
        for read in self._read(map(self._wanted, regencies)):
            provinces.setdefault(read.code // 100, []).append(self._regency(read))
        nation: list[Plain] = [self._above(code, rows) for code, rows in provinces.items()]
        if nation or asked is None or NATION in asked.plenaries:
            self._above(NATION, nation)
        if asked is None or asked.seats:
            self._seats()
        for code in provinces:
            exchange.write_province(draft=self.draft, source=self.source, contest=contest, code=code, at=self.turn.at)

    def _seats(self) -> None:
        """Write what was determined of seats, and the way to it from where the contest begins and from its electoral
        districts."""
        self.seats.write()
        if self.asked is None:
            return  # every place and district was written with them
        made = self.turn.place(self.contest, self.contest.home)
        if made is not None:
            put_place(self.turn, self.contest, self.contest.home, made | self.seats.beside(self.contest.home))
        nation = self.turn.place(self.contest, NATION)
        if nation is not None:
            put_districts(self.turn, self.contest, nation, self.seats)

    def _wanted(self, code: int) -> Read:
        """Return what is to be read of a regency: where it is safe, no more than the districts in which something may
        have changed."""
        was = self.turn.place(self.contest, code)
        changed = self.asked.districts(code) if self.asked else None
        if changed is None or was is None or self.official.within(code) or not self.turn.tables.has(self.contest, code):
            return Read(code, frozenset(), was)
        return Read(code, to_read(was["rows"], changed, entangled=self.entangled) or frozenset(), was)

    def _read(self, wanted: Iterable[Read]) -> Iterator[Read]:
        """Yield regencies with what was read of them, several at once where little of each is wanted."""
        found: list[Read] = []
        for one in wanted:
            found.append(one)
            if sum(len(each.districts) or _OF_A_REGENCY for each in found) >= _READ_AT_ONCE:
                yield from self._together(found)
                found = []
        yield from self._together(found)

    def _together(self, wanted: Sequence[Read]) -> Iterator[Read]:
        areas = [area for one in wanted for area in one.areas()]
        if not areas:
            return
        stations = self.source.stations(self.contest.code, areas)
        own = {code: [*found] for code, found in groupby(stations, lambda one: one.code // 10**9)}
        known: dict[int, dict[int, int]] = {}
        for station, group in self.source.known(self.contest.code, areas).items():
            known.setdefault(station // 10**9, {})[station] = group
        for one in wanted:
            yield replace(one, stations=own.get(one.code, ()), known=known.get(one.code, {}))

    @cached_property
    def entangled(self) -> Entangled:
        """The districts that cannot be read without others."""
        return self.source.entangled(self.contest.code)

    def _regency(self, read: Read) -> Plain:
        contest, asked, code, was = self.contest, self.asked, read.code, read.was
        here = frozenset(one.code for one in read.stations if asked is None or one.code in asked.stations)
        before = cache(lambda place: self.turn.former(contest, place))
        back = held_back(contest, (one for one in read.stations if one.code in here), before)
        stations = [back.get(one.code, one) for one in read.stations]
        shown = territories.shown_of(
            stations,
            territories.cast_in(contest, stations),
            territories.users_in(contest, stations),
            read.known,
            least=self.source.least(),
            few=self.source.few(),
        )
        regency = territories.Regency(
            self.source.code,
            contest,
            code,
            stations,
            self.turn.names,
            shown,
            lambda codes: _until(self._details(codes), back),
            before,
            was if read.districts else None,
        )
        if read.districts and not apart(regency.rows(), entangled=self.entangled):
            (whole,) = self._together([Read(code, frozenset(), was)])
            return self._regency(whole)
        self.turn.stations += len(stations)
        if back:
            self.turn.held.setdefault(contest.code, []).extend(back)
        self.turn.remember(contest, shown, read.known)
        self.official.compare(code, shown)
        explained = False
        made: Plain = {}
        again = frozenset(one.village for one in stations if asked and {one.code // 10**7, code} & asked.plenaries)
        for place, made in regency.files(touched=here, places=again, groups=(was or {}).get("groups", ())):
            village = before(place) if made["level"] == "kelurahan" else None
            if made["level"] == "kelurahan":
                made["settled_by"] = self.official.settled_by(place)
                explained |= self._village(place, made, here, village, shown.late)
            self._official(place, made, shown.on_paper)
            put_place(self.turn, contest, place, made, village)
        if was and fell(was["numbers"]["sums"], made["numbers"]["sums"]) and not explained:
            raise Unexplained(contest.code, code)
        self.turn.tables.write(contest, code, stations, shown, districts=read.districts)
        self._forms(code, made, here, shown.on_paper, anew=not was or was["groups"] != made["groups"])
        return made

    def _details(self, codes: Sequence[int]) -> Mapping[int, Details]:
        """Return what stands beside the numbers of these stations: of those that the log names out of one reading of
        them all, where they are not too many to hold."""
        contest, asked = self.contest, self.asked
        if asked is None or len(asked.stations) > _AT_ONCE:
            return self.source.details(contest.code, codes)
        if self.told is None:
            self.told = self.source.details(contest.code, sorted(asked.stations))
        told, others = self.told, [code for code in codes if code not in asked.stations]
        found = {code: told[code] for code in codes if code in told}
        return {**found, **self.source.details(contest.code, others)} if others else found

    def _official(self, place: int, made: Plain, folds: Folds) -> None:
        """Put beside a place's numbers what its D forms say, and beside each row how far its own have come."""
        made |= self.official.beside(place, folds) | self.seats.beside(place)
        for row in made.get("rows", ()):
            row["official"] = self.official.standing(row["codes"][0])

    def _forms(self, code: int, made: Plain, here: frozenset[int], folds: Folds, *, anew: bool) -> None:
        """Write the D forms of a regency and of its districts."""
        moved = {one // 10**7 for one in here}
        for place in self.official.within(code):
            groups = [row["codes"] for row in made["rows"]] if place == code else ()
            self.official.write(place, shown=folds, groups=groups, anew=anew or place in moved)

    def _village(
        self, code: int, made: Plain, asked: frozenset[int], before: Plain | None, late: frozenset[int]
    ) -> bool:
        """Note what changed in a village, and prove the last entry of what did; return whether a reason was given."""
        found = list(changes(self.contest, before, made, late))
        joined = list(changes_of_groups(self.contest, before, made, found))
        self.turn.counted[self.contest.code] += len(found)
        if not self.turn.initial:
            self.turn.changed[self.contest.code] += found
            self.turn.groups[self.contest.code] += joined
        for one in made["stations"]:
            if one["events"] and one["code"] in asked:
                path = f"{folder(self.contest.code, code)}/{one['code']}.tlog-proof"
                self.draft.put(path, self.turn.log.proof(one["events"][-1]["index"]))
        put_pictures(self.turn, self.contest, code, made)
        return any(one["reason"] for one in (*found, *joined))

    def _above(self, code: int, parts: Sequence[Plain]) -> Plain:
        contest = self.contest
        was = self.turn.place(contest, code) if self.turn.before else None
        rows = {row["codes"][0]: (row["numbers"], row["last_entry"]) for row in (was["rows"] if was else ())}
        rows |= {part["code"]: (part["numbers"], part["last_entry"]) for part in parts}
        made = territories.above(self.source.code, contest, code, self.turn.names, rows)
        known = {row["codes"][0]: row.get("official", "") for row in (was["rows"] if was else ())}
        self.official.compare_above(code, [part["code"] for part in parts])
        made |= self.official.beside(code) | self.seats.beside(code)
        known |= {part["code"]: self.official.standing(part["code"]) for part in parts}
        for row in made["rows"]:
            row["official"] = known[row["codes"][0]]
        put_place(self.turn, contest, code, made)
        if code == NATION:
            put_districts(self.turn, contest, made, self.seats)
        self.official.write(code, anew=False)
        return made


def _until(details: Mapping[int, Details], back: Mapping[int, Station]) -> Mapping[int, Details]:
    """Return what stands beside stations; of those held back only what led to the numbers that are shown."""
    last = {code: -1 if one.last is None else one.last for code, one in back.items()}
    return {
        code: replace(one, events=tuple(event for event in one.events if event.index <= last[code]))
        if code in last
        else one
        for code, one in details.items()
    }
