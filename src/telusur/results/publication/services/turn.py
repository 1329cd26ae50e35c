"""One publication while it is made: what it reads from, what it writes to, and what it has found so far."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any

from ..rules.places import folder
from . import bulk, log_files, pages
from .describing import same_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from telusur.kernel.ledger.models import Checkpoint
    from telusur.results.elections.rules.showing import Showing

    from ..rules.sources import Source
    from ..rules.stations import Contest, Place
    from .store import Draft

Plain = dict[str, Any]


@dataclass
class Turn:
    """before: the state of the last publication; empty where all is looked at anew. own: whether it was of this
    election. portal: address of the server that
    shows the tree. numbers: of the polling stations of villages, such as 1-22,901. stations: how many were looked at.

    changed: what changed, by contest, counted: how much; in the first publication, when it is everything, only that is
    kept. groups: what changed of those shown only together; late: who now covers a small unit. seen: what the public is
    about to see for the first time, with what was known when that was decided. held: the stations that show their
    former numbers. districts: the electoral districts whose numbers changed. seats: what was determined of them.
    """

    source: Source
    places: Sequence[Place]
    draft: Draft
    at: datetime
    signed: Checkpoint
    before: Plain
    own: bool
    number: int
    portal: str = ""
    stations: int = 0
    changed: dict[str, list[Plain]] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    groups: dict[str, list[Plain]] = field(default_factory=dict)
    late: dict[str, set[int]] = field(default_factory=dict)
    seen: list[tuple[str, Mapping[int, int], Mapping[int, int]]] = field(default_factory=list)
    held: dict[str, list[int]] = field(default_factory=dict)
    districts: dict[str, dict[str, Plain]] = field(default_factory=dict)
    seats: dict[str, list[Plain]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.log = log_files.LogFiles(self.draft, self.signed)
        owed = self.before.get("parquet", {})
        self.tables = bulk.Tables(self.draft, number=self.number, owed=owed, whole=not self.before)
        self.names = {place.code: place.name for place in self.places}
        self.numbers = {place.code: place.stations for place in self.places if place.stations}
        self.frame = pages.Frame(self.source.code, self.source.name, self.source.zone)
        self.initial = not self.draft.read("changes/recent.json")
        self._compared: dict[str, bool] = {}

    @property
    def moment(self) -> str:
        """The second of this publication, in UTC."""
        return self.at.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"

    def remember(self, contest: Contest, shown: Showing, known: Mapping[int, int]) -> None:
        """Note what the public is about to see."""
        self.late.setdefault(contest.code, set()).update(shown.late)
        if shown.remembered:
            before = {code: known[code] for code in shown.remembered if code in known}
            self.seen.append((contest.code, shown.remembered, before))

    def place(self, contest: Contest, code: int) -> Plain | None:
        """Return the file of a place as it stands in the draft."""
        return self._read(f"{folder(contest.code, code)}/data.json")

    def former(self, contest: Contest, code: int) -> Plain | None:
        """Return the file of a place as the last publication of this election left it, also where all is looked at
        anew; None where its numbers stood in other fields than today's."""
        if contest.code not in self._compared:
            said = self._read(f"{contest.code}/contest.json") if self.own else None
            self._compared[contest.code] = said is not None and same_fields(said, contest)
        return self.place(contest, code) if self._compared[contest.code] else None

    def _read(self, path: str) -> Plain | None:
        said = self.draft.read(path)
        return json.loads(said) if said else None
