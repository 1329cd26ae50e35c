"""`telusur up`: the web server and the worker over the database, in one process tree that ends as one."""

from __future__ import annotations

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from .keeper import open_lock
from .postgres import die_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PORTS_TRIED = 100
READY_LIMIT = 60  # seconds until a web server that does not answer counts as failed
LONGEST_PAUSE = 30  # seconds between restarts of a child that dies again and again
STEADY = 10  # seconds after which a child counts as healthy again


@contextmanager
def only_one(var: Path) -> Iterator[Callable[[str], None]]:
    """Be the one supervisor of this data folder; yields what notes the address for a second one to name."""
    lock = open_lock(var, "up.lock")
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = os.pread(lock, 1000, 0).decode() or "proses lain"
            raise click.ClickException(f"Telusur sudah berjalan dengan folder data {var}: {running}.") from None

        def note(text: str) -> None:
            os.ftruncate(lock, 0)
            os.pwrite(lock, text.encode(), 0)

        note(f"proses {os.getpid()}")
        yield note
        note("")
    finally:
        os.close(lock)


def free_port(host: str, wanted: int) -> int:
    """Return `wanted`, or the next port nobody listens on."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return port
    raise click.ClickException(f"Tidak ada porta bebas antara {wanted} dan {wanted + PORTS_TRIED - 1}.")


@dataclass
class Child:
    """A process that should always run. `grace`: seconds it may take to end by itself."""

    name: str
    command: list[str]
    environment: dict[str, str]
    dies_by: signal.Signals
    grace: float
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started: float = 0.0
    due: float = field(default=0.0)

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which then stops all in order
            preexec_fn=die_with_parent(self.dies_by),  # noqa: PLW1509 the supervisor has one thread
        )

    def tend(self) -> None:
        """Start the process again when it has died, at once the first time, then with growing pauses."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self._kill_group()
            self.deaths = 1 if now - self.started > STEADY else self.deaths + 1
            pause = 0 if self.deaths == 1 else min(2.0**self.deaths, LONGEST_PAUSE)
            click.echo(f"{self.name} berhenti (kode {self.process.returncode}), dimulai lagi dalam {pause:.0f} detik.")
            self.process, self.due = None, now + pause
        if self.process is None and now >= self.due:
            self.start()

    def stop(self) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.grace)
        self._kill_group()  # whatever it left behind
        self.process.wait()

    def _kill_group(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def children(*, host: str, port: int, workers: int) -> list[Child]:
    """Return web server and worker, in the order in which they stop."""
    environment = {
        **os.environ,
        "TELUSUR_SERVING": "1",
        "TELUSUR_BASE_URL": os.environ.get("TELUSUR_BASE_URL", f"http://localhost:{port}"),
    }
    web = [sys.executable, "-m", "telusur.config.web", "--host", host, "--port", str(port), "--workers", str(workers)]
    worker = [sys.executable, "-m", "telusur.config", "worker"]
    without_pool = {name: value for name, value in environment.items() if name != "TELUSUR_SERVING"}
    return [
        Child("Peladen web", web, environment, signal.SIGTERM, grace=12),
        Child("Pekerja", worker, without_pool, signal.SIGKILL, grace=12),
    ]


def serve(family: list[Child], *, host: str, port: int, on_ready: Callable[[], None]) -> None:
    """Run the children until a signal asks to stop; then stop them in order. Raises: ClickException."""
    asked = threading.Event()
    previous = {
        number: signal.signal(number, lambda *_: asked.set())
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        for child in family:
            child.start()
        until, answered = time.monotonic() + READY_LIMIT, False
        while not asked.is_set():
            if not answered and _answers(host, port):
                answered = True
                on_ready()
            if not answered and (family[0].process is None or time.monotonic() > until):
                raise click.ClickException("Peladen web tidak mau mulai; pesannya di atas.")
            if answered:
                for child in family:
                    child.tend()
            elif family[0].process and family[0].process.poll() is not None:
                raise click.ClickException("Peladen web tidak mau mulai; pesannya di atas.")
            asked.wait(0.5 if answered else 0.05)
    finally:
        for child in family:
            child.stop()
        for number, handler in previous.items():
            signal.signal(number, handler)


def _answers(host: str, port: int) -> bool:
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 the wildcard is only compared
    connection = http.client.HTTPConnection(here, port, timeout=10)
    try:
        connection.request("GET", "/sehat", headers={"Host": "localhost"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
