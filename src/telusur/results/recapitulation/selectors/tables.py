"""The totals of a contest at one level, place by place, with how much of it is in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.districts import Districts, shared, span_of
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import districts_of, names_of, station_codes

from ..rules.tabulation import COUNTS, NATION, stations_by, tabulate
from .columns import common_columns
from .forms import effects_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.districts import Span
    from telusur.results.elections.rules.layout import Layout

    from ..rules.tabulation import Level


@dataclass(frozen=True)
class Row:
    """One place. stations: how many it has. counts: how many of them are received, counted, verified, held, disputed,
    corrected, alarmed. sums: by field, of what counts; a field that no form holds is left out. read: in how many forms
    that count each field was read, an X included; empty where nobody asked."""

    code: int
    name: str
    stations: int
    counts: Mapping[str, int]
    sums: Mapping[str, int]
    read: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """The places of one level in the order of their codes, and the same for all of them together."""

    layout: Layout
    rows: tuple[Row, ...]
    total: Row


def table_of(
    *,
    contest: Contest,
    level: int,
    include_held: bool = False,
    within: int | None = None,
    until: int | None = None,
    district: str | None = None,
    with_read: bool = False,
) -> Table:
    """Return the totals of a contest at a level, 1 (provinces) to 4 (villages) or 0 (the nation).

    Where lists differ by electoral district, of each the sum alone; with `district`, the code of one, its candidates
    also. within: only in this place. until: as they stood when the election's log had so many acts. with_read: also in
    how many forms each field was read.
    Raises: NoRuleInForce; DistrictUnknown.
    """
    districts = districts_of(contest=contest)
    if district is not None:
        districts = only_district(districts, district)
    layout, span = districts.common, span_of(within or 0)
    columns = common_columns(contest=contest, districts=districts, within=span, until=until)
    effects = effects_of(on=contest.election.voted_on)
    levels = tabulate(columns, include_held=include_held, alarm=effects.alarm)
    known = _stations(contest, districts, span)
    rows = _rows(levels[level], known, layout)
    if with_read:
        read = replace(columns, values=(columns.values != UNREAD).astype(np.int32))
        seen = _rows(tabulate(read, include_held=include_held)[level], known, layout)
        rows = tuple(replace(row, read=one.sums) for row, one in zip(rows, seen, strict=True))
    return Table(layout, rows, _together(rows, layout))


class DistrictUnknown(LookupError):
    """A contest has no electoral district of this code."""


def only_district(districts: Districts, code: str) -> Districts:
    """Return one electoral district of a contest by its code. Raises: DistrictUnknown."""
    found = tuple(district for district in districts if district.code == code)
    if not found:
        raise DistrictUnknown(code)
    return Districts(found, found[0].layout)


def _stations(contest: Contest, districts: Districts, within: Span) -> NDArray[np.int64]:
    """Return the codes of the polling stations in which a contest is held, in order."""
    spans = [span for district in districts for span in shared(district.spans, within)]
    if spans == [within]:
        return station_codes(election=contest.election, within=within)
    whole = (min(first for first, _last in spans), max(last for _first, last in spans)) if spans else (0, 0)
    codes = station_codes(election=contest.election, within=whole)
    held = np.zeros(len(codes), dtype=bool)
    for first, last in spans:
        held[slice(*np.searchsorted(codes, [first, last + 1]))] = True
    return codes[held]


def _rows(level: Level, known: NDArray[np.int64], layout: Layout) -> tuple[Row, ...]:
    """Return every place that has polling stations, also one where nothing is in."""
    codes, stations = stations_by(known, level.level)
    names = names_of(codes=codes.tolist()) if level.level else {}
    where = {code: row for row, code in enumerate(level.codes.tolist())}
    nothing = np.zeros(layout.width, dtype=np.int64), np.zeros(len(COUNTS), dtype=np.int64)
    found = []
    for code, number in zip(codes.tolist(), stations.tolist(), strict=True):
        row = where.get(code)
        sums, counts = nothing if row is None else (level.sums[row], level.counts[row])
        found.append(
            Row(
                code,
                names.get(code, ""),
                number,
                dict(zip(COUNTS, counts.tolist(), strict=True)),
                dict(zip(layout.names, sums.tolist(), strict=True)),
            )
        )
    return tuple(found)


def _together(rows: tuple[Row, ...], layout: Layout) -> Row:
    return Row(
        NATION,
        "",
        sum(row.stations for row in rows),
        {name: sum(row.counts[name] for row in rows) for name in COUNTS},
        {name: sum(row.sums[name] for row in rows) for name in layout.names},
        {name: sum(row.read.get(name, 0) for row in rows) for name in layout.names},
    )
