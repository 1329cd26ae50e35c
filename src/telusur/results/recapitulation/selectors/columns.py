from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.db import connection

from telusur.results.elections.rules.codes import STATIONS_OF_AN_ELECTION
from telusur.results.elections.rules.districts import inside, shared, span_of
from telusur.results.elections.rules.layout import UNREAD

from ..rules.columns import Columns, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.districts import District, Districts, Span
    from telusur.results.elections.rules.layout import Layout

EVERYWHERE = span_of(0)
FEW = 60  # forms that are asked for one by one; more of them by the first and the last

# Records are glued together by the server, some thousand to a row: reading them costs the copy of their bytes.
_RECORD = """
int8send(station_id) || int2send(votes) || int2send(administration) || int2send(flags) || int4send(findings::int)
    || values
"""
_NOW = """
copy (
    select string_agg({record}, '') from recapitulation_run
    where contest_id = {contest} and in_force and {within} and length(values) = {length}
        and votes + administration + flags > 0
    group by station_id / 1000000000
) to stdout (format binary)
"""
_THEN = """
copy (
    select string_agg({record}, '') from (
        select distinct on (station_id) * from recapitulation_event
        where election_id = {election} and contest_id = {contest} and in_force and index < {until}
            and {within} and length(values) = {length}
        order by station_id, index desc
    ) as latest
    where votes + administration + flags > 0
    group by station_id / 1000000000
) to stdout (format binary)
"""
_USERS = """
copy (
    select string_agg(int8send(station_id) || substring(values from {start} for {length}), '') from recapitulation_run
    where contest_id = {contest} and in_force and {within} and votes + administration > 0
    group by station_id / 1000000000
) to stdout (format binary)
"""
USERS = ("pengguna_dpt_j", "pengguna_dptb_j", "pengguna_dpk_j")
_HEAD, _FIELD = 19, 6  # bytes before the first row; of each row, how many fields it has and how long the one is


def columns_now(*, contest: Contest, layout: Layout, within: Span | None = None, spans: Sequence[Span] = ()) -> Columns:
    """Return the forms in force of one contest as columns; one that was taken away whole stands among them by what it
    is marked as: corrected, disputed. within: codes of the first and last station wanted. spans:
    several of these, such as those of an electoral district."""
    statement = _NOW.format(
        record=_RECORD,
        contest=int(contest.pk),
        within=inside("station_id", spans or [within or EVERYWHERE], contest.election_id),
        length=layout.bytes,
    )
    return Columns.of(_read(statement), layout.width, layout.vote_places)


def columns_at(*, contest: Contest, layout: Layout, until: int, spans: Sequence[Span] = ()) -> Columns:
    """Return the forms as they stood when the election's log had `until` acts, made of the events alone."""
    statement = _THEN.format(
        record=_RECORD,
        election=int(contest.election_id),
        contest=int(contest.pk),
        until=int(until),
        within=inside("station_id", spans or [EVERYWHERE], contest.election_id),
        length=layout.bytes,
    )
    return Columns.of(_read(statement), layout.width, layout.vote_places)


def columns_by_district(
    *,
    contest: Contest,
    districts: Districts,
    within: Span | None = None,
    until: int | None = None,
    parts: Sequence[Span] = (),
) -> Iterator[tuple[District, Columns]]:
    """Yield the forms of a contest one electoral district after the other, as they stand in force, or as they stood
    when the election's log had `until` acts. No more than one district is held at a time. parts: several spans of
    polling stations, in place of `within`."""
    for district in districts:
        spans = [span for part in parts or [within or EVERYWHERE] for span in shared(district.spans, part)]
        if not spans:
            yield district, Columns.none(district.layout.width)
        elif until is None:
            yield district, columns_now(contest=contest, layout=district.layout, spans=spans)
        else:
            yield district, columns_at(contest=contest, layout=district.layout, spans=spans, until=until)


def common_columns(
    *, contest: Contest, districts: Districts, within: Span | None = None, until: int | None = None
) -> Columns:
    """Return the forms of a contest with those fields that all its electoral districts share: of a list its sum."""
    found = [
        columns.only([district.layout.places[name] for name in districts.common.names])
        if district.layout != districts.common
        else columns
        for district, columns in columns_by_district(contest=contest, districts=districts, within=within, until=until)
    ]
    return together(found)


def users_of(*, contest: Contest, layout: Layout, codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what the forms of a contest at these polling stations say of users: of the list, of the transfer list, of
    the special list; UNREAD where no form is in. layout: of any district, as these fields stand alike in all.
    """
    found = np.full((len(codes), len(USERS)), UNREAD, dtype=np.int64)
    places = [layout.places[name] for name in USERS]
    first, count = min(places), max(places) - min(places) + 1
    few = len(codes) <= FEW
    spans = [(code, code) for code in codes.tolist()] if few else [(int(codes.min()), int(codes.max()))]
    statement = _USERS.format(
        start=4 * first + 1,
        length=4 * count,
        contest=int(contest.pk),
        within=inside("station_id", spans, contest.election_id),
    )
    rows = np.frombuffer(_read(statement), dtype=[("station", ">i8"), ("values", "<i4", (count,))])
    here = rows["station"].astype(np.int64) % STATIONS_OF_AN_ELECTION
    order = np.argsort(codes)
    where = np.searchsorted(codes[order], here)
    where[where == len(codes)] = 0
    same = codes[order][where] == here
    found[order[where[same]]] = rows["values"][same][:, [place - first for place in places]]
    return found


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
