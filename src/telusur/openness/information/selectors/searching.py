"""The search: title matches ranked first, then matches inside the files, newest first.

Every tsquery is written into the statement as a constant: from a parameter of the server the planner would be blind
to how rare a word is. Candidates of each kind are capped, so that a common word costs no more than a rare one.
"""

# ruff: noqa: S608 constants of a statement are made by `rules.search` of letters, digits and operators alone

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from telusur.kernel.documents.selectors import visible_to_public

from ..models import InformationItem
from ..rules import search as written
from ..rules.language import words
from ..rules.passages import marked, passage
from .statements import constant, fetched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.search import Query
    from .shown import Filters

CAP = 200
CAP_OF_AN_OFFICE = 800
IN_TITLES = (1, 3)
# Quoted words are proven on the pages of so many of the newest that have them all.
PROVEN = 400
RERANKED = 60
WEIGHTS = "{0.05,0.2,0.3,1.0}"
PAGE_TEXT = 40_000
PER_PAGE = 20


@dataclass(frozen=True)
class Hit:
    """One entry that was found. title, passage: HTML with what was asked for marked; page: of the file, or None."""

    item: InformationItem
    title: SafeString
    passage: SafeString
    page: int | None = None
    page_label: str = ""
    attachment_id: int | None = None


@dataclass(frozen=True)
class Results:
    """One page of what was found. ids: all of it in order. more: there is more than is looked through.

    partial: no entry has every word, these have some of them.
    """

    query: Query
    hits: list[Hit]
    ids: list[int]
    more: bool = False
    partial: bool = False


def search(
    *,
    text: str,
    office_id: int | None,
    filters: Filters,
    at: datetime,
    first: int = 0,
    size: int = PER_PAGE,
    typing: bool = False,
) -> Results:
    """Return what everybody may see and answers `text`, the best first: `size` hits from place `first` on.

    office_id: None for all offices. typing: the last word may be unfinished. Quoted words must stand together.
    """
    query = written.parse_query(text, typing=typing)
    if not query:
        return Results(query, [], [])
    ids, partial = found_ids(query=query, office_id=office_id, filters=filters)
    chosen = ids[first : first + size]
    return Results(
        query,
        hits_of(ids=chosen, query=query, at=at),
        ids,
        more=len(ids) >= (CAP if office_id is None else CAP_OF_AN_OFFICE),
        partial=partial,
    )


def found_ids(*, query: Query, office_id: int | None, filters: Filters) -> tuple[list[int], bool]:
    """Return ids of what answers the query, the best first, and whether they have only some of its words."""
    ids = _with_every_word(query, office_id, filters)
    if ids or len(query.terms) < 2 or query.phrases:  # noqa: PLR2004 of one word there is no part
        return ids, False
    return _partial(query, office_id, filters), True


def _with_every_word(query: Query, office_id: int | None, filters: Filters) -> list[int]:
    """Return ids of entries with all of the query: exact words before roots, and among either titles before texts."""
    narrowing, values = _narrowing(office_id, filters)
    if office_id is not None and not query.phrases:
        return _in_one_office(query, narrowing, values)
    found: dict[int, None] = {}
    exact = (written.exact_tsquery(query), written.body_tsquery(query, exact=True))
    roots = (written.root_tsquery(query), written.body_tsquery(query, exact=False))
    for titled, anywhere in dict.fromkeys((exact, roots)):
        found |= dict.fromkeys(_titled(titled, query, narrowing, values))
        if len(found) < CAP:
            found |= dict.fromkeys(_anywhere(anywhere, query, narrowing, values))
        if len(found) >= CAP:
            break
    return list(found)


def _in_one_office(query: Query, narrowing: str, values: list[object]) -> list[int]:
    """Return ids in one reading: the list of an office is short, and every body is unpacked once."""
    exact, root = constant(written.exact_tsquery(query)), constant(written.root_tsquery(query))
    same = constant(written.body_tsquery(query, exact=True))
    anywhere = constant(written.body_tsquery(query, exact=False))
    statement = (
        f"select item_id, case when title_vector @@ {exact} then 3 when body_vector @@ {same} then 2 "
        f"when title_vector @@ {root} then 1 else 0 end as tier, ts_rank('{WEIGHTS}', title_vector, {root}) as rank "
        f"from information_searchentry where body_vector @@ {anywhere} {narrowing} "
        f"order by tier desc, rank desc, published_at desc, item_id desc limit {CAP_OF_AN_OFFICE}"
    )
    rows = fetched(statement, values)
    found: list[int] = []
    for tier in (3, 2, 1, 0):
        ids = [row[0] for row in rows if row[1] == tier]
        found += _reranked(ids, query) if tier in IN_TITLES else ids
    return found


def _anywhere(wanted: str, query: Query, narrowing: str, values: list[object]) -> list[int]:
    """Return ids of entries whose title, summary or files answer, the newest first."""
    statement = (
        f"select item_id, title_vector from information_searchentry where body_vector @@ {constant(wanted)} "
        f"{narrowing} order by published_at desc, item_id desc limit {PROVEN if query.phrases else CAP}"
    )
    if query.phrases:
        statement = f"select item_id from ({statement}) as newest where {_phrase_proof(query)} limit {CAP}"
    return [row[0] for row in fetched(statement, values)]


def _titled(wanted: str, query: Query, narrowing: str, values: list[object]) -> list[int]:
    """Return ids of entries whose title and summary answer, ranked."""
    statement = (
        f"select item_id from (select item_id, title_vector from information_searchentry "
        f"where title_vector @@ {constant(wanted)} {narrowing} "
        f"order by published_at desc, item_id desc limit {CAP}) as newest "
        f"order by ts_rank('{WEIGHTS}', title_vector, {constant(wanted)}) desc, item_id desc"
    )
    return _reranked([row[0] for row in fetched(statement, values)], query)


