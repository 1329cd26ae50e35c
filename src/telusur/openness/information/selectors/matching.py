"""Published entries that may answer a question written in whole sentences, while it is being written."""

# ruff: noqa: S608 constants of a statement are made by `rules.search` of letters, digits and operators alone

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from ..rules import search as written
from ..rules.language import language, words
from .searching import CAP, hits_of
from .statements import constant, fetched

if TYPE_CHECKING:
    from datetime import datetime

    from ..rules.search import Query

SHORTEST_QUESTION = 2
ENOUGH = 0.34


@dataclass(frozen=True)
class Match:
    """A published entry that may answer. passage: HTML, marked; page: of the file, or None; score: 0 to 1."""

    item_id: int
    title: str
    href: str
    information_class: str
    year: int
    passage: SafeString
    page: int | None
    score: float


def matching_public(*, text: str, office_id: int, limit: int = 3, at: datetime | None = None) -> list[Match]:
    """Return published entries of the office that share what matters in `text`, the best first; [] if none does.

    text: a question as typed, unfinished or not. A word weighs more the fewer entries have it. at: now, for files
    under embargo.
    """
    asked = _asked(text)
    if not asked:
        return []
    terms = [constant(term) for term in written.term_tsqueries(asked)]
    in_titles, in_bodies = (
        ", ".join(f"({column} @@ {term})::int" for term in terms) for column in ("title_vector", "body")
    )
    rows = fetched(
        # Each body is unpacked once, by strip(), however many words are asked of it.
        "with newest as materialized (select item_id, title_vector, strip(body_vector) as body "
        f"from information_searchentry where office_id = %s and body_vector @@ {constant(written.any_tsquery(asked))} "
        f"order by published_at desc, item_id desc limit {CAP}) "
        f"select item_id, array[{in_titles}], array[{in_bodies}] from newest",
        [office_id],
    )
    scores = _scores(rows)
    best = [item_id for item_id, score in scores if score >= ENOUGH][:limit]
    by_id = dict(scores)
    return [
        Match(
            item_id=hit.item.pk,
            title=hit.item.title,
            href=reverse(
                "information_item",
                kwargs={"office": hit.item.office.slug, "item_id": hit.item.pk, "slug": hit.item.slug},
            ),
            information_class=hit.item.information_class,
            year=hit.item.year,
            passage=mark_safe(hit.passage),  # noqa: S308 made by `passage`, which escapes
            page=hit.page,
            score=round(by_id[hit.item.pk], 3),
        )
        for hit in hits_of(ids=best, query=asked, at=at)
    ]


def _asked(text: str) -> Query | None:
    """Return a query of the words that matter in a question; None when too little is said yet."""
    plain = " ".join(word.exact for word in words(text) if word.exact not in language().asking_words)
    query = written.parse_query(plain)
    return replace(query, text=text) if sum(len(term.exact) for term in query.terms) > SHORTEST_QUESTION else None


def _scores(rows: list[tuple[Any, ...]]) -> list[tuple[int, float]]:
    """Return ids with the share of the question's weight they carry, the best first.

    rows: id, and for each word whether title or summary has it, and whether the entry has it at all. In title or
    summary a word counts fully, inside a file half; the fewer entries have it, the more it weighs.
    """
    levels = {row[0]: [0.5 * top + 0.5 * body for top, body in zip(row[1], row[2], strict=True)] for row in rows}
    known = [sum(1 for found in levels.values() if found[place]) for place in range(len(rows[0][1]) if rows else 0)]
    weights = [math.log(1 + (len(rows) + 1) / (1 + count)) for count in known]
    total = sum(weights) or 1.0
    scored = [
        (item_id, sum(level * weight for level, weight in zip(found, weights, strict=True)) / total)
        for item_id, found in levels.items()
    ]
    return sorted(scored, key=lambda pair: (-pair[1], -pair[0]))
