"""Has a stranger's file parsed in a process of its own, forked where the parsers are already loaded."""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO, TypedDict

from ..rules.content import Fault, Unacceptable
from ..rules.reading.serving import HEAD, TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..rules.content import Limits

PARSER = "telusur.kernel.documents.rules.reading"
SECONDS = {"check": 8, "table": 60, "read": 180, "release": 600, "prepare": 900, "blacken": 1200, "prove": 900}
SECONDS |= {"bare": 30, "cover": 30}  # for a picture alone
SECONDS |= {"survey": 180, "draw": 60, "identities": 900, "join": 900}  # for a bundle
MOST_BYTES = 256 << 20  # of an answer
PATIENCE = 10  # seconds after its time within which a process must have been ended
Facts = Mapping[str, Any]


class Job(TypedDict):
    act: str
    kind: str
    seconds: float


def parse(
    act: str,
    kind: str,
    content: BinaryIO,
    limits: Limits,
    *,
    folder: Path | None = None,
    more: Facts = MappingProxyType({}),
) -> dict[str, Any]:
    """Return what a process of its own found in a stranger's file; it inherits no secret, and its end is not ours.

    act: a key of SECONDS. content: a file with a descriptor. folder: where
    pictures go, and where the act finds what no list of processes may show. more: further bounds of the act.
    Raises: Unacceptable; RuntimeError, where the machine has no room for a process.
    """
    said: Job = {"act": act, "kind": kind, "seconds": SECONDS[act]}
    content.flush()
    with tempfile.TemporaryFile() as rest:
        rest.write(json.dumps({**said, "limits": asdict(limits), "folder": str(folder or ""), **more}).encode())
        rest.flush()
        try:
            for _ in range(2):  # the server may have been killed with all that it did
                os.lseek(rest.fileno(), 0, os.SEEK_SET)
                os.lseek(content.fileno(), 0, os.SEEK_SET)
                if (ended := _SERVER.do(said, content.fileno(), rest.fileno())) is not None:
                    return _judged(*ended)
        finally:
            content.seek(0)
    raise RuntimeError("no process could be started for a parser")


class _Server:
    """The process that forks the parsers, one to each process of ours, started at its first job."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def do(self, job: Job, content: int, rest: int) -> tuple[int, bytes] | None:
        """Return how a process ended its job and what it answered; None where there was none.

        job: what the server is told. content, rest: descriptors of the file, and of all that the process is told.
        Raises: Unacceptable, where neither comes in time.
        """
        with _pipe() as (answer, answer_to), _pipe() as (status, status_to):
            try:
                self._send(json.dumps(job).encode(), [content, rest, answer_to, status_to])
            finally:
                os.close(answer_to)
                os.close(status_to)
            ends = time.monotonic() + job["seconds"] + PATIENCE
            answered = _read(answer, ends=ends)
            ended = _read(status, ends=ends)
        return (int(ended), answered) if ended else None

    def end(self) -> None:
        """Let the server and all that it still does end."""
        with self._lock:
            self._forget()

    def _send(self, said: bytes, descriptors: list[int]) -> None:
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._forget()
                self._start()
            if not self._write(said, descriptors):  # it went to rest since
                self._forget()
                self._start()
                self._write(said, descriptors)

    def _write(self, said: bytes, descriptors: list[int]) -> bool:
        """Return whether the server has taken the job; what is half written ends it."""
        assert self._control is not None  # noqa: S101 started above
        try:
            socket.send_fds(self._control, [len(said).to_bytes(HEAD)], descriptors)
            self._control.sendall(said)
            return self._control.recv(len(TAKEN)) == TAKEN
        except (BrokenPipeError, ConnectionResetError):
            return False
        except BaseException:
            self._forget()
            raise

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", PARSER, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
                start_new_session=True,
            )

    def _forget(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(PATIENCE)  # it ends when nobody is left to send it a job
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None

    def begin_anew(self) -> None:
        """Start with nothing in a fork of this process: the server and its lock are the other one's."""
        if self._control is not None:
            self._control.close()
        self.__init__()  # type: ignore[misc]


_SERVER = _Server()
os.register_at_fork(after_in_child=_SERVER.begin_anew)


@contextmanager
def _pipe() -> Iterator[tuple[int, int]]:
    """Give both ends of a pipe; the one that is read is closed after the block."""
    read, write = os.pipe()
    try:
        yield read, write
    finally:
        os.close(read)


def _read(descriptor: int, *, ends: float) -> bytes:
    """Return all that comes until the other end is closed. Raises: Unacceptable, where that is too long."""
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while selector.select(max(0.0, ends - time.monotonic())):
            if not (part := os.read(descriptor, 1 << 16)):
                return b"".join(parts)
            parts.append(part)
            if (size := size + len(part)) > MOST_BYTES:
                break
    raise Unacceptable(Fault.TOO_LONG)


def _judged(returncode: int, answered: bytes) -> dict[str, Any]:
    if returncode in (-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL, -signal.SIGABRT):
        raise Unacceptable(Fault.TOO_LONG)
    if returncode != 0:
        raise Unacceptable(Fault.DAMAGED)
    answer: dict[str, Any] = json.loads(answered)
    if "fault" in answer:
        raise Unacceptable(Fault(answer["fault"]), **answer["facts"])
    return answer
