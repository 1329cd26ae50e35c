"""Invitations: what is stored of one says only that somebody is invited; its code is made while the mail is sent."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import in_its_language
from telusur.kernel.notices import selectors as notice_selectors
from telusur.kernel.notices import services as notices
from telusur.kernel.offices.selectors import local_day, office_by_id

from .. import selectors
from ..rules import invitations
from ..rules.words import INVITATION
from .answering import key_of

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.offices.models import Office


def owe_invitation(*, office: Office, to_email: str, about: str, at: datetime) -> bool:
    """Oblige the house to invite somebody who was served to the office's survey, once a survey and address.

    about: the beginning of the notice's key, such as `request:12`; this room keeps nothing of it. Returns whether an
    invitation is owed: not without a survey that may be answered, nor without an address.
    """
    survey = selectors.survey_to_answer(office_id=office.pk, on=local_day(office=office, at=at))
    if survey is None or not to_email:
        return False
    if notice_selectors.was_owed(office_id=office.pk, kind=INVITATION, to_email=to_email, since=survey.opened_at):
        return False
    with in_its_language():
        notices.owe(
            key=f"{about}:{INVITATION}",
            kind=INVITATION,
            office_id=office.pk,
            to_email=to_email,
            subject=_("Bagaimana layanan kami? Undangan mengisi survei"),
            text=_(
                "Anda baru saja kami layani. Maukah Anda menilai layanan kami dalam sembilan pertanyaan? Jawaban Anda "
                "tidak dapat dihubungkan dengan Anda atau dengan permohonan Anda, juga tidak oleh kami."
            ),
            link=address_of(office),
            due_at=at,
            at=at,
        )
    return True


def address_of(office: Office) -> str:
    """Return the path at which an invitation is answered."""
    return f"/{office.slug}/survei/undangan/"


def compose(*, office_id: int, at: datetime) -> str:
    """Return what an invitation says besides its stored words: an address with a code that exists in this text alone.

    The code stands behind a `#`, which browsers never send to a server; nor is it in any address that a proxy logs.
    Raises: NothingToSay, once the survey may not be answered any more.
    """
    office = office_by_id(office_id=office_id)
    survey = selectors.survey_to_answer(office_id=office.pk, on=local_day(office=office, at=at))
    if survey is None:
        raise notices.NothingToSay
    code = invitations.written(secrets.token_bytes(invitations.NONCE), key=key_of(survey))
    address = f"{settings.BASE_URL.rstrip('/')}{address_of(office)}#{code}"
    return _("%(address)s\n\nKode undangan Anda, bila diminta: %(code)s\nKode ini berlaku satu kali.") % {
        "address": address,
        "code": code,
    }
