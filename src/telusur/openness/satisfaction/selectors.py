"""The rules of the survey in force: its nine elements and the bands of its values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rules_in_force

from .rules.index import Band

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class Named:
    """An element as the regulation names it; `words` tell its column where no code does."""

    name: str
    words: tuple[str, ...]


def elements(*, on: date) -> Mapping[str, Named]:
    """Return the nine elements by code. Law: PermenPANRB 14/2017."""
    rows = rules_in_force("satisfaction", "element", on=on)
    return {row.key: Named(row.text("name"), tuple(row["words"])) for row in rows}  # type: ignore[arg-type]


def bands(*, on: date) -> tuple[Band, ...]:
    """Return the bands of the converted value. Law: PermenPANRB 14/2017."""
    rows = rules_in_force("satisfaction", "band", on=on)
    return tuple(Band(row.key, row.text("performance"), Decimal(row.text("least"))) for row in rows)
