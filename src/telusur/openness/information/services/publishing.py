from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from telusur.kernel.accounts.selectors import holders
from telusur.kernel.clocks import services as clocks
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from ..models import InformationItem
from ..rules.entries import InformationClass, missing_for_publication
from ..rules.states import Act, State, WrongState
from ..selectors import files_of
from .entering import digest_of, entry_of
from .indexing import index_item, unindex_item
from .writing import SUBJECT, given, locked, next_number, next_review, permitted, write_act

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from telusur.kernel.accounts.models import User

MORNING = time(8)


class Incomplete(Exception):
    """The entry lacks something the public is owed. missing: names of its fields."""

    code = "incomplete"

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@legal_act
def propose_item(*, item_id: int, officer: User, at: datetime, happened_at: datetime | None = None) -> InformationItem:
    """Ask the PPID to publish a draft, who is told. Raises: WrongState, NotPermitted, Incomplete. Law: SOP 4, SOP 5."""
    item = locked(item_id=item_id)
    row = permitted(item, Act.PROPOSE, officer=officer, at=at)
    require_complete(item)
    item.state, item.proposed_by, item.proposed_at = row.after.value, officer, happened_at or at
    item.return_reason, item.changed_at = "", at
    item.save(update_fields=["state", "proposed_by", "proposed_at", "return_reason", "changed_at"])
    if happened_at is None:
        subject = _("Usul terbit: %(title)s") % {"title": item.title}
        _tell(
            item,
            what="approve",
            permission="information.approve",
            officer=officer,
            subject=subject,
            due_at=at,
            at=at,
        )
    facts = _taken_over(happened_at) | {"digest": digest_of(entry_of(item))}
    write_act(Act.PROPOSE, item=item, officer=officer, at=at, happened_at=happened_at, facts=facts)
    return item


@legal_act
def approve_item(*, item_id: int, officer: User, at: datetime, happened_at: datetime | None = None) -> InformationItem:
    """Publish what another officer proposed, with a number of the list and the day it is looked at again.

    happened_at: when it truly became public, for a list that is taken over from before.
    Raises: WrongState, NotPermitted, SecondPersonNeeded, Incomplete. Law: SOP 4; UU 14/2008 Pasal 13.
    """
    item = locked(item_id=item_id)
    row = permitted(item, Act.APPROVE, officer=officer, at=at)
    require_complete(item)
    item.approved_by, item.approved_at = officer, happened_at or at
    publish_now(item, state=row.after, at=at, happened_at=happened_at)
    _no_longer_owed(item, at)
    facts = published_facts(item) | _taken_over(happened_at)
    write_act(Act.APPROVE, item=item, officer=officer, at=at, happened_at=happened_at, facts=facts, public=True)
    return item


@legal_act
def announce_item(*, item_id: int, officer: User, at: datetime, happened_at: datetime | None = None) -> InformationItem:
    """Publish serta merta information at once; another officer confirms or withdraws it within a working day.

    happened_at: when it truly became public, for a list that is taken over from before; nobody is told of it then.
    Raises: WrongState, also for another class; NotPermitted; Incomplete without event and time; NoRuleInForce,
    CalendarGap.
    Law: UU 14/2008 Pasal 10.
    """
    item = locked(item_id=item_id)
    row = permitted(item, Act.ANNOUNCE, officer=officer, at=at)
    if item.information_class != InformationClass.IMMEDIATE:
        raise WrongState(State(item.state), Act.ANNOUNCE)
    require_complete(item)
    item.deadline = clocks.start(
        subject_kind=SUBJECT,
        subject_id=str(item.pk),
        office_code=item.office.code,
        time_zone=item.office.time_zone,
        track="general",
        step="confirmation",
        started_at=happened_at or at,
        at=at,
        task="information.move_confirmation",
        label=item.title[:80],
    )
    item.proposed_by, item.proposed_at, item.confirm_by = officer, happened_at or at, item.deadline.due_on
    publish_now(item, state=row.after, at=at, happened_at=happened_at)
    if happened_at is None:
        _ask_for_confirmation(item, at=at)
    facts = published_facts(item) | _taken_over(happened_at)
    write_act(Act.ANNOUNCE, item=item, officer=officer, at=at, happened_at=happened_at, facts=facts, public=True)
    return item


