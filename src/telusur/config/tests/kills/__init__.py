"""Rounds in which a process is killed while forms are sent and typed; then everything acknowledged must be there.

The installation is one as a user runs it: `telusur up` with its web server, its worker and its database. A round ends
when every caller has been answered again; then database and log are held against what was acknowledged.
`tools/kill_rounds.py` plays a hundred rounds, a test five.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from telusur.config.tests.installations import Running, until

from .judging import Judge
from .senders import Tablet, Typist
from .stage import TYPED, codes

if TYPE_CHECKING:
    from telusur.config.tests.installations import Installation

# What is killed, and the words by which its process is known.
NAMED = {
    "web server": "telusur.config.web",
    "web process": "telusur.config.web",
    "worker": "telusur.config worker",
    "database": "postgres",
    "database connection": "telusur [local]",
}
TABLETS = 2
TYPED_A_ROUND = 2  # polling stations that both people type in one round


class Ground:
    """An installation that serves, with its callers. stations: how many polling stations the tablets send."""

    def __init__(self, installation: Installation, port: int, *, seed: int, stations: int = 400) -> None:
        self.installation, self.chance = installation, random.Random(seed)  # noqa: S311 no secret
        made = stage(installation, TYPED + stations)
        self.untyped, sent = codes(TYPED + stations)[:TYPED], codes(TYPED + stations)[TYPED:]
        self.up = Running(installation, "--port", str(port))
        self.tablets = [
            Tablet(self.up.port, made["key"], f"tablet-{number}", sent[number::TABLETS], seed + number)
            for number in range(TABLETS)
        ]
        self.typists = [
            Typist(self.up.port, int(person), session, made["fields"]) for person, session in made["people"].items()
        ]
        self.judge, self.killed, self.recovery = Judge(installation.var), Counter[str](), list[tuple[str, float]]()

    def round(self, kind: str) -> None:
        """Let everybody call, kill something of this kind, and go on until everybody was answered."""
        typed = [self.untyped.pop() for _each in range(min(TYPED_A_ROUND, len(self.untyped)))]
        for typist in self.typists:
            typist.waiting = list(typed)
        callers = [*self.tablets, *self.typists]
        threads = [threading.Thread(target=each.run, daemon=True) for each in callers]
        for thread in threads:
            thread.start()
        time.sleep(self.chance.uniform(0.05, 0.5))
        victim, killed_at = self.kill(kind)
        until(lambda: self.victim(kind) not in {None, victim}, f"no {kind} in the place of the killed one")
        there = time.monotonic()
        until(lambda: all(each.fault or answered(each, there) for each in self.tablets), f"{kind}: no answer")
        self.recovery.append((kind, max(answered(each, there) for each in self.tablets) - killed_at))
        for caller in callers:
            caller.stopping.set()
        for thread in threads:
            thread.join()
        assert [each.fault for each in callers if each.fault] == []
        self.send_again()
        self.judge.look(self.tablets, self.typists)

    def kill(self, kind: str) -> tuple[int, float]:
        """Kill a process of this kind that lives now; return which, and when."""
        while True:
            victim = until(lambda: self.victim(kind), f"no {kind} to kill")
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                self.killed[kind] += 1
                return victim, time.monotonic()

    def victim(self, kind: str) -> int | None:
        """Return a process of this kind."""
        if kind == "database":
            with suppress(OSError, IndexError, ValueError):
                return int((self.installation.var / "postgres" / "postmaster.pid").read_text().split()[0])
            return None
        up, processes = self.up.process.pid, self.installation.processes().items()
        found = [pid for pid, words in processes if NAMED[kind] in words]
        if kind != "database connection":  # the web server's own process and the worker are children of `up`
            found = [pid for pid in found if (parent(pid) == up) == (kind != "web process")]
        return self.chance.choice(sorted(found)) if found else None

    def send_again(self) -> None:
        """Send calls that were answered once more: they get the first answer, and nothing else by their name."""
        for tablet in self.tablets:
            for call in self.chance.sample(tablet.calls, min(3, len(tablet.calls))):
                status, _place, text = tablet.deliver(call.key, call.body)
                assert (status, json.loads(text)) == (HTTPStatus.OK, call.answer), (status, text)
                status, _place, text = tablet.deliver(call.key, call.body + " ")
                assert status == HTTPStatus.CONFLICT, (status, text)

    def leave(self) -> None:
        """Let nothing run on, whatever happened."""
        if self.up.process.poll() is None:
            self.up.stop(signal.SIGKILL)

    def end(self) -> dict[str, object]:
        """Stop everything, read the logs again from their first entries, and return what the rounds came to."""
        self.up.stop()
        verified = json.loads(self.installation.run("ledger", "verify", "--json"))
        calls = [call for tablet in self.tablets for call in tablet.calls]
        found = self.judge.found
        faults = [*found.lost, *found.duplicated, *found.half_written, *found.broken_proofs]
        took = {kind: [each for of, each in self.recovery if of == kind] for kind in self.killed}
        return {
            "rounds": len(self.recovery),
            "killed": dict(self.killed),
            "acknowledged_calls": len(calls),
            "acknowledged_forms": sum(len(call.forms) for call in calls),
            "acknowledged_readings": sum(len(each.handed_in) for each in self.typists),
            "lost": len(found.lost),
            "duplicated": len(found.duplicated),
            "half_written": len(found.half_written),
            "log_whole": verified["whole"] and not found.broken_proofs,
            "recovery_seconds": {kind: spread(times) for kind, times in took.items()},
            "faults": faults[:20],
        }


def stage(installation: Installation, stations: int) -> dict[str, Any]:
    """Make the election in an installation; return the keys of its callers."""
    words = [sys.executable, "-m", "telusur.config.tests.kills.stage", str(stations)]
    made = subprocess.run(words, env=installation.environment, capture_output=True, text=True, check=False, cwd="/")
    assert made.returncode == 0, made.stderr
    return dict(json.loads(made.stdout))


def answered(tablet: Tablet, moment: float) -> float:
    """Return when the first call was answered that began after a moment; 0 while none was."""
    return next((call.ended for call in tablet.calls if call.began > moment), 0.0)


def spread(times: list[float]) -> dict[str, float]:
    return {"median": round(median(times), 2), "longest": round(max(times), 2)}


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
