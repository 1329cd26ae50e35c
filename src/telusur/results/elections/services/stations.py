from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act

from ..models import Election, Station, Territory
from ..rules import codes
from ..rules.kinds import kind_of
from ..selectors import station_kinds
from .copying import copy_rows, line, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..rules.kinds import StationKind


@dataclass(frozen=True)
class StationRow:
    """A polling station as a file names it. voters: of the determined list, men, women, all; None is not known."""

    code: int
    unit: str = ""
    voters: tuple[int | None, int | None, int | None] = (None, None, None)


@dataclass(frozen=True)
class Entered:
    """What was made. places: territory known only from the codes of stations."""

    stations: int
    places: int
    unknown: tuple[int, ...] = field(default=(), repr=False)


_INCOMING = """
create temporary table incoming_station (
    id bigint, village_id bigint, number smallint, kind text, unit text,
    voters_l int, voters_p int, voters_j int
) on commit drop
"""
_INSERT = """
insert into elections_station
    (id, election_id, village_id, number, kind, unit, provisional, voters_l, voters_p, voters_j)
select id, %s, village_id, number, kind, unit, %s, voters_l, voters_p, voters_j from incoming_station i
where not exists (select from elections_station s where s.id = i.id)
"""
_VOTERS = """
update elections_station s set voters_l = i.voters_l, voters_p = i.voters_p, voters_j = i.voters_j,
    unit = i.unit, kind = i.kind, provisional = false
from incoming_station i where s.id = i.id
    and (s.voters_l, s.voters_p, s.voters_j, s.unit, s.kind, s.provisional)
        is distinct from (i.voters_l, i.voters_p, i.voters_j, i.unit, i.kind, false)
"""
_PLACE_COLUMNS = "id, level, parent_id, name, provisional"


def enter_stations(
    *, election: Election, rows: Sequence[StationRow], names: Mapping[int, str], provisional: bool
) -> Entered:
    """Make the polling stations that are not there yet, and the territory they lie in, in the caller's transaction.

    names: what the file calls places; one without a name gets its code. provisional: told by results, not by a list of
    polling stations; such a station and such a place wait for a list to confirm them. Raises: BadCode, BadUnit.
    """
    kinds = station_kinds(on=election.voted_on)
    places = _enter_places(rows, names)
    run("drop table if exists incoming_station")
    run(_INCOMING)
    copy_rows(
        "incoming_station",
        "id, village_id, number, kind, unit, voters_l, voters_p, voters_j",
        _lines(election.pk, rows, kinds),
    )
    run("analyze incoming_station")
    made = run(_INSERT, [election.pk, provisional])
    if not provisional:
        run(_VOTERS)
    return Entered(made, places)


def _lines(election: int, rows: Iterable[StationRow], kinds: Sequence[StationKind]) -> Iterator[str]:
    for row in rows:
        kind = kind_of(kinds, row.code, row.unit)
        village, number = divmod(row.code, 1000)
        yield line(codes.station_id(election, row.code), village, number, kind.name, row.unit, *row.voters)


def _enter_places(rows: Iterable[StationRow], names: Mapping[int, str]) -> int:
    """Make the territory that is missing; return how many places."""
    wanted: set[int] = set()
    for village in {row.code // 1000 for row in rows}:
        wanted |= {village, *codes.chain(village)}
    known = set(Territory.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    missing = sorted(wanted - known)
    copy_rows(
        "elections_territory",
        _PLACE_COLUMNS,
        (
            line(code, level, codes.above(code, level - 1) if level > 1 else None, names.get(code) or str(code), True)
            for code, level in ((code, codes.level_of(code)) for code in missing)
        ),
    )
    return len(missing)


@legal_act
def stations_from_territory(*, election: Election, within: int | None = None) -> Entered:
    """Make every polling station that the file of territory counts.

    within: only those inside this place. An overseas village is of one kind, which its name says (TPS, KSK, POS).
    """
    villages = Territory.objects.filter(level=codes.VILLAGE, stations__isnull=False).order_by("pk")
    found = villages.values_list("pk", "name", "stations", "special_from", "special_until")
    rows: list[StationRow] = []
    for village, name, ordinary, first, last in found.iterator():
        if within is not None and codes.above(village, codes.level_of(within)) != within:
            continue
        numbers = [*range(1, (ordinary or 0) + 1), *(range(first, last + 1) if first and last else ())]
        word = name.casefold() if codes.above(village, codes.PROVINCE) == codes.OVERSEAS else ""
        rows += [StationRow(village * 1000 + number, f"{number:03d}-{word}" if word else "") for number in numbers]
    return enter_stations(election=election, rows=rows, names={}, provisional=False)


def count_stations(*, election: Election) -> int:
    """Return how many polling stations an election has."""
    return Station.objects.filter(election=election).count()
