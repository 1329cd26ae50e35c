"""The devices of a rehearsal: forms come to them in their order, and go on in calls of up to fifty until accepted."""

from __future__ import annotations

import hashlib
import http.client
import json
import random
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..rules.rehearsal import pause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.rehearsal import Sample, Tally

MOST_FORMS = 50
SILENCE = 30  # seconds after which a call counts as unanswered
IDLE = 0.02


class NoServer(Exception):
    """The server cannot be reached, or refuses this device; the text says what it said."""


@dataclass(frozen=True)
class Server:
    """A running server as a device knows it."""

    address: str
    key: str

    def line(self) -> http.client.HTTPConnection:
        """Return a connection for one thread."""
        parts = urlsplit(self.address)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        return kind(parts.netloc, timeout=SILENCE)

    def ask(self, line: http.client.HTTPConnection, path: str, body: str = "", name: str = "") -> tuple[int, str]:
        """Return status and text of an answer. Raises: OSError, HTTPException."""
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        if name:
            headers["Idempotency-Key"] = name
        line.request("POST" if body else "GET", urlsplit(self.address).path.rstrip("/") + path, body or None, headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode(errors="replace")

    def read(self, path: str) -> Any:
        """Return what an address of the interface answers. Raises: NoServer."""
        try:
            status, text = self.ask(self.line(), path)
        except (OSError, http.client.HTTPException, ValueError) as error:  # the last: an address that is none
            raise NoServer(str(error)) from error
        if status != HTTPStatus.OK:
            raise NoServer(_detail(text))
        return json.loads(text)


@dataclass(frozen=True)
class Form:
    """A form that will come. minute: simulated. content: as it is sent."""

    minute: float
    content: dict[str, Any]


@dataclass
class Devices:
    """Sends what has come. lock: of the tally and the queue. ended: no more comes. stopped: let go even what waits.
    waiting: how many forms wait for people, as the server last said."""

    server: Server
    contest: str
    tally: Tally
    lock: threading.Lock = field(default_factory=threading.Lock)
    queue: deque[tuple[Form, float]] = field(default_factory=deque)
    in_hand: dict[int, Sequence[tuple[Form, float]]] = field(default_factory=dict)
    ended: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)
    refusal: str = ""
    waiting: int | None = None
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self, number: int) -> None:
        """Let so many devices send at the same time."""
        self.threads = [threading.Thread(target=self._send_all, args=[place], daemon=True) for place in range(number)]
        for thread in self.threads:
            thread.start()

    def come(self, forms: Sequence[Form]) -> None:
        """Let forms come to the devices now."""
        now = time.monotonic()
        with self.lock:
            self.queue.extend((form, now) for form in forms)
            self.tally.arrived += len(forms)

    def is_idle(self) -> bool:
        """Return whether everything that came is answered."""
        with self.lock:
            return not (self.queue or self.in_hand)

    def sample(self, minute: float) -> Sample:
        """Keep how it stands at a simulated minute."""
        with self.lock:
            return self.tally.sample(minute=minute, waiting=self.waiting)

    def first_left(self) -> float | None:
        """Return the minute of the earliest form that was not answered; None where there is none."""
        with self.lock:
            left = [*self.queue, *(each for held in self.in_hand.values() for each in held)]
        return min((form.minute for form, _came in left), default=None)

    def _send_all(self, place: int) -> None:
        line = self.server.line()
        while not self.stopped.is_set():
            with self.lock:
                held = [self.queue.popleft() for _each in range(min(MOST_FORMS, len(self.queue)))]
                if held:
                    self.in_hand[place] = held
            if held:
                line = self._send(line, held)
                with self.lock:
                    if not self.stopped.is_set():
                        del self.in_hand[place]
            elif self.ended.is_set():
                return
            else:
                time.sleep(IDLE)

    def _send(self, line: http.client.HTTPConnection, held: Sequence[tuple[Form, float]]) -> http.client.HTTPConnection:
        """Send one call until it is answered, with pauses that grow; return the connection that still works."""
        sent = [form.content for form, _came in held]
        body = json.dumps({"contest": self.contest, "rehearsal": True, "forms": sent})
        name = hashlib.sha256(body.encode()).hexdigest()[:40]
        attempt = 0
        while not self.stopped.is_set():
            try:
                status, text = self.server.ask(line, "/api/v1/results/forms", body, name)
            except (OSError, http.client.HTTPException) as error:
                line.close()
                line, what = self.server.line(), type(error).__name__
            else:
                if self._settled(status, text, held):
                    return line
                what = f"HTTP {status}"
            with self.lock:
                self.tally.fail(what)
                self.tally.tried_again += 1
            self.stopped.wait(pause(attempt, random.random()))  # noqa: S311 only spreads calls
            attempt += 1
        return line

    def _settled(self, status: int, text: str, held: Sequence[tuple[Form, float]]) -> bool:
        """Count an answer; return whether it is the last word on the call."""
        if status == HTTPStatus.OK:
            with self.lock:
                came = [at for _form, at in held]
                end = int(json.loads(text)["next"])
                self.tally.accept(forms=len(held), came=came, now=time.monotonic(), end=end)
            return True
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return False
        with self.lock:
            self.tally.fail(f"HTTP {status}: {_detail(text)}")
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.CONFLICT}:  # no further call will fare better
            self.refusal = _detail(text)
            self.stopped.set()
        return True


def _detail(text: str) -> str:
    try:
        return str(json.loads(text)["detail"])
    except (ValueError, KeyError, TypeError):
        return text[:200]
