from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from ..models import Revision, RevisionState
from ..rules.entries import ENTRY_FIELDS, Entry, tidy
from ..rules.file_names import media_of
from ..rules.states import Act
from ..selectors import files_of
from .entering import DRAFTS_ARE_SEEN_BY, NewFile, digest_of, entry_of, store_files, write_entry
from .indexing import index_item
from .publishing import Incomplete, owe_notice, require_complete
from .writing import SUBJECT, Facts, SecondPersonNeeded, actor_of, given, locked, permitted, write_act

if TYPE_CHECKING:
    from telusur.kernel.accounts.models import User

REVISION = "information_revision"


class NothingRevised(Exception):
    """A revision that changes no word and brings no file."""

    code = "nothing_revised"


class RevisionPending(Exception):
    """Another revision of this entry waits for its decision."""

    code = "revision_pending"


def revise_item(
    *,
    item_id: int,
    entry: Entry,
    reason: str,
    officer: User,
    at: datetime,
    file: NewFile | None = None,
    replaces: int | None = None,
) -> Revision:
    """Propose other words or a new version of a file for what is published; nothing public changes yet.

    replaces: the attachment whose next version the file is; without it the file is a further one.
    Raises: WrongState, NotPermitted, ReasonMissing, NothingRevised, RevisionPending, documents.Refused; LookupError
    if `replaces` does not hang there. Law: SOP 4.
    """
    reason = given(reason)
    stored = store_files([file], at=at) if file else []
    with transaction.atomic():
        item = locked(item_id=item_id)
        permitted(item, Act.REVISE, officer=officer, at=at)
        if Revision.objects.filter(item=item, state=RevisionState.PENDING).exists():
            raise RevisionPending
        if replaces is not None and not files_of(item_id=item.pk).filter(pk=replaces).exists():
            raise LookupError(replaces)
        before = entry_of(item)
        # What was given at publication may be changed, not taken away.
        entry = replace(
            tidy(entry), number=entry.number or before.number, review_by=entry.review_by or before.review_by
        )
        changes = changes_between(before, entry)
        if not changes and not stored:
            raise NothingRevised
        revision = Revision.objects.create(
            item=item, reason=reason, changes=changes, replaces_id=replaces, proposed_by=officer, proposed_at=at
        )
        for document, given_file in stored:
            revision.file = documents.attach(
                document_id=document.pk,
                thing_kind=REVISION,
                thing_id=str(revision.pk),
                office_id=item.office_id,
                access="officers",
                permission=DRAFTS_ARE_SEEN_BY,
                title=given_file.title or item.title,
                name=given_file.name,
                at=at,
                actor=actor_of(officer),
            )
            revision.save(update_fields=["file"])
        facts: Facts = {
            "revision": revision.pk,
            "digest": digest_of(entry),
            "file": stored[0][0].digest if stored else None,
        }
        write_act(Act.REVISE, item=item, officer=officer, at=at, facts=facts)
    return revision


@legal_act
def accept_revision(*, revision_id: int, officer: User, at: datetime) -> Revision:
    """Let a colleague's revision take effect; the earlier version of a file stays readable.

    Raises: WrongState, NotPermitted, SecondPersonNeeded, Incomplete; Revision.DoesNotExist for one already decided.
    """
    item = locked(item_id=Revision.objects.get(pk=revision_id).item_id)
    revision = (
        Revision.objects.select_for_update(of=("self",))
        .select_related("file__document")
        .get(pk=revision_id, state=RevisionState.PENDING)
    )
    permitted(item, Act.ACCEPT_REVISION, officer=officer, at=at)
    if revision.proposed_by_id == officer.pk:
        raise SecondPersonNeeded
    entry = revised(entry_of(item), revision.changes)
    write_entry(item, entry, at=at)
    if revision.file is not None:
        pending = revision.file
        attachment = documents.attach(
            document_id=pending.document_id,
            thing_kind=SUBJECT,
            thing_id=str(item.pk),
            office_id=item.office_id,
            access="public",
            permission=DRAFTS_ARE_SEEN_BY,
            title=pending.title,
            name=pending.name,
            replaces=revision.replaces_id,
            at=at,
            actor=actor_of(revision.proposed_by),
        )
        revision.file = attachment
        item.media = media_of(attachment.document.extension)
        item.save(update_fields=["media"])
        documents.withdraw(attachment_id=pending.pk, at=at)
    require_complete(item)
    revision.state, revision.decided_by, revision.decided_at = RevisionState.ACCEPTED.value, officer, at
    revision.save()
    index_item(item=item)
    facts: Facts = {
        "revision": revision.pk,
        "digest": digest_of(entry),
        "file": revision.file.document.digest if revision.file else None,
    }
    write_act(Act.ACCEPT_REVISION, item=item, officer=officer, at=at, facts=facts, public=True)
    return revision


@legal_act
def return_revision(*, revision_id: int, officer: User, reason: str, at: datetime) -> Revision:
    """Decline a revision, with the reason.

    Raises: WrongState, NotPermitted, ReasonMissing; Revision.DoesNotExist once decided.
    """
    reason = given(reason)
    item = locked(item_id=Revision.objects.get(pk=revision_id).item_id)
    permitted(item, Act.RETURN_REVISION, officer=officer, at=at)
    revision = Revision.objects.select_for_update(of=("self",)).get(pk=revision_id, state=RevisionState.PENDING)
    revision.state, revision.decided_by, revision.decided_at = RevisionState.RETURNED.value, officer, at
    revision.return_reason = reason
    revision.save()
    if revision.file is not None:
        documents.withdraw(attachment_id=revision.file.pk, at=at)
    if revision.proposed_by_id != officer.pk:
        subject = _("Pembaruan dikembalikan: %(title)s") % {"title": item.title}
        what = f"revision_returned/{revision.pk}"
        owe_notice(item=item, what=what, to=revision.proposed_by, subject=subject, due_at=at, at=at)
    write_act(Act.RETURN_REVISION, item=item, officer=officer, at=at, facts={"revision": revision.pk})
    return revision


def changes_between(before: Entry, after: Entry) -> dict[str, dict[str, object]]:
    """Return the fields that differ, each with its value before and after, as JSON takes them."""
    old, new = asdict(before), asdict(after)
    return {
        name: {"before": _plain(old[name]), "after": _plain(new[name])}
        for name in ENTRY_FIELDS
        if old[name] != new[name]
    }


def revised(entry: Entry, changes: dict[str, dict[str, object]]) -> Entry:
    """Return the entry with the changes of a revision."""
    values = asdict(entry)
    for name, change in changes.items():
        values[name] = _typed(name, change["after"])
    return Entry(**values)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _typed(name: str, value: object) -> object:
    if value and name == "event_at":
        return datetime.fromisoformat(str(value))
    if value and name == "review_by":
        return date.fromisoformat(str(value))
    return tuple(value) if isinstance(value, list) else value


__all__ = [
    "Incomplete",
    "NothingRevised",
    "RevisionPending",
    "accept_revision",
    "changes_between",
    "return_revision",
    "revise_item",
    "revised",
]
