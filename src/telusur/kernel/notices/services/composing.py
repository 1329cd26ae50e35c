"""Words that exist only while a mail is sent: not in the notice, not in the job, not in any copy.

A room registers what completes its kind of notice. The words are asked for anew at each sending (and, in the demo, at
each reading), and kept nowhere. It gets office and instant alone: what it writes cannot depend on who is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from telusur.kernel.law.acts import in_its_language

if TYPE_CHECKING:
    from datetime import datetime


class NothingToSay(Exception):
    """What the notice was about is over: nobody is told any more."""


class Composer(Protocol):
    def __call__(self, *, office_id: int, at: datetime) -> str: ...


_COMPOSERS: dict[str, Composer] = {}


def compose_with(kind: str, composer: Composer) -> None:
    """Let notices of this kind be completed when they are sent. Raises: ValueError for a kind that has a composer."""
    if _COMPOSERS.setdefault(kind, composer) is not composer:
        raise ValueError(kind)


def is_composed(kind: str) -> bool:
    """Return whether mails of this kind hold words that are kept nowhere."""
    return kind in _COMPOSERS


def composed(*, kind: str, office_id: int, at: datetime) -> str:
    """Return the words of this moment for a kind that is composed. Raises: NothingToSay."""
    with in_its_language():
        return _COMPOSERS[kind](office_id=office_id, at=at)
