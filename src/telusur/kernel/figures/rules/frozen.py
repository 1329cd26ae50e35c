"""What a frozen set of figures is, byte by byte, and what became of the rows of a frozen figure since.

The same numbers from the same rows have the same digest: it is over one canonical JSON text.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .definitions import Row
    from .measures import Value

FORM = "telusur-figures/1"
MARK = 16  # hexadecimal digits of a row's mark: it finds a change among the rows of one figure, it proves nothing alone


def canonical(content: object) -> bytes:
    """Return the one way to write `content`: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(content: object) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def exact(value: Value) -> str | None:
    """Return the exact value as text: "7", "3/2"; None where there is no number."""
    return None if value is None else str(Fraction(value))


def value_of(text: str | None) -> Value:
    """Return the value that `exact` wrote."""
    if text is None:
        return None
    number = Fraction(text)
    return number.numerator if number.denominator == 1 else number


def mark(row: Row) -> str:
    """Return a short digest of everything that a row says: it changes when the row does."""
    cells = {key: cell.isoformat() if isinstance(cell, date) else cell for key, cell in row.columns.items()}
    said = {"id": row.id, "columns": cells, "groups": dict(row.groups), "value": row.value}
    return digest_of(said)[:MARK]


def rows_digest(marks: Sequence[tuple[int, str]]) -> str:
    """Return the digest of a figure's rows: their ids and marks, in their order."""
    return digest_of([list(each) for each in marks])


def labels_digest(labels: Sequence[Sequence[str]]) -> str:
    """Return the digest of what the rows of each figure of a set are called."""
    return digest_of([list(each) for each in labels])


def set_digest(*, office: str, period: str, on: date, readings: Sequence[Mapping[str, object]]) -> str:
    """Return the digest of a frozen set: whose, of which period, told on which day, and every reading."""
    return digest_of(
        {"form": FORM, "office": office, "period": period, "on": on.isoformat(), "figures": list(readings)}
    )


@dataclass(frozen=True)
class Since:
    """What became of the rows of a frozen figure.

    changed: rows that now say something else. gone: places, in the frozen list, of rows no longer counted.
    new: rows counted now that were not.
    """

    unchanged: Sequence[Row]
    changed: Sequence[Row]
    gone: Sequence[int]
    new: Sequence[Row]

    @property
    def same(self) -> bool:
        return not (self.changed or self.gone or self.new)


def since(frozen: Sequence[tuple[int, str]], now: Sequence[Row]) -> Since:
    """Return what became of frozen rows, given as (id, mark). A thing may be counted in several rows."""
    left = Counter(frozen)
    unchanged, others = [], []
    for row in now:
        key = (row.id, mark(row))
        if left[key]:
            left[key] -= 1
            unchanged.append(row)
        else:
            others.append(row)
    places: defaultdict[int, list[int]] = defaultdict(list)
    for place in reversed(range(len(frozen))):
        if left[frozen[place]]:
            left[frozen[place]] -= 1
            places[frozen[place][0]].append(place)
    changed, new = [], []
    for row in others:
        if places[row.id]:
            places[row.id].pop()
            changed.append(row)
        else:
            new.append(row)
    return Since(unchanged, changed, sorted(place for found in places.values() for place in found), new)
