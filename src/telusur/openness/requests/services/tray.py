"""What of this room waits in the signing tray: decided requests whose written notification is not signed yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from telusur.kernel.letters.rules.trays import Tray, Waiting
from telusur.kernel.letters.selectors import letters_about

from .. import selectors
from ..models import labels
from ..rules.questions import title_of
from ..rules.words import Outcome, Party
from .answer_letters import notification_of
from .decisions import sign_and_notify
from .faults import NotPermitted, Refused, WrongState
from .sentences import sentence

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.letters.rules.letters import AnyLetter

    from ..models import InformationRequest

KIND = "request"


def waiting(*, office_id: int, subject_id: str | None = None) -> list[Waiting]:
    """Return the decided requests of an office that wait for a signature, nearest end first."""
    return [
        _waiting(case)
        for case in selectors.awaiting_signature(office_id=office_id)
        if subject_id is None or subject_id == str(case.pk)
    ]


def _waiting(case: InformationRequest) -> Waiting:
    return Waiting(
        subject_id=str(case.pk),
        number=case.number,
        title=title_of(case.question),
        decision=str(labels.OUTCOMES[Outcome(case.outcome)]),
        due_on=case.deadline.due_on if case.deadline else None,
        version=case.version,
        address=reverse("requests_case", args=[case.office.slug, case.pk]),
    )


def draft(*, office_id: int, subject_id: str, actor: str, at: datetime) -> AnyLetter:
    """Return the notification as it would be signed now. Raises: InformationRequest.DoesNotExist."""
    return notification_of(
        selectors.case_of_office(office_id=office_id, request_id=int(subject_id)), actor=actor, at=at
    )


def sign(*, office_id: int, subject_id: str, version: int, actor: str, at: datetime) -> int:
    """Sign one notification and return the id of its letter. Raises: what `sign_and_notify` does."""
    case = selectors.case_of_office(office_id=office_id, request_id=int(subject_id))
    done = sign_and_notify(request_id=case.pk, actor=actor, at=at, version=version)
    return letters_about(subject_kind=KIND, subject_id=str(done.pk))[0].pk


TRAY = Tray(
    kind=KIND,
    name=_("Pemberitahuan tertulis"),
    permission="requests.decide",
    role=Party.PPID,
    waiting=waiting,
    draft=draft,
    sign=sign,
    faults=(Refused, WrongState, NotPermitted),
    sentence=sentence,
)
