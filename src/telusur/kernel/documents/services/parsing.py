from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from ..rules.content import Fault, Unacceptable

if TYPE_CHECKING:
    from pathlib import Path

    from ..rules.content import Limits

PARSER = "telusur.kernel.documents.rules.reading"
SECONDS = {"check": 8, "table": 60, "read": 180, "release": 600, "prepare": 900, "blacken": 1200, "prove": 900}
SECONDS |= {"survey": 180, "draw": 60, "identities": 900, "join": 900}  # what a bundle asks for
Facts = Mapping[str, Any]


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
    Raises: Unacceptable.
    """
    job = {"act": act, "kind": kind, "limits": asdict(limits), "seconds": SECONDS[act], "folder": str(folder or "")}
    job |= more
    content.flush()
    os.lseek(content.fileno(), 0, os.SEEK_SET)
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", PARSER, json.dumps(job)],
        stdin=content.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        start_new_session=True,
    )
    try:
        answered, _ = child.communicate(timeout=SECONDS[act])
    except subprocess.TimeoutExpired as error:
        raise Unacceptable(Fault.TOO_LONG) from error
    finally:
        _end(child)
        content.seek(0)
    return _judged(child.returncode, answered)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()


def _judged(returncode: int, answered: bytes) -> dict[str, Any]:
    if returncode in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT):
        raise Unacceptable(Fault.TOO_LONG)
    if returncode != 0:
        raise Unacceptable(Fault.DAMAGED)
    answer: dict[str, Any] = json.loads(answered)
    if "fault" in answer:
        raise Unacceptable(Fault(answer["fault"]), **answer["facts"])
    return answer