def _ask_for_confirmation(item: InformationItem, *, at: datetime) -> None:
    """Owe a word to those who may confirm: now, and again on the day after the last one."""
    officer, right = item.proposed_by, "information.confirm"
    assert officer is not None  # noqa: S101 what is announced has its officer
    assert item.confirm_by is not None  # noqa: S101 and its day
    subject = _("Tegaskan informasi serta merta: %(title)s") % {"title": item.title}
    _tell(item, what="confirm", permission=right, officer=officer, subject=subject, due_at=at, at=at)
    late = datetime.combine(item.confirm_by + timedelta(days=1), MORNING, ZoneInfo(item.office.time_zone))
    subject = _("Belum ditegaskan: %(title)s") % {"title": item.title}
    _tell(item, what="late", permission=right, officer=officer, subject=subject, due_at=late, at=at)


@legal_act
def confirm_item(*, item_id: int, officer: User, at: datetime, happened_at: datetime | None = None) -> InformationItem:
    """Stand by what a colleague announced. Raises: WrongState, NotPermitted, SecondPersonNeeded.

    happened_at: when it was truly confirmed, for a list that is taken over from before.
    """
    item = locked(item_id=item_id)
    row = permitted(item, Act.CONFIRM, officer=officer, at=at)
    then = happened_at or at
    item.state, item.approved_by, item.approved_at, item.changed_at = row.after.value, officer, then, at
    item.save(update_fields=["state", "approved_by", "approved_at", "changed_at"])
    _stop_clock(item, then)
    facts = {
        "confirm_by": item.confirm_by.isoformat() if item.confirm_by else None,
        "in_time": _in_time(item, then),
        **_taken_over(happened_at),
    }
    write_act(Act.CONFIRM, item=item, officer=officer, at=at, happened_at=happened_at, facts=facts, public=True)
    return item


@legal_act
def return_item(*, item_id: int, officer: User, reason: str, at: datetime) -> InformationItem:
    """Give a proposal back to be improved, with the reason. Raises: WrongState, NotPermitted, ReasonMissing."""
    reason = given(reason)
    item = locked(item_id=item_id)
    item.state = permitted(item, Act.RETURN, officer=officer, at=at).after.value
    proposer = item.proposed_by
    item.return_reason, item.changed_at = reason, at
    item.proposed_by = item.proposed_at = None
    item.save(update_fields=["state", "return_reason", "proposed_by", "proposed_at", "changed_at"])
    _no_longer_owed(item, at)
    if proposer is not None:
        subject = _("Dikembalikan: %(title)s") % {"title": item.title}
        owe_notice(item=item, what=f"returned/{at.timestamp():.0f}", to=proposer, subject=subject, due_at=at, at=at)
    write_act(Act.RETURN, item=item, officer=officer, at=at)
    return item


_CLOSERS: list[Callable[..., None]] = []


def also_closes(closer: Callable[..., None]) -> None:
    """Let a room above close its own copies of files that are taken back, in the same transaction; called when it is
    made ready. closer: takes document_ids, office_id and at."""
    _CLOSERS.append(closer)


@legal_act
def withdraw_item(*, item_id: int, officer: User, reason: str, at: datetime) -> InformationItem:
    """Take an entry back. Its address stays and says why; its files close, and with them what rooms above show of them.

    Raises: WrongState, NotPermitted, ReasonMissing.
    """
    reason = given(reason)
    item = locked(item_id=item_id)
    item.state = permitted(item, Act.WITHDRAW, officer=officer, at=at).after.value
    item.withdrawal_reason, item.withdrawn_at, item.changed_at = reason, at, at
    item.save(update_fields=["state", "withdrawal_reason", "withdrawn_at", "changed_at"])
    _stop_clock(item, at)
    files = list(files_of(item_id=item.pk, every_version=True))
    for attachment in files:
        documents.withhold(attachment_id=attachment.pk, at=at)
    for close in _CLOSERS:
        close(document_ids={each.document_id for each in files}, office_id=item.office_id, at=at)
    unindex_item(item_id=item.pk)
    write_act(Act.WITHDRAW, item=item, officer=officer, at=at, public=True)
    return item


@legal_act
def review_item(*, item_id: int, officer: User, at: datetime) -> InformationItem:
    """Say that a published entry is still right; it comes up again after its class's interval.

    Raises: WrongState, NotPermitted.
    """
    item = locked(item_id=item_id)
    permitted(item, Act.REVIEW, officer=officer, at=at)
    item.review_by = next_review(item, _day(item, at))
    item.changed_at = at
    item.save(update_fields=["review_by", "changed_at"])
    facts = {"review_by": item.review_by.isoformat()}
    write_act(Act.REVIEW, item=item, officer=officer, at=at, facts=facts, public=True)
    return item


