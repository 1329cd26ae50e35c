"""The files of a regency and of what lies in it, and of the places above it, as plain values.

The sum of the rows of a file is the numbers of the file; where places can only be shown together, each shows the sum of
all of them, and the row above stands once for all.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from telusur.results.elections.rules.folding import joined
from telusur.results.elections.rules.showing import Showing, Unit, added, showing

from .places import NATION, chain, level
from .stations import COUNTED, COUNTS, NOTHING, SURE, Details, Numbers, Reckoner, Standing, ballots, voted_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .stations import Contest, Earlier, Event, Station

FORMAT = "telusur-results/1"
Plain = dict[str, Any]
_BELOW = {"kelurahan": 3, "kecamatan": 7, "kabupaten": 9}


@dataclass(frozen=True)
class Regency:
    """One regency's stations in one contest, folded, and what is published of its places."""

    election: str
    contest: Contest
    code: int
    stations: Sequence[Station]
    names: Mapping[int, str]
    shown: Showing
    details: Callable[[Sequence[int]], Mapping[int, Details]]
    before: Callable[[int], Plain | None]
    beside: Plain | None = None  # its file as it was, where `stations` are those of some districts; the others stand

    def files(
        self, *, touched: frozenset[int], places: frozenset[int] = frozenset(), groups: Iterable[Sequence[int]] = ()
    ) -> Iterator[tuple[int, Plain]]:
        """Yield (code, content) of each village in which something may have changed, then each district, then the
        regency itself. A station that did not change is the very value that its village's file held before.

        touched: the stations that changed. places: more villages to write. groups: those that were shown together so
        far.
        """
        villages = {code // 1000 for code in (*touched, *(one for group in groups for one in group))}
        return self._written.files(villages | places, touched)

    def rows(self) -> list[Plain]:
        """Return the rows of its districts, of those whose stations were read."""
        return self._written.rows

    @cached_property
    def _written(self) -> _Written:
        return _Written(self)


def cast_in(contest: Contest, stations: Iterable[Station]) -> dict[int, int]:
    """Return how many ballots each station's form speaks of, of those of which one is in."""
    found = ((one.code, ballots(contest, one)) for one in stations)
    return {code: number for code, number in found if number is not None}


def users_in(contest: Contest, stations: Iterable[Station]) -> dict[int, int]:
    """Return how many people voted at each station of which parts I to III are in and no vote is, where they say it."""
    found = ((one.code, voted_by(contest, one)) for one in stations if one.cells and one.standing in NOTHING)
    return {code: number for code, number in found if number is not None}


def shown_of(
    stations: Iterable[Station],
    cast: Mapping[int, int],
    users: Mapping[int, int],
    known: Mapping[int, int],
    *,
    least: int,
    few: int,
) -> Showing:
    """Return what is shown of a regency: who together, who not yet; only those of one electoral district together.

    cast: ballots of each, as `cast_in` says. users: as `users_in` says. known: what the public has seen. least, few: as
    `showing` has them.
    """
    parts: dict[str, list[Unit]] = {}
    for one in stations:
        unit = Unit.before_the_public(
            one.code,
            cast.get(one.code),
            voters=one.voters,
            counts=one.standing in COUNTED,
            held=one.standing is Standing.HELD,
            settled=one.standing is Standing.SETTLED,
            least=least,
            users=users.get(one.code),
        )
        parts.setdefault(one.district, []).append(unit)
    return added(showing(part, known, least=least, few=few) for part in parts.values())


class _Written:
    def __init__(self, regency: Regency) -> None:
        self.of = regency
        self.reckoner = Reckoner(regency.contest)
        self.folds, self.company, self.partly = regency.shown.folds, regency.shown.company, regency.shown.partly
        self.group_of = self.folds.group_of()
        self.closed = regency.shown.closed | self.group_of.keys()
        self.details: Mapping[int, Details] = {}
        self.kept: dict[int, Plain] = {}
        self.by_code = {one.code: one for one in regency.stations}
        self.mixed = frozenset(
            code
            for group in self.folds.groups
            if any(self.by_code[one].standing not in SURE for one in group)
            for code in group
        )
        self.by_village: dict[int, list[Station]] = {}
        for one in regency.stations:
            self.by_village.setdefault(one.village, []).append(one)
        self.within: dict[int, list[int]] = {}
        for village in self.by_village:
            for place in chain(village):
                self.within.setdefault(place, []).append(village)
        self.numbers = {code: self._numbers(found) for code, found in self.by_village.items()}
        self.districts = self._joined("kecamatan", {code // 10**4 for code in self.by_village})
        self.rows = [self._row(each, self._villages_of(each)) for each in self.districts]

    def files(self, changed: set[int], touched: frozenset[int]) -> Iterator[tuple[int, Plain]]:
        changed = changed | {code // 1000 for code in (*self.group_of, *self.folds.waiting, *self.company)}
        changed &= self.by_village.keys()
        self.kept = {
            one.code: said
            for village in changed
            for one, said in self._as_before(village)
            if one.code not in touched and self._stands(one, said)
        }
        here = (one.code for village in changed for one in self.by_village[village])
        asked = [code for code in here if code not in self.kept]
        self.details = self.of.details(asked) if asked else {}
        villages = self._joined("kelurahan", self.by_village)
        for together in villages:
            for code in changed.intersection(together):
                yield code, self._village(code, together)
        rows = [self._row(together, together) for together in villages]
        for together in self.districts:
            for code in together:
                within = [row for row in rows if any(village // 10**4 == code for village in row["codes"])]
                yield code, self._head(code, together) | {"rows": within}
        yield self.of.code, self._whole()

    def _whole(self) -> Plain:
        """Return the regency's file: what was read, beside what stands of its other districts."""
        read, names = {code for each in self.districts for code in each}, self.of.names
        was: Plain = self.of.beside or {"rows": (), "groups": ()}
        kept = (row for row in was["rows"] if read.isdisjoint(row["codes"]))
        rows = [row | {"names": [names.get(code, str(code)) for code in row["codes"]]} for row in kept] + self.rows
        rows.sort(key=lambda row: row["codes"])
        groups = [list(group) for group in self.folds.groups]
        groups += [group for group in was["groups"] if group[0] // 10**7 not in read]
        found = Numbers.none(self.of.contest)
        for row in rows:
            found.add(numbers_of(row["numbers"]))
        last = max((row["last_entry"] for row in rows if row["last_entry"] is not None), default=None)
        return head(self.of.election, self.of.contest, self.of.code, names) | {
            "last_entry": last,
            "numbers": plain(found),
            "together": [],
            "rows": rows,
            "groups": sorted(groups),
        }

    def _as_before(self, village: int) -> Iterator[tuple[Station, Plain]]:
        """Yield the stations of a village with what its file held of each."""
        before = self.of.before(village)
        held = {said["code"]: said for said in before["stations"]} if before else {}
        for one in self.by_village.get(village, ()):
            if one.code in held:
                yield one, held[one.code]

    def _stands(self, one: Station, said: Plain) -> bool:
        """Return whether what was said of a station that the log does not name is still so: its neighbours may have
        changed the group in which it is shown."""
        return (
            said["folded"] == list(self.group_of.get(one.code, ()))
            and said["waiting"] == (one.code in self.folds.waiting)
            and said["company"] == list(self.company.get(one.code, ()))
            and (said["standing"], said["kind"], said["unit"]) == (one.standing.value, one.kind, one.unit)
            and (said["cells"] is not None) == self._tells(one)
        )

    def _tells(self, one: Station) -> bool:
        """Return whether a station shows numbers of its form: all of it, or parts I to III while no vote is in."""
        return bool(one.cells) and (one.code not in self.closed or one.code in self.partly)

    def _opens(self, one: Station, event: Event) -> bool:
        """Return whether an entry may be opened of a station that shows parts I to III alone: one that says no more."""
        return one.code in self.partly and event.partial and event.run == one.run

    def _joined(self, name: str, places: object) -> list[tuple[int, ...]]:
        return joined(places, self.folds.groups, _BELOW[name])  # type: ignore[arg-type]

    def _numbers(self, stations: Sequence[Station]) -> Numbers:
        return self.reckoner.of(stations, waiting=self.folds.waiting, mixed=self.mixed)

    def _villages_of(self, places: tuple[int, ...]) -> list[int]:
        return [village for place in places for village in self.within[place]]

    def _sum(self, villages: Sequence[int]) -> Numbers:
        found = Numbers.none(self.of.contest)
        for village in villages:
            found.add(self.numbers[village])
        return found

    def _row(self, together: tuple[int, ...], villages: Sequence[int]) -> Plain:
        names = [self.of.names.get(code, str(code)) for code in together]
        return {
            "codes": list(together),
            "names": names,
            "numbers": plain(self._sum(villages)),
            "last_entry": self._last(villages),
        }

    def _last(self, villages: Iterable[int]) -> int | None:
        found = (one.last for village in villages for one in self.by_village[village] if one.last is not None)
        return max(found, default=None)

    def _head(self, code: int, together: tuple[int, ...]) -> Plain:
        villages = self._villages_of(together)
        return head(self.of.election, self.of.contest, code, self.of.names) | {
            "last_entry": self._last(villages),
            "numbers": plain(self._sum(villages)),
            "together": list(together) if len(together) > 1 else [],
        }

    def _village(self, code: int, together: tuple[int, ...]) -> Plain:
        stations = self.by_village[code]
        groups = sorted({self.group_of[one.code] for one in stations if one.code in self.group_of})
        return self._head(code, together) | {
            "stations": [self.kept.get(one.code) or self._station(one) for one in stations],
            "groups": [
                {"stations": list(group), "numbers": plain(self._numbers([self.by_code[one] for one in group]))}
                for group in groups
            ],
        }

    def _station(self, one: Station) -> Plain:
        closed, tells = one.code in self.closed, self._tells(one)
        beside = self.details.get(one.code, Details())
        runs = [_earlier(run, closed=closed) for run in beside.runs if run.number < one.run]
        return {
            "code": one.code,
            "kind": one.kind,
            "unit": one.unit,
            "standing": one.standing.value,
            "administration": one.administration.value,
            "waiting": one.code in self.folds.waiting,
            "folded": list(self.group_of.get(one.code, ())),
            "cells": list(one.cells) if tells else None,
            "company": list(self.company.get(one.code, ())),
            "small": one.code in self.of.shown.closed and bool(one.cells) and one.standing is Standing.HELD,
            "reason": one.why(closed=closed and not tells),
            "findings": list(one.findings) if tells or not closed else [],
            "disputed": one.disputed,
            "corrected": one.corrected,
            "run": one.run,
            "run_kind": one.run_kind,
            **({"runs": runs} if runs else {}),
            **({"district": one.district} if one.district else {}),
            "pictures": [] if closed else [asdict(picture) for picture in beside.pictures],
            "events": [_event(event, closed=closed and not self._opens(one, event)) for event in beside.events],
        }


def above(
    election: str, contest: Contest, code: int, names: Mapping[int, str], rows: Mapping[int, tuple[Plain, int | None]]
) -> Plain:
    """Return the file of a province or of the nation. rows: by code of each part its numbers and its last entry."""
    found = Numbers.none(contest)
    for numbers, _entry in rows.values():
        found.add(numbers_of(numbers))
    last = max((entry for _numbers, entry in rows.values() if entry is not None), default=None)
    listed = [
        {"codes": [part], "names": [names.get(part, str(part))], "numbers": rows[part][0], "last_entry": rows[part][1]}
        for part in sorted(rows)
    ]
    return head(election, contest, code, names) | {
        "last_entry": last,
        "numbers": plain(found),
        "together": [],
        "rows": listed,
    }


def head(election: str, contest: Contest, code: int, names: Mapping[int, str]) -> Plain:
    """Return what every file of a place begins with."""
    return {
        "format": FORMAT,
        "election": election,
        "contest": contest.code,
        "level": level(code),
        "code": code,
        "name": names.get(code, str(code) if code != NATION else "Nasional"),
        "official": False,
    }


def plain(numbers: Numbers) -> Plain:
    """Return numbers as they stand in a file."""
    counts = {name: getattr(numbers, name) for name in COUNTS}
    parts = {"districts": {code: plain(part) for code, part in sorted(numbers.parts.items())}} if numbers.parts else {}
    return {"sums": numbers.sums, "sure": numbers.sure, "read": numbers.read} | counts | parts


def numbers_of(said: Mapping[str, Any]) -> Numbers:
    """Return the numbers that a file holds."""
    parts = {code: numbers_of(part) for code, part in said.get("districts", {}).items()}
    sums, sure, read = (list(said[name]) for name in ("sums", "sure", "read"))
    return Numbers(sums, sure, read, **{name: said[name] for name in COUNTS}, parts=parts)


def _earlier(run: Earlier, *, closed: bool) -> Plain:
    """Return a run that is no longer in force as a file names it; its numbers only where the unit may be shown."""
    shown = bool(run.cells) and not closed
    return {
        "number": run.number,
        "kind": run.kind,
        "reason": run.reason,
        "entry": run.entry,
        "standing": run.standing.value,
        "administration": run.administration.value,
        "cells": list(run.cells) if shown else None,
        "findings": list(run.findings) if shown else [],
    }


def _event(event: Event, *, closed: bool) -> Plain:
    """Return an entry of the log as a file names it; what opens its commitment only where the unit may be shown."""
    found: Plain = {"index": event.index, "act": event.act, "minute": event.minute, "reason": event.reason}
    found |= {"by": event.by} if event.by else {}
    found |= {"waits": True} if event.waits else {}
    found |= {"run": event.run} if event.run > 1 else {}
    found |= {"kept": True} if event.kept else {}
    return found if closed or not event.salt else found | {"salt": event.salt, "content": event.content}
