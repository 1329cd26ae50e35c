"""What a unit sees: the question and its own dispositions. Nothing here reads a column of the applicant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import Answer, Disposition, labels
from ..rules.words import CLOSED, AnswerKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True)
class Task:
    """One disposition as its unit sees it, without the asker."""

    disposition_id: int
    request_id: int
    number: str
    unit: str
    question: str
    instruction: str
    state: str
    way: str
    due_on: date
    disposed_at: datetime
    taken_up_at: datetime | None
    answered_at: datetime | None
    answer_words: str
    returned_at: datetime | None
    return_reason: str
    closed_at: datetime | None

    @property
    def open(self) -> bool:
        return self.closed_at is None


def _of_units(*, office_id: int, unit_ids: Collection[int]) -> QuerySet[Disposition]:
    columns = ("question", "number", "state", "way", "copy_form", "office_id")
    return (
        Disposition.objects.filter(request__office_id=office_id, unit_id__in=unit_ids)
        .select_related("request", "unit")
        .only(
            "instruction",
            "due_on",
            "disposed_at",
            "taken_up_at",
            "answered_at",
            "answer_words",
            "returned_at",
            "return_reason",
            "closed_at",
            "unit__name",
            *(f"request__{column}" for column in columns),
        )
    )


def unit_inbox(*, office_id: int, unit_ids: Collection[int], done: bool = False) -> QuerySet[Disposition]:
    """Return what these units are asked, what runs out first on top; with `done`, what they answered, newest first."""
    rows = _of_units(office_id=office_id, unit_ids=unit_ids)
    if done:
        return rows.exclude(closed_at=None).order_by("-closed_at", "-pk")
    return rows.filter(closed_at=None).exclude(request__state__in=CLOSED).order_by("due_on", "pk")


def unit_task(*, office_id: int, unit_ids: Collection[int], disposition_id: int) -> Task:
    """Return one disposition of these units. Raises: Disposition.DoesNotExist, also for another unit's."""
    return as_task(_of_units(office_id=office_id, unit_ids=unit_ids).get(pk=disposition_id))


def handed_in(*, request_id: int, unit_ids: Collection[int]) -> list[Answer]:
    """Return the files that these units gave for a case, oldest first, also those sent back to be mended."""
    parts = Answer.objects.filter(request_id=request_id, disposition__unit_id__in=unit_ids, kind=AnswerKind.FILE)
    return list(parts.select_related("attachment__document").order_by("pk"))


def as_task(row: Disposition) -> Task:
    """Return the row as plain values."""
    form = labels.COPY_FORMS.get(row.request.copy_form, "")
    return Task(
        disposition_id=row.pk,
        request_id=row.request_id,
        number=row.request.number,
        unit=row.unit.name,
        question=row.request.question,
        instruction=row.instruction,
        state=row.request.state,
        way=" · ".join(str(part) for part in (labels.WAYS[row.request.way], form) if part),
        due_on=row.due_on,
        disposed_at=row.disposed_at,
        taken_up_at=row.taken_up_at,
        answered_at=row.answered_at,
        answer_words=row.answer_words,
        returned_at=row.returned_at,
        return_reason=row.return_reason,
        closed_at=row.closed_at,
    )
