"""A small made-up election whose stations change at will, with a true log behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.commitments import commitment
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import published_acts
from telusur.results.publication.rules.apart import Entangled
from telusur.results.publication.rules.places import numbers_in_villages
from telusur.results.publication.rules.stations import (
    Choice,
    Contest,
    Details,
    Earlier,
    Event,
    Place,
    Standing,
    Station,
    ballots,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from telusur.kernel.ledger.rules.commitments import Commitment
    from telusur.results.plenaries.selectors import Proceedings, PublishedForm, ReadOut
    from telusur.results.seats.selectors import StatedSeats

NOW = datetime(2024, 2, 14, 12, 5, tzinfo=UTC)
CHOICES = tuple(Choice(number, f"Pasangan {number}", f"suara_{number}") for number in (1, 2, 3))
PPWP = Contest(
    "ppwp",
    "Presiden dan Wakil Presiden",
    CHOICES,
    ("dpt_l", "dpt_p", "dpt_j", "suara_sah", "suara_tidak_sah", "suara_total", "suara_1", "suara_2", "suara_3"),
)
NAMES = {
    36: "BANTEN", 3601: "PANDEGLANG", 360101: "SUMUR", 3601012001: "TAMANJAYA", 3601012002: "UJUNGJAYA",
    360102: "CIMANGGU", 3601022001: "PADASUKA", 3602: "LEBAK", 360201: "MALINGPING", 3602012001: "<b>CIPEUNDEUY</b>",
    65: "KALIMANTAN UTARA", 6501: "BULUNGAN", 650101: "TANJUNG", 6501012001: "JELARAI",
}  # fmt: skip


def cells(*votes: int, spoiled: int = 2) -> tuple[Any, ...]:
    valid = sum(votes)
    return (None, "x", valid + spoiled + 20, valid, spoiled, valid + spoiled, *votes)


class Synthetic:
    """Implements the source of a publication. `enter` writes the log and changes a station, as a service would."""

    def __init__(self, code: str = "coba2024") -> None:
        self.code, self.name, self.voted_on = code, "Pemilu contoh 2024", date(2024, 2, 14)
        self.log, self.zone = election_log(code), "Asia/Jakarta"
        self.found: dict[int, Station] = {}
        self.shown: dict[int, int] = {}
        self.opened: dict[int, Commitment] = {}
        self.stood: dict[int, Station] = {}  # after each entry of the log
        self.names = dict(NAMES)
        for village, count in ((3601012001, 3), (3601012002, 1), (3601022001, 2), (3602012001, 2), (6501012001, 2)):
            for number in range(1, count + 1):
                code_ = village * 1000 + number
                self.found[code_] = Station(code_, "regular", Standing.MISSING)

    def enter(self, changes: Mapping[int, dict[str, Any]], act: str = "recapitulation.enter") -> range:
        acts, opened = [], []
        for code, change in changes.items():
            one = replace(self.found[code], **{"reason": ""} | change)
            self.found[code] = one
            content = ",".join("" if cell is None else str(cell) for cell in one.cells)
            opened.append(ledger.sealed(content=content))
            facts = {
                "contest": "ppwp",
                "run": one.run,
                "in_force": True,
                "values": opened[-1].digest,
                "findings": commitment(opened[-1].salt, " ".join(one.findings)),
                "votes": one.standing.value,
                "administration": one.administration.value,
                "flags": one.corrected + 2 * one.disputed,
                **({"reason": one.reason} if one.reason else {}),
            }
            acts.append(ledger.NewAct(act, "station", str(code), "user:7", NOW, facts))
        places = ledger.record_all(log=self.log, acts=acts, recorded_at=NOW)
        for place, code, one in zip(places, changes, opened, strict=True):
            self.found[code] = replace(self.found[code], last=place)
            self.opened[place] = one
            self.stood[place] = self.found[code]
        return places

    def contests(self) -> Sequence[Contest]:
        return [PPWP]

    def places(self) -> Iterable[Place]:
        numbers = numbers_in_villages(np.array(sorted(self.found)))
        return [Place(code, name, numbers.get(code, "")) for code, name in self.names.items()]

    def regencies(self, contest: str) -> Sequence[int]:
        return sorted({code // 10**9 for code in self.found})

    def stations(self, contest: str, areas: Sequence[int]) -> Sequence[Station]:
        wanted = set(areas)
        return [self.found[code] for code in sorted(self.found) if wanted & {code // 10**9, code // 10**7}]

    def details(self, contest: str, stations: Sequence[int]) -> Mapping[int, Details]:
        events: dict[int, list[Event]] = {}
        for act in published_acts(log=self.log, start=0, stop=10**9):
            if act.subject_kind != "station":
                continue
            minute = act.content.decode().split("\n")[6]
            one, stood = self.opened[act.index], self.stood[act.index]
            opened = (one.salt, one.content) if stood.cells else ()
            event = Event(act.index, act.act, minute, stood.reason, *opened, run=stood.run)
            events.setdefault(int(act.subject_id), []).append(event)
        return {code: Details(tuple(events[code]), (), self._runs(events[code])) for code in stations if code in events}

    def _runs(self, events: Sequence[Event]) -> tuple[Earlier, ...]:
        """Return the runs before the one in force, as the last entry about each left it."""
        last = {event.run: self.stood[event.index] for event in events}
        again = {event.run: event.reason for event in reversed(events)}
        return tuple(
            Earlier(
                number, one.run_kind, again[number + 1], one.last, one.standing, one.administration,
                one.cells if (ballots(PPWP, one) or 0) >= self.least() else (), one.findings,
            )
            for number, one in last.items() if number + 1 in last
        )  # fmt: skip

    def picture(self, contest: str, digest: str) -> bytes:
        raise LookupError(digest)

    def touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        acts = published_acts(log=self.log, start=start, stop=stop)
        return {"ppwp": frozenset(int(act.subject_id) for act in acts if act.subject_kind == "station")}

    def plenaries_touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        return {}

    def forms(self, contest: str, places: Collection[int] | None) -> Sequence[PublishedForm]:
        return []

    def proceedings(self, form: PublishedForm) -> Proceedings:
        raise LookupError(form)

    def read_out(self, contest: str, regency: int) -> Sequence[ReadOut]:
        return []

    def paper(self, contest: str, digest: str) -> bytes:
        raise LookupError(digest)

    def seats_touched(self, start: int, stop: int) -> Collection[str]:
        return ()

    def seats(self, contest: str) -> Sequence[StatedSeats]:
        return []

    def least(self) -> int:
        return 10

    def few(self) -> int:
        return 20

    def known(self, contest: str, areas: Sequence[int]) -> Mapping[int, int]:
        return {code: group for code, group in self.shown.items() if {code // 10**9, code // 10**7} & set(areas)}

    def entangled(self, contest: str) -> Entangled:
        across = {code // 10**7 for pair in self.shown.items() for code in pair if pair[0] // 10**7 != pair[1] // 10**7}
        voters: dict[int, int] = {}
        for code, one in self.found.items():
            voters[code // 10**7] = voters.get(code // 10**7, 0) + (one.voters or 10**6)
        return Entangled(frozenset(across), frozenset(code for code, some in voters.items() if some < self.few()))

    def remember(self, contest: str, groups: Mapping[int, int], known: Mapping[int, int], log_size: int) -> None:
        self.shown |= groups


def filled() -> Synthetic:
    """Return an election in which every public state occurs once, a unit of three votes among them."""
    source = Synthetic()
    source.enter({
        3601012001001: {"cells": cells(100, 120, 30), "standing": Standing.VERIFIED},
        3601012001002: {"cells": cells(1, 1, 1, spoiled=0), "standing": Standing.IMPORTED, "findings": ("R08",)},
        3601012001003: {"cells": cells(90, 60, 70), "standing": Standing.IMPORTED, "disputed": True},
        3601012002001: {"cells": cells(50, 51, 52), "standing": Standing.SETTLED, "corrected": True},
        3601022001001: {"cells": cells(617, 10, 10), "standing": Standing.HELD, "reason": "R13"},
        3602012001001: {"cells": cells(80, 90, 100), "standing": Standing.ENTERED},
        6501012001001: {"cells": cells(40, 41, 42), "standing": Standing.VERIFIED},
        6501012001002: {"cells": cells(10, 11, 12), "standing": Standing.VERIFIED, "run_kind": "PSU"},
    })  # fmt: skip
    source.found[3601022001002] = replace(source.found[3601022001002], standing=Standing.READING)  # a picture came
    return source
