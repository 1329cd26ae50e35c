"""Where somebody serves, and who may end a duty before its day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORDS_LETTERS = "kpu"  # the role that ends a duty on the word of the body that appointed


class EndedBy(StrEnum):
    """On whose word a duty ends at once: the body's that appointed its person, or its letter's, which KPU records."""

    OWN_BODY = "own_body"
    LETTER = "letter"


@dataclass(frozen=True)
class Post:
    """One duty as far as rights need it. area: code of its place or polling station; None for the nation."""

    role: str
    area: int | None
    participant: int | None = None

    def covers(self, place: int | None) -> bool:
        """Return whether a place or polling station lies in its territory; None is the nation."""
        return self.area is None or (place is not None and str(place).startswith(str(self.area)))


@dataclass(frozen=True)
class Ending:
    """Who ends duties of one role. by: the role of the body that appointed them.

    wider: only from a territory that holds more than theirs. digits: of the longest code of a territory whose body
    appoints. same_participant: only who serves the same participant. letter: KPU may, on that body's letter.
    """

    by: str
    wider: bool
    digits: int
    same_participant: bool
    letter: bool

    def way(self, posts: Iterable[Post], of: Post) -> EndedBy | None:
        """Return on whose word somebody with these posts may end a duty; None where he may not."""
        over = [post for post in posts if post.covers(of.area)]
        if any(self._appoints(post, of) for post in over):
            return EndedBy.OWN_BODY
        return EndedBy.LETTER if self.letter and any(post.role == RECORDS_LETTERS for post in over) else None

    def _appoints(self, post: Post, of: Post) -> bool:
        same = of.participant is not None and post.participant == of.participant
        return (
            post.role == self.by
            and len(str(post.area or "")) <= self.digits
            and (not self.wider or post.area != of.area)
            and (not self.same_participant or same)
        )
