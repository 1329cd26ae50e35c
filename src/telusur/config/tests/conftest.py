"""Installations for tests that do not ask how one is made: it is made once, and copied."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from .installations import Installation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with nothing in it and nothing running, made by two commands at once on an empty folder."""
    made = Installation(tmp_path_factory.mktemp("made") / "var")
    both = [made.begin("offices", "list"), made.begin("migrate")]
    ended = [(process.communicate()[0], process.returncode) for process in both]
    assert [code for _, code in ended] == [0, 0], ended
    return made


@pytest.fixture(scope="package")
def copied(made: Installation) -> Callable[[Path], Installation]:
    """Copy the installation that was made to a folder that is not there yet."""

    def copy(var: Path) -> Installation:
        shutil.copytree(made.var, var)
        return Installation(var)

    return copy