@legal_act
def move_confirmation(*, deadline_id: int, at: datetime) -> None:
    """Write the date to which the calendar moved a confirmation, and tell those who may confirm of that date in place
    of the old one; a replay finds nothing moved. The calendar's own act is in the ledger."""
    announced = InformationItem.everything.select_for_update(of=("self",)).filter(state=State.ANNOUNCED)
    for item in announced.filter(deadline_id=deadline_id).select_related("deadline").order_by("pk"):
        assert item.deadline is not None  # noqa: S101 it was found by it
        if item.confirm_by == item.deadline.due_on:
            continue
        item.confirm_by = item.deadline.due_on
        item.save(update_fields=["confirm_by"])
        _no_longer_owed(item, at)
        _ask_for_confirmation(item, at=at)
        touch_public(office_code=item.office.code)


def missing_of(*, item: InformationItem) -> list[str]:
    """Return the names of the fields (and "files") without which the entry cannot be published."""
    return missing_for_publication(entry_of(item), files=files_of(item_id=item.pk).count())


def require_complete(item: InformationItem) -> None:
    """Raises: Incomplete."""
    if missing := missing_of(item=item):
        raise Incomplete(missing)


def item_link(item: InformationItem) -> str:
    """Return the address of the entry at the desk of its office."""
    return reverse("information_desk_item", kwargs={"office": item.office.slug, "item_id": item.pk})


def owe_notice(*, item: InformationItem, what: str, to: User, subject: str, due_at: datetime, at: datetime) -> None:
    """Owe one officer a word about the entry; what: the rest of the obligation's key."""
    notices.owe(
        key=f"{SUBJECT}/{item.pk}/{what}/{to.pk}",
        kind="information",
        office_id=item.office_id,
        to_user_id=to.pk,
        subject=subject,
        text=item.title,
        link=item_link(item),
        due_at=due_at,
        at=at,
        number=item.number,
        due_on=item.confirm_by if item.state == State.ANNOUNCED else None,
    )


def _tell(
    item: InformationItem, *, what: str, permission: str, officer: User, subject: str, due_at: datetime, at: datetime
) -> None:
    """Owe a word to everybody else who holds the permission."""
    key = f"{what}/{at.timestamp():.0f}"
    for person in holders(permission=permission, office_id=item.office_id, on=_day(item, at)):
        if person.pk != officer.pk:
            owe_notice(item=item, what=key, to=person, subject=subject, due_at=due_at, at=at)


def publish_now(item: InformationItem, *, state: State, at: datetime, happened_at: datetime | None = None) -> None:
    """Show an entry and its files to everybody, in the caller's transaction."""
    item.state = state.value
    item.published_at = happened_at or at
    item.number = item.number or next_number(office_id=item.office_id, year=item.year)
    item.review_by = item.review_by or next_review(item, _day(item, item.published_at))
    item.changed_at = at
    item.save()
    for attachment in files_of(item_id=item.pk):
        documents.release(attachment_id=attachment.pk, at=at)
    index_item(item=item)


def published_facts(item: InformationItem) -> dict[str, str | int | bool | None]:
    """Return what the ledger keeps of a publication: number, year, and digests of words and files."""
    facts: dict[str, str | int | bool | None] = {"number": item.number, "year": item.year}
    facts["digest"] = digest_of(entry_of(item))
    return facts | {f"file_{number}": row.document.digest for number, row in enumerate(files_of(item_id=item.pk), 1)}


def _taken_over(happened_at: datetime | None) -> dict[str, str | int | bool | None]:
    """Return the fact that marks an act of the past, written down when the list was taken over."""
    return {"taken_over": True} if happened_at else {}


def _stop_clock(item: InformationItem, at: datetime) -> None:
    if item.deadline is not None and item.deadline.stopped_at is None:
        clocks.stop(deadline_id=item.deadline.pk, at=at)
    _no_longer_owed(item, at)


def _no_longer_owed(item: InformationItem, at: datetime) -> None:
    notices.dismiss_all(key_prefix=f"{SUBJECT}/{item.pk}/", at=at)


def _in_time(item: InformationItem, at: datetime) -> bool:
    return item.confirm_by is not None and _day(item, at) <= item.confirm_by


def _day(item: InformationItem, at: datetime) -> date:
    return local_day(office=item.office, at=at)
