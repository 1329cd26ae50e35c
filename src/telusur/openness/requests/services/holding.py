"""The legal hold of a case: while it is open, nothing of its file is deleted, also what is attached later."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist

from telusur.kernel.documents import services as documents

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def hold_things(
    things: Iterable[tuple[str, int]], *, office_id: int, decree: str, actor: str, at: datetime
) -> list[int]:
    """Hold everything at these things (kind, id) and return the holds' ids. decree: number of the case that asks.

    Law: UU 43/2009 Pasal 86; UU 14/2008 Pasal 52.
    """
    return [
        documents.place_hold(office_id=office_id, thing_kind=kind, thing_id=key, decree=decree, actor=actor, at=at).pk
        for kind, key in things
    ]


def lift_holds(holds: Iterable[int], *, decree: str, actor: str, at: datetime) -> None:
    """Lift these holds. decree: what ended the case."""
    for hold_id in holds:
        with suppress(ObjectDoesNotExist):  # lifted by hand before
            documents.lift_hold(hold_id=hold_id, decree=decree, actor=actor, at=at)
