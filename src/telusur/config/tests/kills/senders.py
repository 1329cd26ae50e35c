"""Who calls while processes are killed: tablets that send forms, and people who type them on pages.

Each goes on with a call until it is answered, as a device or a person would, and writes down what was acknowledged.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from telusur.config.tests.installations import PATIENCE

from .stage import CONTEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAUSE = 0.05  # seconds before a call is tried again, and between the calls of a tablet
SILENCE = 20  # seconds after which a call counts as unanswered
MOST_FORMS = 50
VECTOR = "," * 28 + "{0},{1},{2}"  # only the votes are read
TOKEN = "t" * 32  # of the check against forged requests: cookie and header hold the same


@dataclass(frozen=True)
class Call:
    """An acknowledged call of a tablet. began, ended: seconds of the monotonic clock."""

    key: str
    body: str
    forms: Mapping[str, str]
    answer: dict[str, int]
    began: float
    ended: float


class Caller:
    """Somebody who calls. fault: an answer that nobody should get, which ends it."""

    def __init__(self, port: int) -> None:
        self.port, self.stopping, self.fault = port, threading.Event(), ""
        self.line: http.client.HTTPConnection | None = None
        self.asked_again = False

    def asks(self, path: str, body: str, headers: Mapping[str, str]) -> tuple[int, str, str]:
        """Post until there is an answer, whatever it takes; return its status, place and text."""
        self.asked_again, end = False, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=SILENCE)
                self.line.request("POST", path, body, {"Host": "localhost", **headers})
                answer = self.line.getresponse()
                text = answer.read().decode()
            except (OSError, http.client.HTTPException):
                self.line = None
            else:
                if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                    return answer.status, answer.headers.get("Location", ""), text
            self.asked_again = True
            time.sleep(PAUSE)
        return 0, "", "no answer"


class Tablet(Caller):
    """A device. Every form it sends has votes that were never sent before, so that each becomes one event."""

    def __init__(self, port: int, key: str, name: str, stations: Sequence[int], seed: int) -> None:
        super().__init__(port)
        self.key, self.called, self.stations = key, name, stations
        self.chance, self.turn, self.calls = random.Random(seed), 0, list[Call]()  # noqa: S311 no secret

    def run(self) -> None:
        self.stopping.clear()
        while not self.stopping.is_set() and not self.fault:
            chosen = self.chance.sample(self.stations, self.chance.randint(1, MOST_FORMS))
            forms = {
                str(code): VECTOR.format(self.turn % 250, self.turn // 250, place) for place, code in enumerate(chosen)
            }
            self.send(forms)
            time.sleep(PAUSE)

    def send(self, forms: Mapping[str, str]) -> None:
        self.turn += 1
        sent = [{"station": code, "vector": vector} for code, vector in forms.items()]
        body, key = json.dumps({"contest": CONTEST["contest"], "forms": sent}), f"{self.called}-{self.turn}"
        began = time.monotonic()
        status, _place, text = self.deliver(key, body)
        if status == HTTPStatus.OK:
            self.calls.append(Call(key, body, forms, json.loads(text), began, time.monotonic()))
        else:
            self.fault = f"{key}: {status} {text}"

    def deliver(self, key: str, body: str) -> tuple[int, str, str]:
        headers = {
            "Authorization": f"Bearer {self.key}", "Idempotency-Key": key, "Content-Type": "application/json"
        }  # fmt: skip
        return self.asks("/api/v1/results/forms", body, headers)


class Typist(Caller):
    """A person who opens each form, saves half of it as a draft, and hands in the other half: only a draft that was
    kept makes it whole."""

    def __init__(self, port: int, person: int, session: str, fields: Sequence[str]) -> None:
        super().__init__(port)
        self.person, self.fields = person, fields
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.waiting: list[int] = []
        self.handed_in: dict[int, str] = {}

    def run(self) -> None:
        while self.waiting and not self.fault:
            self.type(self.waiting.pop(0))
            time.sleep(PAUSE)

    def type(self, station: int) -> None:
        cells = form_of(station, self.fields)
        half = len(self.fields) // 2
        first, second = (dict(list(cells.items())[part]) for part in (slice(half), slice(half, None)))
        status, place, text = self.page(station, {"act": "begin"})
        if status != HTTPStatus.FOUND or not place.endswith("/isi/"):
            self.fault = f"{station} not opened: {status} {place} {text[:500]}"
            return
        status, place, text = self.page(station, first, "draf/", {"Accept": "application/json"})
        if status != HTTPStatus.OK:
            self.fault = f"{station} no draft: {status} {place} {text[:500]}"
            return
        status, place, text = self.page(station, second)
        taken = status == HTTPStatus.FOUND and place == f"/rekapitulasi/{CONTEST['election']}/"
        told_that_it_was = self.asked_again and status == HTTPStatus.OK
        if taken or told_that_it_was:
            self.handed_in[station] = ",".join(cells.values())
        else:
            self.fault = f"{station} not handed in: {status} {place} {text[:500]}"

    def page(
        self, station: int, cells: Mapping[str, str], under: str = "", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        path = f"/rekapitulasi/{CONTEST['election']}/{CONTEST['contest']}/{station}/isi/{under}"
        return self.asks(path, urlencode(cells), self.headers | (headers or {}))


def form_of(station: int, fields: Sequence[str]) -> dict[str, str]:
    """Return the cells of a polling station's form, the same for everybody who reads it."""
    return {name: str((station + 7 * place) % 90) for place, name in enumerate(fields)}
