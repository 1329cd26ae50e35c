from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act

from ..models import Election
from ..rules.definition import REHEARSAL, ContestDefinition, Definition, Listed
from .elections import ElectionFiles, ensure_election, load_election
from .stations import enter_stations, stations_from_territory

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from ..models import Contest
    from .stations import StationRow


@legal_act
def rehearse_election(
    *, of: str, code: str, rows: Sequence[StationRow], names: Mapping[int, str], within: int | None, at: datetime
) -> tuple[Election, int]:
    """Make the rehearsal of an election, with its contests and participants under a code of its own; return it and how
    many polling stations it has got.

    rows: its polling stations, names: what their file calls places; without rows those that the territory counts within
    a place. Contests whose lists differ by electoral district are left out. Raises: ElectionUnknown; BadElection where
    the code is of a real election; NoRuleInForce.
    """
    real = ensure_election(code=of, actor="import", at=at)
    same_everywhere = real.contests.exclude(participants__district__isnull=False).order_by("pk")
    definition = Definition(
        code,
        f"{REHEARSAL} {real.name}",
        real.kind,
        real.voted_on,
        tuple(_copied(each) for each in same_everywhere),
        rehearsal=True,
    )
    load_election(files=ElectionFiles(definition), actor="import", at=at)
    election = Election.objects.get(code=code)
    if rows:
        entered = enter_stations(election=election, rows=rows, names=names, provisional=False)
    else:
        entered = stations_from_territory(election=election, within=within)
    return election, entered.stations


def _copied(contest: Contest) -> ContestDefinition:
    listed = tuple(Listed(each.number, each.name) for each in contest.participants.filter(on_list=None))
    return ContestDefinition(contest.code, contest.kind, contest.name, contest.area_id or 0, listed)
