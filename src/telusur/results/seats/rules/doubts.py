"""Which seats a fault could move: the fewest and the most that each party may hold in each district.

Divisor methods are monotone: more votes for a party, or fewer for another, never cost it a seat. So the bounds are
found at the ends of the spans, and no combination of errors inside them leads further. With a quota that is not so;
there a district touched by doubt is in doubt as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .judging import Span
from .methods import Divisors, allocate, passing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from .judging import Column, Judged
    from .methods import Allocation, Method

NONE = Span(0, 0)


@dataclass(frozen=True)
class Doubt:
    """What may change in one district.

    seats: how many may have another holder. could_hold: fewest and most seats of the parties for which they differ.
    one_cell: whether a single wrong cell of a column would do, or only several at once.
    """

    district: str
    seats: int
    could_hold: Mapping[str, tuple[int, int]] = field(hash=False)
    faults: tuple[str, ...]
    one_cell: bool


@dataclass(frozen=True)
class Bar:
    """Who passes the threshold: for certain, and as read."""

    base: int
    needed: Fraction
    passing: frozenset[str]
    surely: frozenset[str]
    surely_not: frozenset[str]


def bar(judged: Judged, *, control: Mapping[str, int] | None, threshold: Fraction) -> Bar:
    """Return who passes the national threshold. With control totals they decide; else the sums, within their spans."""
    if control is not None:
        through = passing(control, threshold=threshold)
        base = sum(control.values())
        return Bar(base, threshold * base, through, through, frozenset(control) - through)
    totals = {party: sum(column.values.values()) for party, column in judged.votes.items()}
    spans = {party: _sum(column) for party, column in judged.votes.items()}
    low, high = sum(span.low for span in spans.values()), _plus(span.high for span in spans.values())
    surely, surely_not = set(), set()
    for party, span in spans.items():
        others_high = None if high is None or span.high is None else high - span.high
        if others_high is None:  # this party's own missing bound is no doubt about the others'
            others_high = _plus(other.high for name, other in spans.items() if name != party)
        if not threshold or (others_high is not None and span.low >= threshold * (span.low + others_high)):
            surely.add(party)
        elif span.high is not None and span.high < threshold * (span.high + low - span.low):
            surely_not.add(party)
    base = sum(totals.values())
    return Bar(base, threshold * base, passing(totals, threshold=threshold), frozenset(surely), frozenset(surely_not))


def doubts(judged: Judged, given: Mapping[str, Allocation], *, over: Bar, method: Method) -> tuple[Doubt, ...]:
    """Return the districts in which a fault could move a seat, first those where one wrong cell would do it.

    given: the allocation as read, by district.
    """
    found = []
    for district, allocation in given.items():
        spans = {party: _in_play(party, column.spans[district], over) for party, column in judged.votes.items()}
        seats = judged.seats.spans[district]
        if seats.sure and all(span.sure for span in spans.values()):
            continue
        bounds = _bounds(spans, seats, method)
        moved = {party: bound for party, bound in bounds.items() if bound[0] != bound[1]}
        if moved:
            lost = sum(allocation.seats.get(party, 0) - low for party, (low, _high) in moved.items())
            faults = _faults(judged, district, over, spans)
            near = {party: _in_play(party, column.near[district], over) for party, column in judged.votes.items()}
            one_cell = any(low != high for low, high in _bounds(near, seats, method).values())
            found.append(Doubt(district, max(1, lost + allocation.open_seats), moved, faults, one_cell))
    return tuple(sorted(found, key=lambda doubt: not doubt.one_cell))


def _in_play(party: str, span: Span, over: Bar) -> Span:
    if party in over.surely_not:
        return NONE
    return span if party in over.surely else Span(0, span.high)


def _bounds(spans: Mapping[str, Span], seats: Span, method: Method) -> dict[str, tuple[int, int]]:
    """Return the fewest and most seats of each party in play."""
    playing = [party for party, span in spans.items() if span.high != 0]
    most = seats.high if seats.high is not None else seats.low
    if not isinstance(method, Divisors):
        return dict.fromkeys(playing, (0, most))
    low = {party: spans[party].low for party in playing}
    high = {party: _top(party, spans, most) for party in playing}
    return {
        party: (
            _held(party, {**high, party: low[party]}, seats.low, method)[0],
            _held(party, {**low, party: high[party]}, most, method)[1],
        )
        for party in playing
    }


def _held(party: str, votes: Mapping[str, int], seats: int, method: Method) -> tuple[int, int]:
    """Return the seats a party holds for certain, and with a tie decided for it."""
    allocation = allocate(votes, seats=seats, method=method)
    tied = allocation.tie is not None and (party in allocation.tie.parties)
    return allocation.seats[party], allocation.seats[party] + tied


def _top(party: str, spans: Mapping[str, Span], seats: int) -> int:
    """Return the upper end of a span; for one without end, votes that outweigh all others at every seat."""
    high = spans[party].high
    if high is not None:
        return high
    rest = sum(span.high if span.high is not None else span.low for span in spans.values())
    return (rest + 1) * 10 * (seats + 1)


def _faults(judged: Judged, district: str, over: Bar, spans: Mapping[str, Span]) -> tuple[str, ...]:
    """Return the names of the faults behind a district's doubt; where it is open who passes, every one is."""
    unsure = {party for party, span in spans.items() if not span.sure}
    if unsure - over.surely - over.surely_not:
        return tuple(fault.name for fault in judged.faults)
    behind = [fault for party in judged.votes if party in unsure for fault in judged.votes[party].faults]
    return tuple(
        fault.name for fault in (*behind, *judged.seats.faults) if fault.total is not None or fault.district == district
    )


def _sum(column: Column) -> Span:
    return Span(sum(span.low for span in column.spans.values()), _plus(span.high for span in column.spans.values()))


def _plus(numbers: Iterable[int | None]) -> int | None:
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total
