"""How long a text may be that somebody types: one rule for what people ask and for what officers write about it."""

from __future__ import annotations

MOST_LETTERS = 8000
