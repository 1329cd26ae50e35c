"""What an office does about its weakest elements: planned, due, done."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import FollowUp, Survey
from .acts import record
from .faults import Refused

if TYPE_CHECKING:
    from datetime import date

FOLLOW_UP = "follow_up"
SOON = timedelta(days=7)
MORNING = time(8)


@legal_act
def plan_follow_up(
    *, survey_id: int, element: str, action: str, owner_id: int, due_on: date, actor: str, at: datetime
) -> FollowUp:
    """Plan what is done about an element, by whom and by when; he is told at once, a week before and on the day.

    Raises: Refused (`not_closed`, `no_element`, `action_missing`, `not_an_owner`, `due_past`).
    """
    survey = Survey.objects.select_for_update(of=("self",)).select_related("office").get(pk=survey_id)
    office, today = survey.office, local_day(office=survey.office, at=at)
    if survey.closed_at is None:
        raise Refused("not_closed")
    if element not in selectors.elements(on=survey.first_on):
        raise Refused("no_element", field=element)
    if not action.strip():
        raise Refused("action_missing")
    if due_on < today:
        raise Refused("due_past")
    if not accounts.colleagues(office_id=office.pk, on=today).filter(pk=owner_id).exists():
        raise Refused("not_an_owner")
    made = FollowUp.objects.create(
        survey=survey, element=element, action=action.strip(), owner_id=owner_id, due_on=due_on, planned_at=at
    )
    _owe(made, at=at)
    facts = {"element": element, "owner": f"user:{owner_id}", "due_on": due_on.isoformat()}
    record("satisfaction.plan_follow_up", office=office, subject=(FOLLOW_UP, made.pk), actor=actor, at=at, facts=facts)
    touch_public(office_code=office.code)
    return made


@legal_act
def finish_follow_up(
    *, follow_up_id: int, result: str, done_on: date, actor: str, at: datetime, version: int | None = None
) -> FollowUp:
    """Say what came of it; nobody is reminded any more. Raises: Refused (`stale_thing`, `already_done`,
    `result_missing`, `done_later`)."""
    found = FollowUp.objects.select_for_update(of=("self",)).select_related("survey__office").get(pk=follow_up_id)
    if version is not None and version != found.version:
        raise Refused("stale_thing")
    if found.done_on is not None:
        raise Refused("already_done")
    if not result.strip():
        raise Refused("result_missing")
    office = found.survey.office
    if done_on > local_day(office=office, at=at):
        raise Refused("done_later")
    found.result, found.done_on, found.version = result.strip(), done_on, found.version + 1
    found.save(update_fields=["result", "done_on", "version"])
    notices.dismiss_all(key_prefix=_prefix(found), at=at)
    facts = {"element": found.element, "done_on": done_on.isoformat()}
    record(
        "satisfaction.finish_follow_up", office=office, subject=(FOLLOW_UP, found.pk), actor=actor, at=at, facts=facts
    )
    touch_public(office_code=office.code)
    return found


def _prefix(found: FollowUp) -> str:
    return f"{FOLLOW_UP}:{found.pk}:"


def _owe(found: FollowUp, *, at: datetime) -> None:
    """Owe the one who does it a word now, a week before and on the day: what is due is a row, not a timer."""
    office = found.survey.office
    name = selectors.elements(on=found.survey.first_on)[found.element].name
    morning = datetime.combine(found.due_on, MORNING, ZoneInfo(office.time_zone))
    words = {"element": name, "day": date_format(found.due_on, "l, j F Y")}
    told = {
        "planned": (at, _("Tindak lanjut survei untuk Anda: %(element)s"), _("Harap selesai paling lambat %(day)s.")),
        "soon": (morning - SOON, _("Tinggal seminggu: %(element)s"), _("Tindak lanjut ini jatuh tempo %(day)s.")),
        "due": (
            morning,
            _("Jatuh tempo hari ini: %(element)s"),
            _("Catat hasilnya, atau selesaikan hari ini, %(day)s."),
        ),
    }
    owed = [
        notices.Owed(
            key=f"{_prefix(found)}{step}:{found.owner_id}",
            kind=f"follow_up_{step}",
            office_id=office.pk,
            to_user_id=found.owner_id,
            subject=subject % words,
            text=text % words,
            link=f"/meja/{office.slug}/survei/{found.survey_id}/",
            due_on=found.due_on,
            due_at=due_at,
        )
        for step, (due_at, subject, text) in told.items()
        if due_at >= at
    ]
    notices.owe_all(owed, at=at)
