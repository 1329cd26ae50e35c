from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from ..models import InformationItem
from ..rules.entries import ENTRY_FIELDS, Entry
from ..rules.states import Act, State
from .writing import locked, number_taken, permitted, write_act

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.kernel.accounts.models import User


def entry_of(item: InformationItem) -> Entry:
    """Return what the entry says, as plain values."""
    values = {name: getattr(item, name) for name in ENTRY_FIELDS}
    return Entry(**{**values, "tags": tuple(item.tags)})


def digest_of(entry: Entry) -> str:
    """Return the SHA-256 (hex) of what an entry says, so that the ledger can prove which wording was decided on."""
    text = json.dumps(asdict(entry), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def enter_item(*, office_id: int, entry: Entry, officer: User | None, at: datetime) -> InformationItem:
    """Write a draft into the office's list. officer: None when a file of entries is imported by command.

    Raises: django.core.exceptions.ValidationError for a value that no entry may have.
    """
    item = InformationItem(office_id=office_id, entered_by=officer, entered_at=at, state=State.DRAFT)
    _write(item, entry, at=at)
    write_act(Act.ENTER, item=item, officer=officer, at=at, facts={"digest": digest_of(entry)})
    return item


@transaction.atomic
def edit_item(*, item_id: int, entry: Entry, officer: User, at: datetime) -> InformationItem:
    """Change a draft. What is published is revised, with a second person. Raises: WrongState, ValidationError."""
    item = locked(item_id=item_id)
    permitted(item, Act.EDIT, officer)
    before = entry_of(item)
    _write(item, entry, at=at)
    write_act(
        Act.EDIT, item=item, officer=officer, at=at, facts={"before": digest_of(before), "digest": digest_of(entry)}
    )
    return item


@transaction.atomic
def discard_item(*, item_id: int, officer: User, at: datetime) -> InformationItem:
    """Put a draft aside that was never published. Its row stays, its number is free again. Raises: WrongState."""
    item = locked(item_id=item_id)
    item.state = permitted(item, Act.DISCARD, officer).after
    item.number, item.changed_at = "", at
    item.save(update_fields=["state", "number", "changed_at"])
    write_act(Act.DISCARD, item=item, officer=officer, at=at)
    return item


def _write(item: InformationItem, entry: Entry, *, at: datetime) -> None:
    for name in ENTRY_FIELDS:
        value = getattr(entry, name)
        setattr(item, name, list(value) if name == "tags" else value)
    item.changed_at = at
    if item.media in {"paper", "link"}:
        item.media = "link" if entry.link else "paper"
    item.full_clean()
    item.save()
    if entry.number:
        number_taken(office_id=item.office_id, year=entry.year, number=entry.number)
