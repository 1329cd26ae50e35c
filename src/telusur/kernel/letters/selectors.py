from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.selectors import rule_in_force

from .models import Letter, LetterSettings
from .rules.letters import Letterhead

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from telusur.kernel.offices.models import Office


def numbering_pattern(*, office: Office, on: date) -> str:
    """Return the numbering pattern of `office`: its own, else the default in force on `on`. Raises: NoRuleInForce."""
    row = LetterSettings.objects.filter(office_id=office.pk).only("pattern").first()
    return row.pattern if row else str(rule_in_force("letters", "numbering", "default", on=on)["pattern"])


def letterhead(*, office: Office) -> Letterhead:
    """Return what stands at the top of the office's letters; its own lines, else its address."""
    row = LetterSettings.objects.filter(office_id=office.pk).first()
    lines = tuple(row.lines) if row and row.lines else tuple(filter(None, office.address.splitlines()))
    return Letterhead(office=office.name, lines=lines, city=(row.city if row and row.city else office.city))


def letters_about(*, subject_kind: str, subject_id: str) -> QuerySet[Letter]:
    """Return the letters issued on one thing, newest first."""
    return Letter.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-issued_at", "-pk")


def letter_by_code(*, code: str) -> Letter | None:
    """Return the letter a verification code confirms, or None."""
    return Letter.objects.select_related("office").filter(code=code.strip().upper()).first()


def letters_of_office(*, office_id: int) -> QuerySet[Letter]:
    """Return every letter of an office with its attachment, newest first."""
    found = Letter.objects.filter(office_id=office_id).select_related("attachment__office")
    return found.order_by("-issued_at", "-pk")
