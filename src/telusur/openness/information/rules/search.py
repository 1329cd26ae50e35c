"""What is written into the search table, and what a searcher's words mean there.

Two kinds of lexeme stand in one vector: the word as it is (`pemilihan`) and its root, marked (`=pemilihan`). So a
query asks for either, exact words weigh more, and no dictionary of the server takes part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from .language import Word, language, words

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT_MARK = "="
QUOTED = re.compile(r'["“”„]([^"“”„]*)["“”„]?')
MOST_WORDS = 24
# A vector holds at most 1 MB; this many different words stay well below it.
MOST_LEXEMES = 40_000
LAST_POSITION = 16_383


@dataclass(frozen=True)
class Term:
    """One thing that must be there: any of the alternatives, each a run of words. prefix: an unfinished last word."""

    exact: str
    alternatives: tuple[tuple[Word, ...], ...]
    prefix: bool = False


@dataclass(frozen=True)
class Query:
    """What a searcher asked. phrases: runs that must stand word by word."""

    text: str
    terms: tuple[Term, ...]
    phrases: tuple[tuple[Word, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases)

    @property
    def roots(self) -> frozenset[str]:
        """All roots that a passage may show, those of abbreviations included."""
        runs = [run for term in self.terms for run in term.alternatives] + list(self.phrases)
        return frozenset(word.root for run in runs for word in run)

    @property
    def exacts(self) -> frozenset[str]:
        """The words as they were typed."""
        return frozenset(term.exact for term in self.terms) | {word.exact for run in self.phrases for word in run}

    @property
    def prefix(self) -> str:
        """The unfinished last word, or ""."""
        return self.terms[-1].exact if self.terms and self.terms[-1].prefix else ""


def parse_query(text: str, *, typing: bool = False) -> Query:
    """Return what `text` asks for. typing: the last word may be unfinished (search as you type)."""
    phrases = tuple(run for quoted in QUOTED.findall(text) if (run := tuple(words(quoted))[:MOST_WORDS]))
    rest = QUOTED.sub(" ", text)
    free = list(words(rest))[:MOST_WORDS]
    unfinished = typing and bool(rest) and not rest[-1].isspace()
    terms = list(_terms(free))
    if unfinished and terms and free[-1].end == len(rest.rstrip()):
        last = terms.pop()
        terms.append(Term(last.exact, last.alternatives, prefix=True))
    return Query(text=text, terms=tuple(terms), phrases=phrases)


def _terms(free: list[Word]) -> Iterable[Term]:
    """Join abbreviation and words: "dpt" also asks for its words, and its words written out also for "dpt"."""
    known = language().abbreviations
    seen: set[str] = set()
    at = 0
    while at < len(free):
        word = free[at]
        at += 1
        if word.exact in known:
            term = Term(word.exact, ((word,), *(tuple(words(text)) for text in known[word.exact])))
        else:
            short, length = _abbreviated(free, at - 1)
            run = tuple(free[at - 1 : at - 1 + length])
            if short:
                at += length - 1
                for part in run[:-1]:
                    yield Term(part.exact, ((part,), tuple(words(short))))
                word = run[-1]
            term = Term(word.exact, ((word,), tuple(words(short))) if short else ((word,),))
        if term.exact not in seen:
            seen.add(term.exact)
            yield term


def _abbreviated(free: list[Word], at: int) -> tuple[str, int]:
    """Return the abbreviation whose words stand from `at` on and how many they are; ("", 1) if there is none."""
    best = ("", 1)
    for short, text in _spelled():
        if len(text) > best[1] and tuple(word.exact for word in free[at : at + len(text)]) == text:
            best = (short, len(text))
    return best


@cache
def _spelled() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return every abbreviation with each of its spellings, as the words that count."""
    known = language().abbreviations.items()
    return tuple((short, tuple(word.exact for word in words(text))) for short, texts in known for text in texts)


# What is written.


