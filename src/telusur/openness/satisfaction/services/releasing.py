"""Answers leave the pot: in batches, mixed with all that left before, so that nothing tells which came when; and taken
apart, so that nothing tells what its author said of himself."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import Answer, Comment, RespondentCount, Survey
from ..rules.parts import ANSWERS, COMMENT, SAID, answers_in, drawn, size
from .pots import content_of, fill, locked_pot
from .spending import rewrite_spent

if TYPE_CHECKING:
    from ..rules.parts import Parts

CHANCE = random.SystemRandom()


@transaction.atomic
def release(*, survey_id: int) -> int:
    """Release what may leave the pot of a survey, and return how many answers that were. No act of the ledger."""
    survey = Survey.objects.select_related("office").get(pk=survey_id)
    released = emptied(survey, closing=False)
    if released:
        touch_public(office_code=survey.office.code)
    return released


def emptied(survey: Survey, *, closing: bool) -> int:
    """Move what may leave the pot to the answers, in the caller's transaction; return how many that were.

    Every row of the survey is written anew in an order drawn by lot, under a new key: all of them then carry the same
    transaction, and their places in the tables tell nothing.
    """
    pot = locked_pot(survey_id=survey.pk)
    batch = selectors.least(key="batch", on=survey.first_on)
    released, kept = drawn(content_of(pot), least=batch, closing=closing, chance=CHANCE)
    if not size(released):
        return 0
    fill(pot, kept)
    _rewrite_answers(survey, released)
    _rewrite_comments(survey, released)
    _count_respondents(survey, released)
    rewrite_spent(survey)
    return size(released)


def _rewrite_answers(survey: Survey, released: Parts) -> None:
    rows = []
    for month, scores in map(answers_in, released[ANSWERS]):
        rows.append(Answer(survey=survey, month=month, scores=scores))
    known = Answer.objects.filter(survey=survey)
    for row in known:
        row.pk = uuid.uuid4()
        rows.append(row)
    CHANCE.shuffle(rows)
    known.delete()
    Answer.objects.bulk_create(rows)


def _count_respondents(survey: Survey, released: Parts) -> None:
    """Count who answered by one thing at a time. Of fewer than a table shows nothing is kept: the one of a survey that
    one person answered would be known by what he said of himself."""
    known = RespondentCount.objects.filter(survey=survey)
    counts = Counter({(row.attribute, row.value): row.people for row in known})
    counts.update((kind, value) for kind in SAID for value in released[kind])
    known.delete()
    if Answer.objects.filter(survey=survey).count() < selectors.least(key="cell", on=survey.first_on):
        return
    rows = [
        RespondentCount(survey=survey, attribute=attribute, value=value, people=people)
        for (attribute, value), people in sorted(counts.items())
    ]
    RespondentCount.objects.bulk_create(rows)


def _rewrite_comments(survey: Survey, released: Parts) -> None:
    """Keep the keys of comments that stand already: officers work on them, and nothing joins them to an answer."""
    known = Comment.objects.filter(survey=survey)
    rows = [*known, *(Comment(survey=survey, text=text) for text in released[COMMENT] if text)]
    CHANCE.shuffle(rows)
    known.delete()
    Comment.objects.bulk_create(rows)
