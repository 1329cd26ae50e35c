"""What people who hold an election in hand must know on the page of their duties: each room above says its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Concern:
    """One thing. since: from when it is so. text: why, and what mends it."""

    title: str
    since: datetime
    text: str
    link: str
