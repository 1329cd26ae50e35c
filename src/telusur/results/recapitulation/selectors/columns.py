from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from telusur.results.elections.rules.codes import station_id

from ..rules.columns import Columns

if TYPE_CHECKING:
    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout

# Records are glued together by the server, some thousand to a row: reading them costs the copy of their bytes.
_RECORD = """
int8send(station_id) || int2send(votes) || int2send(administration) || int2send(flags) || int4send(findings::int)
    || values
"""
_NOW = """
copy (
    select string_agg({record}, '') from recapitulation_run
    where contest_id = {contest} and in_force and station_id between {first} and {last} and length(values) = {length}
        and (votes > 0 or administration > 0)
    group by station_id / 1000000000
) to stdout (format binary)
"""
_THEN = """
copy (
    select string_agg({record}, '') from (
        select distinct on (station_id) * from recapitulation_event
        where election_id = {election} and contest_id = {contest} and in_force and index < {until}
            and length(values) = {length}
        order by station_id, index desc
    ) as latest
    where votes > 0 or administration > 0
    group by station_id / 1000000000
) to stdout (format binary)
"""
_HEAD, _FIELD = 19, 6  # bytes before the first row; of each row, how many fields it has and how long the one is


def columns_now(*, contest: Contest, layout: Layout, within: tuple[int, int] | None = None) -> Columns:
    """Return the forms in force of one contest as columns. within: codes of the first and last station wanted."""
    election = contest.election_id
    first, last = within or (0, 10**13 - 1)
    statement = _NOW.format(
        record=_RECORD,
        contest=int(contest.pk),
        first=station_id(election, int(first)),
        last=station_id(election, int(last)),
        length=layout.bytes,
    )
    return Columns.of(_read(statement), layout.width)


def columns_at(*, contest: Contest, layout: Layout, until: int) -> Columns:
    """Return the forms as they stood when the election's log had `until` acts, made of the events alone."""
    statement = _THEN.format(
        record=_RECORD,
        election=int(contest.election_id),
        contest=int(contest.pk),
        until=int(until),
        length=layout.bytes,
    )
    return Columns.of(_read(statement), layout.width)


def _read(statement: str) -> bytearray:
    """Return what one column of bytes holds, its rows one after the other."""
    found = bytearray()
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        first = _HEAD
        for row in copy:
            if len(row) > first + _FIELD:
                found += memoryview(row)[first + _FIELD :]
            first = 0
    return found
