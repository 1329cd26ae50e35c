"""Forks a process for each file: what a parser imports is paid for once, and no process sees two files.

What this process is told of a job (its act, the kind of its file, its seconds) says nothing of anybody. The rest comes
in a file that only the fork reads: the memory of each fork begins as a copy of this process's.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

    Load = Callable[[str, str], None]
    Work = Callable[[dict[str, Any], int], dict[str, Any]]

HEAD = 4  # bytes before a job: its length
TAKEN = b"."  # said of each job once its descriptors are here
DESCRIPTORS = 4  # the file, the rest of the job, where the answer goes, where it is said how the process ended
IDLE_SECONDS = 300  # without a job, after which the memory is given back
MOST_DESCRIPTORS = 65536


@dataclass(frozen=True)
class _Job:
    act: str
    kind: str
    seconds: float
    content: int
    rest: int
    answer: int
    status: int

    def let_go(self) -> None:
        for descriptor in (self.content, self.rest, self.answer):
            os.close(descriptor)


@dataclass(frozen=True)
class _Child:
    status: int
    ends: float


def serve(control: socket.socket, *, load: Load, work: Work) -> None:
    """Fork for every job that comes by `control`, until its other end closes or nothing has come for long.

    load: imports what an act on a kind of file needs, before the fork. work: does a job, given the file's descriptor,
    in the process of its own, which holds no other descriptor, and whose answer is written as JSON.
    """
    told, tell = os.pipe()
    os.set_blocking(told, False)
    os.set_blocking(tell, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(tell)
    children: dict[int, _Child] = {}
    try:
        while (job := _next(control, told, children)) is not None:
            _begin(job, children, load, work)
    finally:
        for pid in children:
            _kill(pid)


def _next(control: socket.socket, told: int, children: dict[int, _Child]) -> _Job | None:
    """Return the next job, burying the dead meanwhile; None where nobody is left to send one, or none came for long."""
    while True:
        ends = min((child.ends for child in children.values()), default=time.monotonic() + IDLE_SECONDS)
        ready, _, _ = select.select([control.fileno(), told], [], [], max(0.0, ends - time.monotonic()))
        if told in ready:
            os.read(told, 4096)
        for pid, child in children.items():
            if child.ends <= time.monotonic():
                _kill(pid)
        _bury(children)
        if control.fileno() in ready:
            return _take(control)
        if not children and time.monotonic() >= ends:
            return None


def _take(control: socket.socket) -> _Job | None:
    try:
        head, descriptors, _, _ = socket.recv_fds(control, HEAD, DESCRIPTORS)
        size = int.from_bytes(head)
        said = b""
        while len(head) == HEAD and len(said) < size and (part := control.recv(size - len(said))):
            said += part
        if len(descriptors) != DESCRIPTORS or len(said) < size:
            return None
        control.sendall(TAKEN)
    except OSError:
        return None
    content, rest, answer, status = descriptors
    return _Job(**json.loads(said), content=content, rest=rest, answer=answer, status=status)


def _begin(job: _Job, children: dict[int, _Child], load: Load, work: Work) -> None:
    load(job.act, job.kind)
    try:
        pid = os.fork()
    except OSError:  # no room for another process now: the job is given back unsaid
        os.close(job.status)
        job.let_go()
        return
    if pid == 0:
        _work(job, work)
    job.let_go()
    children[pid] = _Child(job.status, time.monotonic() + job.seconds)


def _work(job: _Job, work: Work) -> NoReturn:
    """Do one job as a process of its own session that inherits a file, a place for its answer, and nothing else."""
    ended = os.EX_SOFTWARE
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, job.seconds)  # also where the process that would end it is gone
        with os.fdopen(job.rest, "rb") as rest:
            whole = json.load(rest)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.dup2(job.content, 0)
        os.dup2(job.answer, 1)
        os.closerange(3, MOST_DESCRIPTORS)
        said = json.dumps(work(whole, 0)).encode()
        with os.fdopen(1, "wb") as out:
            out.write(said)
        ended = os.EX_OK
    finally:
        os._exit(ended)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)  # it may not lead a group of its own yet


def _bury(children: dict[int, _Child]) -> None:
    """Say of each process that has ended how it did."""
    while children:
        pid, waited = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with contextlib.suppress(BrokenPipeError):
            os.write(children[pid].status, str(os.waitstatus_to_exitcode(waited)).encode())
        os.close(children.pop(pid).status)
