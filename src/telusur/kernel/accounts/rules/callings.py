"""Work that no appointment at an office gives: a room above says who does it, and where it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Calling:
    """One kind of such work. home: name of the address where it begins. label: what it is called. held(people=, on=):
    of these people those who do it on a day, by id, each with what he is there, in words."""

    home: str
    label: str | _StrPromise
    held: Callable[..., Mapping[int, list[str]]]

    def words_of(self, person: int, *, on: date) -> list[str]:
        """Return what one person is there on a day; nothing where he does no such work."""
        return self.of([person], on=on).get(person, [])

    def of(self, people: Collection[int], *, on: date) -> Mapping[int, list[str]]:
        """Return what these people are there on a day."""
        return self.held(people=people, on=on)
