"""Tables that cross a personal attribute with something else hide small cells, so that no sum reveals them.

The sums of rows and columns stand as counted. A hidden number is safe when another table of whole numbers, with the
same sums and the same printed cells, has another number there: then no reader can tell which of the two is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

LEAST = 5  # the smallest count that a crossed table prints; 0 is printed only where that tells nothing of the others

Place = tuple[str, str]  # row and column


def hidden(
    table: Mapping[Place, int], *, rows: Sequence[str], columns: Sequence[str], least: int = LEAST
) -> frozenset[Place]:
    """Return the places of a crossed table whose numbers are not printed: those from 1 to `least` - 1, and as many
    more as it takes that no sum reveals one of them: squares of four, the smallest first. Where none helps, all.

    With the first one, empty places go too, but for those of an empty row or column: a reader who saw them would know
    of all others that somebody is there.
    """
    places = {(row, column) for row in rows for column in columns}
    small = {place for place in places if 0 < table.get(place, 0) < least}
    if not small:
        return frozenset()
    taken = {(row, column) for row, column in places if table.get((row, column), 0)}
    filled, used = {row for row, _column in taken}, {column for _row, column in taken}
    found = small | {place for place in places - taken if place[0] in filled and place[1] in used}
    for place in sorted(small):
        if is_safe(table, place, found):
            continue
        squares = [_square(place, other) for other in places if other[0] != place[0] and other[1] != place[1]]
        kept = [square for square in squares if is_safe(table, place, found | square)]
        if not kept:
            return frozenset(places)
        found |= min(kept, key=lambda square: (*_cost(table, square - found), sorted(square)))
    return frozenset(found)


def _square(place: Place, other: Place) -> frozenset[Place]:
    """Return the four places where the rows and columns of two places cross."""
    return frozenset((row, column) for row in (place[0], other[0]) for column in (place[1], other[1]))


def _cost(table: Mapping[Place, int], hidden_too: Collection[Place]) -> tuple[int, int]:
    """Return how much a reader loses: how many numbers, and their sum."""
    return len(hidden_too), sum(table.get(place, 0) for place in hidden_too)


def is_safe(table: Mapping[Place, int], place: Place, found: Collection[Place]) -> bool:
    """Return whether the number at a hidden place could be another, by what is printed and the sums.

    One more here is one less elsewhere in its column, one more in that row, and so on, until the circle closes in its
    row; one less here goes the other way round. Numbers below 0 are impossible, and every reader knows it.
    """
    row, column = place
    others = [each for each in found if each != place]
    more = _reaches(table, others, start=column, goal=row, in_column=True)
    return more or (table.get(place, 0) > 0 and _reaches(table, others, start=row, goal=column, in_column=False))


def _reaches(table: Mapping[Place, int], places: Sequence[Place], *, start: str, goal: str, in_column: bool) -> bool:
    """Return whether a walk of one less, one more, one less … over hidden places leads from `start` to `goal`.

    in_column: it begins in a column, with one less there; otherwise in a row, with one more there.
    """
    seen, waiting = {(in_column, start)}, [(in_column, start)]
    while waiting:
        column_now, line = waiting.pop()
        for row, column in places:
            if column_now and column == line and table.get((row, column), 0) > 0:
                step = (False, row)
            elif not column_now and row == line:
                step = (True, column)
            else:
                continue
            if step == (not in_column, goal):
                return True
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return False


def hidden_in_line(counts: Mapping[str, int], *, least: int = LEAST) -> frozenset[str]:
    """Return the keys to hide in a list of counts whose total is printed: those from 1 to `least` - 1 and the smallest
    of the others, if their sum can then be made in more than one way; else all, the empty ones too.

    A reader knows the rule as well: that one of the hidden is large, no larger than the smallest large one printed, and
    the rest are small. Whether all are hidden follows from what he sees, so that it tells him nothing more.
    """
    small = {key: count for key, count in counts.items() if 0 < count < least}
    if not small:
        return frozenset()
    large = sorted((count, key) for key, count in counts.items() if count >= least)
    if len(large) > 1:
        both = sum(small.values()) + large[0][0]
        fewest, most = max(len(small), both - large[1][0]), min(len(small) * (least - 1), both - least)
        if fewest < most:
            return frozenset({*small, large[0][1]})
    return frozenset(counts)
