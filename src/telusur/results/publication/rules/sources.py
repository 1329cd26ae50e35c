"""What a publication asks of the rooms below: one election, its places, and the stations of some of them at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from telusur.results.plenaries.selectors import Proceedings, PublishedForm, ReadOut
    from telusur.results.seats.selectors import StatedSeats

    from .apart import Entangled
    from .stations import Contest, Details, Place, Station


class Source(Protocol):
    """Where the numbers of one election come from. Everything is asked as the log stood at one size."""

    code: str
    name: str
    log: str
    voted_on: date

    @property
    def zone(self) -> str:
        """The time zone of its place, such as Asia/Jakarta."""

    def contests(self) -> Sequence[Contest]:
        """Return the contests of the election."""

    def places(self) -> Iterable[Place]:
        """Return the territories of every level that the election is held in."""

    def regencies(self, contest: str) -> Sequence[int]:
        """Return the codes of the regencies in which a contest has polling stations, in order."""

    def stations(self, contest: str, areas: Sequence[int]) -> Sequence[Station]:
        """Return every polling station of these regencies or districts in one contest, by code."""

    def details(self, contest: str, stations: Sequence[int]) -> Mapping[int, Details]:
        """Return what stands beside the numbers of these stations."""

    def picture(self, contest: str, digest: str) -> bytes:
        """Return the covered copy of a page with this digest, as `details` named it."""

    def touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        """Return by contest the stations that the entries of the log from `start` to below `stop` are about."""

    def plenaries_touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        """Return by contest the places whose published D forms those entries may have changed."""

    def forms(self, contest: str, places: Collection[int] | None) -> Sequence[PublishedForm]:
        """Return every edition of the D forms of these places, of regencies with their districts; None: of all."""

    def proceedings(self, form: PublishedForm) -> Proceedings:
        """Return what a D form holds, and how it came about."""

    def read_out(self, contest: str, regency: int) -> Sequence[ReadOut]:
        """Return what the plenaries in force say of the polling stations of a regency beside their forms."""

    def paper(self, contest: str, digest: str) -> bytes:
        """Return the public copy of a D form with this digest, as `proceedings` named it."""

    def seats_touched(self, start: int, stop: int) -> Collection[str]:
        """Return the contests of which those entries say that seats were determined."""

    def seats(self, contest: str) -> Sequence[StatedSeats]:
        """Return what was determined of the seats of a contest, council by council, the oldest first."""

    def least(self) -> int:
        """Return with how many ballots a unit may be shown alone, by the rule in force for the election."""

    def few(self) -> int:
        """Return with how many voters on its list a unit is shown alone, by the same rule."""

    def known(self, contest: str, areas: Sequence[int]) -> Mapping[int, int]:
        """Return what the public has seen of these regencies or districts: by code of a station the group that it was
        shown in."""

    def entangled(self, contest: str) -> Entangled:
        """Return the districts whose small units may have company, or have had it, beyond their own district."""

    def remember(self, contest: str, groups: Mapping[int, int], known: Mapping[int, int], log_size: int) -> None:
        """Remember what the public is about to see; `known` is what was decided upon. Raises: ShownElsewhere."""
