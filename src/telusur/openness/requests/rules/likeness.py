"""Whether two questions ask for the same thing, by the words they share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_WORD = 3
LIKE = 0.5
# Words that stand in most questions and tell nothing apart.
EVERYWHERE = frozenset(
    {
        "yang",
        "dan",
        "atau",
        "untuk",
        "dari",
        "pada",
        "dengan",
        "dalam",
        "data",
        "informasi",
        "salinan",
        "mohon",
        "minta",
        "saya",
        "kami",
        "tentang",
        "tahun",
        "per",
        "kpu",
        "kota",
        "kabupaten",
        "provinsi",
        "serta",
        "oleh",
        "ini",
        "itu",
        "ingin",
        "tolong",
        "dokumen",
    }
)


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a question that tell it apart, in lower case."""
    found = re.findall(r"[^\W_]+", text.lower())
    return frozenset(word for word in found if len(word) >= SHORTEST_WORD and word not in EVERYWHERE)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller question's words that the other has too: 0 to 1."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def most_alike(text: str, others: Iterable[tuple[int, str]], *, limit: int) -> list[int]:
    """Return the keys of the questions that ask for the same, most alike first, at most `limit`.

    others: (key, question), newest first; of two equally alike the newer comes first.
    """
    asked = telling_words(text)
    if len(asked) < 2:  # noqa: PLR2004 one word is no question
        return []
    rated = [(likeness(asked, telling_words(question)), key) for key, question in others]
    rated = [pair for pair in rated if pair[0] >= LIKE]
    return [key for _share, key in sorted(rated, key=lambda pair: -pair[0])[:limit]]
