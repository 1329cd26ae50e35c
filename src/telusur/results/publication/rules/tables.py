"""A regency's stations as one table: what is folded stands in one row for all of its group, with the sums alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .stations import COUNTED, Reckoner, ballots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from telusur.results.elections.rules.folding import Folds

    from .stations import Cell, Contest, Station

COLUMNS = (
    *("kode_tps", "jenis", "unit", "status", "dihitung", "gabungan", "disanggah", "dikoreksi", "pelaksanaan"),
    *("temuan", "alasan", "catatan_terakhir"),
)


def header(contest: Contest) -> tuple[str, ...]:
    """Return the names of the columns: about the station first, then every field of the form."""
    return (*COLUMNS, *contest.fields)


def rows(contest: Contest, stations: Sequence[Station], folds: Folds, least: int) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each station by code, then one for each group of stations that are only shown together.

    A station in a group, one that waits, and a small one that is held have no numbers of their own.
    """
    group_of = folds.group_of()
    empty: tuple[Cell, ...] = (None,) * len(contest.fields)
    for one in stations:
        group = group_of.get(one.code, ())
        cast = ballots(contest, one)
        shown = not group and cast is not None and cast >= least
        counted = one.standing in COUNTED and one.code not in folds.waiting
        yield (
            *(str(one.code), one.kind, one.unit, one.standing.value, int(counted), str(group[0]) if group else ""),
            *(int(one.disputed), int(one.corrected), one.run, " ".join(one.findings) if shown else "", one.reason),
            *(one.last, *(one.cells if shown else empty)),
        )
    reckoner, by_code = Reckoner(contest), {one.code: one for one in stations}
    for group in folds.groups:
        sums = dict(zip(contest.summed, reckoner.of([by_code[code] for code in group]).sums, strict=True))
        numbers = tuple(sums.get(name) for name in contest.fields)
        yield ("", "gabungan", "", "", 1, str(group[0]), 0, 0, 1, "", "", None, *numbers)