def hits_of(*, ids: Sequence[int], query: Query, at: datetime | None) -> list[Hit]:
    """Return the entries of these ids in their order, each with the passage that shows why it was found.

    at: now, for files under embargo; None leaves every file out that ever had one.
    """
    items = {item.pk: item for item in InformationItem.public.select_related("office", "unit").filter(pk__in=ids)}
    pages = _best_pages([item_id for item_id in ids if item_id in items], query, at)
    return [_hit(items[item_id], query, pages.get(item_id)) for item_id in ids if item_id in items]


def suggestion(*, text: str, office_id: int) -> str:
    """Return `text` with words that no title of the office knows replaced by near ones, or "" if none is near."""
    titles = InformationItem.public.filter(office_id=office_id).order_by("-pk").values_list("title", flat=True)[:2000]
    known = {word.exact for title in titles for word in words(title)}
    changed = text
    for word in reversed(list(words(text))):
        near = get_close_matches(word.exact, known, n=1, cutoff=0.78) if word.exact not in known else []
        if near:
            changed = changed[: word.start] + near[0] + changed[word.end :]
    return "" if changed == text else changed


def _partial(query: Query, office_id: int | None, filters: Filters) -> list[int]:
    """Return entries that have some of the words, those with most of them first."""
    narrowing, values = _narrowing(office_id, filters)
    wanted = constant(written.any_tsquery(query))
    statement = (
        f"select item_id, ts_rank('{WEIGHTS}', title_vector, {wanted}) * 4 + ts_rank(body_vector, {wanted}) as rank "
        f"from (select * from information_searchentry where body_vector @@ {wanted} {narrowing} "
        f"order by published_at desc, item_id desc limit {2 * CAP}) as newest "
        f"order by rank desc, item_id desc limit {CAP}"
    )
    return _reranked([row[0] for row in fetched(statement, values)], query)


def _reranked(ids: list[int], query: Query) -> list[int]:
    """Return the first RERANKED ids ordered by what stands in their titles: more of the words, exact ones, together,
    and little else. The order given decides between equals."""
    few = ids[:RERANKED]
    titles = dict(InformationItem.public.filter(pk__in=few).values_list("pk", "title")) if len(few) > 1 else {}
    ordered = sorted(few, key=lambda item_id: _standing(titles.get(item_id, ""), query), reverse=True)
    return [*ordered, *ids[RERANKED:]]


def _standing(title: str, query: Query) -> tuple[float, ...]:
    found = list(words(title))
    exact = {word.exact for word in found}
    roots = {word.root for word in found}
    begun = any(word.startswith(query.prefix) for word in exact) if query.prefix else False
    there = [
        any(all(word.root in roots for word in run) for run in term.alternatives) or (term.prefix and begun)
        for term in query.terms
    ]
    same = sum(term.exact in exact for term in query.terms)
    places = {(word.exact, word.position) for word in found}
    asked = [term.alternatives[0][0] for term in query.terms]
    together = sum(
        any(
            name == first.exact and (second.exact, place + second.position - first.position) in places
            for name, place in places
        )
        for first, second in pairwise(asked)
    )
    covered = sum(word.root in query.roots for word in found) / max(1, len(found))
    return (sum(there), same + together, round(covered, 2))


def _best_pages(ids: list[int], query: Query, at: datetime | None) -> dict[int, tuple[int, int, str, str]]:
    """Return for each entry the page with most of the query: attachment, number, label, text."""
    if not ids:
        return {}
    any_word = constant(written.any_tsquery(query))
    ranked = constant(f"({written.any_tsquery(query)}) | ({written.exact_tsquery(query)})")
    statement = (
        "select distinct on (entry_id) entry_id, attachment_id, number, label, "
        f"left(text, {PAGE_TEXT}) from information_searchpage "
        f"where entry_id = any(%s) and vector @@ {any_word} and attachment_id = any(%s) "
        f"order by entry_id, ts_rank(vector, {ranked}) desc, attachment_id, number"
    )
    open_files = _open_files(ids, at)
    if not open_files:
        return {}
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in fetched(statement, [ids, open_files])}


def _open_files(ids: list[int], at: datetime | None) -> list[int]:
    """Return the attachments of these entries whose text everybody may read."""
    asked_at = at or datetime.min.replace(tzinfo=UTC)
    seen = visible_to_public(at=asked_at).filter(thing_kind="information", thing_id__in=[str(pk) for pk in ids])
    return list(seen.values_list("pk", flat=True))


def _hit(item: InformationItem, query: Query, page: tuple[int, int, str, str] | None) -> Hit:
    title = mark_safe(marked(item.title, query))  # noqa: S308 `marked` escapes everything but its own marks
    found = passage(page[3], query) if page else ""
    if page and found:
        return Hit(item, title, mark_safe(found), page[1], page[2], page[0])  # noqa: S308
    shown = passage(item.summary, query) or marked(item.summary[:220], query)
    return Hit(item, title, mark_safe(shown))  # noqa: S308


def _phrase_proof(query: Query) -> str:
    """Return the condition that quoted words stand together, in the title or on one page."""
    phrase = constant(written.phrase_tsquery(query))
    return (
        f"(title_vector @@ {phrase} or exists (select 1 from information_searchpage page "
        f"where page.entry_id = item_id and page.vector @@ {phrase}))"
    )


def _narrowing(office_id: int | None, filters: Filters) -> tuple[str, list[object]]:
    active = filters.active() | ({"office_id": office_id} if office_id is not None else {})
    return "".join(f" and {name} = %s" for name in active), list(active.values())
