"""What of a delivered answer can be opened to everybody, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rules.words import AnswerKind

if TYPE_CHECKING:
    from ..models import InformationRequest


def files_to_release(*, case: InformationRequest) -> list[tuple[int, str]]:
    """Return (document id, title) of each file that was given and is not public yet, oldest first."""
    given = case.answers.filter(taken_back_at=None, kind=AnswerKind.FILE).select_related("attachment")
    return [(answer.attachment.document_id, answer.title) for answer in given.order_by("pk") if answer.attachment]


def holder_of(*, case: InformationRequest) -> str:
    """Return who holds what was given: the units that handed it in, or the office itself."""
    rows = case.answers.filter(taken_back_at=None).exclude(disposition=None)
    names = dict.fromkeys(rows.order_by("pk").values_list("disposition__unit__name", flat=True))
    return ", ".join(names) or case.office.name
