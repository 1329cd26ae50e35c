from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import office_by_id, units_of

from ..models import InformationItem
from ..rules.entries import ENTRY_FIELDS, Entry, tidy
from ..rules.file_names import media_of
from ..rules.states import Act, State
from ..selectors import files_of
from .writing import SUBJECT, Facts, actor_of, locked, number_taken, permitted, require_right, write_act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.accounts.models import User
    from telusur.kernel.documents.models import Attachment, Document

DRAFTS_ARE_SEEN_BY = "information.see"


@dataclass(frozen=True)
class NewFile:
    """A file that comes with an entry: its bytes, its name, and what the public will read above it.

    made_here: we wrote these bytes ourselves, so no parser needs to judge them.
    """

    content: BinaryIO
    name: str
    title: str = ""
    made_here: bool = False


def entry_of(item: InformationItem) -> Entry:
    """Return what the entry says, as plain values."""
    values = {name: getattr(item, name) for name in ENTRY_FIELDS}
    return Entry(**{**values, "tags": tuple(item.tags)})


def digest_of(entry: Entry) -> str:
    """Return the SHA-256 (hex) of what an entry says, so that the ledger can prove which wording was decided on."""
    text = json.dumps(asdict(entry), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def enter_item(
    *, office_id: int, entry: Entry, officer: User | None, at: datetime, files: Sequence[NewFile] = ()
) -> InformationItem:
    """Write a draft into the office's list, with its files.

    officer: None when an installation writes entries itself. Raises: NotPermitted; documents.Refused before anything
    is written; django.core.exceptions.ValidationError for a value that no entry may have.
    """
    require_right(office=office_by_id(office_id=office_id), permission="information.propose", officer=officer, at=at)
    stored = store_files(files, at=at)
    with transaction.atomic():
        return enter_stored(office_id=office_id, entry=entry, officer=officer, at=at, files=stored)


def enter_stored(
    *,
    office_id: int,
    entry: Entry,
    officer: User | None,
    at: datetime,
    files: Sequence[tuple[Document, NewFile]],
) -> InformationItem:
    """Write a draft whose files are stored already, in the caller's transaction; the caller has asked for the right.

    Raises: ValidationError.
    """
    item = InformationItem(office_id=office_id, entered_by=officer, entered_at=at, state=State.DRAFT.value)
    write_entry(item, entry, at=at)
    for document, file in files:
        attach_file(item, document, file, officer=officer, at=at)
    facts: Facts = {"digest": digest_of(entry_of(item))}
    facts |= {f"file_{number}": document.digest for number, (document, _file) in enumerate(files, 1)}
    write_act(Act.ENTER, item=item, officer=officer, at=at, facts=facts)
    return item


@transaction.atomic
def edit_item(*, item_id: int, entry: Entry, officer: User, at: datetime) -> InformationItem:
    """Change a draft. What is published is revised, with a second person.

    Raises: WrongState, NotPermitted, ValidationError.
    """
    item = locked(item_id=item_id)
    permitted(item, Act.EDIT, officer=officer, at=at)
    before = entry_of(item)
    write_entry(item, entry, at=at)
    write_act(
        Act.EDIT,
        item=item,
        officer=officer,
        at=at,
        facts={"before": digest_of(before), "digest": digest_of(entry_of(item))},
    )
    return item


def add_file(*, item_id: int, file: NewFile, officer: User, at: datetime) -> Attachment:
    """Add a file to a draft. Raises: WrongState, NotPermitted, documents.Refused."""
    [(document, _file)] = store_files([file], at=at)
    with transaction.atomic():
        item = locked(item_id=item_id)
        permitted(item, Act.ADD_FILE, officer=officer, at=at)
        attachment = attach_file(item, document, file, officer=officer, at=at)
        item.changed_at = at
        item.save(update_fields=["changed_at"])
        facts: Facts = {"attachment": attachment.pk, "digest": document.digest}
        write_act(Act.ADD_FILE, item=item, officer=officer, at=at, facts=facts)
    return attachment


@transaction.atomic
def remove_file(*, item_id: int, attachment_id: int, officer: User, at: datetime) -> InformationItem:
    """Take a file off a draft. Raises: WrongState, NotPermitted; LookupError if it does not hang there."""
    item = locked(item_id=item_id)
    permitted(item, Act.REMOVE_FILE, officer=officer, at=at)
    if not files_of(item_id=item.pk).filter(pk=attachment_id).exists():
        raise LookupError(attachment_id)
    removed = documents.withdraw(attachment_id=attachment_id, at=at)
    left = files_of(item_id=item.pk).first()
    item.media = media_of(left.document.extension) if left else ("link" if item.link else "paper")
    item.changed_at = at
    item.save(update_fields=["media", "changed_at"])
    facts: Facts = {"attachment": removed.pk, "digest": removed.document.digest}
    write_act(Act.REMOVE_FILE, item=item, officer=officer, at=at, facts=facts)
    return item


@transaction.atomic
def discard_item(*, item_id: int, officer: User, at: datetime) -> InformationItem:
    """Put a draft aside that was never published. Its row stays, its number is free again.

    Raises: WrongState, NotPermitted.
    """
    item = locked(item_id=item_id)
    item.state = permitted(item, Act.DISCARD, officer=officer, at=at).after.value
    item.number, item.changed_at = "", at
    item.save(update_fields=["state", "number", "changed_at"])
    for attachment in files_of(item_id=item.pk):
        documents.withdraw(attachment_id=attachment.pk, at=at)
    write_act(Act.DISCARD, item=item, officer=officer, at=at)
    return item


def store_files(files: Sequence[NewFile], *, at: datetime) -> list[tuple[Document, NewFile]]:
    """Keep the bytes of every file, before the transaction that names them. Raises: documents.Refused."""
    return [
        (documents.store(content=file.content, name=file.name, at=at, made_here=file.made_here), file) for file in files
    ]


def attach_file(
    item: InformationItem, document: Document, file: NewFile, *, officer: User | None, at: datetime
) -> Attachment:
    """Hang a stored document at a draft, for officers until the entry is published."""
    if item.media in {"paper", "link"}:
        item.media = media_of(document.extension)
        item.save(update_fields=["media"])
    return documents.attach(
        document_id=document.pk,
        thing_kind=SUBJECT,
        thing_id=str(item.pk),
        office_id=item.office_id,
        access="officers",
        permission=DRAFTS_ARE_SEEN_BY,
        title=file.title or item.title,
        name=file.name,
        at=at,
        actor=actor_of(officer),
    )


def write_entry(item: InformationItem, entry: Entry, *, at: datetime) -> None:
    """Write what the entry says into its row, proven by the model. Raises: ValidationError."""
    entry = tidy(entry)
    for name in ENTRY_FIELDS:
        value = getattr(entry, name)
        setattr(item, name, list(value) if name == "tags" else value)
    item.changed_at = at
    if item.media in {"paper", "link"}:
        item.media = "link" if entry.link else "paper"
    item.clean_fields(exclude=["office", "unit", "entered_by", "proposed_by", "approved_by", "deadline"])
    item.validate_constraints()
    if item.unit_id and not units_of(office_id=item.office_id).filter(pk=item.unit_id).exists():
        raise ValidationError({"unit": _("Unit ini bukan unit kantor ini.")})
    item.save()
    if entry.number:
        number_taken(office_id=item.office_id, year=entry.year, number=entry.number)
