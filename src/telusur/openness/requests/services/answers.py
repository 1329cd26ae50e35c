"""The material of an answer: entries everybody may already read, and files attached to the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ObjectDoesNotExist

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Audience
from telusur.kernel.law.acts import legal_act
from telusur.openness.information import selectors as information

from ..models import Answer, InformationRequest
from ..rules.words import Act, AnswerKind, Outcome
from .faults import Refused
from .steps import begin, close

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..models import Disposition

ANSWER_KIND = "request_answer"
SEE_ANSWERS = "requests.see_answers"


class Material(NamedTuple):
    """One piece of an answer: an entry of the DIP, or a stored document with a title."""

    item_id: int | None = None
    document_id: int | None = None
    title: str = ""


def keep_answers(
    case: InformationRequest,
    *,
    materials: Sequence[Material],
    actor: str,
    at: datetime,
    disposition: Disposition | None = None,
) -> int:
    """Add the materials to the case and return how many. Raises: Refused `item_not_public`, `material_empty`."""
    for material in materials:
        attachment_id = None
        title = material.title.strip()
        if material.item_id is not None:
            title = _title_of_public(material.item_id)
        elif material.document_id is not None:
            attachment_id = documents.attach(
                document_id=material.document_id,
                thing_kind=ANSWER_KIND,
                thing_id=str(case.pk),
                office_id=case.office_id,
                access="officers",
                permission=SEE_ANSWERS,
                title=title,
                at=at,
                actor=actor,
            ).pk
        else:
            raise Refused("material_empty")
        Answer.objects.create(
            request=case,
            disposition=disposition,
            kind=AnswerKind.DIP if material.item_id is not None else AnswerKind.FILE,
            item_id=material.item_id,
            attachment_id=attachment_id,
            title=title[:300],
            given_at=at,
            given_by=actor,
        )
    return len(materials)


def let_out_answers(case: InformationRequest, *, at: datetime) -> None:
    """Let the files of an answer out to the applicant, all of them or none.

    Raises: Refused `file_not_released`, where the release check found something that nobody let pass.
    """
    for answer in case.answers.filter(taken_back_at=None, kind=AnswerKind.FILE).order_by("pk"):
        assert answer.attachment_id is not None  # noqa: S101 the database holds a file's answer to it
        try:
            documents.require_release(attachment_id=answer.attachment_id, audience=Audience.RECIPIENT, at=at)
        except documents.NotReleased as error:
            raise Refused("file_not_released", title=answer.title, found=error.found) from error


def _title_of_public(item_id: int) -> str:
    try:
        return str(information.shown_items().get(pk=item_id).title)
    except ObjectDoesNotExist as error:
        raise Refused("item_not_public") from error


@legal_act
def answer_from_dip(
    *,
    request_id: int,
    materials: Sequence[Material],
    words: str,
    actor: str,
    at: datetime,
    version: int | None = None,
) -> InformationRequest:
    """Answer at the desk with what is already public; the request is granted as asked, the PPID still signs.

    Raises: Refused (`answer_empty`, `item_not_public`), StaleCase, WrongState, NotPermitted.
    """
    if not materials:
        raise Refused("answer_empty")
    step = begin(request_id=request_id, act=Act.ANSWER_AT_DESK, actor=actor, at=at, version=version)
    case = step.case
    given = keep_answers(case, materials=materials, actor=actor, at=at)
    case.outcome, case.decision_words, case.decided_at = Outcome.GRANTED_FULL, words.strip(), at
    return close(step, changed=("outcome", "decision_words", "decided_at"), facts={"materials": given})