def title_vector(title: str, summary: str) -> str:
    """Return the tsvector text of an entry: title exact A, title roots B, summary exact C, summary roots D."""
    positions: dict[str, list[str]] = {}
    offset = 0
    for text, exact_weight, root_weight in ((title, "A", "B"), (summary, "C", "D")):
        last = 0
        for word in words(text):
            place = min(offset + word.position, LAST_POSITION)
            positions.setdefault(word.exact, []).append(f"{place}{exact_weight}")
            positions.setdefault(ROOT_MARK + word.root, []).append(f"{place}{root_weight}")
            last = word.position
        offset += last + 10
    return " ".join(f"'{lexeme}':{','.join(places[:200])}" for lexeme, places in positions.items())


def page_vector(text: str) -> str:
    """Return the tsvector text of one page: exact words with positions, so that phrases can be proven, and roots."""
    positions: dict[str, list[str]] = {}
    roots: set[str] = set()
    for word in words(text):
        roots.add(ROOT_MARK + word.root)
        if word.position <= LAST_POSITION:
            positions.setdefault(word.exact, []).append(str(word.position))
    lexemes = [f"'{lexeme}':{','.join(places[:200])}" for lexeme, places in positions.items()]
    return " ".join(lexemes + [f"'{mark}'" for mark in sorted(roots)])


def body_vector(texts: Iterable[str]) -> str:
    """Return the tsvector text of a whole document: its words and roots, without positions."""
    lexemes: dict[str, None] = {}
    for text in texts:
        for word in words(text):
            lexemes[word.exact] = None
            lexemes[ROOT_MARK + word.root] = None
        if len(lexemes) > MOST_LEXEMES:
            break
    return " ".join(f"'{lexeme}'" for lexeme in lexemes)


# What is asked.


def exact_tsquery(query: Query) -> str:
    """Return the tsquery text that asks for every word as typed; abbreviations by their letters or their words."""
    return _joined(
        [_term(term, exact=True, together=True) for term in query.terms] + [_phrase(run) for run in query.phrases], "&"
    )


def root_tsquery(query: Query) -> str:
    """Return the tsquery text that asks for every word by its family."""
    return _joined(
        [_term(term, exact=False, together=True) for term in query.terms] + [_phrase(run) for run in query.phrases], "&"
    )


def body_tsquery(query: Query, *, exact: bool) -> str:
    """Return the tsquery text for vectors without positions: a phrase asks for its words, proven later."""
    phrases = [" & ".join(f"'{word.exact}'" for word in run) for run in query.phrases]
    return _joined([_term(term, exact=exact, together=False) for term in query.terms] + phrases, "&")


def phrase_tsquery(query: Query) -> str:
    """Return the tsquery text that proves the phrases on one page, "" without phrases."""
    return _joined([_phrase(run) for run in query.phrases], "&")


def term_tsqueries(query: Query) -> list[str]:
    """Return the tsquery text of each term by itself, by its family."""
    return [_term(term, exact=False, together=False) for term in query.terms]


def any_tsquery(query: Query) -> str:
    """Return the tsquery text that any one word of the query satisfies: partial matches, and pages to show."""
    lexemes = [f"'{ROOT_MARK}{root}'" for root in sorted(query.roots)]
    if query.prefix:
        lexemes.append(f"'{query.prefix}':*")
    return _joined(lexemes, "|")


def _term(term: Term, *, exact: bool, together: bool) -> str:
    runs = [_run(run, exact=exact, together=together) for run in term.alternatives]
    if term.prefix:
        runs.append(f"'{term.exact}':*")
    return _joined(runs, "|")


def _run(run: tuple[Word, ...], *, exact: bool, together: bool) -> str:
    """Write a run of words; together: they must be neighbours, as they are in `run`."""
    parts = [f"'{word.exact}'" if exact else f"'{ROOT_MARK}{word.root}'" for word in run]
    if not together:
        return " & ".join(parts)
    steps = [f" <{word.position - before.position}> " for before, word in pairwise(run)]
    return "".join(part + step for part, step in zip(parts, [*steps, ""], strict=True))


def _phrase(run: tuple[Word, ...]) -> str:
    return _run(run, exact=True, together=True)


def _joined(parts: list[str], operator: str) -> str:
    return f" {operator} ".join(f"({part})" for part in parts)
