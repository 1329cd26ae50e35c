"""The files of a regency and of what lies in it, and of the places above it, as plain values.

The sum of the rows of a file is the numbers of the file; where places can only be shown together, each shows the sum of
all of them, and the row above stands once for all.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from telusur.results.elections.rules.folding import Folds, folds, joined

from .places import NATION, chain, level
from .stations import COUNTED, COUNTS, SURE, Details, Numbers, Reckoner, Standing, ballots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .stations import Contest, Event, Station

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
    folds: Folds
    least: int
    details: Callable[[Sequence[int]], Mapping[int, Details]]

    def files(self, *, touched: frozenset[int], before: Iterable[Sequence[int]] = ()) -> Iterator[tuple[int, Plain]]:
        """Yield (code, content) of each village in which something may have changed, then each district, then the
        regency itself. touched: the stations that changed. before: the groups that were shown together so far."""
        return _Written(self).files({code // 1000 for code in (*touched, *(one for group in before for one in group))})


def folded(contest: Contest, stations: Sequence[Station], *, least: int) -> Folds:
    """Return which stations of a regency are shown together, and which wait."""
    cast = {one.code: ballots(contest, one) for one in stations if one.standing in COUNTED}
    return folds({code: found for code, found in cast.items() if found is not None}, least=least)


class _Written:
    def __init__(self, regency: Regency) -> None:
        self.of = regency
        self.reckoner = Reckoner(regency.contest)
        cast = {one.code: ballots(regency.contest, one) for one in regency.stations}
        self.cast = {code: found for code, found in cast.items() if found is not None}
        self.folds = regency.folds
        self.group_of = self.folds.group_of()
        self.details: Mapping[int, Details] = {}
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

    def files(self, changed: set[int]) -> Iterator[tuple[int, Plain]]:
        changed = changed | {code // 1000 for code in (*self.group_of, *self.folds.waiting)}
        asked = [one.code for village in changed for one in self.by_village.get(village, ())]
        self.details = self.of.details(asked) if asked else {}
        villages = self._joined("kelurahan", self.by_village)
        districts = self._joined("kecamatan", {code // 10**4 for code in self.by_village})
        for together in villages:
            for code in changed.intersection(together):
                yield code, self._village(code, together)
        rows = [self._row(together, together) for together in villages]
        for together in districts:
            for code in together:
                within = [row for row in rows if any(village // 10**4 == code for village in row["codes"])]
                yield code, self._head(code, together) | {"rows": within}
        rows = [self._row(together, self._villages_of(together)) for together in districts]
        groups = {"groups": [list(group) for group in self.folds.groups]}
        yield self.of.code, self._head(self.of.code, (self.of.code,)) | {"rows": rows} | groups

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
        return {"codes": list(together), "names": names, "numbers": plain(self._sum(villages))}

    def _head(self, code: int, together: tuple[int, ...]) -> Plain:
        villages = self._villages_of(together)
        found = (one.last for village in villages for one in self.by_village[village] if one.last is not None)
        return head(self.of.election, self.of.contest, code, self.of.names) | {
            "last_entry": max(found, default=None),
            "numbers": plain(self._sum(villages)),
            "together": list(together) if len(together) > 1 else [],
        }

    def _village(self, code: int, together: tuple[int, ...]) -> Plain:
        stations = self.by_village[code]
        groups = sorted({self.group_of[one.code] for one in stations if one.code in self.group_of})
        return self._head(code, together) | {
            "stations": [self._station(one) for one in stations],
            "groups": [
                {"stations": list(group), "numbers": plain(self._numbers([self.by_code[one] for one in group]))}
                for group in groups
            ],
        }

    def _station(self, one: Station) -> Plain:
        small = one.code in self.cast and self.cast[one.code] < self.of.least
        closed = small or one.code in self.group_of
        beside = self.details.get(one.code, Details())
        return {
            "code": one.code,
            "kind": one.kind,
            "unit": one.unit,
            "standing": one.standing.value,
            "administration": one.administration.value,
            "waiting": one.code in self.folds.waiting,
            "folded": list(self.group_of.get(one.code, ())),
            "cells": None if closed or not one.cells else list(one.cells),
            "small": small and one.standing is Standing.HELD,
            "reason": one.reason,
            "findings": [] if closed else list(one.findings),
            "disputed": one.disputed,
            "corrected": one.corrected,
            "run": one.run,
            "run_kind": one.run_kind,
            "pictures": [] if closed else [asdict(picture) for picture in beside.pictures],
            "events": [_event(event, closed=closed) for event in beside.events],
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
    return {"sums": numbers.sums, "sure": numbers.sure} | counts


def numbers_of(said: Mapping[str, Any]) -> Numbers:
    """Return the numbers that a file holds."""
    return Numbers(list(said["sums"]), list(said["sure"]), *(said[name] for name in COUNTS))


def _event(event: Event, *, closed: bool) -> Plain:
    """Return an entry of the log as a file names it; what opens its commitment only where the unit may be shown."""
    found: Plain = {"index": event.index, "act": event.act, "minute": event.minute, "reason": event.reason}
    return found if closed or not event.salt else found | {"salt": event.salt, "content": event.content}
