"""What an applicant sees of his own case: his files, his notes, and the way in."""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING

from django.db.models import Q

from telusur.kernel.documents import selectors as documents
from telusur.kernel.letters import selectors as letters
from telusur.kernel.look.numbers import whole_number

from ..models import InformationRequest
from ..rules.words import ANSWERED, AnswerKind, Audience, Register, State
from .applicants import mark_of_secret, secret_hash
from .queue import SERIALS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from ..models import Answer, RequestQuerySet


OPENED = "opened_requests"  # where a session keeps its marks, by the id of the case
FOLLOWED_OBJECTIONS = "followed_objections"  # and of the objections that stand without a request
MOST_OPENED = 20


@dataclass(frozen=True)
class Handed:
    """A file lent to whom it concerns: a letter, or a part of the answer."""

    title: str
    address: str
    kind: str
    size: int | None


def case_by_secret(*, office_id: int, number: str, secret: str) -> InformationRequest | None:
    """Return the case whose number and secret were given, or None; which of the two was wrong is not told."""
    case = _cases().of_office(office_id).filter(_numbered(number)).order_by("-year", "pk").first()
    given = secret_hash(secret=secret)
    known = case.secret_hash if case is not None else secret_hash(secret="")
    return case if compare_digest(given, known) and case is not None else None


def _numbered(typed: str) -> Q:
    """Return what a typed number may mean: the whole number, or the bare serial of the newest year's register."""
    text = typed.strip()
    serial = whole_number(text)
    if serial is None or serial >= SERIALS:
        return Q(number__iexact=text)
    return Q(number__iexact=text) | Q(serial=serial, register=Register.GENERAL)


def case_to_follow(*, office_id: int, request_id: int) -> InformationRequest:
    """Return a case with what its applicant's page shows. Raises: InformationRequest.DoesNotExist."""
    return _cases().of_office(office_id).get(pk=request_id)


def marks_with(*, marks: Mapping[str, str], case: InformationRequest) -> dict[str, str]:
    """Return what a browser keeps of the cases it opened by their secrets, with this one; the newest twenty."""
    known = {key: mark for key, mark in marks.items() if key != str(case.pk)}
    newest = {**known, str(case.pk): mark_of_secret(secret_hash=case.secret_hash)}
    return dict(list(newest.items())[-MOST_OPENED:])


def opened_by(*, marks: Mapping[str, str], case: InformationRequest) -> bool:
    """Return whether these marks prove the secret that the case has now."""
    return compare_digest(marks.get(str(case.pk), ""), mark_of_secret(secret_hash=case.secret_hash))


def case_open_to(
    *, office_id: int, request_id: int, marks: Mapping[str, str], user_id: int | None
) -> InformationRequest | None:
    """Return a case to whoever showed its secret or owns it by his account; None to anybody else.

    marks: what the session keeps under `OPENED`.
    """
    case = _cases().of_office(office_id).filter(pk=request_id).first()
    if case is None:
        return None
    owner = user_id is not None and case.applicant.user_id == user_id
    return case if owner or opened_by(marks=marks, case=case) else None


def cases_of_account(*, user_id: int) -> RequestQuerySet:
    """Return the cases that belong to an account, in every office, newest first."""
    return _cases().filter(applicant__user_id=user_id).order_by("-received_at", "-pk")


def case_by_number_and_mail(*, office_id: int, number: str, email: str) -> InformationRequest | None:
    """Return the open or closed case with this number whose applicant left this very address, or None."""
    found = _cases().of_office(office_id).filter(_numbered(number), applicant__email=email.strip().lower())
    return found.exclude(applicant__email="").order_by("-year", "pk").first()


def handed_over(*, case: InformationRequest, at: datetime, lent_for: timedelta) -> list[Handed]:
    """Return the letters of the case and, once it is answered, the parts of the answer that can be downloaded.

    lent_for: how long the addresses open what they name.
    """
    found = [
        Handed(
            title=letter.title,
            address=documents.lent_address(attachment=letter.attachment, until=at + lent_for),
            kind="PDF",
            size=letter.document.size,
        )
        for letter in letters.letters_about(subject_kind="request", subject_id=str(case.pk))
    ]
    if State(case.state) not in ANSWERED:
        return found
    return [*(handed_part(answer, at, lent_for) for answer in _files(case)), *found]


def answers_in_the_register(*, case: InformationRequest) -> list[Answer]:
    """Return the entries of the public register that answer an answered case."""
    if State(case.state) not in ANSWERED:
        return []
    parts = case.answers.filter(taken_back_at=None, kind=AnswerKind.DIP).select_related("item__office")
    return list(parts.order_by("pk"))


def own_notes(*, case: InformationRequest) -> list[tuple[datetime, str]]:
    """Return what the applicant added, oldest first."""
    rows = case.notes.filter(audience=Audience.APPLICANT).order_by("written_at", "pk")
    return list(rows.values_list("written_at", "text"))


def _files(case: InformationRequest) -> list[Answer]:
    parts = case.answers.filter(taken_back_at=None, kind=AnswerKind.FILE).select_related("attachment__document")
    return list(parts.order_by("pk"))


def handed_part(answer: Answer, at: datetime, lent_for: timedelta) -> Handed:
    """Return one file of an answer with an address that opens it for `lent_for`."""
    attachment = answer.attachment
    assert attachment is not None  # noqa: S101 the database holds a file's answer to it
    return Handed(
        title=answer.title,
        address=documents.lent_address(attachment=attachment, until=at + lent_for),
        kind=attachment.document.extension.upper(),
        size=attachment.document.size,
    )


def _cases() -> RequestQuerySet:
    return InformationRequest.everything.select_related(
        "office", "applicant", "deadline", "check_deadline", "forwarded_to__office"
    )
