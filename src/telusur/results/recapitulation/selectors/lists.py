"""What the lists and candidates of a contest got, electoral district by electoral district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import districts_of, station_codes

from ..rules.tabulation import COUNTS, count_all
from .columns import columns_by_district
from .forms import effects_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.districts import District


@dataclass(frozen=True)
class DistrictTotals:
    """One electoral district. stations: how many it has. counts, read: as in `Row`. sums: by field of its own
    form."""

    district: District
    stations: int
    counts: Mapping[str, int]
    sums: Mapping[str, int]
    read: Mapping[str, int]


def district_totals(
    *, contest: Contest, include_held: bool = False, until: int | None = None
) -> Iterator[DistrictTotals]:
    """Yield the sums of each electoral district of a contest, by code. until: as they stood when the election's log had
    so many acts. Cells that nobody read, an X and a dash add nothing. Raises: NoRuleInForce."""
    districts = districts_of(contest=contest)
    known = station_codes(election=contest.election)
    alarm = effects_of(on=contest.election.voted_on).alarm
    for district, columns in columns_by_district(contest=contest, districts=districts, until=until):
        takes = columns.counted_or_held() if include_held else columns.counted
        sums = np.maximum(columns.values[takes], 0).sum(axis=0, dtype=np.int64).tolist()
        read = (columns.values[takes] != UNREAD).sum(axis=0, dtype=np.int64).tolist()
        places = [np.searchsorted(known, [first, last + 1]).tolist() for first, last in district.spans]
        yield DistrictTotals(
            district,
            sum(stop - start for start, stop in places),
            dict(zip(COUNTS, count_all(columns, alarm), strict=True)),
            dict(zip(district.layout.names, sums, strict=True)),
            dict(zip(district.layout.names, read, strict=True)),
        )
