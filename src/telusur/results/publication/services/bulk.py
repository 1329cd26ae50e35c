"""Tables as files: a regency's stations in CSV and Parquet, the electoral districts of a contest in CSV."""

from __future__ import annotations

import csv
import io
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb

from ..rules.district_tables import tables
from ..rules.tables import COLUMNS, DISTRICT, header, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from telusur.results.elections.rules.showing import Showing

    from ..rules.stations import Contest, Station
    from .store import Draft

_NUMBERS = frozenset({"dihitung", "disanggah", "dikoreksi", "pelaksanaan", "catatan_terakhir"})


def write_regency(
    *,
    draft: Draft,
    contest: Contest,
    code: int,
    stations: Sequence[Station],
    shown: Showing,
    later: Later,
) -> None:
    """Write both files of a regency where its table changed. later: draws Parquet beside what else is done."""
    table = (header(contest, stations), *rows(contest, stations, shown))
    content, path = _written(table), f"bulk/{contest.code}/{code}"
    if draft.put(f"{path}.csv", content) or not draft.has(f"{path}.parquet"):
        later.put(f"{path}.parquet", parquet, content, header(contest, stations))


def write_districts(*, draft: Draft, contest: Contest, nation: Mapping[str, Any], names: Mapping[int, str]) -> None:
    """Write what each electoral district sums up to as tables, where the contest has any."""
    parts = nation.get("districts", {})
    for name, table in tables(contest, parts, names).items() if parts else ():
        draft.put(f"{contest.code}/dapil/{name}.csv", _written(table))


def _written(table: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(table)
    return text.getvalue().encode()


_WAITING = 4  # tables that wait to be drawn or put; of a nation more would not be held


class Later:
    """Files that a thread of its own makes, put into the draft as they come, in their order."""

    def __init__(self, draft: Draft) -> None:
        self._draft, self._pool = draft, ThreadPoolExecutor(1)
        self._made: list[tuple[str, Future[bytes]]] = []

    def put(self, path: str, make: Callable[..., bytes], *of: object) -> None:
        """Let a file be made. Raises: what making an earlier one raised."""
        self._made.append((path, self._pool.submit(make, *of)))
        if len(self._made) > _WAITING:
            earlier, made = self._made.pop(0)
            self._draft.put(earlier, made.result())

    def done(self) -> None:
        """Put every file into the draft. Raises: what making one of them raised."""
        for path, made in self._made:
            self._draft.put(path, made.result())
        self.end()

    def end(self) -> None:
        """Let the thread end, and drop what it has not begun."""
        self._made = []
        self._pool.shutdown(cancel_futures=True)


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """Return the one engine that draws tables; each thread asks it through a cursor of its own."""
    return duckdb.connect(config={"threads": 1})


def parquet(table: bytes, columns: Sequence[str]) -> bytes:
    """Return a table as Parquet. Numbers are numbers; a field with an X or dash keeps it in a column of its own."""
    about = (*COLUMNS, *([DISTRICT] if DISTRICT in columns else []))
    fields = columns[len(about) :]
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "table.csv"), Path(folder, "table.parquet")
        source.write_bytes(table)
        kinds = {name: "bigint" if name in _NUMBERS else "varchar" for name in about}
        kinds |= dict.fromkeys(fields, "varchar")
        named = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
        numbers = ", ".join(f'try_cast("{name}" as integer) as "{name}"' for name in fields)
        crossed = ", ".join(f"case when \"{name}\" = 'x' then '{name}' end" for name in fields)
        with _database().cursor() as database:
            database.execute(
                f"copy (select {', '.join(about)}, {numbers}, concat_ws(' ', {crossed}) as bertanda_x "  # noqa: S608 our own names
                f"from read_csv('{source}', header = true, nullstr = '', quote = '\"', columns = {{{named}}})) "
                f"to '{target}' (format parquet, compression zstd)"
            )
        return target.read_bytes()
