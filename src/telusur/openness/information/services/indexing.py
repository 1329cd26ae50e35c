"""The search table, written from the register in the transaction that changes what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from ..models import SearchEntry
from ..rules.search import title_vector

if TYPE_CHECKING:
    from ..models import InformationItem

UPSERT = """
insert into information_searchentry
  (item_id, office_id, unit_id, information_class, year, media, published_at, title_vector, body_vector)
values (%s, %s, %s, %s, %s, %s, %s, %s::tsvector, ''::tsvector)
on conflict (item_id) do update set
  office_id = excluded.office_id, unit_id = excluded.unit_id, information_class = excluded.information_class,
  year = excluded.year, media = excluded.media, published_at = excluded.published_at,
  title_vector = excluded.title_vector
"""


def index_item(*, item: InformationItem) -> None:
    """Write the entry's title and summary into the search table; the text of its files follows when it is read."""
    with connection.cursor() as cursor:
        cursor.execute(
            UPSERT,
            [
                item.pk,
                item.office_id,
                item.unit_id,
                item.information_class,
                item.year,
                item.media,
                item.published_at,
                title_vector(item.title, " ".join([item.summary, *item.tags])),
            ],
        )


def unindex_item(*, item_id: int) -> None:
    """Take the entry out of the search."""
    SearchEntry.objects.filter(pk=item_id).delete()
