"""Whoever runs an installation finds every variable in one table."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_THE_PROGRAM = {"TELUSUR_TESTING", "TELUSUR_SERVING"}  # set by the program for its own children


def test_every_variable_that_the_code_reads_is_in_the_operations_guide():
    source = "".join(path.read_text() for path in (ROOT / "src" / "telusur" / "config").glob("*.py"))
    read = set(re.findall(r"\b(TELUSUR_[A-Z_]+|DATABASE_URL)\b", source)) - OF_THE_PROGRAM
    guide = set(re.findall(r"`(TELUSUR_[A-Z_]+|DATABASE_URL)`", (ROOT / "docs" / "operations.md").read_text()))
    assert read - guide == set()
    assert guide - read == set()
