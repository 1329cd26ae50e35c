"""Whether a determination that stands already speaks of the same substance as what somebody wants tested."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .language import fold, language, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENOUGH = 0.34
MOST = 5


@dataclass(frozen=True)
class Substance:
    """What a thing is about: the roots of its words, and its tags."""

    roots: frozenset[str]
    tags: frozenset[str]


@dataclass(frozen=True)
class Likeness:
    """id: of the determination. score: 0 to 1, the share of what was asked that it speaks of."""

    id: int
    score: float


def substance(texts: Iterable[str], tags: Iterable[str] = ()) -> Substance:
    """Return what these texts are about, by families of words; words that only ask for something do not count."""
    asking = language().asking_words
    roots = {word.root for text in texts for word in words(text) if word.exact not in asking}
    return Substance(frozenset(roots), frozenset(fold(tag).strip() for tag in tags if tag.strip()))


def same_substance(
    asked: Substance, standing: Sequence[tuple[int, Substance]], *, most: int | None = MOST
) -> list[Likeness]:
    """Return which of `standing` speak of the same, the likest first, as many as `most`.

    A word weighs more the fewer of them have it; a tag in common counts like half of all words.
    """
    known = Counter(root for _id, each in standing for root in each.roots & asked.roots)
    weights = {root: math.log(1 + (len(standing) + 1) / (1 + known[root])) for root in asked.roots}
    total = sum(weights.values()) or 1.0
    found = []
    for key, each in standing:
        score = sum(weights[root] for root in asked.roots & each.roots) / total
        score = min(1.0, score + (0.5 if asked.tags & each.tags else 0.0))
        if score >= ENOUGH:
            found.append(Likeness(key, round(score, 3)))
    return sorted(found, key=lambda each: (-each.score, each.id))[:most]
