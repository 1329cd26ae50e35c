"""A regency's stations as one table: what is folded stands in one row for all of its group, with the sums alone."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from telusur.results.elections.rules.layout import spread

from .stations import COUNTED, NOTHING, Reckoner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from telusur.results.elections.rules.showing import Showing

    from .stations import Cell, Contest, Station

DISTRICT = "dapil"
COLUMNS = (
    *("kode_tps", "jenis", "unit", "status", "dihitung", "gabungan", "disanggah", "dikoreksi", "pelaksanaan"),
    *("temuan", "alasan", "catatan_terakhir"),
)
_GROUP = "gabungan"
_CODE = re.compile(rb"(?:,%b,,,1,)?(\d{13})," % _GROUP.encode())  # of the station, or of the first one of a group


def fields(contest: Contest, stations: Sequence[Station]) -> tuple[str, ...]:
    """Return the fields of the form; of lists, every one that a form of these stations has."""
    if contest.districts is None:
        return contest.fields
    here = {one.district for one in stations}
    layouts = [layout for code, layout in contest.layouts.items() if code in here]
    return spread(layouts, contest.districts.common).names


def about(contest: Contest) -> tuple[str, ...]:
    """Return the names of the columns about a station; every field of the form stands after them."""
    return (*COLUMNS, *([DISTRICT] if contest.districts else []))


def rows(
    contest: Contest, stations: Sequence[Station], shown: Showing, columns: tuple[str, ...]
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each station by code, then one for each group of stations that are only shown together.

    A station in a group, one that waits, and a held one that would not be shown alone have no numbers of their own; one
    without votes has parts I to III where these may be shown.
    columns: the fields of the form, as `fields` says of all stations of the regency.
    """
    group_of = shown.folds.group_of()
    empty: tuple[Cell, ...] = (None,) * len(columns)
    for one in stations:
        group = group_of.get(one.code, ())
        alone = not group and (one.code not in shown.closed or one.code in shown.partly)
        counted = one.standing in COUNTED and one.code not in shown.folds.waiting
        yield (
            *(str(one.code), one.kind, one.unit, one.standing.value, int(counted), str(group[0]) if group else ""),
            *(
                int(one.disputed),
                int(one.corrected),
                one.run,
                " ".join(one.findings) if alone else "",
                one.why(closed=not alone),
            ),
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
        yield ("", _GROUP, "", "", 1, str(group[0]), 0, 0, 1, "", "", None, *own, *map(sums.get, columns))


def _cells(contest: Contest, one: Station, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return the cells of a station column by column; nothing where its list has no such name."""
    own = contest.fields_of(one.district)
    if own == columns:
        return one.cells
    cells = dict(zip(own, one.cells, strict=True))
    return tuple(map(cells.get, columns))


def lines(written: bytes) -> list[bytes]:
    """Return the rows of a table that was written as text, each with its end: a text in it may hold line ends."""
    found: list[bytes] = []
    inside = False
    for line in written.splitlines(keepends=True) if b"\r" not in written else re.findall(rb"[^\n]*\n", written):
        if inside:
            found[-1] += line
        else:
            found.append(line)
        inside ^= line.count(b'"') % 2 == 1
    return found


def spliced(written: Sequence[bytes], fresh: Sequence[bytes], districts: Collection[int]) -> list[bytes]:
    """Return the rows of a table, written as text and without its head, after those of these districts are others."""
    return sorted([*(line for line in written if code_of(line) // 10**7 not in districts), *fresh], key=_place)


def code_of(line: bytes) -> int:
    """Return the code of the polling station that a row is about, of a group that of its first one."""
    found = _CODE.match(line)
    return int(found[1]) if found else 0


def tells_less(written: Sequence[bytes], shown: Showing, width: int) -> bool:
    """Return whether a table has numbers of a station that are now shown only with others, or not at all.

    width: how many fields the form has.
    """
    hidden, empty = shown.closed | shown.folds.group_of().keys(), b"," * width + b"\n"
    alone = ((code_of(line), line) for line in written if not line.startswith(b","))
    told = ((code, line) for code, line in alone if code in hidden and not line.endswith(empty))
    return any(code not in shown.partly or _standing(line) not in NOTHING for code, line in told)


def _standing(line: bytes) -> str:
    """Return where the votes of a station stand, by its row as it was written."""
    (cells,) = csv.reader([line.decode()])
    return cells[COLUMNS.index("status")]


def _place(line: bytes) -> tuple[bool, int]:
    return line.startswith(b","), code_of(line)
