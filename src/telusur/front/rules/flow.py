"""Lays the moves of a table out as a drawing: states one below the other, each arrow with the number of its step.

The drawing is a column, so that it fits a telephone and a sheet of A4. Steps on run down the right side, steps back up
the left, each in a lane of its own; what leads to the next state below is a short arrow between the two.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PITCH, BOX, WIDTH = 60, 40, 232  # from state to state, height and width of a box
LANE, NEAR, BIRTH = 26, 24, 46  # between lanes, from the box to the first lane, room for the arrow of a birth
MOST_SIGNS = 28  # of a label, before it takes a second line
MANY = 4  # a step from so many states is marked at its end, or its arrows would hide all others
ROUND = 8


@dataclass(frozen=True)
class Arrow:
    """A step as the drawing needs it. `before` is "" at a birth."""

    number: int
    before: str
    after: str


@dataclass(frozen=True)
class Box:
    """A state: its place, its label in lines, whether nothing leads on from it."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]
    end: bool


@dataclass(frozen=True)
class Line:
    """An arrow: the path of its line, where its numbers stand, and the numbers. from_many: no line, numbers alone.

    anchor: whether the numbers stand on their place or begin there, as SVG says it.
    """

    path: str
    x: int
    y: int
    text: str
    from_many: bool = False
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawing:
    """What a template draws as SVG. middle: the x of the labels of states."""

    width: int
    height: int
    middle: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]

    @property
    def from_many(self) -> bool:
        return any(line.from_many for line in self.lines)


def draw(arrows: Iterable[Arrow], *, labels: Mapping[str, str]) -> Drawing:
    """Return the drawing of a table. labels: of every state, in the order in which they stand below each other."""
    ways: dict[tuple[str, str], list[int]] = {}
    starts: dict[int, set[str]] = {}
    arrows = [arrow for arrow in arrows if arrow.before != arrow.after]
    for arrow in arrows:
        starts.setdefault(arrow.number, set()).add(arrow.before)
    for arrow in arrows:
        before = "*" if len(starts[arrow.number]) >= MANY else arrow.before
        numbers = ways.setdefault((before, arrow.after), [])
        if arrow.number not in numbers:
            numbers.append(arrow.number)
    used = {arrow.before for arrow in arrows} | {arrow.after for arrow in arrows}
    rank = {state: place for place, state in enumerate(state for state in labels if state in used)}
    spans = {way: (rank[way[0]], rank[way[1]]) for way in ways if way[0] in rank and way[1] in rank}
    back = _lanes({way: span for way, span in spans.items() if span[1] < span[0]})
    on = _lanes({way: span for way, span in spans.items() if span[1] > span[0] + 1})
    left = BIRTH + LANE * (max(back.values(), default=-1) + 1)
    right = left + WIDTH
    lines = []
    for way, numbers in ways.items():
        text = ", ".join(map(str, numbers))
        low = _middle(rank[way[1]])
        if way[0] == "":
            lines.append(Line(f"M{left - BIRTH + 16} {low}H{left}", left - BIRTH + 8, low, text))
        elif way[0] == "*":
            lines.append(Line("", right + NEAR, low + ROUND, text, from_many=True))
        elif way in back:
            lines.append(_bend(left, -(NEAR + LANE * back[way]), _middle(rank[way[0]]), low, text))
        elif way in on:
            lines.append(_bend(right, NEAR + LANE * on[way], _middle(rank[way[0]]), low, text))
        else:
            top = _middle(rank[way[0]]) + BOX // 2
            x = left + WIDTH // 2
            lines.append(Line(f"M{x} {top}V{low - BOX // 2}", x + 9, (top + low - BOX // 2) // 2, text, anchor="start"))
    width = right + NEAR + LANE * (max(on.values(), default=0) + 1)
    begun = {way[0] for way in ways} | {arrow.before for arrow in arrows}
    boxes = tuple(_box(left, rank[state], labels[state], end=state not in begun) for state in rank)
    return Drawing(width, PITCH * len(rank) + 4, left + WIDTH // 2, boxes, tuple(lines))


def _middle(rank: int) -> int:
    return rank * PITCH + PITCH // 2


def _lanes(spans: Mapping[tuple[str, str], tuple[int, int]]) -> dict[tuple[str, str], int]:
    """Return a lane for each way, the short ones innermost, so that no two of one lane overlap."""
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[tuple[str, str], int] = {}
    for way, span in sorted(spans.items(), key=lambda each: (abs(each[1][1] - each[1][0]), min(each[1]))):
        low, high = min(span), max(span)
        free = (n for n, held in enumerate(taken) if all(high < start or end < low for start, end in held))
        lanes[way] = next(free, len(taken))
        if lanes[way] == len(taken):
            taken.append([])
        taken[lanes[way]].append((low, high))
    return lanes


def _bend(side: int, out: int, start: int, end: int, text: str) -> Line:
    """Return a line that leaves a box at its side, runs along its lane and comes back to another box."""
    x, down = side + out, 1 if end > start else -1
    start, end = start + down * ROUND, end - down * ROUND
    turn = ROUND if out > 0 else -ROUND
    path = (
        f"M{side} {start}H{x - turn}Q{x} {start} {x} {start + down * ROUND}"
        f"V{end - down * ROUND}Q{x} {end} {x - turn} {end}H{side}"
    )
    return Line(path, x, (start + end) // 2, text)


def _box(x: int, rank: int, label: str, *, end: bool) -> Box:
    lines: Sequence[str] = textwrap.wrap(label, MOST_SIGNS) or [label]
    first = _middle(rank) + 5 - 9 * (len(lines) - 1)
    return Box(
        x=x,
        y=_middle(rank) - BOX // 2,
        width=WIDTH,
        height=BOX,
        lines=tuple((first + 18 * place, line) for place, line in enumerate(lines)),
        end=end,
    )
