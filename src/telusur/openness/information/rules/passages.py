"""The sentence that shows why a document was found, safe to put on a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .language import words

if TYPE_CHECKING:
    from .language import Word
    from .search import Query

PASSAGE_LENGTH = 220
ELLIPSIS = "…"
# Only the beginning of a very long page is looked through.
LOOKED_THROUGH = 40_000


def matches(text: str, query: Query) -> list[Word]:
    """Return the words of `text` that the query asks for, by family or by an unfinished last word."""
    roots, prefix = query.roots, query.prefix
    return [word for word in words(text) if word.root in roots or (prefix and word.exact.startswith(prefix))]


def marked(text: str, query: Query) -> str:
    """Return `text` as HTML with every word that was asked for inside <mark>. Everything else is escaped."""
    parts, at = [], 0
    for word in matches(text, query):
        parts += [escape(text[at : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        at = word.end
    return "".join([*parts, escape(text[at:])])


def passage(text: str, query: Query, *, length: int = PASSAGE_LENGTH) -> str:
    """Return the stretch of `text` with the most of what was asked for, as HTML; "" if nothing of it stands there.

    length: aimed at, in characters; the stretch begins and ends between words.
    """
    text = " ".join(text[:LOOKED_THROUGH].split())
    found = matches(text, query)
    if not found:
        return ""
    start, end = _best_stretch(found, query, length)
    margin = max(0, length - (end - start)) // 2
    begin = max(0, start - margin)
    finish = min(len(text), end + margin)
    if begin > 0:
        begin = min(start, text.rfind(" ", 0, begin) + 1 if " " in text[:begin] else begin)
    if finish < len(text):
        space = text.find(" ", finish)
        finish = len(text) if space < 0 or space - finish > 30 else space  # noqa: PLR2004 a torn text has no spaces
        finish = min(finish, end + margin + 40)
    shown = marked(text[begin:finish], query)
    return f"{ELLIPSIS + ' ' if begin else ''}{shown}{' ' + ELLIPSIS if finish < len(text) else ''}"


def _best_stretch(found: list[Word], query: Query, length: int) -> tuple[int, int]:
    """Return start and end of the window with the most different words, exact ones counted twice."""
    exacts = query.exacts
    best, score = (found[0].start, found[0].end), -1
    for first, word in enumerate(found):
        inside = [other for other in found[first : first + 40] if other.end - word.start <= length]
        worth = (
            len({other.root for other in inside}) * 3 + 2 * len({w.exact for w in inside} & exacts) + len(inside[:5])
        )
        if worth > score:
            best, score = (word.start, inside[-1].end if inside else word.end), worth
    return best
