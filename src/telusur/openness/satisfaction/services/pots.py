"""The sealed pot of a survey: where an answer lies until enough others lie beside it.

One row a survey, one sealed text: the database knows neither how the sheets in it are ordered nor which transaction
brought which. Inside they stand in the order of their own text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.accounts.rules.sealing import seal, unseal

from ..models import Pot
from ..rules.sheets import read, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.sheets import Pending

SEALED_AS = "satisfaction pot"


def locked_pot(*, survey_id: int) -> Pot:
    """Return the pot, held until the caller's transaction ends."""
    return Pot.objects.select_for_update().get(survey_id=survey_id)


def content_of(pot: Pot) -> list[Pending]:
    """Return the sheets in a pot, in no order of time."""
    if not pot.sealed:
        return []
    return [read(row) for row in json.loads(unseal(pot.sealed, key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS))]


def fill(pot: Pot, sheets: Sequence[Pending]) -> None:
    """Let these sheets, and no others, lie in the pot."""
    rows = sorted(json.dumps(written(each), ensure_ascii=False, sort_keys=True) for each in sheets)
    text = f"[{','.join(rows)}]"
    pot.sealed = seal(text, key=settings.PERSONAL_DATA_KEY, purpose=SEALED_AS) if rows else b""
    pot.save(update_fields=["sealed"])
