"""Codes of invitations are spent, and nothing keeps the order in which they were."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from django.db import transaction

from ..models import SpentInvitation
from .faults import Refused
from .pots import locked_pot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import Survey

CHANCE = random.SystemRandom()


def spend(*, survey: Survey, digest: bytes) -> None:
    """Keep the digest of a code that is used now, in a transaction of its own, among all that were spent before.

    Raises: Refused (`already_spent`).
    """
    with transaction.atomic(durable=True):
        locked_pot(survey_id=survey.pk)
        if SpentInvitation.objects.filter(digest=digest).exists():
            raise Refused("already_spent")
        rewrite_spent(survey, [digest])


def rewrite_spent(survey: Survey, spent_now: Sequence[bytes] = ()) -> None:
    """Write every spent digest of a survey anew in an order drawn by lot, while its pot is held."""
    known = SpentInvitation.objects.filter(survey=survey)
    digests = [*spent_now, *(bytes(each) for each in known.values_list("digest", flat=True))]
    CHANCE.shuffle(digests)
    known.delete()
    SpentInvitation.objects.bulk_create([SpentInvitation(digest=each, survey=survey) for each in digests])
