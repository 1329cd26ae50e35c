"""Hundreds of passages in the manner of real reports: each fault is found as what it is, and nothing sound is."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from telusur.openness.reports import selectors
from telusur.openness.reports.rules.linting import lint

PASSAGES = tomllib.loads((Path(__file__).parent / "passages.toml").read_text("utf-8"))
BY = selectors.yardstick(on=date(2026, 3, 16))


def kinds(text: str) -> set[str]:
    return {each.kind.value for each in lint(text, year=2024, by=BY)}


@pytest.mark.parametrize("kind", PASSAGES["faulty"])
def test_a_fault_is_found_as_what_it_is_and_nothing_else_beside_it(kind: str):
    assert [(text, found) for text in PASSAGES["faulty"][kind] if (found := kinds(text)) != {kind}] == []


def test_nothing_is_found_in_what_is_sound():
    assert [(text, found) for text in PASSAGES["sound"] if (found := kinds(text))] == []
