"""Who is told what: to the applicant number and link only, to officers number, date and link."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.notices import services as notices

from ..models import Dispute, Objection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from ..models import InformationRequest

    Told = InformationRequest | Objection | Dispute

DEADLINE_MOVED = "requests.tell_deadline_moved"  # the task that tells the applicant of a date the calendar moved


def tracking_link(case: Told) -> str:
    """Return the address where the applicant follows the case; the secret is never part of it."""
    number = _tracked_number(case)
    return f"/{case.office.slug}/lacak/?nomor={number}"


def _tracked_number(case: Told) -> str:
    """Return the number by which the applicant follows the case: a dispute is shown where its objection is."""
    return str(case.objection.number if isinstance(case, Dispute) else case.number)


def case_link(case: Told) -> str:
    folder = "sengketa" if isinstance(case, Dispute) else "keberatan" if isinstance(case, Objection) else "permohonan"
    return f"/meja/{case.office.slug}/{folder}/{case.pk}/"


def task_link(case: InformationRequest, disposition_id: int) -> str:
    """Return where a unit reads what it is asked: the question without the asker."""
    return f"/meja/{case.office.slug}/unit/{disposition_id}/"


def proxy_link(dispute: Dispute) -> str:
    """Return where whoever speaks for the office by a power of attorney reads the dispute."""
    return f"/meja/{dispute.office.slug}/kuasa/{dispute.pk}/"


def in_words(day: date) -> str:
    return date_format(day, "l, j F Y")


class Word(TypedDict):
    """What is said: `key` names this one obligation, `kind` its sort; subject and text carry no personal data."""

    key: str
    kind: str
    subject: str
    text: str


def _to(word: Word, whom: str) -> Word:
    """Return the word with a key of its own for one of those who are told."""
    return {"key": f"{word['key']}:{whom}", "kind": word["kind"], "subject": word["subject"], "text": word["text"]}


def applicant_notices(
    case: Told, *, at: datetime, email: str | None = None, confidential: str = "", **word: Unpack[Word]
) -> list[notices.Owed]:
    """Return the mail to the applicant, where he left an address; by post and telephone the desk tells him himself."""
    address = email if email is not None else case.applicant.email
    if not address:
        return []
    mail = notices.Owed(
        office_id=case.office_id,
        to_email=address,
        link=tracking_link(case),
        due_at=at,
        confidential=confidential,
        **_to(word, "applicant"),
    )
    return [mail]


def tell_applicant(
    case: Told, *, at: datetime, email: str | None = None, confidential: str = "", **word: Unpack[Word]
) -> None:
    """Owe the applicant a mail, where he left an address."""
    notices.owe_all(applicant_notices(case, at=at, email=email, confidential=confidential, **word), at=at)


@dataclass(frozen=True)
class Holders:
    """The officers of a case's office who hold a permission on a day; of one unit alone where `unit_id` names it.

    skip: the actor who caused it and needs no telling. link: where they read it, if not on the case's own page.
    also: users told besides, such as who speaks for the office, each with the page that is open to him.
    """

    permission: str
    on: date
    unit_id: int | None = None
    skip: str = ""
    link: str = ""
    also: Mapping[int, str] = field(default_factory=dict)


def officer_notices(case: Told, *, to: Holders, at: datetime, **word: Unpack[Word]) -> list[notices.Owed]:
    """Return a notice to each of these officers."""
    people = accounts.holders(permission=to.permission, office_id=case.office_id, unit_id=to.unit_id, on=to.on)
    links = dict(sorted(to.also.items())) | dict.fromkeys((user.pk for user in people), to.link or case_link(case))
    return [
        _to_the_office(case, word, at=at, whom=f"user:{key}", to_user_id=key, link=link)
        for key, link in links.items()
        if f"user:{key}" != to.skip
    ]


def tell_officers(case: Told, *, to: Holders, at: datetime, **word: Unpack[Word]) -> None:
    """Owe a notice to each of these officers."""
    notices.owe_all(officer_notices(case, to=to, at=at, **word), at=at)


def office_notice(case: Told, *, at: datetime, **word: Unpack[Word]) -> notices.Owed:
    """Return a word to the office itself, for its webhook where it has one: number, due date, link, nothing more."""
    return _to_the_office(case, word, at=at, whom="office")


def _to_the_office(
    case: Told, word: Word, *, at: datetime, whom: str, to_user_id: int | None = None, link: str = ""
) -> notices.Owed:
    return notices.Owed(
        office_id=case.office_id,
        to_user_id=to_user_id,
        link=link or case_link(case),
        number=case.number,
        due_on=case.deadline.due_on if case.deadline else None,
        due_at=at,
        **_to(word, whom),
    )


def number_subject(case: Told, what: str) -> str:
    words = {"what": what, "number": case.number}
    if isinstance(case, Objection):
        return _("%(what)s: keberatan %(number)s") % words
    if isinstance(case, Dispute):
        return _("%(what)s: sengketa %(number)s") % words
    return _("%(what)s: permohonan %(number)s") % words


def end_warnings(case: InformationRequest, *, at: datetime) -> None:
    """End the warnings of the answer's date: there is another date now, which is warned of anew."""
    notices.dismiss_deadline_notices(subject_kind="request", subject_id=str(case.pk), step="answer", at=at)
