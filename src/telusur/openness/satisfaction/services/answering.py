"""Somebody answers. Nothing of this is an act of the ledger, and nothing of it says who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..models import Survey
from ..rules import invitations
from ..rules.parts import gathered, taken_apart
from ..rules.sheets import Pending, checked
from ..rules.spans import month_of
from ..rules.words import Channel
from .faults import Refused
from .pots import content_of, fill, locked_pot
from .spending import spend

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from telusur.kernel.offices.models import Office

    from ..rules.sheets import Sheet


def key_of(survey: Survey) -> bytes:
    """Return the key that signs the invitations of a survey; it is derived and kept nowhere."""
    return invitations.key_of(f"{survey.office.code} {survey.pk}", secret=settings.PERSONAL_DATA_KEY)


def answer(*, office: Office, sheet: Sheet, channel: Channel, at: datetime) -> None:
    """Put one respondent's answers into the pot of the office's survey.

    Raises: BadSheet, Refused (`not_answerable`).
    """
    survey = answerable(office=office, at=at)
    deposit(survey=survey, sheets=[sheet], channel=channel, on=local_day(office=office, at=at))


def answer_invitation(*, office: Office, code: str, sheet: Sheet, at: datetime) -> None:
    """Spend the code of an invitation, then put the answers into the pot, in two transactions that share nothing.

    The code is spent first. Should the machine stop between the two, one answer is lost and its code is used up;
    the other way round one code could have answered twice, and the index would be wrong without anybody seeing it.
    Raises: BadCode, BadSheet, Refused (`not_answerable`, `already_spent`).
    """
    survey = answerable(office=office, at=at)
    nonce = invitations.nonce_in(code, key=key_of(survey))
    sheet = checked(sheet, values=selectors.values(on=survey.first_on))
    spend(survey=survey, digest=invitations.digest_of(nonce))
    deposit(survey=survey, sheets=[sheet], channel=Channel.INVITATION, on=local_day(office=office, at=at))


def answerable(*, office: Office, at: datetime) -> Survey:
    """Return the survey that may be answered now. Raises: Refused (`not_answerable`)."""
    survey = selectors.survey_to_answer(office_id=office.pk, on=local_day(office=office, at=at))
    if survey is None:
        raise Refused("not_answerable")
    return survey


@transaction.atomic
def deposit(*, survey: Survey, sheets: Sequence[Sheet], channel: Channel, on: date) -> None:
    """Put sheets into the pot, dated by month alone. Raises: BadSheet; Refused (`not_answerable`) once it is closed."""
    values = selectors.values(on=survey.first_on)
    pending = [Pending(checked(each, values=values), month_of(on), channel) for each in sheets]
    pot = locked_pot(survey_id=survey.pk)
    if Survey.objects.filter(pk=survey.pk).exclude(closed_at=None).exists():
        raise Refused("not_answerable")
    fill(pot, gathered(content_of(pot), taken_apart(pending)))
