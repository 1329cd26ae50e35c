"""Answers leave the pot: in batches, mixed with all that left before, so that nothing tells which came when."""

from __future__ import annotations

import random
import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import Answer, Comment, SpentInvitation, Survey
from ..rules.mixing import parted
from .pots import content_of, fill, locked_pot

if TYPE_CHECKING:
    from ..rules.sheets import Pending

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
    released, kept = parted(content_of(pot), least=batch, closing=closing, chance=CHANCE)
    if not released:
        return 0
    fill(pot, kept)
    _rewrite_answers(survey, released)
    _rewrite_comments(survey, released)
    _rewrite_spent(survey)
    return len(released)


def _rewrite_answers(survey: Survey, released: list[Pending]) -> None:
    rows = [_answer(survey, each) for each in released]
    known = Answer.objects.filter(survey=survey)
    for row in known:
        row.pk = uuid.uuid4()
        rows.append(row)
    CHANCE.shuffle(rows)
    known.delete()
    Answer.objects.bulk_create(rows)


def _answer(survey: Survey, pending: Pending) -> Answer:
    sheet = pending.sheet
    return Answer(
        survey=survey,
        month=pending.month,
        scores=list(pending.row),
        channel=pending.channel,
        age=sheet.age,
        sex=sheet.sex,
        education=sheet.education,
        occupation=sheet.occupation,
    )


def _rewrite_comments(survey: Survey, released: list[Pending]) -> None:
    """Keep the keys of comments that stand already: officers work on them, and nothing joins them to an answer."""
    known = Comment.objects.filter(survey=survey)
    rows = [*known, *(Comment(survey=survey, text=each.sheet.comment) for each in released if each.sheet.comment)]
    CHANCE.shuffle(rows)
    known.delete()
    Comment.objects.bulk_create(rows)


def _rewrite_spent(survey: Survey) -> None:
    known = SpentInvitation.objects.filter(survey=survey)
    digests = [bytes(each) for each in known.values_list("digest", flat=True)]
    CHANCE.shuffle(digests)
    known.delete()
    SpentInvitation.objects.bulk_create([SpentInvitation(digest=each, survey=survey) for each in digests])
