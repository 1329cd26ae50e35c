"""What every act shares: the locked entry, its ledger row, and the change of the public pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import connection

from telusur.kernel.accounts.selectors import may
from telusur.kernel.law.selectors import rule_in_force
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import personal_digest
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from ..models import InformationItem
from ..rules.reviews import review_by
from ..rules.states import Act, State, Transition, transition
from ..selectors import moves_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.offices.models import Office

SUBJECT = "information"
Facts = dict[str, str | int | bool | None]
LONGEST_RUNNING_NUMBER = 6
CODE = re.compile(r"[A-Za-z0-9_.:/,-]*")


class NotPermitted(PermissionDenied):
    """No appointment of the officer at this very office carries the permission on that day."""

    code = "not_permitted"


class SecondPersonNeeded(Exception):
    """The same person may not do both acts."""

    code = "second_person"


class ReasonMissing(Exception):
    """A return, a revision or a withdrawal without its reason."""

    code = "reason_missing"


def locked(*, item_id: int) -> InformationItem:
    """Return the entry, locked until the transaction ends. Raises: InformationItem.DoesNotExist."""
    return InformationItem.everything.select_for_update().get(pk=item_id)


def permitted(item: InformationItem, act: Act, *, officer: User, at: datetime) -> Transition:
    """Return the row of that day's table that allows the act to this officer, at the entry's own office.

    Raises: WrongState, NotPermitted, SecondPersonNeeded.
    """
    row = transition(moves_on(on=local_day(office=item.office, at=at)), State(item.state), act)
    require_right(office=item.office, permission=row.permission, officer=officer, at=at)
    if row.second_person == "proposer" and officer.pk == item.proposed_by_id:
        raise SecondPersonNeeded
    return row


def require_right(*, office: Office, permission: str, officer: User | None, at: datetime) -> None:
    """Ask whether the officer may act at this very office. An import by command has no officer, and needs none.

    Raises: NotPermitted.
    """
    on = local_day(office=office, at=at)
    if officer is not None and not may(user=officer, permission=permission, office_id=office.pk, on=on):
        raise NotPermitted(permission)


def given(reason: str) -> str:
    """Return the reason without blanks around it. Raises: ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def actor_of(officer: User | None) -> str:
    """Return the ledger's reference of whoever acts; without an officer it is an import by command."""
    return f"user:{officer.pk}" if officer else "import"


def as_code(text: str) -> str:
    """Return a number as it is, and its digest where somebody wrote words: no words stand in the ledger."""
    return text if CODE.fullmatch(text) else personal_digest(text)


def next_number(*, office_id: int, year: int) -> str:
    """Return the next number of this list and year; gapless, the counter's row stays locked until commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into information_registercounter as c (office_id, year, last) values (%s, %s, 1) "
            "on conflict (office_id, year) do update set last = c.last + 1 returning last",
            [office_id, year],
        )
        return str(cursor.fetchone()[0])


def number_taken(*, office_id: int, year: int, number: str) -> None:
    """Keep the counter ahead of a number that was given by hand or by an import."""
    if number.isascii() and number.isdecimal() and len(number) <= LONGEST_RUNNING_NUMBER:
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into information_registercounter as c (office_id, year, last) values (%s, %s, %s) "
                "on conflict (office_id, year) do update set last = greatest(c.last, excluded.last)",
                [office_id, year, int(number)],
            )


def next_review(item: InformationItem, on: date) -> date:
    """Return the day by which an entry that was right on `on` is looked at again. Raises: NoRuleInForce."""
    return review_by(rule_in_force("information", "review_interval", item.information_class, on=on), on)


def write_act(
    act: Act,
    *,
    item: InformationItem,
    officer: User | None,
    at: datetime,
    happened_at: datetime | None = None,
    facts: Mapping[str, str | int | bool | None] | None = None,
    public: bool = False,
    actor: str = "",
) -> None:
    """Record the act in the office's log, last of all; public: pages everybody sees have changed.

    actor: who acts, where it is not an officer or an import.
    """
    ledger.record(
        f"information.{act}",
        log=office_log(item.office.code),
        subject_kind=SUBJECT,
        subject_id=str(item.pk),
        actor=actor or actor_of(officer),
        happened_at=happened_at or at,
        recorded_at=at,
        facts=facts,
    )
    if public:
        touch_public(office_code=item.office.code)
