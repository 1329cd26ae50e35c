"""Published entries that may answer a question written in whole sentences, while it is being written."""

# ruff: noqa: S608 constants of a statement are made by `rules.search` of letters, digits and operators alone

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

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
    rows = fetched(
        "select item_id, title_vector::text, tsvector_to_array(body_vector) from (select * from "
        f"information_searchentry where office_id = %s and body_vector @@ {constant(written.any_tsquery(asked))} "
        f"order by published_at desc, item_id desc limit {CAP}) as newest",
        [office_id],
    )
    scores = _scores(asked, [(row[0], row[1], set(row[2])) for row in rows])
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


def _scores(query: Query, rows: list[tuple[int, str, set[str]]]) -> list[tuple[int, float]]:
    """Return ids with the share of the question's weight they carry; a word in title or summary counts fully."""
    mark = written.ROOT_MARK
    terms = [[{mark + word.root for word in run} for run in term.alternatives] for term in query.terms]
    known: Counter[int] = Counter()
    found: dict[int, list[float]] = {}
    for item_id, title, body in rows:
        top = {lexeme.strip("'") for lexeme in (part.partition(":")[0] for part in title.split())}
        levels = [_level(runs, top, body) for runs in terms]
        found[item_id] = levels
        known.update(index for index, level in enumerate(levels) if level)
    weights = [math.log(1 + (len(rows) + 1) / (1 + known[index])) for index in range(len(terms))]
    total = sum(weights) or 1.0
    scored = [
        (item_id, sum(level * weight for level, weight in zip(levels, weights, strict=True)) / total)
        for item_id, levels in found.items()
    ]
    return sorted(scored, key=lambda pair: (-pair[1], -pair[0]))


def _level(runs: list[set[str]], top: set[str], body: set[str]) -> float:
    if any(run <= top for run in runs):
        return 1.0
    return 0.5 if any(run <= body for run in runs) else 0.0
