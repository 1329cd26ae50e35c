"""The pytest plugin of this repository: a real PostgreSQL of its own, started before Django reads its settings."""

from __future__ import annotations

import atexit
import os
from pathlib import Path

import pytest

from .environment import ROOT
from .postgres import Server


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    os.environ.setdefault("TELUSUR_VAR", str(ROOT / "var" / "test"))
    os.environ["TELUSUR_TESTING"] = "1"
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    if not os.environ.get("DATABASE_URL"):
        server = Server(Path(os.environ["TELUSUR_VAR"]))
        server.start()
        atexit.register(server.stop)
