"""What an order or a ruling gave: kept as proof, let out to the applicant, and put into the list where it opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.access import Audience
from telusur.openness.information import selectors as information
from telusur.openness.information import services as publishing

from .. import selectors
from ..rules.privacy import personal_in
from ..rules.words import UNANSWERED, Outcome
from .answers import Material
from .faults import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ..models import InformationRequest

GIVING: Final = frozenset({Outcome.GRANTED_FULL, Outcome.GRANTED_PART})


@dataclass(frozen=True)
class Carried:
    """How an order is carried out: what is given, whether it opens what was closed, by whom and when."""

    materials: Sequence[Material]
    opened: bool
    actor: str
    at: datetime


@dataclass(frozen=True)
class Place:
    """Where the files of a remedy hang, and what an officer needs to open them."""

    kind: str
    key: int
    office_id: int
    permission: str


@dataclass(frozen=True)
class Kept:
    """One piece as it was kept: an entry of the register, or a file attached at the case."""

    title: str
    item_id: int | None
    attachment_id: int | None


def keep_materials(carried: Carried, place: Place) -> list[Kept]:
    """Attach every file and check every entry. Raises: Refused (`material_empty`, `item_not_public`,
    `file_not_released`)."""
    return [_kept(material, carried, place) for material in carried.materials]


def _kept(material: Material, carried: Carried, place: Place) -> Kept:
    if material.item_id is not None:
        item = information.shown_items().filter(pk=material.item_id).first()
        if item is None:
            raise Refused("item_not_public")
        return Kept(str(item.title)[:300], item.pk, None)
    if material.document_id is None:
        raise Refused("material_empty")
    title = material.title.strip()
    attachment = documents.attach(
        document_id=material.document_id,
        thing_kind=place.kind,
        thing_id=str(place.key),
        office_id=place.office_id,
        access="officers",
        permission=place.permission,
        title=title,
        at=carried.at,
        actor=carried.actor,
    )
    _let_out(attachment.pk, title=title, at=carried.at)
    return Kept(title[:300], None, attachment.pk)


def open_by_law(
    carried: Carried, *, office_id: int, cause: str, reference: str, summary: str, names: Iterable[str]
) -> None:
    """Put every file that is opened into the list of public information, as information at any time.

    An entry that stands there already needs no opening. summary: the office's words, never the applicant's. names: of
    those who asked; no title tells them. Law: UU 14/2008 Pasal 11 ayat (2); UU 27/2022 Pasal 35. Raises: Refused
    `names_a_person`.
    """
    named = tuple(names)
    for material in carried.materials:
        if material.document_id is not None:
            if found := personal_in(material.title, names=named):
                raise Refused("names_a_person", found=found)
            publishing.publish_as_anytime(
                office_id=office_id,
                title=material.title.strip(),
                summary=summary,
                cause=cause,
                reference=reference,
                document_ids=[material.document_id],
                actor=carried.actor,
                at=carried.at,
            )


def given_anew(case: InformationRequest, *, since: datetime) -> list[Material]:
    """Return the files of an answer that was decided anew since an order or a ruling, where they are not everybody's
    yet; none where it was answered before, or refused again."""
    if case.released_item_id is not None or not was_given_anew(case, since=since):
        return []
    return [
        Material(document_id=document_id, title=title) for document_id, title in selectors.files_to_release(case=case)
    ]


def with_answer(carried: Carried, anew: Iterable[Material]) -> Carried:
    """Return what is given together with the files of the answer given anew, each file once."""
    given = {material.document_id for material in carried.materials}
    return replace(carried, materials=[*carried.materials, *(file for file in anew if file.document_id not in given)])


def was_given_anew(case: InformationRequest | None, *, since: datetime) -> bool:
    """Return whether the request was answered anew since then, with something that was given."""
    if case is None or case.decided_at is None or case.decided_at < since or case.state in UNANSWERED:
        return False
    return case.outcome in GIVING and case.answers.filter(taken_back_at=None).exists()


def _let_out(attachment_id: int, *, title: str, at: datetime) -> None:
    """Let a file out to the applicant. Raises: Refused `file_not_released`."""
    try:
        documents.require_release(attachment_id=attachment_id, audience=Audience.RECIPIENT, at=at)
    except documents.NotReleased as error:
        raise Refused("file_not_released", title=title, found=error.found) from error
