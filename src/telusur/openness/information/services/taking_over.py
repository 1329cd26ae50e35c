"""A determination that is older than this register: entered with its decree, in force by a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.services import personal_digest
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day, office_by_id

from ..models import Determination
from ..rules.consequence import Conclusion
from ..rules.exemptions import Force, Holding, checked_period, taken_over_before
from ..selectors import began_on
from .entering import store_files
from .papers import PAPERS_ARE_SEEN_BY
from .proceedings import (
    DETERMINATION,
    Lacking,
    hold_move,
    link_to_determination,
    locked_determination,
    record_on_determination,
    tell_office,
)
from .registering import DecreeToCome, closing_again, excluded_since, replace_determination, what_it_says, written
from .watching import start_watch
from .writing import Facts, actor_of, given

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.documents.models import Document

    from ..rules.exemptions import Decision
    from .entering import NewFile

CONFIRMS = "information.confirm_determination"


class OverAlready(Exception):
    """The determination that is taken over has ended by now."""

    code = "over_already"


class DecreedTooLate(Exception):
    """The decree is not older than the office's work with this register. before: the day it would have to precede."""

    code = "decreed_too_late"

    def __init__(self, before: date) -> None:
        super().__init__(before.isoformat())
        self.before = before


class EnteredAlready(Exception):
    """This decree was entered for this very matter already."""

    code = "entered_already"


def take_over_determination(
    *, office_id: int, decision: Decision, decree: NewFile | None, officer: User, at: datetime
) -> Determination:
    """Enter a determination that its office made before it worked with this register; it waits for a second person.

    decree: the signed decree itself. Raises: NotNow, NotYours, Lacking, DecreeToCome, DecreedTooLate, EnteredAlready,
    BadPeriod, TooWide, OverAlready, ExcludedAlike, OpenedForGood; documents.Refused before anything is written.
    Law: UU 14/2008 Pasal 19; SOP 6.
    """
    missing = decision.missing(Conclusion.EXEMPT)
    if decree is None or missing:
        raise Lacking([*missing, *(["decree"] if decree is None else [])])
    [(document, kept)] = store_files([decree], at=at)
    return _take_over(office_id=office_id, decision=decision, document=document, name=kept.name, officer=officer, at=at)


@legal_act
def _take_over(
    *, office_id: int, decision: Decision, document: Document, name: str, officer: User, at: datetime
) -> Determination:
    office = office_by_id(office_id=office_id)
    on = local_day(office=office, at=at)
    if decision.decree_on > on:
        raise DecreeToCome
    limit = taken_over_before(began_on=began_on(office=office, on=on), on=on)
    if decision.decree_on >= limit:
        raise DecreedTooLate(limit)
    _not_over(decision.valid_until, on=on)
    known = Determination.objects.filter(office=office, force__in=[Force.PROPOSED.value, Force.IN_FORCE.value])
    known = known.filter(decree_number=decision.decree_number.strip(), decree_on=decision.decree_on)
    if known.filter(title=decision.title.strip()).exists():
        raise EnteredAlready
    found = written(decision, act=Holding.TAKE_OVER, office=office, test=None, officer=officer, at=at)
    found.replacing_id = decision.replaces_id
    found.save(update_fields=["replacing"])
    documents.attach(
        document_id=document.pk,
        thing_kind=DETERMINATION,
        thing_id=str(found.pk),
        office_id=office.pk,
        access="officers",
        permission=PAPERS_ARE_SEEN_BY,
        title=_("Keputusan %(number)s") % {"number": found.decree_number},
        name=name,
        at=at,
        actor=actor_of(officer),
    )
    tell_office(
        office=office,
        permission=CONFIRMS,
        key=_key(found),
        subject=_("Penetapan menunggu orang kedua: %(title)s") % {"title": found.title},
        text=_("Cocokkan dengan naskah keputusannya, lalu sahkan atau tolak."),
        link=link_to_determination(found, office),
        at=at,
        but=officer,
    )
    facts: Facts = what_it_says(found) | {"file": document.digest}
    record_on_determination(
        Holding.TAKE_OVER, determination=found, office=office, actor=actor_of(officer), at=at, facts=facts
    )
    return found


@legal_act
def confirm_determination(*, determination_id: int, officer: User, at: datetime) -> Determination:
    """Let a determination that somebody else took over be in force; what it replaces ends with it.

    What a ruling or an objection opened while it waited stays open. Raises: NotNow, NotYours, OverAlready, BadPeriod,
    OpenedForGood.
    """
    found = locked_determination(determination_id=determination_id)
    row = hold_move(found, Holding.CONFIRM, actor=actor_of(officer), at=at)
    _not_over(found.valid_until, on=local_day(office=found.office, at=at))
    checked_period(
        found.grounds,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        statute_ends=found.period,
        since=excluded_since(closing_again(found.continues.values_list("pk", flat=True))),
    )
    found.force, found.confirmed_by, found.confirmed_at = row.after, officer, at
    found.save(update_fields=["force", "confirmed_by", "confirmed_at"])
    if found.replacing is not None and found.replacing.force == Force.IN_FORCE:
        replace_determination(found.replacing.pk, by=found, officer=officer, at=at)
    start_watch(found, at=at)
    notices.dismiss_all(key_prefix=f"{_key(found)}/", at=at)
    record_on_determination(Holding.CONFIRM, determination=found, office=found.office, actor=actor_of(officer), at=at)
    return found


@legal_act
def decline_determination(*, determination_id: int, reason: str, officer: User, at: datetime) -> Determination:
    """Put aside a determination that was taken over and does not agree with its decree. It never was in force.

    Raises: NotNow, NotYours, ReasonMissing.
    """
    reason = given(reason)
    found = locked_determination(determination_id=determination_id)
    found.force = hold_move(found, Holding.DECLINE, actor=actor_of(officer), at=at).after
    found.decline_reason = reason
    found.save(update_fields=["force", "decline_reason"])
    notices.dismiss_all(key_prefix=f"{_key(found)}/", at=at)
    if found.decided_by_id != officer.pk:
        notices.owe(
            key=f"{DETERMINATION}/{found.pk}/declined/{found.decided_by_id}",
            kind="information",
            office_id=found.office_id,
            to_user_id=found.decided_by_id,
            subject=_("Penetapan tidak diterima: %(title)s") % {"title": found.title},
            text=reason,
            link=link_to_determination(found, found.office),
            due_at=at,
            at=at,
        )
    record_on_determination(
        Holding.DECLINE,
        determination=found,
        office=found.office,
        actor=actor_of(officer),
        at=at,
        facts={"reason": personal_digest(reason)},
    )
    return found


def _not_over(valid_until: date | None, *, on: date) -> None:
    if valid_until is not None and valid_until <= on:
        raise OverAlready


def _key(found: Determination) -> str:
    return f"{DETERMINATION}/{found.pk}/proposed"
