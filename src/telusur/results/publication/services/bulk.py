"""Tables as files: a regency's stations in CSV and Parquet, the electoral districts of a contest in CSV."""

from __future__ import annotations

import csv
import errno
import io
import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any

from ..rules.district_tables import tables
from ..rules.tables import COLUMNS, DISTRICT, about, fields, lines, rows, spliced, tells_less
from .store import DiskFull, room_in

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    import duckdb

    from telusur.results.elections.rules.showing import Showing

    from ..rules.stations import Contest, Station
    from .store import Draft

_NUMBERS = frozenset({"dihitung", "disanggah", "dikoreksi", "pelaksanaan", "catatan_terakhir"})


DRAWN_AT_ONCE = 40  # regencies whose Parquet is drawn in one publication, where it is not the first


class Tables:
    """The tables of regencies in one publication. The CSV says at once what changed. Parquet is drawn in turns: who has
    waited longest comes first; and at once where it has numbers of a station that may no longer be shown.

    owed: by contest and regency, the number of the publication whose CSV the Parquet says; it is brought up to date.
    Those that are not in it say what their CSV says. whole: all are drawn.
    """

    def __init__(self, draft: Draft, *, number: int, owed: Mapping[str, Mapping[str, int]], whole: bool) -> None:
        self.draft, self.number, self.whole = draft, number, whole
        self.owed = {contest: dict(found) for contest, found in owed.items()} if not whole else {}
        waiting = sorted(
            (number, contest, code) for contest, found in self.owed.items() for code, number in found.items()
        )
        self._chosen = [(contest, code) for _number, contest, code in waiting[:DRAWN_AT_ONCE]]
        self._left = DRAWN_AT_ONCE - len(self._chosen)
        self._later = Later(draft)

    def write(
        self,
        contest: Contest,
        code: int,
        stations: Sequence[Station],
        shown: Showing,
        *,
        districts: Collection[int] = (),
    ) -> None:
        """Write the table of a regency, and where it changed let its Parquet be drawn, now or in a later publication.

        districts: those whose stations these are; empty: they are all. Of the others the rows stay.
        """
        path, names = f"bulk/{contest.code}/{code}", about(contest)
        head, *before = lines(b"" if self.whole else self.draft.read(f"{path}.csv") or b"") or [b""]
        if districts:
            columns = tuple(next(csv.reader([head.decode()])))[len(names) :]
            content = b"".join(
                [head, *spliced(before, lines(written(rows(contest, stations, shown, columns))), districts)]
            )
        else:
            columns = fields(contest, stations)
            content = written([(*names, *columns), *rows(contest, stations, shown, columns)])
        if self.draft.put(f"{path}.csv", content) or not self.draft.has(f"{path}.parquet"):
            self._let(contest.code, str(code), content, at_once=tells_less(before, shown, len(columns)))

    def has(self, contest: Contest, code: int) -> bool:
        """Return whether the table of a regency is there."""
        return self.draft.has(f"bulk/{contest.code}/{code}.csv")

    def catch_up(self) -> None:
        """Let the Parquet be drawn of those that have waited longest, and did not change again."""
        for contest, code in self._chosen:
            if code in self.owed[contest]:
                self._draw(contest, code, self.draft.read(f"bulk/{contest}/{code}.csv") or b"")
        self.owed = {contest: found for contest, found in self.owed.items() if found}

    def done(self) -> None:
        """Put every file into the draft. Raises: what making one of them raised."""
        self._later.done()

    def end(self) -> None:
        """Drop what is not drawn yet."""
        self._later.end()

    def _let(self, contest: str, code: str, content: bytes, *, at_once: bool) -> None:
        waits = code in self.owed.get(contest, ())
        if (
            self.whole
            or at_once
            or (contest, code) in self._chosen
            or not self.draft.has(f"bulk/{contest}/{code}.parquet")
        ):
            self._draw(contest, code, content)
        elif self._left and not waits:
            self._left -= 1
            self._draw(contest, code, content)
        else:
            self.owed.setdefault(contest, {}).setdefault(code, self.number - 1)

    def _draw(self, contest: str, code: str, content: bytes) -> None:
        self.owed.get(contest, {}).pop(code, None)
        self._later.put(f"bulk/{contest}/{code}.parquet", parquet, content)


def write_districts(*, draft: Draft, contest: Contest, nation: Mapping[str, Any], names: Mapping[int, str]) -> None:
    """Write what each electoral district sums up to as tables, where the contest has any."""
    parts = nation.get("districts", {})
    for name, table in tables(contest, parts, names).items() if parts else ():
        draft.put(f"{contest.code}/dapil/{name}.csv", written(table))


def written(table: Iterable[Sequence[object]]) -> bytes:
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
    import duckdb  # noqa: PLC0415 an eighth of a second that only a publication need wait for

    return duckdb.connect(config={"threads": 1})


@contextmanager
def _room() -> Iterator[None]:
    """Draw a table in the system's folder for what is passing. Raises: DiskFull."""
    import duckdb  # noqa: PLC0415 as above

    with room_in(gettempdir()):
        try:
            yield
        except duckdb.IOException as error:
            if os.strerror(errno.ENOSPC) in str(error):
                raise DiskFull(gettempdir()) from error
            raise


def parquet(table: bytes) -> bytes:
    """Return a table as Parquet. Numbers are numbers; a field with an X or dash keeps it in a column of its own."""
    columns = next(csv.reader([table[: table.index(b"\n")].decode()]))
    named = (*COLUMNS, *([DISTRICT] if DISTRICT in columns else []))
    fields_here = columns[len(named) :]
    with _room(), TemporaryDirectory() as folder:
        source, target = Path(folder, "table.csv"), Path(folder, "table.parquet")
        source.write_bytes(table)
        kinds = {name: "bigint" if name in _NUMBERS else "varchar" for name in named}
        kinds |= dict.fromkeys(fields_here, "varchar")
        read_as = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
        numbers = ", ".join(f'try_cast("{name}" as integer) as "{name}"' for name in fields_here)
        crossed = ", ".join(f"case when \"{name}\" = 'x' then '{name}' end" for name in fields_here)
        with _database().cursor() as database:
            database.execute(
                f"copy (select {', '.join(named)}, {numbers}, concat_ws(' ', {crossed}) as bertanda_x "  # noqa: S608 our own names
                f"from read_csv('{source}', auto_detect = false, header = true, delim = ',', quote = '\"', "
                f"escape = '\"', nullstr = '', columns = {{{read_as}}})) "
                f"to '{target}' (format parquet, compression zstd)"
            )
        return target.read_bytes()
