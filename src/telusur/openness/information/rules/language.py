"""Words of a text and their roots: the one function that documents and queries both pass through.

The plain Indonesian stemmer separates kin and joins strangers in this field; words.toml names the families by hand.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORDS_FILE = Path(__file__).parent / "data" / "words.toml"
SOURCE = "source"
TOKEN = re.compile(r"[^\W_]+")
CLITICS = ("nya", "lah", "kah", "pun")
SHORTEST_STEMMED = 4
# Longer runs of letters are encodings or torn text, never words somebody looks for.
LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands: `exact` folded to plain lower case, `root` of its family, and where it stands in the text.

    position counts every word, dropped ones too, so that neighbours in a phrase stay neighbours.
    """

    exact: str
    root: str
    start: int
    end: int
    position: int


@dataclass(frozen=True)
class Language:
    """The field's own lists. roots: word → root of its family; abbreviations: "dpt" → the ways it is
    written out."""

    stop_words: frozenset[str]
    asking_words: frozenset[str]
    roots: Mapping[str, str]
    abbreviations: Mapping[str, tuple[str, ...]]


@cache
def language() -> Language:
    """Return the lists of words.toml."""
    data = tomllib.loads(WORDS_FILE.read_text())

    def pairs(table: str) -> Iterator[tuple[str, list[str]]]:
        for row in data[table]:
            named = ((name, text) for name, text in row.items() if name != SOURCE)
            yield from ((name, [text] if isinstance(text, str) else text) for name, text in named)

    stop_words = frozenset(word for row in data["stop_words"] for word in row["words"].split())
    return Language(
        stop_words=stop_words,
        asking_words=frozenset(word for row in data["asking_words"] for word in row["words"].split()),
        roots={word: name for name, texts in pairs("families") for text in texts for word in text.split()},
        abbreviations={short: tuple(texts) for short, texts in pairs("abbreviations")},
    )


def fold(text: str) -> str:
    """Return `text` in plain lower case, accents taken off; same length for every letter that has a plain form."""
    if text.isascii():
        return text.lower()
    plain = (unicodedata.normalize("NFKD", letter)[0] if ord(letter) > 127 else letter for letter in text)  # noqa: PLR2004
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)


@lru_cache(maxsize=200_000)
def root(exact: str) -> str:
    """Return the root under which all words of the family of `exact` (folded) are found."""
    families = language().roots
    if exact in families:
        return families[exact]
    for clitic in CLITICS:
        bare = exact.removesuffix(clitic)
        if bare != exact and bare in families:
            return families[bare]
    if len(exact) < SHORTEST_STEMMED or not exact.isalpha():
        return exact
    return str(_stemmer().stemWord(exact))


@cache
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415 it loads the stemmers of thirty languages, for which no other command waits

    return snowballstemmer.stemmer("indonesian")


def words(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order, stop words left out. Hyphens, dots and slashes divide words."""
    stop_words = language().stop_words
    for position, found in enumerate(TOKEN.finditer(fold(text)), 1):
        exact = found.group()
        if exact not in stop_words and len(exact) <= LONGEST_WORD:
            yield Word(exact, root(exact), found.start(), found.end(), position)
