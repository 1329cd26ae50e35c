"""In which part somebody acts at a plenary, told by his duties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .levels import NATION
from .states import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .levels import Level


class Post(Protocol):
    """One duty: its role, and the code of its territory; None for the nation."""

    @property
    def role(self) -> str: ...
    @property
    def area(self) -> int | None: ...


def parties(posts: Iterable[Post], level: Level, place: int) -> frozenset[Party]:
    """Return in which parts somebody with these duties may act at the plenary of a place.

    A plenary is held by the committee of this very place: nobody above holds it for them. Witnesses and supervisors
    serve in their whole territory.
    """
    found = set()
    for post in posts:
        if post.role in level.roles and (post.area or NATION) == place:
            found.add(Party.COMMITTEE)
        covers = post.area is None or (place != NATION and str(place).startswith(str(post.area)))
        if covers and post.role in {Party.WITNESS, Party.SUPERVISOR}:
            found.add(Party(post.role))
    return frozenset(found)
