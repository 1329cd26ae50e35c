from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection

from ..rules.codes import STATIONS_OF_AN_ELECTION, station_id
from ..rules.layout import UNREAD
from .forms import station_kinds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..models import Election

_FACTS = """
select id, kind, coalesce(voters_l, %s), coalesce(voters_p, %s), coalesce(voters_j, %s)
from elections_station where id = any(%s)
"""
_CODES = "select array_agg(id order by id) from elections_station where election_id = %s and id between %s and %s"


@dataclass(frozen=True)
class StationFacts:
    """What is known of polling stations, row by row as they were asked for. capped: how their kind is capped; empty for
    a station that is not known. voters: the determined list, men, women, all, UNREAD where it is not known."""

    capped: tuple[str, ...]
    voters: NDArray[np.int64]


def station_facts(*, election: Election, codes: NDArray[np.int64]) -> StationFacts:
    """Return what is known of polling stations by their codes of 13 digits."""
    capped = {kind.name: kind.capped for kind in station_kinds(on=election.voted_on)}
    ids = [station_id(election.pk, code) for code in codes.tolist()]
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [UNREAD, UNREAD, UNREAD, ids])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    missing = ("", UNREAD, UNREAD, UNREAD)
    rows = [found.get(each, missing) for each in ids]
    voters = np.array([row[1:] for row in rows], dtype=np.int64).reshape(len(rows), 3)
    return StationFacts(tuple(capped.get(row[0], "") for row in rows), voters)


def station_codes(*, election: Election, within: tuple[int, int] | None = None) -> NDArray[np.int64]:
    """Return the codes of all polling stations of an election in order. within: first and last code wanted."""
    first, last = within or (0, STATIONS_OF_AN_ELECTION - 1)
    with connection.cursor() as cursor:
        cursor.execute(_CODES, [election.pk, station_id(election.pk, first), station_id(election.pk, last)])
        found = cursor.fetchone()
    ids = np.array((found[0] if found else None) or [], dtype=np.int64)
    return ids % STATIONS_OF_AN_ELECTION
