"""The search table, written from the register in the transaction that changes what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from telusur.kernel.documents import selectors as documents
from telusur.kernel.jobs.services import enqueue
from telusur.kernel.offices.services import touch_public

from ..models import InformationItem, SearchEntry
from ..rules.search import body_vector, page_vector, title_vector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from telusur.kernel.documents.models import Attachment

WAITING = "waiting"

UPSERT_ENTRY = """
insert into information_searchentry
  (item_id, office_id, unit_id, information_class, year, media, published_at, title_vector, body_vector)
values (%s, %s, %s, %s, %s, %s, %s, %s::tsvector, %s::tsvector)
on conflict (item_id) do update set body_vector = case
    when excluded.media in ('paper', 'link') then excluded.body_vector else information_searchentry.body_vector end,
  office_id = excluded.office_id, unit_id = excluded.unit_id, information_class = excluded.information_class,
  year = excluded.year, media = excluded.media, published_at = excluded.published_at,
  title_vector = excluded.title_vector
"""
INSERT_PAGE = """
insert into information_searchpage (entry_id, attachment_id, number, label, text, vector)
values (%s, %s, %s, %s, %s, %s::tsvector)
"""


def index_item(*, item: InformationItem) -> None:
    """Write title and summary into the search table and queue the reading of the files, in the caller's transaction."""
    write_entry_row(item=item)
    if item.media not in {"paper", "link"}:
        enqueue("information.index_files", lock=f"information/{item.pk}", item_id=item.pk)


def unindex_item(*, item_id: int) -> None:
    """Take the entry out of the search, its pages with it."""
    SearchEntry.objects.filter(pk=item_id).delete()


@transaction.atomic
def index_files(*, item_id: int, at: datetime) -> bool:
    """Write the text of an entry's files into the search table; return whether all of them have been read yet.

    An entry that is no longer shown is left alone, and so is a file that may not be seen at `at`.
    """
    item = InformationItem.public.select_related("office").filter(pk=item_id).first()
    if item is None or SearchEntry.objects.select_for_update().filter(pk=item_id).first() is None:
        return True
    attachments = list(documents.attachments_of(thing_kind="information", thing_id=str(item_id)))
    seen = set(
        documents.visible_to_public(at=at).filter(pk__in=[row.pk for row in attachments]).values_list("pk", flat=True)
    )
    pages = list(_pages(row for row in attachments if row.pk in seen))
    write_pages(item=item, pages=pages)
    touch_public(office_code=item.office.code)
    return all(attachment.document.state != WAITING for attachment in attachments)


def reindex(*, at: datetime) -> int:
    """Write the search table anew from the register, an entry at a time; return how many are shown."""
    stale = SearchEntry.objects.exclude(pk__in=InformationItem.public.values("pk"))
    stale.delete()
    count = 0
    for item in InformationItem.public.select_related("office").order_by("pk").iterator(chunk_size=500):
        with transaction.atomic():
            write_entry_row(item=item)
            index_files(item_id=item.pk, at=at)
        count += 1
    return count


def write_entry_row(*, item: InformationItem) -> None:
    """Write the row that finds an entry by its title and summary; the text of its files stays as it is."""
    about = _about(item)
    values = [item.pk, item.office_id, item.unit_id, item.information_class, item.year, item.media, item.published_at]
    with connection.cursor() as cursor:
        cursor.execute(UPSERT_ENTRY, [*values, title_vector(item.title, about), body_vector([item.title, about])])


def write_pages(*, item: InformationItem, pages: Sequence[tuple[int, int, str, str]]) -> None:
    """Write the text of an entry's files anew. pages: attachment, number, label and text of each."""
    with connection.cursor() as cursor:
        cursor.execute("delete from information_searchpage where entry_id = %s", [item.pk])
        cursor.executemany(INSERT_PAGE, [(item.pk, *page, page_vector(page[3])) for page in pages])
        cursor.execute(
            "update information_searchentry set body_vector = %s::tsvector where item_id = %s",
            [body_vector([item.title, _about(item), *(page[3] for page in pages)]), item.pk],
        )


def _about(item: InformationItem) -> str:
    return " ".join([item.summary, *item.tags])


def _pages(attachments: Iterable[Attachment]) -> Iterable[tuple[int, int, str, str]]:
    """Yield attachment, page number, label and text of every page with text."""
    for attachment in attachments:
        for page in documents.pages_of(attachment.document_id):
            text = page.text.replace("\x00", " ")
            if text.strip():
                yield attachment.pk, page.number, page.title, text
