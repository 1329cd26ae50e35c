"""Who is told what: to the applicant number and link only, to officers number, date and link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.notices import services as notices

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..models import InformationRequest


def tracking_link(case: InformationRequest) -> str:
    """Return the address where the applicant follows the case; the secret is never part of it."""
    return f"/{case.office.slug}/lacak/?nomor={case.number}"


def case_link(case: InformationRequest) -> str:
    return f"/meja/{case.office.slug}/permohonan/{case.pk}/"


def in_words(day: date) -> str:
    return date_format(day, "l, j F Y")


def applicant_notices(
    case: InformationRequest,
    *,
    key: str,
    kind: str,
    subject: str,
    text: str,
    at: datetime,
    email: str | None = None,
    confidential: str = "",
) -> list[notices.Owed]:
    """Return the mail to the applicant, where he left an address; by post and telephone the desk tells him itself."""
    address = email if email is not None else case.applicant.email
    if not address:
        return []
    mail = notices.Owed(
        key=f"{key}:applicant",
        kind=kind,
        office_id=case.office_id,
        to_email=address,
        subject=subject,
        text=text,
        link=tracking_link(case),
        due_at=at,
        confidential=confidential,
    )
    return [mail]


def tell_applicant(
    case: InformationRequest,
    *,
    key: str,
    kind: str,
    subject: str,
    text: str,
    at: datetime,
    email: str | None = None,
    confidential: str = "",
) -> None:
    """Owe the applicant a mail, where he left an address."""
    words = {"key": key, "kind": kind, "subject": subject, "text": text, "confidential": confidential}
    notices.owe_all(applicant_notices(case, at=at, email=email, **words), at=at)


def officer_notices(
    case: InformationRequest,
    *,
    key: str,
    kind: str,
    subject: str,
    text: str,
    at: datetime,
    on: date,
    permission: str,
    unit_id: int | None = None,
    skip: str = "",
) -> list[notices.Owed]:
    """Return a notice to everybody who holds `permission` at the case's office on that day.

    skip: the actor who caused it and needs no telling.
    """
    people = accounts.holders(permission=permission, office_id=case.office_id, unit_id=unit_id, on=on)
    return [
        notices.Owed(
            key=f"{key}:user:{user.pk}",
            kind=kind,
            office_id=case.office_id,
            to_user_id=user.pk,
            subject=subject,
            text=text,
            link=case_link(case),
            number=case.number,
            due_on=case.deadline.due_on if case.deadline else None,
            due_at=at,
        )
        for user in people
        if f"user:{user.pk}" != skip
    ]


def tell_officers(
    case: InformationRequest,
    *,
    key: str,
    kind: str,
    subject: str,
    text: str,
    at: datetime,
    on: date,
    permission: str,
    unit_id: int | None = None,
    skip: str = "",
) -> None:
    """Owe a notice to everybody who holds `permission` at the case's office on that day."""
    words = {"key": key, "kind": kind, "subject": subject, "text": text, "permission": permission, "skip": skip}
    notices.owe_all(officer_notices(case, at=at, on=on, unit_id=unit_id, **words), at=at)


def office_notice(
    case: InformationRequest, *, key: str, kind: str, subject: str, text: str, at: datetime
) -> notices.Owed:
    """Return a word to the office itself, for its webhook where it has one: number, due date, link, nothing more."""
    return notices.Owed(
        key=f"{key}:office",
        kind=kind,
        office_id=case.office_id,
        subject=subject,
        text=text,
        link=case_link(case),
        number=case.number,
        due_on=case.deadline.due_on if case.deadline else None,
        due_at=at,
    )


def number_subject(case: InformationRequest, what: str) -> str:
    return _("%(what)s: permohonan %(number)s") % {"what": what, "number": case.number}


def end_warnings(case: InformationRequest, *, at: datetime) -> None:
    """End the warnings of the answer's date: there is another date now, which is warned of anew."""
    notices.dismiss_deadline_notices(subject_kind="request", subject_id=str(case.pk), step="answer", at=at)
