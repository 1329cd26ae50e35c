"""Totals that follow the events: only what was added since the last look is read, whatever the size of the nation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import size_of
from telusur.results.elections.rules.codes import STATIONS_OF_AN_ELECTION
from telusur.results.elections.selectors import districts_of

from ..models import Event
from ..rules.states import COUNTED
from .columns import common_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.districts import Districts
    from telusur.results.elections.rules.layout import Layout

    from ..rules.columns import Columns


@dataclass
class LiveTotals:
    """The nation's sums of one contest, kept in memory. columns: the forms as they stood at `size` acts of the log.
    districts: where forms differ by electoral district; `layout` is then what they share. sums: by field, in votes;
    counted: how many forms they are of."""

    contest: Contest
    layout: Layout
    columns: Columns
    size: int
    districts: Districts | None = None
    sums: NDArray[np.int64] = field(init=False)
    counted: int = field(init=False)
    _new: dict[int, tuple[bool, NDArray[np.int64]]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        counted = np.maximum(self.columns.values, 0) * self.columns.counted[:, None]
        self.sums = counted.sum(axis=0, dtype=np.int64)
        self.counted = int(self.columns.counted.sum())

    def catch_up(self) -> int:
        """Read what was added to the events since the last look, and return how many there were.

        Every event waits in the log's one order, so none can appear later in front of what was read.
        """
        added = Event.objects.filter(election=self.contest.election_id, index__gte=self.size).order_by("index")
        read = 0
        for index, contest, station, in_force, votes, values in added.values_list(
            "index", "contest_id", "station_id", "in_force", "votes", "values"
        ):
            read += 1
            self.size = index + 1
            if contest == self.contest.pk and in_force:
                code, form = station % STATIONS_OF_AN_ELECTION, np.frombuffer(bytes(values), dtype="<i4")
                self._take(code, votes in COUNTED, form if self.districts is None else self._shared(code, form))
        return read

    def _shared(self, code: int, form: NDArray[np.int32]) -> NDArray[np.int32]:
        """Return those fields of a form that all electoral districts share."""
        assert self.districts is not None  # noqa: S101
        place = self.districts.place_of(code)
        own = self.layout if place is None else self.districts.all[place].layout
        return form[[own.places[name] for name in self.layout.names]]

    def _take(self, code: int, counted: bool, values: NDArray[np.int32]) -> None:  # noqa: FBT001 a column of the event
        numbers = np.maximum(values, 0).astype(np.int64)
        was_counted, before = self._before(code)
        self.sums += numbers * counted - before * was_counted
        self.counted += counted - was_counted
        self._new[code] = counted, numbers

    def _before(self, code: int) -> tuple[bool, NDArray[np.int64]]:
        if code in self._new:
            return self._new[code]
        row = int(np.searchsorted(self.columns.codes, code))
        if row == len(self.columns) or self.columns.codes[row] != code:
            return False, np.zeros(self.layout.width, dtype=np.int64)
        return bool(self.columns.counted[row]), np.maximum(self.columns.values[row], 0).astype(np.int64)


def live_totals(*, contest: Contest) -> LiveTotals:
    """Return the nation's sums of a contest as they stand now, ready to follow its events. Raises: NoRuleInForce.

    The log is measured first: an event that is read with the forms and once more after them changes nothing.
    """
    districts = districts_of(contest=contest)
    size = size_of(log=election_log(contest.election.code))
    columns = common_columns(contest=contest, districts=districts)
    return LiveTotals(contest, districts.common, columns, size, None if districts.alike else districts)
