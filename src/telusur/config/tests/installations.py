"""Real installations for tests: a data folder of their own, and the command run as a user runs it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 120  # seconds after which something that should happen counts as not happening
OF_THE_TESTS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "TELUSUR_TESTING", "DJANGO_ALLOW_ASYNC_UNSAFE")


def until(find: Callable[[], Any], what: str) -> Any:
    """Return what `find` finds as soon as it is true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := find():
            return found
        time.sleep(0.02)
    raise AssertionError(what)


class Installation:
    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        rest = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        self.environment = {**rest, "TELUSUR_VAR": str(var), "PYTHONUNBUFFERED": "1", **environment}

    def begin(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "telusur.config", *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
        )

    def run(self, *words: str) -> str:
        """Return what a command that succeeds prints."""
        process = self.begin(*words)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        return said

    def fail(self, *words: str) -> str:
        """Return what a command that fails prints."""
        process = self.begin(*words)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode != 0, said
        return said

    def processes(self) -> dict[int, str]:
        """Return every live process of this installation: those that were told of it, and its database."""
        found = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                told = f"TELUSUR_VAR={self.var}\0".encode() in (entry / "environ").read_bytes()
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                at_home = (entry / "cwd").resolve() == self.var / "postgres"
            except OSError:
                continue
            kept = words.rstrip().endswith(f"telusur.config.keeper {self.var}")
            if (told or at_home or kept) and words and int(entry.name) != os.getpid():
                found[int(entry.name)] = words
        return found


class Running:
    """`telusur up`, ready."""

    def __init__(self, installation: Installation, *words: str) -> None:
        self.installation = installation
        self.process = installation.begin("up", *words)
        self.said = ""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "Telusur siap" in line:
                break
        found = re.search(r"http://localhost:(\d+)/", self.said)
        assert found, self.said
        self.port = int(found[1])
        self.since: list[str] = []  # read all the time: a pipe that is full would stop who writes into it
        self.listener = threading.Thread(target=self.since.extend, args=[self.process.stdout], daemon=True)
        self.listener.start()

    def stop(self, number: int = signal.SIGTERM) -> str:
        """Send the signal, return what was said since; nothing of the installation may be left."""
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        self.listener.join(PATIENCE)
        until(lambda: not self.installation.processes(), f"left: {self.installation.processes()}")
        return "".join(self.since)
