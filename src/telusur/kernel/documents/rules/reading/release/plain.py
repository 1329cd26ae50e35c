"""Text and comma separated values: nothing is hidden in them, but numbers may lead to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from ...release.findings import identities
from ...spreadsheet import decoded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ...content import Limits
    from ...release.findings import Finding


def findings(content: BinaryIO, limits: Limits, kind: str, provinces: Collection[str]) -> Iterator[Finding]:  # noqa: ARG001
    """Yield the identities of each line, with the line's number."""
    for number, line in enumerate(decoded(content.read()).splitlines(), start=1):
        yield from identities(line, provinces=provinces, place=str(number))
