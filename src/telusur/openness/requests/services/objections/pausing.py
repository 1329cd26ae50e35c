"""An order that was not carried out waits while its objection is disputed, and runs again where that ends without
another order: the working days that were left are counted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.kernel.calendars.selectors import calendar_for
from telusur.kernel.clocks.rules import working_days_between
from telusur.kernel.law.acts import legal_act

from ... import selectors
from ...models import Objection
from ...rules.objections import ORDERING, ObjectionAct
from ..telling import Holders, in_words, number_subject, tell_officers
from .holding import place_holds
from .steps import begin, close

if TYPE_CHECKING:
    from datetime import date, datetime


def pause(objection: Objection, *, on: date) -> tuple[str, ...]:
    """Let an order wait that was not carried out, and return the columns this changed; the caller saves them."""
    waits = objection.verdict in ORDERING and objection.executed_at is None and objection.order_paused_on is None
    if not waits:
        return ()
    objection.order_paused_on = on
    return ("order_paused_on",)


@legal_act
def pause_order(*, objection_id: int, on: date) -> None:
    """Let the order wait again, because a dispute that seemed over goes on; in the caller's transaction and act."""
    objection = Objection.everything.select_for_update().get(pk=objection_id)
    if selectors.order_stands(objection=objection) and (changed := pause(objection, on=on)):
        objection.save(update_fields=changed)


@legal_act
def resume_order(*, objection_id: int, actor: str, at: datetime) -> Objection | None:
    """Let the order run again, because the dispute over its objection ended without another; None where none waits.

    Its day moves by as many working days as were left when it began to wait, one at least; what was late stays late.
    Law: UU 14/2008 Pasal 46; that the order waits is ours. Raises: CalendarGap, NotPermitted.
    """
    waiting = Objection.everything.select_for_update().get(pk=objection_id)
    if waiting.order_paused_on is None or not selectors.order_stands(objection=waiting):
        return None
    step = begin(objection_id=objection_id, act=ObjectionAct.RESUME_ORDER, actor=actor, at=at)
    objection = step.objection
    paused_on, before = objection.order_paused_on, objection.order_due_on
    assert paused_on is not None and before is not None  # noqa: S101, PT018 asked above; an order has a day
    due_on = _moved(objection, before, paused_on=paused_on, on=step.day)
    objection.order_first_due_on = objection.order_first_due_on or before
    objection.order_due_on, objection.order_paused_on, objection.order_resumed_on = due_on, None, step.day
    tell_officers(
        objection,
        key=step.key,
        kind="objection_order_resumed",
        subject=number_subject(objection, _("Perintah berjalan lagi")),
        text=_(
            "Sengketa atas keberatan %(number)s berakhir tanpa perintah lain, jadi perintah Atasan PPID berlaku: "
            "dilaksanakan paling lambat %(due)s."
        )
        % {"number": objection.number, "due": in_words(due_on)},
        at=at,
        to=Holders("requests.told_of_objections", on=step.day, skip=actor),
    )
    if not objection.holds:
        objection.holds = place_holds(objection, actor=actor, at=at)
    changed = ("order_first_due_on", "order_due_on", "order_paused_on", "order_resumed_on", "holds")
    return close(step, changed=changed, facts={"due_before": before.isoformat(), "due_on": due_on.isoformat()})


def _moved(objection: Objection, due_on: date, *, paused_on: date, on: date) -> date:
    if due_on < paused_on:
        return due_on
    calendar, day = calendar_for(office_code=objection.office.code), on
    for _day in range(max(working_days_between(paused_on, due_on, calendar), 1)):
        day = calendar.next_working_day(day)
    return day
