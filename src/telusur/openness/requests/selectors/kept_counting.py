"""What the figures count of decisions that keep something closed, and of answers that all may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..models import InformationRequest, Withholding
from ..rules.withholding import LETTERS
from .counting import cases_received, instants

if TYPE_CHECKING:
    from datetime import date

    from .counting import CountedCase


@dataclass(frozen=True)
class KeptByLetter:
    """One letter of Pasal 17 on which an answered request rests. decree: of the first determination; kind: what it
    kept closed: something whole, where it did, else passages."""

    case: CountedCase
    letter: str
    decree: str
    kind: str


def kept_by_letter(*, office_id: int, start: date, end: date) -> list[KeptByLetter]:
    """Return each letter of each request received in [start, end) that has its notification, oldest first."""
    cases = {case.id: case for case in cases_received(office_id=office_id, start=start, end=end) if case.answered_on}
    since, until = instants(office_id=office_id, start=start, end=end)
    rows = Withholding.objects.filter(
        request__office_id=office_id,
        request__received_at__gte=since,
        request__received_at__lt=until,
        taken_back_at=None,
        ground__in=LETTERS,
    )
    found: dict[tuple[int, str], KeptByLetter] = {}
    kinds = rows.order_by("-kind", "pk").values_list("request_id", "ground", "determination__decree_number", "kind")
    for request_id, letter, decree, kind in kinds:  # what is kept whole comes first
        if request_id in cases:
            found.setdefault((request_id, letter), KeptByLetter(cases[request_id], letter, decree or "", kind))
    order = {key: place for place, key in enumerate(cases)}
    return [found[key] for key in sorted(found, key=lambda key: (order[key[0]], key[1]))]


def cases_released(*, office_id: int, start: date, end: date) -> list[CountedCase]:
    """Return the requests received in [start, end) whose answer was opened to everybody, oldest first."""
    cases = cases_received(office_id=office_id, start=start, end=end)
    released = set(
        InformationRequest.everything.of_office(office_id)
        .filter(released_item__isnull=False)
        .values_list("pk", flat=True)
    )
    return [case for case in cases if case.id in released]
