"""How every act of this room ends in the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.kernel.offices.models import Office


def record(
    act: str,
    *,
    office: Office,
    subject: tuple[str, object],
    actor: str,
    at: datetime,
    facts: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Write one act of an officer into the office's log; nothing may follow in the transaction but `touch_public`.

    No answer, no invitation and no device that answers is ever an act.
    """
    ledger.record(
        act,
        log=office_log(office.code),
        subject_kind=subject[0],
        subject_id=str(subject[1]),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts=facts,
    )
