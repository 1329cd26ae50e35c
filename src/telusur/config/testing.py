"""The pytest plugin of this repository: a real PostgreSQL of its own, started before Django reads its settings.

Where pytest-xdist runs the tests in several processes, each has its own data folder and its own server.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest

from .environment import ROOT
from .keeper import holding, locked

_HELD = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    var = Path(os.environ.get("TELUSUR_VAR") or ROOT / "var" / "test") / os.environ.get("PYTEST_XDIST_WORKER", "")
    os.environ["TELUSUR_VAR"] = str(var)
    os.environ["TELUSUR_TESTING"] = "1"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop in this thread
    (var / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing folder
    if not os.environ.get("DATABASE_URL"):
        _HELD.enter_context(locked(var, "tests.lock"))  # a second run waits: both use the one test database
        _HELD.enter_context(holding(var))


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    hypothesis.settings.register_profile("telusur", deadline=None)  # a slow machine is no fault of the code
    hypothesis.settings.load_profile("telusur")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what shares a costly fixture in one process: a file, and the folder that loads the whole demo."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            demo = ROOT / "tests" / "demo" in item.path.parents
            item.add_marker(pytest.mark.xdist_group("demo" if demo else item.nodeid.partition("::")[0]))


def pytest_unconfigure() -> None:
    _HELD.close()
