"""What waits for a signature: each room above says it for its own things, and this room shows and asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from django.utils.functional import _StrPromise

    from .letters import AnyLetter


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `version`: of the thing as listed. `due_on`: the last day of its clock, if one runs."""

    subject_id: str
    number: str
    title: str
    decision: str
    due_on: date | None
    version: int
    address: str


@dataclass(frozen=True)
class Tray:
    """How one kind of thing is signed.

    kind: subject kind of its letters. permission: the right to sign. role: who signs it, to know who acts for whom.
    waiting(office_id=, subject_id=None): those that wait, nearest end first. draft(office_id=, subject_id=, actor=,
    at=): the letter as it would be signed now. sign(office_id=, subject_id=, version=, actor=, at=): sign it; returns
    the id of its Letter. faults: what sign may raise, each said by `sentence`. A kind without draft and sign is signed
    at its own address only.
    """

    kind: str
    name: str | _StrPromise
    permission: str
    role: str
    waiting: Callable[..., Sequence[Waiting]]
    draft: Callable[..., AnyLetter] | None = None
    sign: Callable[..., int] | None = None
    faults: tuple[type[Exception], ...] = ()
    sentence: Callable[[Exception], str] = str
