"""What every act shares: the locked entry, its ledger row, and the change of the public pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from telusur.kernel.ledger import services as ledger
from telusur.kernel.offices.services import touch_public

from ..models import InformationItem
from ..rules.states import Act, State, Transition, transition

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.kernel.accounts.models import User

SUBJECT = "information"


class SecondPersonNeeded(Exception):
    """The same person may not do both acts."""

    code = "second_person"


def locked(*, item_id: int) -> InformationItem:
    """Return the entry, locked until the transaction ends. Raises: InformationItem.DoesNotExist."""
    return InformationItem.everything.select_for_update().get(pk=item_id)


def permitted(item: InformationItem, act: Act, officer: User | None) -> Transition:
    """Return the row of the table that allows the act. Raises: WrongState, SecondPersonNeeded."""
    row = transition(State(item.state), act)
    if row.second_person == "proposer" and (officer is None or officer.pk == item.proposed_by_id):
        raise SecondPersonNeeded
    return row


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
    if number.isascii() and number.isdecimal() and len(number) < 7:  # noqa: PLR2004 longer ones are no running numbers
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into information_registercounter as c (office_id, year, last) values (%s, %s, %s) "
                "on conflict (office_id, year) do update set last = greatest(c.last, excluded.last)",
                [office_id, year, int(number)],
            )


def write_act(
    act: Act,
    *,
    item: InformationItem,
    officer: User | None,
    at: datetime,
    happened_at: datetime | None = None,
    facts: Mapping[str, str | int | bool | None] | None = None,
    public: bool = False,
) -> None:
    """Record the act in the office's log, last of all; public: pages everybody sees have changed."""
    if public:
        touch_public(office_code=item.office.code)
    ledger.record(
        act,
        log=f"office/{item.office.code}",
        subject_kind=SUBJECT,
        subject_id=str(item.pk),
        actor=f"user:{officer.pk}" if officer else "import",
        happened_at=happened_at or at,
        recorded_at=at,
        facts=facts,
    )
