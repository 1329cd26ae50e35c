"""Whether the database and the election's log hold what was acknowledged, each once, and nothing by half."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

import psycopg

from telusur.config.postgres import Server
from telusur.kernel.ledger.rules import merkle
from telusur.kernel.ledger.rules.commitments import commitment
from telusur.results.elections.rules.layout import from_words, in_words
from telusur.results.recapitulation.rules.states import Standing

from .stage import CONTEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .senders import Tablet, Typist

LOG = f"election/{CONTEST['election']}"
ENTER, READ, VERIFY = "recapitulation.enter", "recapitulation.read", "recapitulation.verify"
_ACTS = """
select index, act, subject_id, actor, facts_text::jsonb ->> 'values', leaf from ledger_act where log = %s order by index
"""
_EVENTS = """
select index, act, station_id %% 10000000000000, values, salt, in_force from recapitulation_event
where act = any(%s) order by index
"""
_RUNS = "select station_id % 10000000000000, votes, values, last_index from recapitulation_run where in_force"
_ENTRIES = """
select e.person_id, r.station_id % 10000000000000, e.turn, e.values, e.salt, e.index
from recapitulation_entry e join recapitulation_run r on r.id = e.run_id
"""


@dataclass
class Judgement:
    """What was found over all rounds. lost, duplicated: acknowledged forms, sent or typed, that are not there, or there
    twice. half_written: whatever stands in one place without the other. broken_proofs: of the log."""

    lost: list[str] = field(default_factory=list)
    duplicated: list[str] = field(default_factory=list)
    half_written: list[str] = field(default_factory=list)
    broken_proofs: list[str] = field(default_factory=list)


@dataclass
class Judge:
    """Looks at one installation after every round. roots: the log as earlier rounds left it, by its size."""

    var: Path
    found: Judgement = field(default_factory=Judgement)
    roots: dict[int, bytes] = field(default_factory=dict)

    def look(self, tablets: Iterable[Tablet], typists: Iterable[Typist]) -> None:
        """Hold everything in the database against everything that was acknowledged so far."""
        with psycopg.connect(host=str(Server(self.var).sockets), user="postgres", dbname="telusur") as connection:
            acts = {row[0]: row[1:] for row in connection.execute(_ACTS, [LOG])}
            events = connection.execute(_EVENTS, [[ENTER, VERIFY]]).fetchall()
            runs = {row[0]: row[1:] for row in connection.execute(_RUNS)}
            entries = connection.execute(_ENTRIES).fetchall()
            receipts = dict(connection.execute("select key, answer from recapitulation_receipt").fetchall())
        self._log(acts)
        self._pairs(acts, events)
        self._sent(list(tablets), events, runs, receipts)
        self._typed(list(typists), acts, events, runs, entries)

    def _log(self, acts):
        leaves = [row[-1] for row in acts.values()]
        if list(acts) != list(range(len(leaves))):
            self.found.broken_proofs.append("the places of the log are not counted through")
        root = merkle.root(leaves)
        for size, before in self.roots.items():
            try:
                merkle.check_consistency(
                    old_size=size, old_root=before, new_size=len(leaves), new_root=root,
                    proof=merkle.consistency_proof(leaves, size),
                )  # fmt: skip
            except (merkle.BadProof, IndexError):
                self.found.broken_proofs.append(f"what {size} entries were is no beginning of {len(leaves)}")
        # every earlier end is proved while there are few; of many, those of sizes that chance chooses
        kept = {size: each for size, each in self.roots.items() if sha256(each).digest()[0] < 64}
        self.roots = {**(kept if len(self.roots) > 8 else self.roots), len(leaves): root}

    def _pairs(self, acts, events):
        """Each event has its act, whose commitment it opens, and each act its event."""
        wanted = {index for index, row in acts.items() if row[0] in {ENTER, VERIFY}}
        found = Counter(row[0] for row in events)
        self.found.half_written += [f"act {index} without its event" for index in sorted(wanted - set(found))]
        for index, act, station, values, salt, _in_force in events:
            said = acts.get(index, ("", "", "", "", b""))
            if said[:2] != (act, str(station)) or said[3] != _seal(salt, values):
                self.found.half_written.append(f"event {index} of {station} is not what act {index} says")

    def _sent(self, tablets, events, runs, receipts):
        there = {row[0]: (row[2], bytes(row[3])) for row in events if row[1] == ENTER}
        latest: dict[int, tuple[int, bytes]] = {}
        expected = 0
        for call in (call for tablet in tablets for call in tablet.calls):
            expected += len(call.forms)
            if receipts.get(call.key) != call.answer:
                self.found.lost.append(f"the receipt of {call.key}")
            held = dict(there.get(place, (0, b"")) for place in range(call.answer["first"], call.answer["next"]))
            for code, vector in call.forms.items():
                packed = pack(vector)
                if held.get(int(code)) != packed:
                    self.found.lost.append(f"{code} of {call.key}")
                latest[int(code)] = max(latest.get(int(code), (-1, b"")), (call.answer["first"], packed))
        for (station, _values), times in Counter(there.values()).items():
            self.found.duplicated += [f"{station}, {times} times"] * (times > 1)
        if len(there) > expected:
            self.found.duplicated.append(f"{len(there) - expected} forms that nobody heard of")
        self.found.half_written += [
            f"receipt {key} without an answer" for key, answer in receipts.items() if not answer
        ]
        for station, (_index, packed) in latest.items():
            if station not in runs or bytes(runs[station][1]) != packed:
                self.found.lost.append(f"the last form of {station} is not in force")

    def _typed(self, typists, acts, events, runs, entries):
        kept = {(row[0], row[1]): row[2:] for row in entries}
        readings = Counter((row[2], int(row[1])) for row in acts.values() if row[0] == READ)
        verified = Counter((row[2], bytes(row[3])) for row in events if row[1] == VERIFY)
        for who, station in ((each, station) for each in typists for station in each.handed_in):
            packed = pack(who.handed_in[station])
            turn, values, salt, index = kept.get((who.person, station), (None, None, "", -1))
            times = readings[f"user:{who.person}", station]
            if not turn or bytes(values) != packed or acts[index][3] != _seal(salt, values):
                self.found.lost.append(f"{station}, typed by {who.person}")
            self.found.duplicated += [f"{station}, read {times} times by {who.person}"] * (times > 1)
            if all(station in each.handed_in for each in typists):
                if verified[station, packed] != 1 or bytes(runs[station][1]) != packed:
                    self.found.lost.append(f"{station}, read alike by two")
                elif runs[station][0] not in {Standing.VERIFIED, Standing.HELD}:
                    self.found.half_written.append(f"{station}, read alike by two, stands at {runs[station][0]}")
        handed_in = sum(1 for row in entries if row[2])
        if handed_in != sum(readings.values()):
            self.found.half_written.append(f"{handed_in} readings, {sum(readings.values())} acts that say so")


def pack(text: str) -> bytes:
    """Return a form in the bytes in which the database has it."""
    return b"".join(number.to_bytes(4, "little", signed=True) for number in from_words(text))


def _seal(salt: str, values: bytes) -> str:
    numbers = [int.from_bytes(values[at : at + 4], "little", signed=True) for at in range(0, len(values), 4)]
    return commitment(salt, in_words(numbers))
