from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from telusur.kernel.law.acts import legal_act
from telusur.results.elections.selectors import names_of
from telusur.results.elections.services import StationRow, enter_stations

from ..rules.import_file import is_other
from ..rules.states import Standing
from .taking import Cause, Forms, take_forms, taken_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.districts import Districts
    from telusur.results.elections.rules.layout import Layout

    from ..rules.import_file import Results
    from .taking import Taken


@dataclass(frozen=True)
class Imported:
    """What became of a file. names: places that the file calls by quite another name: what is known, what it says."""

    taken: Taken
    stations_made: int
    places_made: int
    names: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@legal_act
def import_results(
    *,
    contest: Contest,
    districts: Districts,
    results: Results,
    as_of: datetime | None,
    evidence: str,
    reason: str,
    actor: str,
    at: datetime,
) -> Imported:
    """Take a file of results over, unverified. Territory and polling stations that are missing are made from codes.

    districts: those of the contest, by which the file was read. as_of: the moment whose numbers the file has; None to
    take each row's own. The same file again changes nothing, and an older one takes no newer number's place. evidence:
    digest of the file. reason: why numbers that are here already may change, public. Raises: NoRuleInForce.
    """
    rows = [StationRow(code, unit) for code, unit in zip(results.codes.tolist(), results.units, strict=True)]
    known = names_of(codes=results.names)
    entered = enter_stations(election=contest.election, rows=rows, names=results.names, provisional=True)
    written = [as_of] * len(rows) if as_of else list(results.written)
    cause = Cause("recapitulation.import", actor, at, reason=reason, evidence=evidence)
    taken = taken_together(
        [
            take_forms(contest=contest, forms=forms, cause=cause, passed=Standing.IMPORTED, layout=layout)
            for layout, forms in _by_form(results, districts, written)
        ]
    )
    other = {
        code: (known[code], said)
        for code, said in results.names.items()
        if code in known and is_other(known[code], said)
    }
    return Imported(taken, entered.stations, entered.places, other)


def _by_form(
    results: Results, districts: Districts, written: Sequence[datetime | None]
) -> Iterator[tuple[Layout, Forms]]:
    """Yield the forms of a file with their layout, those of one electoral district together where forms differ."""
    if districts.alike:
        yield districts.common, Forms(results.codes, results.values, written)
        return
    for place, district in enumerate(districts):
        rows = np.flatnonzero(results.districts == place)
        if len(rows):
            fields = [districts.widest.places[name] for name in district.layout.names]
            said = [written[row] for row in rows.tolist()]
            yield district.layout, Forms(results.codes[rows], results.values[rows][:, fields], said)
