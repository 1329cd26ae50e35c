"""A regency's stations as one table: what is folded stands in one row for all of its group, with the sums alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import spread

from .stations import COUNTED, Reckoner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from telusur.results.elections.rules.showing import Showing

    from .stations import Cell, Contest, Station

DISTRICT = "dapil"
COLUMNS = (
    *("kode_tps", "jenis", "unit", "status", "dihitung", "gabungan", "disanggah", "dikoreksi", "pelaksanaan"),
    *("temuan", "alasan", "catatan_terakhir"),
)


def fields(contest: Contest, stations: Sequence[Station]) -> tuple[str, ...]:
    """Return the fields of the form; of lists, every one that a form of these stations has."""
    if contest.districts is None:
        return contest.fields
    here = {one.district for one in stations}
    layouts = [layout for code, layout in contest.layouts.items() if code in here]
    return spread(layouts, contest.districts.common).names


def header(contest: Contest, stations: Sequence[Station]) -> tuple[str, ...]:
    """Return the names of the columns: about the station first, then every field of the form."""
    return (*COLUMNS, *([DISTRICT] if contest.districts else []), *fields(contest, stations))


def rows(contest: Contest, stations: Sequence[Station], shown: Showing) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each station by code, then one for each group of stations that are only shown together.

    A station in a group, one that waits, and a held one that would not be shown alone have no numbers of their own.
    """
    group_of = shown.folds.group_of()
    columns = fields(contest, stations)
    empty: tuple[Cell, ...] = (None,) * len(columns)
    for one in stations:
        group = group_of.get(one.code, ())
        alone = not group and one.code not in shown.closed
        counted = one.standing in COUNTED and one.code not in shown.folds.waiting
        yield (
            *(str(one.code), one.kind, one.unit, one.standing.value, int(counted), str(group[0]) if group else ""),
            *(int(one.disputed), int(one.corrected), one.run, " ".join(one.findings) if alone else "", one.reason),
            *(one.last, *([one.district] if contest.districts else [])),
            *(_cells(contest, one, columns) if alone else empty),
        )
    reckoner, by_code = Reckoner(contest), {one.code: one for one in stations}
    for group in shown.folds.groups:
        found, district = reckoner.of([by_code[code] for code in group]), by_code[group[0]].district
        sums = dict(zip(contest.summed, found.sums, strict=True))
        for code, part in found.parts.items():
            sums |= dict(zip(contest.layouts[code].vote_fields, part.sums, strict=True))
        own = [district] if contest.districts else []
        yield ("", "gabungan", "", "", 1, str(group[0]), 0, 0, 1, "", "", None, *own, *map(sums.get, columns))


def _cells(contest: Contest, one: Station, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return the cells of a station column by column; nothing where its list has no such name."""
    own = contest.fields_of(one.district)
    if own == columns:
        return one.cells
    cells = dict(zip(own, one.cells, strict=True))
    return tuple(map(cells.get, columns))
