"""The pages of a PDF: what of their words and pictures no eye sees, and what on them leads to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from pypdfium2 import raw

from ...content import Fault, Unacceptable
from ...identities import found_in, masked
from ...redaction.geometry import pixels, shown
from ...redaction.words import plain
from ...release.findings import OF_THE_PARTIES, Finding, FindingKind, identities
from ..covers import covered_parts
from ..ink import said_instead
from ..pictures_shown import hidden_pictures, pictures_of
from ..seen import POINTS, drawn, leaf_of, opened, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2
    from PIL.Image import Image

    from ...content import Limits
    from ...redaction.geometry import Leaf
    from ..seen import SeenWord

# Pages are looked at in this resolution, or less where a page is huge: enough to see whether a word can be read.
DOTS = 110
MOST_POINTS = 6_000_000
LARGE_PICTURE = 0.5  # of a page: a scan
FEW_WORDS = 40  # a stamp, a page number, the line of a signing service
NAMELESS = {"Co", "Cn", "Cs"}
SAID_INSTEAD = "/ActualText"


@dataclass(frozen=True)
class Sought:
    """What binds the look at the pages. keep: numbers and addresses of the parties, in the form of `plain`."""

    limits: Limits
    provinces: frozenset[str]
    keep: frozenset[str] = frozenset()


def page_findings(data: bytes, sought: Sought) -> Iterator[Finding]:
    """Yield what the pages hold that cannot be seen, and what on them leads to a person. Raises: Unacceptable."""
    with opened(data) as document:
        if len(document) > sought.limits.pages:
            raise Unacceptable(Fault.TOO_MANY_PAGES, pages=len(document), largest=sought.limits.pages)
        for index in range(len(document)):
            page = document.get_page(index)
            yield from _page(document, page, index + 1, sought)
            page.close()


def _page(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int, sought: Sought) -> Iterator[Finding]:
    leaf = leaf_of(page)
    width, height = (max(1.0, side) for side in leaf.size)
    scale = min(DOTS / POINTS, (MOST_POINTS / (width * height)) ** 0.5)
    picture = drawn(page, scale)
    said = list(said_instead(page))
    words = words_of(document, number - 1, leaf, picture, sought.limits.characters, scale=scale)
    covered = [word for word in words if word.glyphs and not word.visible and not word.outside]
    outside = [word for word in words if word.outside]
    for kind, found in ((FindingKind.COVERED_TEXT, covered), (FindingKind.HIDDEN_TEXT, outside)):
        if found:
            sample = masked(" ".join(word.text for word in found[:8]))
            yield Finding(kind, number, sample=sample, count=len(found))
    yield from _leading_to_people(words, sought, number)
    yield from identities(
        "\n\n\n\n".join(dict.fromkeys(said)), provinces=sought.provinces, page=number, place=SAID_INSTEAD
    )
    if _is_for_eyes(page, words, picture, width * height):
        yield Finding(FindingKind.PICTURE_OF_TEXT, number)
    yield from _unseen_pictures(page, picture, lambda: drawn(page, scale), leaf, number)
    if hidden := covered_parts(page, picture, lambda: drawn(page, scale)):
        yield Finding(FindingKind.COVERED_PICTURE, number, count=hidden)


def _leading_to_people(words: list[SeenWord], sought: Sought, number: int) -> Iterator[Finding]:
    text = " ".join(word.text for word in words)
    for one in found_in(text, provinces=sought.provinces):
        said = text[one.start : one.end]
        if plain(said) in sought.keep:
            # Of the file as a whole: told page by page they would leave no room for what is worse.
            yield Finding(FindingKind(one.kind.value), place=OF_THE_PARTIES, sample=masked(said))
        else:
            yield Finding(FindingKind(one.kind.value), number, sample=masked(said))


def _is_for_eyes(page: pypdfium2.PdfPage, words: list[SeenWord], picture: Image, area: float) -> bool:
    """Return whether a page shows what no machine reads: drawn letters, a scan with a stamp, letters without a name."""
    if not words:
        low, high = picture.convert("L").getextrema()
        return bool(high > low) or _has_picture(page, area)  # type: ignore[operator]
    nameless = sum(any(category(char) in NAMELESS for char in word.text) for word in words)
    return nameless * 10 > len(words) or (len(words) < FEW_WORDS and _has_picture(page, area))


def _has_picture(page: pypdfium2.PdfPage, area: float) -> bool:
    covered = 0.0
    for left, bottom, right, top in _picture_bounds(page):
        covered += abs((right - left) * (top - bottom))
    return covered >= area * LARGE_PICTURE


def _unseen_pictures(
    page: pypdfium2.PdfPage, picture: Image, draw: Callable[[], Image], leaf: Leaf, number: int
) -> Iterator[Finding]:
    """Yield the pictures of which the page shows only a part, or nothing that an eye could see."""
    every = pictures_of(page)
    if cut := sum(one.is_cut for one in every):
        yield Finding(FindingKind.CROPPED_PICTURE, number, count=cut)

    def place(sides: tuple[float, float, float, float]) -> tuple[int, int, int, int] | None:
        box = shown(*sides, leaf)
        return pixels(box, picture.width, picture.height) if box else None

    tiny = [one for one in every if one.is_tiny]
    rest = [one for one in every if not one.is_tiny and not one.is_cut]
    if hidden := len(tiny) + hidden_pictures(rest, picture, draw, place):
        yield Finding(FindingKind.COVERED_PICTURE, number, count=hidden)


def _picture_bounds(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    return [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
