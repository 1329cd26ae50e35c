"""The table of a regency's stations as files, in CSV and Parquet."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb

from ..rules.tables import COLUMNS, header, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.results.elections.rules.folding import Folds

    from ..rules.stations import Contest, Station
    from .store import Draft

_NUMBERS = frozenset({"dihitung", "disanggah", "dikoreksi", "pelaksanaan", "catatan_terakhir"})


def write_regency(
    *, draft: Draft, contest: Contest, code: int, stations: Sequence[Station], folds: Folds, least: int
) -> None:
    """Write both files of a regency where its table changed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header(contest))
    writer.writerows(rows(contest, stations, folds, least))
    content, path = text.getvalue().encode(), f"bulk/{contest.code}/{code}"
    if draft.put(f"{path}.csv", content) or draft.read(f"{path}.parquet") is None:
        draft.put(f"{path}.parquet", parquet(content, contest))


def parquet(table: bytes, contest: Contest) -> bytes:
    """Return a table as Parquet. Numbers are numbers; a field with an X or dash keeps it in a column of its own."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "table.csv"), Path(folder, "table.parquet")
        source.write_bytes(table)
        kinds = {name: "bigint" if name in _NUMBERS else "varchar" for name in COLUMNS}
        kinds |= dict.fromkeys(contest.fields, "varchar")
        named = ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items())
        numbers = ", ".join(f'try_cast("{name}" as integer) as "{name}"' for name in contest.fields)
        crossed = ", ".join(f"case when \"{name}\" = 'x' then '{name}' end" for name in contest.fields)
        with duckdb.connect() as database:
            database.execute("set threads = 1")
            database.execute(
                f"copy (select {', '.join(COLUMNS)}, {numbers}, concat_ws(' ', {crossed}) as bertanda_x "  # noqa: S608 our own names
                f"from read_csv('{source}', header = true, nullstr = '', quote = '\"', columns = {{{named}}})) "
                f"to '{target}' (format parquet, compression zstd)"
            )
        return target.read_bytes()
