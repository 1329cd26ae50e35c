"""Which programs are no readers, by the name they give themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import crawleruseragents

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 400  # characters of a name that are looked at


class Robots:
    """Names of programs, from the kept list of the package crawler-user-agents and from our own rows.

    A name is a robot's if either list knows it, if it says nothing, or if it is not how browsers begin their names.
    """

    def __init__(self, *, names: Iterable[str], browsers: Iterable[str]) -> None:
        self._names = re.compile("|".join(re.escape(name.lower()) for name in names) or r"(?!)")
        self._browsers = tuple(browsers)

    def knows(self, agent: str) -> bool:
        """Return whether this User-Agent is a robot's."""
        agent = agent.strip()[:LONGEST]
        if not agent.startswith(self._browsers):
            return True
        return bool(self._names.search(agent.lower())) or bool(crawleruseragents.is_crawler(agent))
