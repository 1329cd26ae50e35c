"""What a bundle of a case's papers is made from, and the words in which its index speaks of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from telusur.kernel.documents.models import Document

    from .letters import AnyLetter


@dataclass(frozen=True)
class Cover:
    """The first page. label: what stands before the number of every page. facts: (label, value)."""

    title: str
    number: str
    label: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Paper:
    """One paper of a case. It is a document that is kept, or a record typeset for the bundle, or only a name.

    author: who wrote it. left_out: why it is not in the bundle; then nothing of it is read. name: of the file.
    as_it_is: nothing is blackened, as an officer decided with a reason. remark: a line for the index.
    """

    title: str
    dated: date | None = None
    reference: str = ""
    author: str = ""
    document: Document | None = None
    name: str = ""
    typeset: AnyLetter | None = None
    left_out: str = ""
    as_it_is: bool = False
    remark: str = ""


@dataclass(frozen=True)
class ActLine:
    """An act as the list of acts tells it: when, what, what it changed, by whom."""

    at: str
    text: str
    detail: str = ""
    actor: str = ""


def spans(pages: Iterable[int]) -> str:
    """Return pages in words, neighbours together: `2, 5–7`."""
    runs = []
    for _key, run in groupby(enumerate(sorted(set(pages))), key=lambda pair: pair[1] - pair[0]):
        numbers = [page for _place, page in run]
        runs.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}")
    return ", ".join(runs)
