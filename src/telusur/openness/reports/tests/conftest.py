"""An office whose year is over: three people asked, and its books are filled."""

from __future__ import annotations

import pytest

from .factories import Bureau


@pytest.fixture
def bureau(db) -> Bureau:
    made = Bureau()
    made.asked(3)
    made.books()
    return made
