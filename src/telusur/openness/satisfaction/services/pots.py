"""The sealed pot of a survey: where an answer lies until enough others lie beside it.

One row a survey, one sealed text: the database knows neither how the sheets in it are ordered nor which transaction
brought which. Inside, sheets are taken apart (`rules.parts`), each part in the order of its own text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.accounts.rules.sealing import seal, unseal

from ..models import Pot
from ..rules.parts import gathered, size

if TYPE_CHECKING:
    from ..rules.parts import Parts

SEALED_AS = "satisfaction pot"


def locked_pot(*, survey_id: int) -> Pot:
    """Return the pot, held until the caller's transaction ends."""
    return Pot.objects.select_for_update().get(survey_id=survey_id)


def content_of(pot: Pot) -> Parts:
    """Return what lies in a pot, in no order of time."""
    if not pot.sealed:
        return gathered()
    return gathered(json.loads(unseal(pot.sealed, key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS)))


def fill(pot: Pot, parts: Parts) -> None:
    """Let these parts of sheets, and no others, lie in the pot."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    pot.sealed = seal(text, key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS) if size(parts) else b""
    pot.save(update_fields=["sealed"])
