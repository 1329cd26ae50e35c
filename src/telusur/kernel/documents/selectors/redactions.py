"""The making of blackened copies: what is open, what is marked, what is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.accounts.selectors import holders
from telusur.kernel.law.selectors import rows, rule_in_force

from ..models import OPEN_REDACTIONS, Attachment, Redaction, RedactionPage, RedactionState
from ..rules.identities import Identity
from ..rules.redaction.geometry import Box
from ..rules.redaction.proposals import NAME, Proposal, proposals
from ..rules.redaction.words import Word
from .releases import provinces

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

WORDS, BOX = "words", "box"
KINDS = frozenset({*(kind.value for kind in Identity), NAME, WORDS, BOX})
REDACTED = "pdf"


@dataclass(frozen=True)
class Ground:
    """A legal ground an officer may choose. code: kept with the passage, at most 60 characters; label: what the letter
    says of it, such as "Pasal 17 huruf h, Penetapan Nomor 12 Tahun 2026"."""

    code: str
    label: str


@dataclass(frozen=True)
class Passage:
    """A blackened passage as a letter names it: its page, its ground, and what kind of thing it was; never its words.

    kind: a value of `Identity`, "name", "words" or "box". boxes: how many boxes it took.
    """

    page: int
    ground: str
    ground_label: str
    kind: str
    boxes: int


@dataclass(frozen=True)
class Picked:
    """A proposal on a page, and whether a box already covers all of it."""

    proposal: Proposal
    covered: bool

    @property
    def key(self) -> str:
        return f"{self.proposal.first}-{self.proposal.last}"


def confirmers(*, redaction: Redaction, on: date) -> frozenset[str]:
    """Return who may confirm a copy: another than who asked for it, and one of the two is PPID.

    Law: UU 14/2008 Pasal 22 ayat (7) huruf e: what is blackened is the PPID's to answer for.
    """

    def who(permission: str) -> frozenset[str]:
        found = holders(permission=permission, office_id=redaction.office_id, on=on)
        return frozenset(f"user:{each.pk}" for each in found)

    deciding = who("documents.confirm_redaction")
    wide = who("documents.redact") if redaction.asked_by in deciding else deciding
    return wide - {redaction.asked_by}


def standing_grounds(*, on: date) -> list[Ground]:
    """Return the grounds in force that need no determination: those that protect personal data by themselves."""
    keys = dict.fromkeys(rule.key for rule in rows("documents", "redaction_ground"))
    found = [rule_in_force("documents", "redaction_ground", key, on=on) for key in keys]
    return [Ground(rule.key, rule.text("label")) for rule in found]


def redaction_bounds(*, on: date) -> dict[str, int]:
    """Return how a blackened copy is drawn on `on`: dpi, least_dpi, pixels, pages, largest."""
    rule = rule_in_force("documents", "redaction_limit", "", on=on)
    return {name: rule.number(name) for name in ("dpi", "least_dpi", "pixels", "pages", "largest")}


def open_redaction(*, attachment_id: int) -> Redaction | None:
    """Return the copy that is being made of an attachment."""
    return Redaction.objects.filter(attachment_id=attachment_id, state__in=OPEN_REDACTIONS).first()


def redactions_of(*, attachment_id: int) -> QuerySet[Redaction]:
    """Return every blackened copy that was begun of an attachment, newest first, with what came of it."""
    return Redaction.objects.filter(attachment_id=attachment_id).select_related("result__document").order_by("-pk")


def redaction_of_office(*, office_id: int, attachment_id: int) -> Redaction | None:
    """Return the newest copy of an attachment of this office, open or ended."""
    return (
        Redaction.objects.filter(office_id=office_id, attachment_id=attachment_id)
        .select_related("attachment__document", "result", "office")
        .order_by("-pk")
        .first()
    )


def waiting_redactions(*, office_id: int) -> QuerySet[Redaction]:
    """Return the copies of an office that nobody has ended yet, oldest first."""
    return (
        Redaction.objects.filter(office_id=office_id, state__in=OPEN_REDACTIONS)
        .select_related("attachment")
        .order_by("pk")
    )


def redacted_copy(*, attachment_id: int) -> Attachment | None:
    """Return the newest confirmed copy of an attachment, blackened; None where there is none."""
    found = Redaction.objects.filter(attachment_id=attachment_id, state=RedactionState.CONFIRMED)
    newest = found.select_related("result__document").order_by("-pk").first()
    return newest.result if newest is not None else None


def passages_of(*, redaction_id: int) -> list[Passage]:
    """Return the blackened passages page by page, for the list in the letter. Boxes drawn in one go for one thing, as
    a line that runs on, are one passage."""
    found: dict[tuple[int, str, str, str, int], int] = {}
    boxes = Redaction.objects.get(pk=redaction_id).passages.order_by("page", "top", "left", "pk")
    for box in boxes:
        key = (box.page, box.ground, box.ground_label, box.kind, box.batch)
        found[key] = found.get(key, 0) + 1
    return [Passage(page, ground, label, kind, count) for (page, ground, label, kind, _batch), count in found.items()]


def page_to_mark(*, redaction_id: int, number: int) -> RedactionPage | None:
    """Return a page of the original, if it is prepared."""
    return RedactionPage.objects.filter(redaction_id=redaction_id, number=number).first()


def words_on(page: RedactionPage) -> list[Word]:
    """Return the words an eye sees on a page, in reading order."""
    return [Word(str(text), Box(left, top, right, bottom)) for text, left, top, right, bottom in page.words]


def proposals_on(*, page: RedactionPage, names: Iterable[str], boxes: Iterable[Box], on: date) -> list[Picked]:
    """Return what is proposed on a page, each with whether the boxes drawn so far cover it."""
    words, drawn = words_on(page), list(boxes)
    found = proposals(words, names=tuple(names), provinces=provinces(on=on))
    return [
        Picked(one, all(any(word.touched_by(box) for box in drawn) for word in words[one.first : one.last + 1]))
        for one in found
    ]
