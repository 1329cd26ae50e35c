"""What people wrote is published only after the release check, in words that lead to nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F

from telusur.kernel.documents import selectors as documents
from telusur.kernel.documents.rules.identities import found_in, masked
from telusur.kernel.law.acts import legal_act
from telusur.kernel.offices.selectors import local_day
from telusur.kernel.offices.services import touch_public

from .. import selectors
from ..models import Comment
from ..rules.leads import leads_in
from .acts import record
from .faults import Refused

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from ..models import Survey


def findings_in(*, text: str, on: date) -> list[str]:
    """Return what in a text leads to a person, masked: numbers, addresses of mail, telephones, places to live, chats,
    accounts, plates, and the number of his request."""
    provinces = documents.provinces(on=on)
    spans = [(found.start, found.end) for found in found_in(text, provinces=provinces, addresses=True)]
    spans += [each for each in leads_in(text) if not any(each[0] < end and start < each[1] for start, end in spans)]
    return [masked(text[start:end]) for start, end in sorted(spans)]


def purge_comments(*, at: datetime) -> int:
    """Destroy the original words of comments whose time is over; return of how many surveys.

    Law: UU 27/2022 Pasal 43.
    """
    purged = 0
    for survey in selectors.surveys_with_originals():
        closed_on = local_day(office=survey.office, at=survey.closed_at or at)
        today = local_day(office=survey.office, at=at)
        if closed_on + timedelta(days=selectors.comment_days(on=today)) < today:
            _purge(survey, at=at)
            purged += 1
    return purged


@legal_act
def _purge(survey: Survey, *, at: datetime) -> None:
    """Leave of a survey's comments what is published of them."""
    comments = Comment.objects.select_for_update().filter(survey=survey).exclude(text=F("shown_text"))
    facts = {"comments": len(comments)}
    Comment.objects.filter(survey=survey, shown_text="").delete()
    Comment.objects.filter(survey=survey).update(text=F("shown_text"))
    record(
        "satisfaction.purge_comments",
        office=survey.office,
        subject=("survey", survey.pk),
        actor="system",
        at=at,
        facts=facts,
    )


@legal_act
def show_comment(*, comment_id: UUID, text: str, actor: str, at: datetime) -> Comment:
    """Publish a comment in these words, its own or shortened; empty words take it down.

    Raises: Refused (`not_closed`; `has_findings`, the release check found personal data in these words).
    """
    comment = Comment.objects.select_for_update(of=("self",)).select_related("survey__office").get(pk=comment_id)
    office = comment.survey.office
    if comment.survey.closed_at is None:
        raise Refused("not_closed")
    shown = text.strip()
    found = findings_in(text=shown, on=local_day(office=office, at=at))
    if found:
        raise Refused("has_findings", samples=", ".join(found))
    comment.shown_text = shown
    comment.save(update_fields=["shown_text"])
    facts = {"shown": bool(shown)}
    record(
        "satisfaction.show_comment",
        office=office,
        subject=("survey", comment.survey_id),
        actor=actor,
        at=at,
        facts=facts,
    )
    touch_public(office_code=office.code)
    return comment
