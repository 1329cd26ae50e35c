"""Keeps the embedded server running exactly as long as somebody uses it.

Whoever uses the server (`up`, a command, the tests) holds a shared lock on `run/users.lock`. The first one starts a
keeper, a small process that starts the server and then waits for the exclusive lock: it gets it when the last user
has left, whether he left in order or was killed, and then stops the server. So commands may come and go beside each
other and beside `up`, and none of them owns the server.
"""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from .postgres import START_LIMIT, STOP_LIMIT, Server, ServerFailed
from .unprivileged import Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

AT_ONCE = 5  # how often a server that dies again and again is started again without a pause
STEADY = 10  # seconds after which a server counts as healthy again
LONGEST_PAUSE = 30  # seconds between further starts


def open_lock(var: Path, name: str) -> int:
    """Return a descriptor of `run/<name>`. Closing it, also by the death of the process, gives the lock back."""
    folder = var / "run"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def locked(var: Path, name: str) -> Iterator[None]:
    """Hold the exclusive lock `name`, waiting for it."""
    lock = open_lock(var, name)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def holding(var: Path) -> Iterator[Server]:
    """Use the server of `var`: it runs when the block begins and until the last user is out. Raises: ServerFailed."""
    var.mkdir(parents=True, exist_ok=True, mode=0o700)
    users = open_lock(var, "users.lock")
    try:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits for a keeper that is just stopping the server
        server = Server(var)
        with locked(var, "start.lock"):
            _ensure(server)
        yield Server(var)
    finally:
        fcntl.flock(users, fcntl.LOCK_UN)
        _wait_for_the_end(var, users)
        os.close(users)
        _reap(var)


@contextmanager
def alone(var: Path) -> Iterator[None]:
    """Keep everybody else from using the server, which is stopped meanwhile. Waits for those who use it now."""
    with locked(var, "users.lock"):
        yield


def _ensure(server: Server) -> None:
    if not _is_held(server.var, "keeper.lock"):
        _start_keeper(server.var)
        return
    until = time.monotonic() + START_LIMIT
    while not server.is_ready():
        if not _is_held(server.var, "keeper.lock") or time.monotonic() > until:
            raise ServerFailed(f"PostgreSQL tidak mau mulai; catatannya di {server.log}:\n{server.log_tail()}")
        time.sleep(0.02)


_STARTED: dict[Path, subprocess.Popen[bytes]] = {}  # they may outlive this process; those that do not are reaped


def _start_keeper(var: Path) -> None:
    with (var / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "telusur.config.keeper", str(var)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd="/",
            start_new_session=True,  # Ctrl-C reaches the commands, not the server under them
        )
    assert keeper.stdout is not None  # noqa: S101 asked for above
    said = keeper.stdout.read().decode()
    keeper.stdout.close()
    if said.strip() != "ready":
        keeper.wait()
        raise ServerFailed(said.strip() or f"PostgreSQL tidak mau mulai; lihat {var / 'keeper.log'}.")
    _STARTED[var] = keeper


def _reap(var: Path) -> None:
    keeper = _STARTED.pop(var, None)
    if keeper is not None and not _is_held(var, "keeper.lock"):
        keeper.wait()
    elif keeper is not None:
        keeper.returncode = 0  # others still use its server: it is no longer this process's business


def _is_held(var: Path, name: str) -> bool:
    lock = open_lock(var, name)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _wait_for_the_end(var: Path, users: int) -> None:
    """Return once the server has stopped, or at once where others still use it."""
    until = time.monotonic() + STOP_LIMIT
    while _is_held(var, "keeper.lock") and time.monotonic() < until:
        if not _could(users, fcntl.LOCK_EX) and _could(users, fcntl.LOCK_SH):
            return
        time.sleep(0.01)


def _could(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(lock, fcntl.LOCK_UN)
    return True


class ServerDied(Exception):
    """Raised by the signal that tells of a child's death."""


class Stop(Exception):
    """Raised by a signal that asks the keeper itself to end."""


def keep(var: Path) -> None:
    """Start the server, say `ready`, and stay until the last user has left."""
    os.umask(0o077)
    fcntl.flock(open_lock(var, "keeper.lock"), fcntl.LOCK_EX)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    users = open_lock(var, "users.lock")
    server = Server(var)
    deaths = 0
    while not (deaths and _all_have_left(users, deaths)):
        began = time.monotonic()
        try:
            process = server.start()
        except (ServerFailed, Unreachable) as error:
            if not deaths:
                sys.stdout.write(str(error))
                return
            deaths += 1
            continue
        if not deaths:
            sys.stdout.write("ready")
            sys.stdout.flush()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # closes the pipe: the starter reads to its end
        if _wait_for_last_user(users, process):
            process.send_signal(signal.SIGINT)
            process.wait()
            return
        deaths = 1 if time.monotonic() - began > STEADY else deaths + 1


def _all_have_left(users: int, deaths: int) -> bool:
    """Wait as long as so many deaths ask; return whether the last user has left meanwhile."""
    pause = 0.0 if deaths <= AT_ONCE else min(2.0 ** (deaths - AT_ONCE), LONGEST_PAUSE)
    until = time.monotonic() + pause
    while time.monotonic() < until:
        with suppress(BlockingIOError):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # kept: who comes now waits for the next keeper
            return True
        time.sleep(0.1)
    return False


def _wait_for_last_user(users: int, process: subprocess.Popen[bytes]) -> bool:
    """Return True when nobody uses the server any more, False when it died under its users."""

    def died(_number: int, _frame: FrameType | None) -> NoReturn:
        raise ServerDied

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise Stop

    try:
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGCHLD, died)
        while process.poll() is None:
            try:
                fcntl.flock(users, fcntl.LOCK_EX)
            except ServerDied:
                continue
            return True
    except ServerDied:
        process.wait()
    except Stop:
        return True
    finally:
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
    return False


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
