"""One case, as its office sees it: what stands, what was done, what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.accounts import selectors as accounts

from ..models import InformationRequest, Note
from ..rules.likeness import most_alike
from ..rules.transitions import acts_open_to
from ..rules.words import Act, Outcome, State
from .day_rules import moves_on
from .due import check_lapsed
from .releasing import files_to_release

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from ..rules.words import Party

RECENT = 500


def case_of_office(*, office_id: int, request_id: int) -> InformationRequest:
    """Return a case of this very office. Raises: InformationRequest.DoesNotExist, also for another office's case."""
    return (
        InformationRequest.everything.of_office(office_id)
        .select_related(
            "office",
            "applicant",
            "deadline",
            "check_deadline",
            "officer",
            "forwarded_to__office",
            "released_item__office",
        )
        .get(pk=request_id)
    )


def case_numbered(*, office_id: int, number: str) -> InformationRequest | None:
    """Return the request of this office with this whole number, or None."""
    found = InformationRequest.everything.of_office(office_id).filter(number__iexact=number.strip())
    return found.select_related("office", "applicant", "deadline").order_by("pk").first()


def acts_now(*, case: InformationRequest, parties: Collection[Party], on: date) -> frozenset[Act]:
    """Return the acts these parties may do on the case now: what is done once is then no longer offered, and of a file
    that counts as complete, because its check ran out, nothing is asked any more."""
    outcome = Outcome(case.outcome) if case.outcome else None
    found = acts_open_to(moves_on(on=on), State(case.state), parties=parties, outcome=outcome)
    gone = {Act.EXTEND} if case.extended_at is not None else set()
    if case.deadline is not None and case.deadline.stopped_at is not None:  # reopened: its clock does not run again
        gone = {Act.EXTEND, Act.CHOOSE_TRACK}
    if check_lapsed(case=case, on=on):
        gone.add(Act.ASK_COMPLETION)
    if Act.RELEASE_TO_ALL in found and (case.released_item_id is not None or not files_to_release(case=case)):
        gone.add(Act.RELEASE_TO_ALL)
    return found - gone


def similar_requests(*, office_id: int, text: str, limit: int = 3) -> list[InformationRequest]:
    """Return the recent requests of this office that ask for the same, most alike first."""
    newest = InformationRequest.everything.of_office(office_id).order_by("-pk").values_list("pk", "question")[:RECENT]
    keys = most_alike(text, list(newest), limit=limit)
    found = InformationRequest.everything.of_office(office_id).in_bulk(keys)
    return [found[key] for key in keys]


@dataclass(frozen=True)
class Remark:
    """A note with the name of who wrote it."""

    audience: str
    text: str
    at: datetime
    by: str


def numbers_of(*, ids: Collection[int]) -> dict[int, str]:
    """Return the numbers of these cases by id."""
    return dict(InformationRequest.everything.filter(pk__in=ids).values_list("pk", "number")) if ids else {}


def notes_of(*, request_id: int) -> list[Remark]:
    """Return the notes on a case, newest first."""
    notes = list(Note.objects.filter(request_id=request_id).order_by("-written_at", "-pk"))
    people = accounts.actor_names(refs={note.written_by for note in notes})
    return [Remark(note.get_audience_display(), note.text, note.written_at, people[note.written_by]) for note in notes]
