"""What a publication asks of the rooms below: one election, its places, and the stations of one regency at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from .stations import Contest, Details, Place, Station


class Source(Protocol):
    """Where the numbers of one election come from. Everything is asked as the log stood at one size."""

    code: str
    name: str
    log: str
    voted_on: date

    def contests(self) -> Sequence[Contest]:
        """Return the contests of the election."""

    def places(self) -> Iterable[Place]:
        """Return the territories of every level that the election is held in."""

    def regencies(self, contest: str) -> Sequence[int]:
        """Return the codes of the regencies in which a contest has polling stations, in order."""

    def stations(self, contest: str, regency: int) -> Sequence[Station]:
        """Return every polling station of a regency in one contest, by code."""

    def details(self, contest: str, stations: Sequence[int]) -> Mapping[int, Details]:
        """Return what stands beside the numbers of these stations."""

    def picture(self, contest: str, digest: str) -> bytes:
        """Return the covered copy of a page with this digest, as `details` named it."""

    def touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        """Return by contest the stations that the entries of the log from `start` to below `stop` are about."""

    def least(self) -> int:
        """Return with how many ballots a unit may be shown alone, by the rule in force for the election."""
