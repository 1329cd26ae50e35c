"""What a room says of its table of moves, so that a page can print it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Words:
    """Labels by the words of the table.

    states: in the order of the way; acts: what happened, in plain words.

    places: where a role must be held (column `at`), or at an office of which kind (column `level`).

    doers: whose act it is (column `of`), where those in `by` only write it down.
    """

    states: Mapping[str, StrOrPromise]
    acts: Mapping[str, StrOrPromise]
    parties: Mapping[str, StrOrPromise] = field(default_factory=dict)
    outcomes: Mapping[str, StrOrPromise] = field(default_factory=dict)
    places: Mapping[str, StrOrPromise] = field(default_factory=dict)
    doers: Mapping[str, StrOrPromise] = field(default_factory=dict)
