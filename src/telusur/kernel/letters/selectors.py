from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .models import Letter, LetterSettings
from .rules.letters import Letterhead

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from telusur.kernel.offices.models import Office

DATA = Path(__file__).parent / "rules" / "data" / "numbering.toml"


@cache
def default_pattern() -> str:
    """Return the numbering pattern of offices that set none."""
    return str(tomllib.loads(DATA.read_text())["numbering"][0]["pattern"])


def numbering_pattern(*, office: Office) -> str:
    """Return the numbering pattern of `office`."""
    row = LetterSettings.objects.filter(office_id=office.pk).only("pattern").first()
    return row.pattern if row else default_pattern()


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
    """Return every letter of an office, newest first."""
    return Letter.objects.filter(office_id=office_id).order_by("-issued_at", "-pk")
