"""What happens to exclusions by itself. What is due is read from the rows, so that a day lost is caught up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day

from ..rules.exemptions import Holding, OpenedBy
from .determining import opened
from .proceedings import hold_move, locked_determination
from .watching import tell_of_end, watch

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import InformationItem


@legal_act
def watch_end(*, determination_id: int, at: datetime) -> int:
    """Start the clock before an end that is near and tell of one that is due; return how many words are new.

    Raises: CalendarGap, where the days before the end are in a year nobody loaded. Law: PP 61/2010 Pasal 11.
    """
    found = locked_determination(determination_id=determination_id)
    watch(found, at=at)
    return tell_of_end(found, at=at)


@legal_act
def expire_determination(*, determination_id: int, at: datetime) -> InformationItem | None:
    """End an exclusion whose day has come where its information is held: out of the DIK, into the DIP as setiap saat.

    None where its day has not come. Raises: NotNow, where it ended already. Law: UU 14/2008 Pasal 20; PP 61/2010
    Pasal 11.
    """
    found = locked_determination(determination_id=determination_id)
    if found.valid_until is None or local_day(office=found.holder, at=at) < found.valid_until:
        return None
    row = hold_move(found, Holding.EXPIRE, actor="system", at=at)
    found.force, found.opened_by, found.ended_on = row.after, OpenedBy.EXPIRY.value, found.valid_until
    found.save(update_fields=["force", "opened_by", "ended_on"])
    return opened(found, act=Holding.EXPIRE, actor="system", at=at)
