"""An answer opened again because the superior, a ruling or an agreement wants the request answered anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import InformationRequest
from ..rules.words import ANSWERED, Act
from .faults import Refused
from .steps import begin, close
from .withholding import take_back

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def lock_answer(*, request_id: int | None) -> int:
    """Lock the request before the objection or dispute that wants it answered, and return its id.

    Raises: Refused `no_request_to_reopen`.
    """
    if request_id is None:
        raise Refused("no_request_to_reopen")
    InformationRequest.everything.select_for_update().get(pk=request_id)
    return request_id


def open_again(
    *, request_id: int, because: Mapping[str, str | int | bool | None], actor: str, at: datetime
) -> InformationRequest:
    """Open the answer of a request, to be decided and notified anew; what it kept closed stands no more.

    The answer's own clock does not run again; what was given stays the applicant's to read. because: facts of what
    wants it. In the caller's transaction, whose act was asked of its own table before. Raises: Refused
    `imported_stays`, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.REOPEN, actor=actor, at=at)
    if step.case.imported:
        raise Refused("imported_stays")
    step.case.closed_at = None
    given = step.case.answers.filter(taken_back_at=None).order_by("pk").values_list("pk", flat=True)
    answers = " ".join(map(str, given)) if step.case.state in ANSWERED else ""
    take_back(step.case, at=at)
    return close(step, changed=("closed_at",), facts={**because, "answers": answers})
