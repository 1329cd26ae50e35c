"""The pytest plugin of this repository: a real PostgreSQL of its own, started before Django reads its settings.

Where pytest-xdist runs the tests in several processes, each has its own data folder and its own server.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from xdist.scheduler import LoadScopeScheduling

from .environment import ROOT
from .keeper import holding, locked

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

    from .postgres import Server

TOGETHER = ("tests/demo/", "src/telusur/config/tests/")
# Seconds that a test of these folders takes, and one of the others: what takes longest is begun first, so that no
# process is left alone with it at the end. A wrong number costs time and nothing else.
SECONDS = {"tests/browser/": 10.0, "tests/demo/": 2.0, "tests/scenarios/": 1.0, "src/telusur/config/tests/": 3.0}
OTHERWISE = 0.15
_HELD = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    # Never the folder of an installation, whatever the environment says: this server does not wait for the disk.
    var = ROOT / "var" / "test" / os.environ.get("PYTEST_XDIST_WORKER", "")
    os.environ["TELUSUR_VAR"] = str(var)
    os.environ["TELUSUR_TESTING"] = "1"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
    (var / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing folder
    if not os.environ.get("DATABASE_URL"):
        _HELD.enter_context(locked(var, "tests.lock"))  # a second run waits: both use the one test database
        _spare_the_disk(_HELD.enter_context(holding(var)))


def _spare_the_disk(server: Server) -> None:
    """Let neither tests nor server wait for the disk: no test cuts its power; those that kill have another server."""
    os.fsync = lambda fd: None  # noqa: ARG005
    with psycopg.connect(host=str(server.sockets), user="postgres", dbname="postgres", autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(SQL("alter system set {} = off").format(Identifier(setting)))
        connection.execute("select pg_reload_conf()")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    whole = _whole()
    kept = whole.read_text() if whole.exists() else ""
    config.option.create_db = config.option.create_db or kept != _migrations()
    whole.unlink(missing_ok=True)
    hypothesis.settings.register_profile("telusur", deadline=None)  # a slow machine is no fault of the code
    hypothesis.settings.load_profile("telusur")


class _ByFile(LoadScopeScheduling):
    """Keep what shares a costly fixture in one process: a file, the folder that loads the whole demo, and the one that
    makes installations. The longest is begun first."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if file.startswith(folder)), file)

    def _assign_work_unit(self, node: WorkerController) -> None:
        longest = max(self.workqueue, key=lambda scope: len(self.workqueue[scope]) * _seconds(scope))
        self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)


def _seconds(scope: str) -> float:
    return next((seconds for folder, seconds in SECONDS.items() if scope.startswith(folder)), OTHERWISE)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    return _ByFile(config, log)


def pytest_unconfigure() -> None:
    _whole().write_text(_migrations())
    _HELD.close()


@cache
def _migrations() -> str:
    """Return a digest of the migrations these tests began with: one changed in its place asks for a new database."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].glob("**/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _whole() -> Path:
    """Return the mark that the last tests ended in order: what was killed left rows that the next would find."""
    return Path(os.environ["TELUSUR_VAR"]) / "ended-in-order"
