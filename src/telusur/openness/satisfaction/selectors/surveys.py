"""Surveys of an office: which one may be answered, which there were, and what stands in one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import F

from telusur.kernel.figures.rules.periods import Period
from telusur.kernel.figures.selectors import UnknownFigure, figure_by_key, read
from telusur.kernel.offices.selectors import local_day

from ..models import CadenceChoice, Comment, FollowUp, Kiosk, PaperBatch, Survey
from ..rules.spans import Span, span_of
from ..rules.words import Every
from . import rules_of_day

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from ..models import Answer


def cadence_of(*, office_id: int, on: date) -> Every:
    """Return how long a survey of the office runs that holds `on`: as the office chose, else as the rule says."""
    chosen = CadenceChoice.objects.filter(office_id=office_id, valid_from__lte=on).order_by("-valid_from").first()
    return Every(chosen.every) if chosen else rules_of_day.default_cadence(on=on)


def cadences_of(*, office_id: int) -> QuerySet[CadenceChoice]:
    """Return what the office chose, newest first."""
    return CadenceChoice.objects.filter(office_id=office_id).order_by("-valid_from")


def next_span(*, office_id: int, on: date) -> Span:
    """Return the days of the survey that the office would open on `on`."""
    return span_of(on, every=cadence_of(office_id=office_id, on=on))


def survey_to_answer(*, office_id: int, on: date) -> Survey | None:
    """Return the survey that may be answered on a day, None where there is none."""
    return Survey.objects.of(office_id).answerable(on=on).select_related("office").first()


def open_survey_of(*, office_id: int) -> Survey | None:
    """Return the survey that is not closed, also when its days are over."""
    return Survey.objects.of(office_id).filter(closed_at=None).select_related("office").first()


def open_surveys() -> list[int]:
    """Return the keys of all surveys that are not closed."""
    return list(Survey.objects.filter(closed_at=None).order_by("pk").values_list("pk", flat=True))


def overdue_surveys(*, before: date) -> QuerySet[Survey]:
    """Return the surveys that are not closed although their last day lies before a day."""
    return Survey.objects.filter(closed_at=None, last_on__lt=before).select_related("office").order_by("pk")


def surveys_with_originals() -> QuerySet[Survey]:
    """Return the closed surveys of which words are kept that are not, or not so, published."""
    kept = Comment.objects.exclude(text=F("shown_text")).values("survey")
    return Survey.objects.filter(pk__in=kept, closed_at__isnull=False).select_related("office").order_by("pk")


def surveys_of(*, office_id: int) -> QuerySet[Survey]:
    """Return every survey of an office, newest first."""
    return Survey.objects.of(office_id).select_related("office").order_by("-first_on")


def survey_of(*, office_id: int, survey_id: int) -> Survey:
    """Return one survey of the office. Raises: Survey.DoesNotExist."""
    return surveys_of(office_id=office_id).get(pk=survey_id)


def days_of(*, survey: Survey) -> Span:
    """Return the days on which a survey could be answered: to its last day, or to the day on which it was closed where
    that came first."""
    if survey.closed_at is None:
        return survey.span
    return Span(survey.first_on, min(survey.last_on, local_day(office=survey.office, at=survey.closed_at)))


def answers_of(*, survey_id: int) -> QuerySet[Answer]:
    """Return the released answers in the order of their random keys."""
    return Survey.objects.get(pk=survey_id).answers.order_by("id")


def closed_within(*, office_id: int, start: date, end: date) -> list[Survey]:
    """Return the closed surveys whose days all lie in [start, end), oldest first."""
    found = Survey.objects.of(office_id).filter(first_on__gte=start, last_on__lt=end, closed_at__isnull=False)
    return list(found.order_by("first_on"))


def population_of(*, survey: Survey, on: date) -> int | None:
    """Return the users of the service in the survey's days: as the office states, else as the rule's figure counted
    when the survey was closed, or counts up to `on` while it runs; None where no room defines that figure."""
    if survey.population is not None:
        return survey.population
    return users_counted(survey=survey, on=on) if survey.closed_at is None else survey.counted


def users_counted(*, survey: Survey, on: date) -> int | None:
    """Return what the rule's figure counts of the survey's days up to `on`; None where no room defines it."""
    try:
        figure = figure_by_key(key=rules_of_day.population_figure(on=survey.first_on))
    except UnknownFigure:
        return None
    period = Period(survey.first_on, span_after(survey.last_on))
    value = read(figure=figure, office_id=survey.office_id, period=period, on=on).value
    return None if value is None else int(value)


def span_after(last_on: date) -> date:
    """Return the first of the month after a survey's last day, which ends a month."""
    return last_on.replace(year=last_on.year + last_on.month // 12, month=last_on.month % 12 + 1, day=1)


def comments_of(*, survey_id: int) -> QuerySet[Comment]:
    """Return what people wrote, in the order of random keys."""
    return Comment.objects.filter(survey_id=survey_id).order_by("id")


def shown_comments(*, survey_id: int) -> list[str]:
    """Return what is published of it."""
    return list(comments_of(survey_id=survey_id).exclude(shown_text="").values_list("shown_text", flat=True))


def comment_of(*, office_id: int, comment_id: UUID) -> Comment:
    """Raises: Comment.DoesNotExist."""
    return Comment.objects.select_related("survey__office").get(pk=comment_id, survey__office_id=office_id)


def batches_of(*, survey_id: int) -> QuerySet[PaperBatch]:
    """Return the sheets of paper typed in, newest batch first."""
    return PaperBatch.objects.filter(survey_id=survey_id).select_related("scan").order_by("-pk")


def follow_ups_of(*, survey_id: int) -> QuerySet[FollowUp]:
    """Return what the office will do, the soonest due first."""
    return FollowUp.objects.filter(survey_id=survey_id).select_related("owner").order_by("due_on", "pk")


def open_follow_ups(*, office_id: int) -> QuerySet[FollowUp]:
    """Return what an office promised after any of its surveys and has not done yet, the soonest due first."""
    found = FollowUp.objects.filter(survey__office_id=office_id, done_on=None)
    return found.select_related("owner", "survey").order_by("due_on", "pk")


def follow_up_of(*, office_id: int, follow_up_id: int) -> FollowUp:
    """Raises: FollowUp.DoesNotExist."""
    found = FollowUp.objects.select_related("owner", "survey__office")
    return found.get(pk=follow_up_id, survey__office_id=office_id)


def kiosks_of(*, office_id: int, on: date) -> QuerySet[Kiosk]:
    """Return the devices that are let in on a day, newest first."""
    found = Kiosk.objects.filter(office_id=office_id, ended_at=None, last_on__gte=on)
    return found.order_by("-made_at", "pk")


def kiosk_with(*, office_id: int, code: str, on: date) -> Kiosk | None:
    """Return the device that a code lets in on a day, None for none."""
    return kiosks_of(office_id=office_id, on=on).filter(digest=kiosk_digest(code)).first()


def kiosk_open(*, office_id: int, kiosk_id: int, on: date) -> Kiosk | None:
    """Return a device by its key if it is still let in."""
    return kiosks_of(office_id=office_id, on=on).filter(pk=kiosk_id).first()


def kiosk_digest(code: str) -> bytes:
    """Return what is kept of a device's code, however it was typed."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(f"telusur kiosk {plain}".encode()).digest()
