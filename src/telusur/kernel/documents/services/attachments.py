from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction

from telusur.kernel.jobs.services import enqueue
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.services import personal_digest, record

from ..models import Attachment, Document
from ..rules.access import Access, Clearance, Openness, Security
from ..rules.names import safe_name
from .releasing import require_release
from .storing import open_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

READ_INTERNAL = "documents.read_internal"


@transaction.atomic
def attach(
    *,
    document_id: int,
    thing_kind: str,
    thing_id: str | int,
    office_id: int,
    access: str,
    title: str,
    at: datetime,
    actor: str,
    name: str = "",
    permission: str = READ_INTERNAL,
    openness: str = "",
    security: str = Security.ORDINARY,
    personal_data: bool | None = None,
    embargo_until: datetime | None = None,
    represents_on: date | None = None,
    received_at: datetime | None = None,
    valid_until: date | None = None,
    replaces: int | None = None,
    addressed: bool = False,
) -> Attachment:
    """Hang a document at a thing, with the rules of who may see it there, and return the attachment.

    access: `public`, `officers` (who hold `permission` at this office) or `sealed`. What is public is taken to be open
    and free of personal data unless the caller says otherwise; of anything else it is not known. name: what the
    download is called; without it, the title. replaces: the attachment whose next version this is. addressed: we wrote
    it ourselves to the one person who gets it, so it may be lent to him as it is. What is public passes the release
    check here. The caller's own act is the one for the ledger: it names the document's digest.
    Raises: NotReleased; ValueError for an unknown access.
    """
    kind = Access(access)
    document = Document.objects.get(pk=document_id)
    before = Attachment.objects.select_for_update().get(pk=replaces) if replaces is not None else None
    if before is not None and (before.thing_kind, before.thing_id, before.office_id) != (
        thing_kind,
        str(thing_id),
        office_id,
    ):
        raise ValueError("a version replaces one of the same thing and office")
    public = kind == Access.PUBLIC
    attachment = Attachment.objects.create(
        document=document,
        thing_kind=thing_kind,
        thing_id=str(thing_id),
        office_id=office_id,
        title=title,
        name=safe_name(name or title.replace("/", " ").replace("\\", " "), document.extension),
        access=kind,
        permission="" if kind == Access.SEALED else permission,
        openness=Openness(openness or (Openness.OPEN if public else Openness.UNKNOWN)),
        security=Security(security),
        personal_data=False if public and personal_data is None else personal_data,
        embargo_until=embargo_until,
        represents_on=represents_on,
        received_at=received_at or at,
        valid_until=valid_until,
        version=1 if before is None else before.version + 1,
        replaces=before,
        attached_at=at,
        attached_by=actor,
        clearance=Clearance.ADDRESSED if addressed else "",
        cleared_at=at if addressed else None,
    )
    if public:
        return require_release(attachment_id=attachment.pk, at=at)
    if kind == Access.OFFICERS and not addressed and attachment.security == Security.ORDINARY:  # else it never goes out
        enqueue("documents.check_release", lock=f"documents/{document.pk}", document_id=document.pk)
    return attachment


@transaction.atomic
def withdraw(*, attachment_id: int, at: datetime) -> Attachment:
    """Take an attachment off its thing: nobody sees it any more, its row and bytes stay. The act is the caller's."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment_id)
    attachment.withdrawn_at = attachment.withdrawn_at or at
    attachment.save(update_fields=["withdrawn_at"])
    return attachment


@transaction.atomic
def withdraw_all(*, thing_kind: str, thing_id: str | int, office_id: int, at: datetime) -> list[Attachment]:
    """Take everything off a thing and return it with its documents, oldest first.

    The rows are locked until the caller's transaction ends: of two who do so at once, one gets nothing.
    """
    there = Attachment.objects.filter(
        thing_kind=thing_kind, thing_id=str(thing_id), office_id=office_id, withdrawn_at=None
    )
    rows = list(there.select_for_update(of=("self",)).select_related("document").order_by("pk"))
    for row in rows:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
    return rows


@transaction.atomic
def withhold(*, attachment_id: int, at: datetime, withheld: bool = True) -> Attachment:
    """Close an attachment to the public for now, or open it again. The act is the caller's."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment_id)
    attachment.withheld_at = (attachment.withheld_at or at) if withheld else None
    attachment.save(update_fields=["withheld_at"])
    return attachment


@transaction.atomic
def release(*, attachment_id: int, at: datetime) -> Attachment:
    """Open to the public what was kept for officers until now, as open and free of personal data.

    The caller's act says who decided so. What is sealed or of a security class is never released.
    Raises: NotReleased, by the release check; ValueError.
    """
    attachment = require_release(attachment_id=attachment_id, at=at)
    if attachment.access == Access.SEALED or attachment.security != Security.ORDINARY:
        raise ValueError("what is sealed or classified is not released")
    attachment.access, attachment.openness, attachment.personal_data = Access.PUBLIC, Openness.OPEN, False
    attachment.withheld_at = None
    attachment.save(update_fields=["access", "openness", "personal_data", "withheld_at"])
    return attachment


@transaction.atomic
def open_sealed(
    *,
    attachment_id: int,
    purpose: str,
    act: str,
    subject_kind: str,
    subject_id: str,
    actor: str,
    at: datetime,
    facts: Mapping[str, str | int | bool | None] | None = None,
) -> BinaryIO:
    """Open the bytes of a sealed attachment and write the opening into the office's log: as the caller's own act on
    his own subject, the one act of this opening. Nothing may follow in the transaction.

    The caller has proven the right to do so. purpose: a code word, no personal data.
    Law: UU 27/2022 Pasal 31 (record of processing), 39. Raises: Attachment.DoesNotExist, also for a withdrawn one.
    """
    attachment = Attachment.objects.select_related("document", "office").get(
        pk=attachment_id, access=Access.SEALED, withdrawn_at=None
    )
    opened = open_bytes(document=attachment.document)
    record(
        act,
        log=office_log(attachment.office.code),
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor=actor,
        happened_at=at,
        recorded_at=at,
        facts={
            **(facts or {}),
            "attachment": attachment.pk,
            "digest": named_in_log(attachment.document, personal=attachment.personal_data is not False),
            "purpose": purpose,
        },
    )
    return opened


def named_in_log(document: Document, *, personal: bool) -> str:
    """Return the digest by which a log names the bytes: a keyed one for personal data, so that after erasure nobody
    proves by a copy that they were here."""
    return personal_digest(document.digest) if personal else document.digest
