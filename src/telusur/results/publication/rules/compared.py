"""C against D in the tree: for every polling station and participant what the form says and what the plenary says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telusur.kernel.documents.rules.spreadsheet import escaped
from telusur.results.plenaries.rules.comparing import rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from telusur.results.elections.rules.folding import Folds
    from telusur.results.plenaries.selectors import ReadOut

Plain = dict[str, Any]
FORMAT = "telusur-c-d/1"
COLUMNS = ("units", "choice", "form", "said", "gain", "reasons", "entry", "candidate")
COUNTS = ("rows", "changed", "gained", "lost", "without_form", "candidates")
SHOWN_ABOVE = 50
_UNITS, _FORM, _GAIN, _CANDIDATE = 0, 2, 4, 7


def of_regency(found: Iterable[ReadOut], shown: Folds, *, least: int) -> list[list[Any]]:
    """Return the rows of a regency in the order of COLUMNS, the largest gain first, last what has none.

    shown: the groups of the tree.
    """
    made = []
    for one in found:
        group_of = shown.group_of()
        groups = sorted({group_of.get(code, (code,)) for code in one.said if code not in shown.waiting})
        for row in rows(one.layout, one.forms, one.said, groups, least=least):
            alone = row.units[0] if len(row.units) == 1 and row.form is not None else 0
            why = "; ".join(dict.fromkeys(one.reasons[code] for code in row.units if code in one.reasons))
            made.append([
                list(row.units), row.choice, row.form, row.said, row.gain,
                why if row.form != row.said else "", one.entries.get(alone), row.candidate,
            ])  # fmt: skip
    return sorted(made, key=order)


def order(row: Sequence[Any]) -> tuple[bool, int, int, int, int]:
    """Return by what rows are sorted: the largest gain first, those without a form to compare with last, then by code
    and participant, a list before its names."""
    gain = row[_GAIN]
    return gain is None, -(gain or 0), row[_UNITS][0], row[1], -1 if row[_CANDIDATE] is None else row[_CANDIDATE]


def by_district(made: Iterable[list[Any]]) -> dict[int, list[list[Any]]]:
    """Return the rows by the code of the district that their first polling station lies in."""
    found: dict[int, list[list[Any]]] = {}
    for row in made:
        found.setdefault(row[_UNITS][0] // 10**7, []).append(row)
    return found


def summary(made: Iterable[Sequence[Any]]) -> dict[str, int]:
    """Return how much was compared. gained, lost: votes that plenaries gave and took of participants. candidates: how
    many names on lists, or parties alone, have other votes."""
    found = dict.fromkeys(COUNTS, 0)
    for row in made:
        if row[_CANDIDATE] is not None:
            found["candidates"] += 1
            continue
        found["rows"] += 1
        gain = row[_GAIN] or 0
        found["changed"] += gain != 0
        found["gained"] += max(gain, 0)
        found["lost"] += max(-gain, 0)
        found["without_form"] += row[_FORM] is None
    return found


def added(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the counts of parts together."""
    found = dict.fromkeys(COUNTS, 0)
    for part in parts:
        for name in COUNTS:
            found[name] += part[name]
    return found


def largest(made: Iterable[list[Any]]) -> list[list[Any]]:
    """Return the rows that changed most, for the places above: what was gained, then what was lost."""
    changed = sorted((row for row in made if row[_GAIN]), key=lambda row: (-abs(row[_GAIN]), *order(row)))
    return sorted(changed[:SHOWN_ABOVE], key=order)


def lines(made: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Yield rows for a table of texts: codes with a space between, a reason that no spreadsheet takes for a formula."""
    for units, choice, form, said, gain, reasons, entry, candidate in made:
        yield " ".join(map(str, units)), choice, form, said, gain, escaped(reasons), entry, candidate
