"""What of a delivered answer can be opened to everybody, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.ledger import selectors as ledger

from ..rules.words import AnswerKind

if TYPE_CHECKING:
    from ..models import InformationRequest


# Acts by which somebody answered a request without an outcome among their facts.
ANSWERING = frozenset({"requests.answer_at_desk", "requests.sign"})


def deciders(*, request_id: int) -> frozenset[str]:
    """Return who decided, answered or signed a request, by the ledger."""
    acts = ledger.acts_on(subject_kind="request", subject_id=str(request_id))
    return frozenset(act.actor for act in acts if act.act in ANSWERING or "outcome" in act.facts)


def files_to_release(*, case: InformationRequest) -> list[tuple[int, str]]:
    """Return (document id, title) of each file that was given and is not public yet, oldest first."""
    given = case.answers.filter(taken_back_at=None, kind=AnswerKind.FILE).select_related("attachment")
    return [(answer.attachment.document_id, answer.title) for answer in given.order_by("pk") if answer.attachment]


def holder_of(*, case: InformationRequest) -> str:
    """Return who holds what was given: the units that handed it in, or the office itself."""
    rows = case.answers.filter(taken_back_at=None).exclude(disposition=None)
    names = dict.fromkeys(rows.order_by("pk").values_list("disposition__unit__name", flat=True))
    return ", ".join(names) or case.office.name
