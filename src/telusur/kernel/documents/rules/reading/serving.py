"""Forks a process for each file: what a parser imports is paid for once, and no process sees two files."""

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

    Work = Callable[[dict[str, Any], int], dict[str, Any]]

HEAD = 4  # bytes before a job: its length
DESCRIPTORS = 3  # beside a job: the file, where the answer goes, and where it is said how the process ended
IDLE_SECONDS = 300  # without a job, after which the memory is given back
MOST_DESCRIPTORS = 65536


@dataclass(frozen=True)
class _Child:
    status: int
    ends: float


def serve(control: socket.socket, *, load: Callable[[dict[str, Any]], None], work: Work) -> None:
    """Fork for every job that comes by `control`, until its other end closes or nothing has come for long.

    load: imports what a job needs, before the fork. work: does it, given the file's descriptor, in the process of its
    own, which holds no other descriptor, and whose answer is written as JSON.
    """
    told, tell = os.pipe()
    os.set_blocking(told, False)
    os.set_blocking(tell, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(tell)
    children: dict[int, _Child] = {}
    while True:
        ends = min((child.ends for child in children.values()), default=time.monotonic() + IDLE_SECONDS)
        ready, _, _ = select.select([control.fileno(), told], [], [], max(0.0, ends - time.monotonic()))
        if told in ready:
            os.read(told, 4096)
        _end_overdue(children)
        _bury(children)
        if control.fileno() in ready:
            taken = _take(control)
            if taken is None:
                break
            _begin(*taken, children, load, work)
        elif not children and time.monotonic() >= ends:
            break
    for pid in children:
        _kill(pid)


def _take(control: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Return the next job with its descriptors, or None where nobody is left to send one."""
    try:
        head, descriptors, _, _ = socket.recv_fds(control, HEAD, DESCRIPTORS)
        size = int.from_bytes(head)
        said = b""
        while len(head) == HEAD and len(said) < size and (part := control.recv(size - len(said))):
            said += part
    except ConnectionResetError:
        return None
    if len(descriptors) != DESCRIPTORS or len(said) < size:
        return None
    job: dict[str, Any] = json.loads(said)
    return job, list(descriptors)


def _begin(
    job: dict[str, Any],
    descriptors: list[int],
    children: dict[int, _Child],
    load: Callable[[dict[str, Any]], None],
    work: Work,
) -> None:
    content, answer, status = descriptors
    load(job)
    if pid := os.fork():
        os.close(content)
        os.close(answer)
        children[pid] = _Child(status, time.monotonic() + job["seconds"])
    else:
        _work(job, content, answer, work)


def _work(job: dict[str, Any], content: int, answer: int, work: Work) -> NoReturn:
    """Do one job as a process of its own session that inherits a file, a place for its answer, and nothing else."""
    ended = os.EX_SOFTWARE
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(content, 0)
        os.dup2(answer, 1)
        os.closerange(3, MOST_DESCRIPTORS)
        said = json.dumps(work(job, 0)).encode()
        with os.fdopen(1, "wb") as out:
            out.write(said)
        ended = os.EX_OK
    finally:
        os._exit(ended)


def _end_overdue(children: dict[int, _Child]) -> None:
    for pid, child in children.items():
        if child.ends <= time.monotonic():
            _kill(pid)


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
