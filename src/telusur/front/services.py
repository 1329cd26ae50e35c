"""Legal acts that reach into two rooms at once, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.accounts import services as accounts
from telusur.openness.requests import services as requests

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.openness.requests.models import InformationRequest


@dataclass(frozen=True)
class Release:
    """What a leaver left: the appointments that ended and the cases that went to the successor."""

    succession: accounts.Succession
    cases: tuple[InformationRequest, ...]


@transaction.atomic
def release_officer(
    *, user_id: int, office_id: int, successor_id: int | None, until: date, reason: str, actor: str, at: datetime
) -> Release:
    """Hand a leaver's open cases to the successor now and end all his appointments on `until`, all or nothing.

    The act `accounts.release_officer` stands last in the log, after one act a case.
    Raises: what `requests.services.hand_over_cases` and `accounts.services.release_officer` raise.
    """
    accounts.hold_people(user_ids=[user_id, successor_id or 0], office_id=office_id)
    cases: list[InformationRequest] = []
    if successor_id is not None:
        cases = requests.hand_over_cases(
            office_id=office_id, from_user_id=user_id, to_user_id=successor_id, actor=actor, at=at
        )
    succession = accounts.release_officer(
        user_id=user_id,
        office_id=office_id,
        successor_id=successor_id,
        until=until,
        reason=reason,
        actor=actor,
        at=at,
    )
    return Release(succession=succession, cases=tuple(cases))
