"""Who at the office is told of a dispute: those who work on disputes, and whoever speaks for the office by a power."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ... import selectors
from ..telling import Holders, proxy_link, tell_officers
from .steps import TOLD

if TYPE_CHECKING:
    from datetime import date, datetime

    from ...models import Dispute
    from ..telling import Word


def tell_office(dispute: Dispute, *, on: date, at: datetime, skip: str = "", **word: Unpack[Word]) -> None:
    """Owe the word to the PPID, his superior, the desk and the consideration team, and to the office's proxies."""
    proxies = dict.fromkeys(selectors.proxy_users(dispute_id=dispute.pk, on=on), proxy_link(dispute))
    tell_officers(dispute, at=at, to=Holders(TOLD, on=on, skip=skip, also=proxies), **word)
