from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from ..models import Applicant
from ..rules import identity, numbers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ..rules.words import Tie


def secret_hash(*, secret: str) -> str:
    """Return the keyed hash under which a tracking secret is kept, however it was typed."""
    letters = numbers.clean_secret(secret).encode()
    return hmac.new(settings.PERSONAL_DATA_KEY.encode(), b"tracking:" + letters, hashlib.sha256).hexdigest()


def mark_of_secret(*, secret_hash: str) -> str:
    """Return what a browser keeps to prove which secret opened a case; it tells nothing of the secret."""
    kept = b"opened:" + secret_hash.encode()
    return hmac.new(settings.PERSONAL_DATA_KEY.encode(), kept, hashlib.sha256).hexdigest()[:32]


def first_row_of_person(*, office_id: int, name: str, identity_hash: str, email: str, phone: str) -> Applicant | None:
    """Return the first row this office keeps of the same person, or None for somebody new.

    The same identity number is the same person; the same address or telephone is, under the same name.
    """
    same = Q(pk=None)
    if identity_hash:
        same |= Q(identity_hash=identity_hash)
    reach = Q(pk=None)
    if email:
        reach |= Q(email=email)
    if phone:
        reach |= Q(phone=phone)
    same |= reach & Q(name__iexact=name)
    found = Applicant.everything.filter(office_id=office_id).filter(same).select_related("first").order_by("pk").first()
    return found.first or found if found else None


def find_applicants(*, office_id: int, text: str, limit: int = 5) -> QuerySet[Applicant]:
    """Return the newest rows whose e-mail or telephone is exactly `text`; never by name, never by identity number."""
    typed = text.strip()
    wanted = Q(pk=None)
    if "@" in typed:
        wanted |= Q(email=typed.lower())
    elif phone := identity.clean_phone(typed):
        wanted |= Q(phone=phone)
    return Applicant.everything.filter(office_id=office_id).filter(wanted).order_by("-pk")[:limit]


def rows_of_person(*, applicant_id: int, tie: Tie | None) -> QuerySet[Applicant]:
    """Return the rows that the same office keeps of the person behind this one, itself among them, oldest first.

    tie: what an officer saw that binds other rows to this one; None, or nothing there to see, leaves this row alone.
    """
    row = Applicant.everything.get(pk=applicant_id)
    seen = getattr(row, tie.value) if tie else None
    bound = Q(pk=row.pk) | Q(**{tie.value: seen}) if tie and seen else Q(pk=row.pk)
    return Applicant.everything.filter(bound, office_id=row.office_id).order_by("pk")


def applicant_of_office(*, office_id: int, applicant_id: int) -> Applicant | None:
    """Return one row of this office's applicants, or None."""
    return Applicant.everything.filter(office_id=office_id, pk=applicant_id).first()
