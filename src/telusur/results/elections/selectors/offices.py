"""Which office keeps the papers of a place and answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices.selectors import offices_by_code

from ..rules.codes import DIGITS, PROVINCE, REGENCY

if TYPE_CHECKING:
    from collections.abc import Collection

    from telusur.kernel.offices.models import Office


def office_of(*, place: int) -> Office:
    """Return the office that keeps the papers of a place or polling station: of its regency, its province, or the
    nation's, whose code is 0. Raises: ObjectDoesNotExist where no office was loaded."""
    return offices_of(places=[place])[place]


def offices_of(*, places: Collection[int]) -> dict[int, Office]:
    """Return of each of these places what `office_of` says, in one question."""
    over = {place: (str(place)[: DIGITS[REGENCY]], str(place)[: DIGITS[PROVINCE]], NATIONAL_OFFICE) for place in places}
    known = offices_by_code(codes={code for codes in over.values() for code in codes})
    nearest = {place: next((known[code] for code in codes if code in known), None) for place, codes in over.items()}
    found = {place: office for place, office in nearest.items() if office is not None}
    if len(found) < len(over):
        raise ObjectDoesNotExist(NATIONAL_OFFICE)
    return found
