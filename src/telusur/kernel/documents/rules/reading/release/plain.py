"""Text and comma separated values: nothing is hidden in them, but numbers may lead to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ...release.findings import identities
from ...spreadsheet import decoded, parse_csv
from .sheets import in_row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits
    from ...release.findings import Finding


def findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:
    """Yield the identities of each line, or of each record's fields, with its number. Raises: Unacceptable."""
    data = content.read()
    if kind == "csv":
        [sheet] = parse_csv(data, cells=limits.cells).sheets
        for row in sheet.rows:
            yield from in_row(row, provinces=provinces, place=str(row.number))
        return
    for number, line in enumerate(decoded(data).splitlines(), start=1):
        yield from identities(line, provinces=provinces, place=str(number))
