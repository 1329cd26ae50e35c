"""Released to one, released to all: an answer becomes an entry of the list, which knows nothing of who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.documents import services as documents
from telusur.kernel.law.acts import legal_act

from ..models import InformationItem
from ..rules.file_names import media_of
from ..rules.states import Act, State
from .entering import DRAFTS_ARE_SEEN_BY, write_entry
from .publishing import publish_now, published_facts, require_complete
from .writing import SUBJECT, actor_of, permitted, write_act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.kernel.accounts.models import User

    from ..rules.entries import Entry


@legal_act
def publish_answer(
    *,
    office_id: int,
    entry: Entry,
    document_ids: Sequence[int],
    decided_by: User,
    officer: User,
    at: datetime,
) -> InformationItem:
    """Publish what was given to one applicant. Who decided to give it stands as its proposer; another publishes it.

    document_ids: what was given, as it was given.
    Raises: SecondPersonNeeded, Incomplete, NotPermitted; ValidationError for a value no entry may have.
    Law: UU 14/2008 Pasal 11, 13.
    """
    item = InformationItem(
        office_id=office_id,
        entered_by=officer,
        entered_at=at,
        proposed_by=decided_by,
        proposed_at=at,
        state=State.DRAFT.value,
    )
    row = permitted(item, Act.PUBLISH_ANSWER, officer=officer, at=at)
    write_entry(item, entry, at=at)
    for document_id in document_ids:
        attachment = documents.attach(
            document_id=document_id,
            thing_kind=SUBJECT,
            thing_id=str(item.pk),
            office_id=office_id,
            access="officers",
            permission=DRAFTS_ARE_SEEN_BY,
            title=item.title,
            at=at,
            actor=actor_of(officer),
        )
        item.media = media_of(attachment.document.extension)
    require_complete(item)
    item.approved_by, item.approved_at = officer, at
    publish_now(item, state=row.after, at=at)
    write_act(Act.PUBLISH_ANSWER, item=item, officer=officer, at=at, facts=published_facts(item), public=True)
    return item
