"""Which districts of a regency can be read without the others: what is shown of small units must not hang on how much
is read.

A small unit takes company of its village, else of its district. It goes beyond its district in two cases alone: all of
the district together is small, by its lists or by its forms; or a unit that a signed D form settles finds nobody shown
in its district whom it could join. A group that was shown across districts stays together for good. Where none of this
can be, neither for a district that is read nor for one that is not, each is folded as if all were read
(`elections.rules.showing`; a test holds that against readings of the whole).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


@dataclass(frozen=True)
class Entangled:
    """Codes of districts. across: of which a unit was ever shown with one of another. few: all of whose lists together
    have so few voters that the district itself gets company before the count."""

    across: frozenset[int]
    few: frozenset[int]


def apart(rows: Iterable[Mapping[str, Any]], *, entangled: Entangled) -> bool:
    """Return whether each of these districts is folded by itself, as nobody of it looks for company in another.

    rows: of a regency's file, one for each district: what was published of it while nothing of it changed since, or
    what it shows where these districts alone were read. A district of two electoral districts is two for its small
    units, and is never apart.
    """
    return all(_by_itself(row["codes"], row["numbers"], entangled) for row in rows)


def to_read(
    rows: Collection[Mapping[str, Any]], changed: Collection[int], *, entangled: Entangled
) -> frozenset[int] | None:
    """Return the districts of a regency to be read where something changed in some; None: all of them.

    rows: of its file, as it was published last.
    """
    wanted = frozenset(changed)
    others = [row for row in rows if wanted.isdisjoint(row["codes"])]
    joined = any(len(row["codes"]) > 1 for row in rows) or entangled.across & wanted
    return None if joined or not others or not apart(others, entangled=entangled) else wanted


def _by_itself(codes: Sequence[int], numbers: Mapping[str, Any], entangled: Entangled) -> bool:
    if len(codes) > 1 or (entangled.across | entangled.few).intersection(codes):
        return False
    return len(numbers.get("districts", ())) < 2 and bool(numbers["counted"] or not numbers["waiting"])  # noqa: PLR2004
