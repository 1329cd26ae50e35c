"""Answers that an order, a ruling or an agreement had written anew, and what had been given before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.ledger import selectors as ledger

from ..models import Answer
from ..rules.words import ANSWERED, UNANSWERED, Act, AnswerKind, State
from .following import handed_part

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from ..models import InformationRequest
    from .following import Handed


@dataclass(frozen=True)
class Reopening:
    """One time that an answer was opened again: when, by which objection or dispute, and what stood as the answer."""

    at: datetime
    objection: str
    dispute: str
    answers: tuple[int, ...]


def reopenings(*, case: InformationRequest) -> list[Reopening]:
    """Return every time that the answer of a case was opened again, oldest first."""
    acts = ledger.acts_on(subject_kind="request", subject_id=str(case.pk))
    return [
        Reopening(
            at=act.happened_at,
            objection=str(act.facts.get("objection") or ""),
            dispute=str(act.facts.get("dispute") or ""),
            answers=tuple(int(key) for key in str(act.facts.get("answers") or "").split()),
        )
        for act in acts
        if act.act == f"requests.{Act.REOPEN}"
    ]


def written_anew(*, case: InformationRequest) -> Reopening | None:
    """Return the reopening whose new answer is not out yet, None where no answer is being written anew."""
    found = reopenings(case=case) if State(case.state) in UNANSWERED else []
    return found[-1] if found else None


def earlier_files(*, case: InformationRequest, at: datetime, lent_for: timedelta) -> list[Handed]:
    """Return the files of earlier answers that are no part of the one that now stands; they stay the applicant's.

    lent_for: how long the addresses open what they name.
    """
    keys = {key for each in reopenings(case=case) for key in each.answers}
    if not keys:
        return []
    found = Answer.objects.filter(pk__in=keys, request=case, kind=AnswerKind.FILE)
    if State(case.state) in ANSWERED:
        found = found.exclude(taken_back_at=None)
    return [handed_part(each, at, lent_for) for each in found.select_related("attachment__document").order_by("pk")]
