"""The one way by which a document ceases to be, and the holds that forbid it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import ProtectedError

from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import record

from ..models import Attachment, Document, LegalHold, Redaction
from ..selectors import holds_on, place_of
from . import blobs
from .attachments import named_in_log

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

SWEPT_AFTER = timedelta(days=1)
# The longest that a room holds a document before it attaches it is two days, for a form that waits for its sender.
UNUSED_AFTER = timedelta(days=3)


class Held(Exception):
    """A legal hold forbids the deletion. `decree` names it."""

    code = "held"

    def __init__(self, decree: str) -> None:
        super().__init__(decree)
        self.decree = decree


class StillUsed(Exception):
    """Another room still stands on the document, such as a letter on its PDF."""

    code = "still_used"


@transaction.atomic
def delete_document(*, document_id: int, office_id: int, decree: str, actor: str, at: datetime) -> bool:
    """Delete a document where an office keeps it, and its bytes when no other office does; return whether they went.

    decree: number of the record of destruction. The legal holds are asked first, for every thing the document hangs
    at, at any office. Law: UU 43/2009 Pasal 51, 52, 86. Raises: Held, StillUsed; Attachment.DoesNotExist when this
    office does not keep it.
    """
    document = Document.objects.select_for_update().get(pk=document_id)  # nobody attaches it elsewhere meanwhile
    _lock_things([("document", str(document_id)), *_things_of(document)])
    first = Attachment.objects.select_related("office").filter(document=document, office_id=office_id).first()
    if first is None:
        raise Attachment.DoesNotExist(document_id)
    hold = holds_on(document_id=document_id).first()
    if hold is not None:
        raise Held(hold.decree)
    try:
        gone = _delete_rows(document, office_id)
    except ProtectedError as error:
        raise StillUsed(document_id) from error
    record(
        "documents.delete",
        log=office_log(first.office.code),
        subject_kind="document",
        subject_id=str(document_id),
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            "digest": named_in_log(document, personal=first.personal_data is not False),
            "decree": decree,
            "bytes_removed": gone,
        },
    )
    return gone


def _things_of(document: Document) -> list[tuple[str, str]]:
    """Return the things a document hangs at, at any office, each (kind, id)."""
    return list(Attachment.objects.filter(document=document).values_list("thing_kind", "thing_id").distinct())


def _lock_things(things: Iterable[tuple[str, str]]) -> None:
    """Keep these things to oneself until the transaction ends: either the hold falls first and the deletion sees it, or
    the deletion was first and the hold falls on what is left. In one order, so that two never wait for each other."""
    with connection.cursor() as cursor:
        for kind, key in sorted(set(things)):
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"hold/{kind}/{key}"])


def _delete_rows(document: Document, office_id: int) -> bool:
    """Delete what the trigger guards: newest versions first, as each stands on the one it replaced."""
    redactions = Redaction.objects.filter(attachment__document=document, office_id=office_id)
    made = [name for key in redactions.values_list("pk", flat=True) for name in blobs.redaction_files(key)]
    _allow_deletion(document)
    for attachment in Attachment.objects.filter(document=document, office_id=office_id).order_by("-version", "-pk"):
        attachment.delete()
    gone = not Attachment.objects.filter(document=document).exists()
    if gone:
        _delete_whole(document, made)
    return gone


def _allow_deletion(document: Document) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('telusur.deleting_document', %s, true)", [str(document.pk)])


def _delete_whole(document: Document, made: Sequence[str] = ()) -> None:
    """Delete a document that hangs nowhere, with what was read and `made` of it; the files go when it is committed."""
    drawn = [name for name in (document.preview, *document.pages.values_list("picture", flat=True)) if name]
    digest = document.digest
    document.delete()
    transaction.on_commit(lambda: _remove_files(digest, [*drawn, *made]))


def _remove_files(digest: str, drawn: list[str]) -> None:
    with transaction.atomic():
        blobs.remove_unnamed(digest)
    for name in drawn:
        default_storage.delete(name)


@transaction.atomic
def place_hold(
    *, office_id: int, thing_kind: str, thing_id: str | int, decree: str, actor: str, at: datetime
) -> LegalHold:
    """Order that the documents of a thing be kept until the hold is lifted, also those attached to it later.

    thing_kind: as in `attach`, or `document` to name one document by id. decree: number of the order, such as that of
    a dispute at the Komisi Informasi. Law: UU 43/2009 Pasal 86; UU 14/2008 Pasal 52.
    """
    _lock_things([(thing_kind, str(thing_id))])
    hold = LegalHold.objects.create(
        office_id=office_id,
        thing_kind=thing_kind,
        thing_id=str(thing_id),
        decree=decree,
        placed_at=at,
        placed_by=actor,
    )
    _record_hold("documents.place_hold", hold, actor, at)
    return hold


@transaction.atomic
def lift_hold(*, hold_id: int, decree: str, actor: str, at: datetime) -> LegalHold:
    """End a legal hold by the decree that ends it. Raises: LegalHold.DoesNotExist, also for one already lifted."""
    hold = LegalHold.objects.select_for_update().get(pk=hold_id, lifted_at=None)
    hold.lifted_at, hold.lifted_by = at, actor
    hold.save(update_fields=["lifted_at", "lifted_by"])
    _record_hold("documents.lift_hold", hold, actor, at, lifted_by_decree=decree)
    return hold


def _record_hold(act: str, hold: LegalHold, actor: str, at: datetime, **facts: str) -> None:
    record(
        act,
        log=office_log(hold.office.code),
        subject_kind=hold.thing_kind,
        subject_id=hold.thing_id,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={"hold": hold.pk, "decree": hold.decree, **facts},
    )


def sweep(*, at: datetime) -> int:
    """Remove documents that were stored three days ago and attached nowhere, such as the scans of a form nobody
    confirmed; bytes that no row names and that are older than a day, as a transaction that was taken back leaves them;
    and pictures of documents that are gone. Return how many documents and files.

    Law: UU 27/2022 Pasal 43.
    """
    removed = 0
    unused = Document.objects.filter(stored_at__lt=at - UNUSED_AFTER, attachments=None)
    for document_id, digest in list(unused.values_list("pk", "digest")):
        removed += _remove_unused(document_id, digest, before=at - UNUSED_AFTER)
    for digest in _old_digests(at - SWEPT_AFTER):
        with transaction.atomic():
            removed += blobs.remove_unnamed(digest)
    for document_id, names in blobs.drawn():
        if not Document.objects.filter(pk=document_id).exists():
            for name in names:
                default_storage.delete(name)
            removed += len(names)
    return removed


@transaction.atomic
def _remove_unused(document_id: int, digest: str, *, before: datetime) -> bool:
    """Delete a document that still hangs nowhere, and return whether it went."""
    blobs.lock(digest, alone=True)
    document = Document.objects.select_for_update().filter(pk=document_id, stored_at__lt=before).first()
    if document is None or document.attachments.exists() or holds_on(document_id=document_id).exists():
        return False
    _allow_deletion(document)
    try:
        with transaction.atomic():
            _delete_whole(document)
    except ProtectedError:  # another room names it
        return False
    return True


def _old_digests(before: datetime) -> Iterator[str]:
    for digest in blobs.digests():
        if not Document.objects.filter(digest=digest).exists() and _written_before(digest, before):
            yield digest


def _written_before(digest: str, before: datetime) -> bool:
    try:
        return default_storage.get_modified_time(place_of(digest)) < before
    except FileNotFoundError:
        return False
