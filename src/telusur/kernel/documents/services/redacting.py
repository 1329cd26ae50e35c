"""Blackening a PDF: an officer marks, a process of its own makes the copy, another proves it, a second person confirms.

The copy is a new document that shares no object with the original; the original stays as it is, sealed if it was.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from telusur.kernel.jobs.services import enqueue
from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record
from telusur.kernel.offices.selectors import national_day

from ..models import OPEN_REDACTIONS, Attachment, RedactedPassage, Redaction, RedactionPage, RedactionState
from ..rules.access import Access
from ..rules.content import Fault, Unacceptable
from ..rules.redaction.geometry import Box
from ..rules.redaction.words import boxes_over, plain
from ..selectors import limits
from ..selectors.redactions import BOX, KINDS, REDACTED, Ground, redaction_bounds, standing_grounds, words_on
from . import blobs
from .attachments import READ_INTERNAL, attach
from .parsing import parse
from .reading import written_picture
from .storing import CHUNK, open_bytes, store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from ..models import Document

LEAK = "leak"
MOST_BOXES = 2000
LARGEST_REPORT = 256 << 20
# Shorter words stand everywhere: that one is gone here and remains there says nothing.
TELLING_NUMBER, TELLING_NAME = 6, 4


class NotRedactable(Exception):
    """The blackening cannot go on as asked. `code`: not_pdf, no_ground, unknown_ground, wrong_state, no_passage,
    no_such_page, no_such_words, too_many_boxes, second_person, still_readable (`pages` names where)."""

    def __init__(self, code: str, pages: Sequence[int] = ()) -> None:
        super().__init__(code)
        self.code, self.pages = code, tuple(pages)


@dataclass(frozen=True)
class Mark:
    """One thing to blacken on a page: a drawn box, or the words `first` to `last` (both included) of the page.

    kind: a value of `Identity`, "name", "words" or "box". ground: the code of one of the redaction's grounds.
    """

    page: int
    ground: str
    kind: str = BOX
    box: Box | None = None
    first: int = 0
    last: int = 0


@legal_act
def begin_redaction(
    *, attachment_id: int, grounds: Sequence[Ground] = (), names: Iterable[str] = (), actor: str, at: datetime
) -> Redaction:
    """Begin a blackened copy of a PDF, or return the one that is already being made, the new grounds and names added.

    grounds: what an officer may choose besides the standing grounds that protect personal data: the caller gives those
    of Pasal 17 for which a determination is in force. names: of people to be proposed wherever they stand. The caller
    has proven the right; opening what is sealed is written into the office's log here.
    Law: UU 14/2008 Pasal 17, 22 ayat (7) huruf e. Raises: NotRedactable (`not_pdf`); Attachment.DoesNotExist.
    """
    attachment = (
        Attachment.objects.select_for_update(of=("self",))
        .select_related("document", "office")
        .get(pk=attachment_id, withdrawn_at=None)
    )
    if attachment.document.extension != REDACTED:
        raise NotRedactable("not_pdf")
    choices = [*standing_grounds(on=national_day(at=at)), *grounds]
    found = Redaction.objects.filter(attachment=attachment, state__in=OPEN_REDACTIONS).first()
    if found is not None:
        found.grounds = _united(found.grounds, [[one.code, one.label] for one in choices])
        found.names = list(dict.fromkeys([*found.names, *names]))
        found.save(update_fields=["grounds", "names"])
        return found
    redaction = Redaction.objects.create(
        attachment=attachment,
        office=attachment.office,
        grounds=_united([], [[one.code, one.label] for one in choices]),
        names=list(dict.fromkeys(name.strip() for name in names if name.strip())),
        begun_by=actor,
        begun_at=at,
    )
    enqueue("documents.prepare_redaction", lock=_lock(redaction.pk), redaction_id=redaction.pk)
    _record("documents.begin_redaction", redaction, actor, at, sealed=attachment.access == Access.SEALED)
    return redaction


def prepare_redaction(*, redaction_id: int) -> Redaction:
    """Draw the pages of the original for the desk and keep their words, unless that is done."""
    redaction = Redaction.objects.select_related("attachment__document").get(pk=redaction_id)
    if redaction.state != RedactionState.PREPARING:
        return redaction
    try:
        return _prepared(redaction)
    except NotRedactable:
        return _too_late(redaction_id)


def _prepared(redaction: Redaction) -> Redaction:
    redaction_id = redaction.pk
    on = national_day(at=redaction.begun_at)
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryFile() as copy:
        folder = Path(place)
        try:
            _copied(redaction.attachment.document, copy)
            more = {"redaction": redaction_bounds(on=on)}
            parse("prepare", REDACTED, copy, limits(on=on), folder=folder, more=more)
            pages = [_page(redaction, row) for row in _report(folder)]
        except Unacceptable as fault:
            return _failed(redaction_id, fault.fault.value, RedactionState.FAILED)
        for page in pages:
            _keep_picture(folder / f"{page.number}.webp", blobs.redaction_place(redaction_id, f"{page.number}.webp"))
    with transaction.atomic():
        redaction = _locked(redaction_id, RedactionState.PREPARING)
        RedactionPage.objects.bulk_create(pages)
        redaction.state, redaction.page_count = RedactionState.DRAWING, len(pages)
        redaction.save(update_fields=["state", "page_count"])
    return redaction


@transaction.atomic
def mark(*, redaction_id: int, marks: Sequence[Mark], actor: str, at: datetime) -> list[RedactedPassage]:
    """Add boxes to a redaction, all of them or none; a copy already made is stale then.

    Raises: NotRedactable (`wrong_state`, `unknown_ground`, `no_such_page`, `no_such_words`, `too_many_boxes`).
    """
    redaction = _locked(redaction_id, RedactionState.DRAWING, RedactionState.MADE)
    labels = dict(redaction.grounds)
    last = redaction.passages.aggregate(last=Max("batch"))["last"] or 0
    there = set(redaction.passages.values_list("page", "left", "top", "right", "bottom"))
    made = []
    for batch, one in enumerate(marks, start=last + 1):
        if one.ground not in labels or one.kind not in KINDS:
            raise NotRedactable("unknown_ground")
        for box in _boxes(redaction, one):
            if (one.page, *box.sides) not in there:
                there.add((one.page, *box.sides))
                sides = dict(zip(("left", "top", "right", "bottom"), box.sides, strict=True))
                made.append(
                    RedactedPassage(
                        redaction=redaction,
                        page=one.page,
                        kind=one.kind,
                        ground=one.ground,
                        ground_label=labels[one.ground],
                        batch=batch,
                        drawn_by=actor,
                        drawn_at=at,
                        **sides,
                    )
                )
    if len(there) > MOST_BOXES:
        raise NotRedactable("too_many_boxes")
    RedactedPassage.objects.bulk_create(made)
    _back_to_drawing(redaction)
    return made


@transaction.atomic
def undo_mark(*, redaction_id: int) -> int:
    """Take back what was marked last, and return how many boxes that were. Raises: NotRedactable (`wrong_state`)."""
    redaction = _locked(redaction_id, RedactionState.DRAWING, RedactionState.MADE)
    newest = redaction.passages.order_by("-batch").first()
    if newest is None:
        return 0
    _back_to_drawing(redaction)
    return redaction.passages.filter(batch=newest.batch).delete()[0]


@transaction.atomic
def remove_mark(*, redaction_id: int, passage_id: int) -> int:
    """Take one passage back, with the lines it runs over. Raises: NotRedactable (`wrong_state`)."""
    redaction = _locked(redaction_id, RedactionState.DRAWING, RedactionState.MADE)
    found = redaction.passages.filter(pk=passage_id).first()
    if found is None:
        return 0
    _back_to_drawing(redaction)
    return redaction.passages.filter(batch=found.batch).delete()[0]


@transaction.atomic
def ask_for_copy(*, redaction_id: int, actor: str, at: datetime) -> Redaction:
    """Have the copy made and handed to a second person to confirm.

    Raises: NotRedactable (`wrong_state`, `no_passage`).
    """
    redaction = _locked(redaction_id, RedactionState.DRAWING)
    if not redaction.passages.exists():
        raise NotRedactable("no_passage")
    redaction.state, redaction.asked_by, redaction.made_at = RedactionState.MAKING, actor, at
    redaction.failure, redaction.copy_digest = "", ""
    redaction.save(update_fields=["state", "asked_by", "made_at", "failure", "copy_digest"])
    enqueue("documents.make_redaction", lock=_lock(redaction.pk), redaction_id=redaction.pk)
    return redaction


def make_copy(*, redaction_id: int) -> Redaction:
    """Make the copy that was asked for and prove it; what cannot be proven is thrown away and the reason kept.

    Two processes of their own work before the transaction: one sees the original, the other only the copy.
    """
    redaction = Redaction.objects.select_related("attachment__document").get(pk=redaction_id)
    if redaction.state != RedactionState.MAKING:
        return redaction
    try:
        return _made(redaction)
    except NotRedactable:
        return _too_late(redaction_id)


def _made(redaction: Redaction) -> Redaction:
    redaction_id = redaction.pk
    on = national_day(at=redaction.begun_at)
    bounds, more = limits(on=on), {"redaction": redaction_bounds(on=on)}
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryFile() as original:
        folder = Path(place)
        (folder / "plan.json").write_text(json.dumps({"boxes": _plan(redaction)}))
        try:
            _copied(redaction.attachment.document, original)
            parse("blacken", REDACTED, original, bounds, folder=folder, more=more)
            report = _report(folder)
            with (folder / "result.pdf").open("rb") as made:
                leak = parse("prove", REDACTED, made, bounds, folder=folder, more=more)["leak"]
                content = made.read()
        except (Unacceptable, OSError) as error:
            fault = error.fault if isinstance(error, Unacceptable) else Fault.DAMAGED
            return _failed(redaction_id, fault.value, RedactionState.DRAWING)
        if leak:
            return _failed(redaction_id, LEAK, RedactionState.DRAWING)
        _keep_copy(redaction_id, content)
        for number in range(1, redaction.page_count + 1):
            name = f"hasil-{number}.webp"
            _keep_picture(folder / name, blobs.redaction_place(redaction_id, name))
    with transaction.atomic():
        redaction = _locked(redaction_id, RedactionState.MAKING)
        redaction.state, redaction.copy_digest = RedactionState.MADE, hashlib.sha256(content).hexdigest()
        redaction.still_read_on = _still_read_on(report, redaction.names)
        redaction.save(update_fields=["state", "copy_digest", "still_read_on"])
    return redaction


@transaction.atomic
def return_redaction(*, redaction_id: int) -> Redaction:
    """Give a copy back to be marked again. Raises: NotRedactable (`wrong_state`)."""
    redaction = _locked(redaction_id, RedactionState.MADE)
    _back_to_drawing(redaction)
    return redaction


@legal_act
def confirm_redaction(
    *,
    redaction_id: int,
    actor: str,
    at: datetime,
    although_readable: bool = False,
    permission: str = "",
    copy_digest: str | None = None,
) -> Attachment:
    """Confirm a copy that another officer had made: it becomes a document of the same thing, for officers until it is
    let out. although_readable: what is blackened may stay readable on the pages that `still_read_on` names.

    permission: who of the office may see the copy; without it, whoever may see the original. copy_digest: of the copy
    that the officer looked at, where another may have been made since. Words, names and pictures
    of the original that were kept for the work are forgotten.
    Law: UU 14/2008 Pasal 22 ayat (7) huruf e. Raises: NotRedactable (`wrong_state`, `second_person`,
    `still_readable`); Refused when the copy is no longer the one that was proven.
    """
    redaction = _locked(redaction_id, RedactionState.MADE)
    if copy_digest not in (None, redaction.copy_digest):
        raise NotRedactable("wrong_state")
    if actor == redaction.asked_by:
        raise NotRedactable("second_person")
    if redaction.still_read_on and not although_readable:
        raise NotRedactable("still_readable", redaction.still_read_on)
    original = Attachment.objects.select_related("document").get(pk=redaction.attachment_id)
    with default_storage.open(blobs.redaction_place(redaction.pk, "hasil.pdf")) as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != redaction.copy_digest:
        raise NotRedactable("wrong_state")
    stem = original.name.removesuffix(".pdf")
    document = store(content=io.BytesIO(content), name=f"{stem}-penghitaman.pdf", at=at, made_here=True)
    redaction.result = attach(
        document_id=document.pk,
        thing_kind=original.thing_kind,
        thing_id=original.thing_id,
        office_id=original.office_id,
        access=Access.OFFICERS,
        permission=permission or original.permission or READ_INTERNAL,
        title=_("%(title)s (dengan bagian yang dihitamkan)") % {"title": original.title[:250]},
        name=f"{stem}-penghitaman.pdf",
        represents_on=original.represents_on,
        at=at,
        actor=actor,
    )
    redaction.state, redaction.confirmed_by, redaction.confirmed_at = RedactionState.CONFIRMED, actor, at
    _forget(redaction)
    redaction.save()
    boxes = redaction.passages.order_by("ground").values_list("ground", flat=True)
    _record(
        "documents.confirm_redaction",
        redaction,
        actor,
        at,
        copy=document.digest,
        copy_attachment=redaction.result.pk,
        asked_by=redaction.asked_by,
        boxes=len(boxes),
        grounds=", ".join(dict.fromkeys(boxes)),
        although_readable=bool(redaction.still_read_on),
    )
    return redaction.result


@legal_act
def abandon_redaction(*, redaction_id: int, actor: str, at: datetime) -> Redaction:
    """End the work without a copy; what was kept for it is forgotten. Raises: NotRedactable (`wrong_state`)."""
    redaction = _locked(redaction_id, *OPEN_REDACTIONS)
    redaction.state = RedactionState.ABANDONED
    _forget(redaction)
    redaction.save()
    _record("documents.abandon_redaction", redaction, actor, at)
    return redaction


def _locked(redaction_id: int, *states: RedactionState) -> Redaction:
    redaction = Redaction.objects.select_for_update(of=("self",)).select_related("office").get(pk=redaction_id)
    if redaction.state not in states:
        raise NotRedactable("wrong_state")
    return redaction


def _lock(redaction_id: int) -> str:
    return f"documents/redaction/{redaction_id}"


def _united(before: list[list[str]], more: list[list[str]]) -> list[list[str]]:
    """Return grounds by their code, each once, the newest label of each."""
    labels = {code[:60]: label[:300] for code, label in [*before, *more]}
    return [[code, label] for code, label in labels.items()]


def _back_to_drawing(redaction: Redaction) -> None:
    redaction.state, redaction.asked_by, redaction.copy_digest, redaction.failure = RedactionState.DRAWING, "", "", ""
    redaction.still_read_on = []
    redaction.save(update_fields=["state", "asked_by", "copy_digest", "failure", "still_read_on"])


def _boxes(redaction: Redaction, one: Mark) -> list[Box]:
    if not 1 <= one.page <= redaction.page_count:
        raise NotRedactable("no_such_page")
    if one.box is not None:
        return [one.box]
    words = words_on(RedactionPage.objects.get(redaction=redaction, number=one.page))
    if not 0 <= one.first <= one.last < len(words):
        raise NotRedactable("no_such_words")
    return boxes_over(words[one.first : one.last + 1])


def _plan(redaction: Redaction) -> dict[int, list[list[int]]]:
    plan: dict[int, list[list[int]]] = {}
    for page, *sides in redaction.passages.order_by("page", "pk").values_list("page", "left", "top", "right", "bottom"):
        plan.setdefault(page, []).append(sides)
    return plan


def _copied(document: Document, copy: Any) -> None:
    with open_bytes(document=document) as content:
        while piece := content.read(CHUNK):
            copy.write(piece)


def _report(folder: Path) -> list[dict[str, Any]]:
    """Return what a process wrote beside the file; it may have been taken over, so nothing else is followed."""
    try:
        handle = os.open(folder / "report.json", os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            found = json.loads(file.read(LARGEST_REPORT))
    except (OSError, ValueError) as error:
        raise Unacceptable(Fault.DAMAGED) from error
    if not isinstance(found, list):
        raise Unacceptable(Fault.DAMAGED)
    return found


def _page(redaction: Redaction, row: dict[str, Any]) -> RedactionPage:
    words = [
        [str(text).replace("\x00", ""), *Box(int(left), int(top), int(right), int(bottom)).sides]
        for text, left, top, right, bottom in row["words"]
    ]
    return RedactionPage(
        redaction=redaction,
        number=int(row["number"]),
        width=float(row["width"]),
        height=float(row["height"]),
        words=words,
    )


def _keep_picture(path: Path, place: str) -> None:
    picture = written_picture(path)
    default_storage.delete(place)
    if picture is not None:
        default_storage.save(place, ContentFile(picture))


def _keep_copy(redaction_id: int, content: bytes) -> None:
    place = blobs.redaction_place(redaction_id, "hasil.pdf")
    default_storage.delete(place)
    default_storage.save(place, ContentFile(content))


def _still_read_on(report: list[dict[str, Any]], names: Iterable[str]) -> list[int]:
    """Return the pages on which a number, an address or a name that was taken away elsewhere can still be read."""
    parts = {plain(part) for name in names for part in name.split()}
    gone = [word for page in report for word in page["gone"]]
    sought = {
        spelled
        for word in gone
        if len(spelled := plain(word)) >= TELLING_NUMBER and (any(map(str.isdigit, word)) or "@" in word)
    }
    sought |= {spelled for word in gone if len(spelled := plain(word)) >= TELLING_NAME and spelled in parts}
    return [
        number
        for number, page in enumerate(report, start=1)
        if any(one in spelled for word in page["kept"] if (spelled := plain(word)) for one in sought)
    ]


def _too_late(redaction_id: int) -> Redaction:
    """Return the redaction that somebody moved on or ended while a process worked; what came after its end goes."""
    redaction = Redaction.objects.get(pk=redaction_id)
    if redaction.state not in OPEN_REDACTIONS:
        _delete(blobs.redaction_files(redaction_id))
    return redaction


@transaction.atomic
def _failed(redaction_id: int, failure: str, state: RedactionState) -> Redaction:
    redaction = _locked(redaction_id, RedactionState.PREPARING, RedactionState.MAKING)
    redaction.state, redaction.failure, redaction.asked_by = state, failure, ""
    redaction.save(update_fields=["state", "failure", "asked_by"])
    return redaction


def _forget(redaction: Redaction) -> None:
    redaction.names = []
    redaction.pages.all().delete()
    kept = blobs.redaction_files(redaction.pk)
    transaction.on_commit(lambda: _delete(kept))


def _delete(places: Iterable[str]) -> None:
    for place in places:
        default_storage.delete(place)


def _record(act: str, redaction: Redaction, actor: str, at: datetime, **facts: str | int | bool | None) -> None:
    attachment = Attachment.objects.select_related("document").get(pk=redaction.attachment_id)
    record(
        act,
        log=office_log(redaction.office.code),
        subject_kind=attachment.thing_kind,
        subject_id=attachment.thing_id,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"redaction": redaction.pk, "attachment": attachment.pk, "digest": attachment.document.digest, **facts},
    )
