from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from ..rules.entries import InformationClass, missing_for_publication
from ..rules.reviews import review_months
from ..rules.states import Act
from .entering import digest_of, entry_of
from .indexing import index_item, unindex_item
from .writing import SecondPersonNeeded, locked, next_number, permitted, write_act

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.models import User

    from ..models import InformationItem

__all__ = [
    "Incomplete",
    "ReasonMissing",
    "SecondPersonNeeded",
    "approve_item",
    "propose_item",
    "return_item",
    "review_item",
    "withdraw_item",
]


class Incomplete(Exception):
    """The entry lacks something the public is owed. missing: names of its fields."""

    code = "incomplete"

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class ReasonMissing(Exception):
    """A return or withdrawal without its reason."""

    code = "reason_missing"


@transaction.atomic
def propose_item(*, item_id: int, officer: User, at: datetime, happened_at: datetime | None = None) -> InformationItem:
    """Ask the PPID to publish a draft. Raises: WrongState, Incomplete. Law: SOP 4, SOP 5."""
    item = locked(item_id=item_id)
    row = permitted(item, Act.PROPOSE, officer)
    require_complete(item)
    item.state, item.proposed_by, item.proposed_at = row.after, officer, happened_at or at
    item.return_reason, item.changed_at = "", at
    item.save(update_fields=["state", "proposed_by", "proposed_at", "return_reason", "changed_at"])
    write_act(
        Act.PROPOSE,
        item=item,
        officer=officer,
        at=at,
        happened_at=happened_at,
        facts={"digest": digest_of(entry_of(item))},
    )
    return item


@transaction.atomic
def approve_item(*, item_id: int, officer: User, at: datetime, happened_at: datetime | None = None) -> InformationItem:
    """Publish what another officer proposed, with a number of the list and the day it is looked at again.

    happened_at: when it truly became public, for a list that is taken over from before.
    Raises: WrongState, SecondPersonNeeded, Incomplete. Law: SOP 4; UU 14/2008 Pasal 13.
    """
    item = locked(item_id=item_id)
    row = permitted(item, Act.APPROVE, officer)
    require_complete(item)
    item.approved_by, item.approved_at = officer, happened_at or at
    publish(item, state=row.after, at=at, happened_at=happened_at)
    write_act(
        Act.APPROVE,
        item=item,
        officer=officer,
        at=at,
        happened_at=happened_at,
        facts={"digest": digest_of(entry_of(item)), "number": item.number, "year": item.year},
        public=True,
    )
    return item


@transaction.atomic
def return_item(*, item_id: int, officer: User, reason: str, at: datetime) -> InformationItem:
    """Give a proposal back to be improved, with the reason. Raises: WrongState, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    item = locked(item_id=item_id)
    item.state = permitted(item, Act.RETURN, officer).after
    item.return_reason, item.changed_at = reason.strip(), at
    item.proposed_by = item.proposed_at = None
    item.save(update_fields=["state", "return_reason", "proposed_by", "proposed_at", "changed_at"])
    write_act(Act.RETURN, item=item, officer=officer, at=at)
    return item


@transaction.atomic
def withdraw_item(*, item_id: int, officer: User, reason: str, at: datetime) -> InformationItem:
    """Take an entry back. Its address stays and says why. Raises: WrongState, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    item = locked(item_id=item_id)
    item.state = permitted(item, Act.WITHDRAW, officer).after
    item.withdrawal_reason, item.withdrawn_at, item.changed_at = reason.strip(), at, at
    item.save(update_fields=["state", "withdrawal_reason", "withdrawn_at", "changed_at"])
    unindex_item(item_id=item.pk)
    write_act(Act.WITHDRAW, item=item, officer=officer, at=at, public=True)
    return item


@transaction.atomic
def review_item(*, item_id: int, officer: User, at: datetime) -> InformationItem:
    """Say that a published entry is still right; it comes up again after its class's interval. Raises: WrongState."""
    item = locked(item_id=item_id)
    permitted(item, Act.REVIEW, officer)
    item.review_by = next_review(item, at.date())
    item.changed_at = at
    item.save(update_fields=["review_by", "changed_at"])
    write_act(Act.REVIEW, item=item, officer=officer, at=at, facts={"review_by": item.review_by.isoformat()})
    return item


def publish(item: InformationItem, *, state: str, at: datetime, happened_at: datetime | None) -> None:
    """Make the entry public in the caller's transaction: number, dates, search."""
    item.state = state
    item.published_at = item.published_at or happened_at or at
    item.number = item.number or next_number(office_id=item.office_id, year=item.year)
    item.review_by = item.review_by or next_review(item, item.published_at.date())
    item.changed_at = at
    item.save()
    index_item(item=item)


def require_complete(item: InformationItem) -> None:
    """Raises: Incomplete."""
    missing = missing_for_publication(entry_of(item), files=0 if item.media in {"paper", "link"} else 1)
    if missing:
        raise Incomplete(missing)


def next_review(item: InformationItem, on: date) -> date:
    """Return the day by which an entry that was right on `on` is looked at again."""
    months = review_months(InformationClass(item.information_class), on)
    month = on.month - 1 + months
    year, month = on.year + month // 12, month % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))
