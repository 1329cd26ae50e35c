from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from ..rules.codes import STATIONS_OF_AN_ELECTION
from ..rules.districts import inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Contest, Election
    from ..rules.districts import Span

_UNITS = """
select id % {whole}, kind, unit, voters_j from elections_station where {inside} order by id
"""
_SHOWN = """
select code, together from elections_shownunit where contest_id = %s and {inside} order by code
"""
_ACROSS = """
select distinct code / 10000000, together / 10000000 from elections_shownunit
    where contest_id = %s and code / 10000000 <> together / 10000000
"""
_FEW_VOTERS = """
select id / 10000000 %% 1000000 from elections_station where election_id = %s
    group by 1 having sum(coalesce(nullif(voters_j, 0), %s)) < %s
"""


@dataclass(frozen=True)
class Unit:
    """A polling station by its code of 13 digits, its kind, how its source names it overseas, and how many voters its
    list has; None where it is not known."""

    code: int
    kind: str
    unit: str
    voters: int | None = None


def units_of(*, election: Election, spans: Sequence[Span]) -> list[Unit]:
    """Return the polling stations in order. spans: the first and last code of each part that is wanted."""
    with connection.cursor() as cursor:
        cursor.execute(_UNITS.format(whole=STATIONS_OF_AN_ELECTION, inside=inside("id", spans, election.pk)))
        return [Unit(*row) for row in cursor.fetchall()]


def shown_units(*, contest: Contest, spans: Sequence[Span]) -> dict[int, int]:
    """Return what the public has seen of polling stations: by code the group that each was shown in, named by one of
    its members. spans: the first and last code of each part that is wanted."""
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN.format(inside=inside("code", spans)), [contest.pk])
        return dict(cursor.fetchall())


def shown_across(*, contest: Contest) -> set[int]:
    """Return the codes of the districts of which a polling station was shown together with one of another district."""
    with connection.cursor() as cursor:
        cursor.execute(_ACROSS, [contest.pk])
        return {district for row in cursor.fetchall() for district in row}


def districts_of_few(*, election: Election, few: int) -> set[int]:
    """Return the codes of the districts with fewer voters than that on all their lists together. A polling station
    whose list is not known, or empty, has enough of them."""
    with connection.cursor() as cursor:
        cursor.execute(_FEW_VOTERS, [election.pk, few, few])
        return {code for (code,) in cursor.fetchall()}
