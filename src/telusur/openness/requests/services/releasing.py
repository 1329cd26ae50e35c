"""Released to one, released to all: what an applicant was given goes into the public register, without him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act
from telusur.openness.information import selectors as exclusions
from telusur.openness.information import services as register
from telusur.openness.information.rules.entries import Entry, InformationClass

from .. import selectors
from ..rules.privacy import personal_in
from ..rules.words import Act
from .faults import Refused
from .steps import begin, close

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..models import InformationRequest


@dataclass(frozen=True, kw_only=True)
class Release:
    """What everybody will read above the answer, in words of the officer's own, never the applicant's.

    retention: how long it is kept. made_on: when the information was made.
    """

    title: str
    summary: str
    retention: str
    made_on: date


@legal_act
def release_to_all(
    *, request_id: int, release: Release, actor: str, at: datetime, version: int | None = None
) -> InformationRequest:
    """Publish the files of a delivered answer as setiap saat. Who decided the request does not do it: another does.

    The entry holds nothing of the case. What a person consented to for this applicant is not for everybody.
    Law: UU 14/2008 Pasal 11, 13, 18 ayat (2); UU 27/2022 Pasal 35. Raises: Refused (`already_released`,
    `own_decision_released`, `consent_for_one`, `nothing_to_release`, `names_a_person`, `release_incomplete`,
    `file_not_released`), StaleCase, WrongState, NotPermitted.
    """
    step = begin(request_id=request_id, act=Act.RELEASE_TO_ALL, actor=actor, at=at, version=version)
    case = step.case
    if not all(text.strip() for text in (release.title, release.summary, release.retention)):
        raise Refused("release_incomplete")
    if case.released_item_id is not None:
        raise Refused("already_released")
    deciders = selectors.deciders_of(request_id=case.pk)
    if actor in deciders:
        raise Refused("own_decision_released")
    if exclusions.consented(office_id=case.office_id, reference=case.number):
        raise Refused("consent_for_one")
    files = selectors.files_to_release(case=case)
    if not files:
        raise Refused("nothing_to_release")
    who = case.applicant
    found = personal_in(f"{release.title}\n{release.summary}", names=(who.name, who.representative))
    if found:
        raise Refused("names_a_person", found=found)
    decided_by = next((user for ref in sorted(deciders) if (user := accounts.user_of(ref=ref))), None)
    officer = accounts.user_of(ref=actor)
    assert officer is not None and decided_by is not None  # noqa: S101, PT018 the table names people; a decision has one
    try:
        item = register.publish_answer(
            office_id=case.office_id,
            entry=_entry(case, release, step.day),
            document_ids=[document_id for document_id, _title in files],
            decided_by=decided_by,
            officer=officer,
            at=at,
        )
    except register.Incomplete as error:
        raise Refused("release_incomplete") from error
    except documents.NotReleased as error:
        raise Refused("file_not_released", title=error.title, found=error.found) from error
    case.released_item = item
    return close(step, changed=("released_item",), facts={"item": item.pk})


def _entry(case: InformationRequest, release: Release, on: date) -> Entry:
    return Entry(
        title=release.title.strip(),
        summary=release.summary.strip(),
        information_class=InformationClass.ANYTIME,
        year=on.year,
        holder=selectors.holder_of(case=case),
        responsible=f"PPID {case.office.name}",
        made=release.made_on.isoformat(),
        retention=release.retention.strip(),
    )
