"""Surveys begin and end by an act of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format

from telusur.kernel.law.acts import legal_act
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import CadenceChoice, Pot, Survey
from .acts import record
from .faults import Refused
from .releasing import emptied
from .reminding import closing_prefix

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

    from ..rules.words import Every

SURVEY = "survey"


@legal_act
def choose_cadence(*, office: Office, every: Every, valid_from: date, actor: str, at: datetime) -> CadenceChoice:
    """Let surveys that the office opens from a day on run for a semester or a year.

    Law: PermenPANRB 14/2017 Pasal 1 ayat (1). Raises: Refused (`cadence_past`, `cadence_same`).
    """
    if valid_from < local_day(office=office, at=at):
        raise Refused("cadence_past")
    if selectors.cadence_of(office_id=office.pk, on=valid_from) == every:
        raise Refused("cadence_same")
    chosen, _made = CadenceChoice.objects.update_or_create(
        office=office, valid_from=valid_from, defaults={"every": every, "chosen_at": at}
    )
    facts = {"every": every.value, "valid_from": valid_from.isoformat()}
    record(
        "satisfaction.choose_cadence", office=office, subject=("office", office.code), actor=actor, at=at, facts=facts
    )
    return chosen


@legal_act
def open_survey(*, office: Office, actor: str, at: datetime, on: date | None = None) -> Survey:
    """Open the survey of the semester or year that holds `on`, or the office's own day.

    on: another day, for surveys that were held on paper before. Raises: Refused (`already_open`, `days_overlap`,
    `before_start`).
    """
    today = local_day(office=office, at=at)
    running = selectors.open_survey_of(office_id=office.pk)
    if running is not None:
        raise Refused("already_open", survey=str(running))
    span = selectors.next_span(office_id=office.pk, on=on or today)
    if span.first_on > today:
        raise Refused("before_start", day=date_format(span.first_on, "j F Y"))
    same = Survey.objects.of(office.pk).filter(first_on__lte=span.last_on, last_on__gte=span.first_on).first()
    if same is not None:
        raise Refused("days_overlap", survey=str(same))
    survey = Survey.objects.create(office=office, first_on=span.first_on, last_on=span.last_on, opened_at=at)
    Pot.objects.create(survey=survey)
    facts = {"first_on": span.first_on.isoformat(), "last_on": span.last_on.isoformat()}
    record("satisfaction.open_survey", office=office, subject=(SURVEY, survey.pk), actor=actor, at=at, facts=facts)
    touch_public(office_code=office.code)
    return survey


@legal_act
def close_survey(*, survey_id: int, actor: str, at: datetime) -> Survey:
    """End a survey: what lies in its pot is released, the users of its days are counted for the last time, and its
    numbers change no more, save by `state_population`. Raises: Refused (`already_closed`)."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("office").get(pk=survey_id)
    if survey.closed_at is not None:
        raise Refused("already_closed")
    on = local_day(office=survey.office, at=at)
    emptied(survey, closing=True)
    survey.closed_at, survey.counted = at, selectors.users_counted(survey=survey, on=on)
    survey.save(update_fields=["closed_at", "counted"])
    notices.dismiss_all(key_prefix=closing_prefix(survey), at=at)
    outcome = selectors.outcome_of(survey=survey, on=on)
    facts = {
        "respondents": outcome.respondents,
        "index": None if outcome.index is None else str(outcome.index),
        "band": outcome.band.letter if outcome.band else None,
        "population": outcome.population,
    }
    record(
        "satisfaction.close_survey", office=survey.office, subject=(SURVEY, survey.pk), actor=actor, at=at, facts=facts
    )
    touch_public(office_code=survey.office.code)
    return survey


@legal_act
def state_population(*, survey_id: int, population: int | None, reason: str, actor: str, at: datetime) -> Survey:
    """State how many people the office served in the survey's days, or (None) let the figure count them: of a
    closed survey what it counted at closing.

    Raises: Refused (`reason_missing`).
    """
    survey = Survey.objects.select_for_update(of=("self",)).select_related("office").get(pk=survey_id)
    if population is not None and not reason.strip():
        raise Refused("reason_missing")
    survey.population, survey.population_reason = population, reason.strip() if population is not None else ""
    survey.save(update_fields=["population", "population_reason"])
    facts = {"population": population}
    record(
        "satisfaction.state_population",
        office=survey.office,
        subject=(SURVEY, survey.pk),
        actor=actor,
        at=at,
        facts=facts,
    )
    touch_public(office_code=survey.office.code)
    return survey
