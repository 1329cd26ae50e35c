"""Whether an entry of the list of public information is complete: every column that the rule names is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def lacking_columns(entry: Mapping[str, object], required: Sequence[str]) -> list[str]:
    """Return the required columns that an entry leaves empty, in the order of the rule."""
    return [name for name in required if not str(entry[name] or "").strip()]
