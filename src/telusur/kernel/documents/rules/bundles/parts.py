"""What becomes of a paper that is put into a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class PaperKind(StrEnum):
    """What a paper is. ARCHIVAL: it declares itself PDF/A; nobody has validated it here."""

    ARCHIVAL = "pdfa"
    PDF = "pdf"
    PICTURE = "picture"
    OFFICE = "office"
    NONE = "none"


class Treatment(StrEnum):
    """How a paper stands in a bundle.

    JOINED: its pages, unchanged. DRAWN: a picture, on a page. BLACKENED: all its pages drawn anew, boxes on some.
    NAMED: a sheet names it, the file goes along by itself. LEFT_OUT: a sheet says why it is not there.
    """

    JOINED = "joined"
    DRAWN = "drawn"
    BLACKENED = "blackened"
    NAMED = "named"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Leaves:
    """The pages that came of one paper, as a PDF of their own at `path`.

    path: None where there are none and a sheet takes their place; `fault` then is a value of `content.Fault`, or empty
    for a type that has no pages. digests: of each page (`pages.page_digest`). outline: (level from 0, title, page from
    0) of its own bookmarks. blackened: (page from 1, what stood there: values of `Identity`). signed: whether it bears
    an electronic signature, which holds for the file alone. embedded: files inside it, which do not come along.
    """

    kind: PaperKind
    treatment: Treatment
    path: Path | None = None
    digests: tuple[str, ...] = ()
    outline: tuple[tuple[int, str, int], ...] = ()
    blackened: tuple[tuple[int, tuple[str, ...]], ...] = ()
    signed: bool = False
    embedded: int = 0
    fault: str = ""

    @property
    def pages(self) -> int:
        return len(self.digests)
