"""What a PDF carries along although no page draws it: pictures and drawings that a program left in the file, other
faces of a picture, pages outside the order of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from ...content import Fault, Unacceptable

if TYPE_CHECKING:
    from collections.abc import Iterator

# In a content: draws a form or a picture; fills with a pattern.
DRAWS = "Do scn SCN"
DRAWN = ("/Image", "/Form")
SPARE_PAGES = ("/Page", "/Template")
DEEPEST = 12
MOST_FORMS = 20_000
Key = tuple[int, int]


def never_drawn(pdf: pikepdf.Pdf) -> int:
    """Return how many pictures, forms and pages of a file no page shows. Raises: Unacceptable, for a file whose forms
    lie too deep in one another."""
    drawn = _Drawn()
    pages = {page.obj.objgen for page in pdf.pages}
    for page in pdf.pages:
        drawn.content(page, page.obj.get("/Resources", _inherited(page.obj)), 0)
    for one in pdf.objects:
        drawn.roots(one)
    return sum(_is_spare(one, pages) or _is_left(one, drawn.seen) for one in pdf.objects)


def _is_left(one: Any, seen: set[Key]) -> bool:
    return isinstance(one, pikepdf.Stream) and str(one.get("/Subtype", "")) in DRAWN and one.objgen not in seen


def _is_spare(one: Any, pages: set[Key]) -> bool:
    named = isinstance(one, pikepdf.Dictionary) and str(one.get("/Type", "")) in SPARE_PAGES
    return named and one.objgen not in pages


def _inherited(page: Any) -> Any:
    for _step in range(DEEPEST):
        page = page.get("/Parent")
        if page is None:
            break
        if (found := page.get("/Resources")) is not None:
            return found
    return pikepdf.Dictionary()


class _Drawn:
    """The pictures and forms that are drawn, by their numbers."""

    def __init__(self) -> None:
        self.seen: set[Key] = set()
        self.forms = 0

    def content(self, content: Any, resources: Any, depth: int) -> None:
        """Follow what a page, a form or a pattern draws."""
        if depth > DEEPEST or self.forms > MOST_FORMS:
            raise Unacceptable(Fault.TOO_LONG)
        named = {
            (str(one.operands[-1]), str(one.operator))
            for one in pikepdf.parse_content_stream(content, DRAWS)
            if len(one.operands) and isinstance(one.operands[-1], pikepdf.Name)
        }
        for name, operator in named:
            kind = "/XObject" if operator == "Do" else "/Pattern"
            held = resources.get(kind, pikepdf.Dictionary()).get(name)
            if isinstance(held, pikepdf.Stream):
                self.form(held, resources, depth + 1)

    def form(self, held: Any, resources: Any, depth: int) -> None:
        """Note a picture, with its masks, or a form and what it draws."""
        if held.objgen in self.seen:
            return
        self.seen.add(held.objgen)
        if str(held.get("/Subtype", "")) == "/Image":
            masks = (held.get(key) for key in ("/SMask", "/Mask"))
            self.seen |= {mask.objgen for mask in masks if isinstance(mask, pikepdf.Stream)}
            return
        self.forms += 1
        self.content(held, held.get("/Resources", resources), depth)

    def roots(self, one: Any) -> None:
        """Note what is drawn without being named by a content: appearances of annotations, masks, drawn letters."""
        if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            return
        for key in ("/AP", "/MK"):
            for stream in _streams(one.get(key), 0):
                self.form(stream, one.get("/DR", pikepdf.Dictionary()), 0)
        mask = one.get("/SMask")
        group = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
        if isinstance(group, pikepdf.Stream):
            self.form(group, pikepdf.Dictionary(), 0)
        if (states := one.get("/ExtGState")) is not None and isinstance(states, pikepdf.Dictionary):
            for state in states.values():
                self.roots(state)
        if str(one.get("/Type", "")) == "/Mask" and isinstance(one.get("/G"), pikepdf.Stream):
            self.form(one.get("/G"), pikepdf.Dictionary(), 0)
        for letter in _streams(one.get("/CharProcs"), 0):
            self.content(letter, one.get("/Resources", pikepdf.Dictionary()), 0)


def _streams(held: Any, depth: int) -> Iterator[Any]:
    if isinstance(held, pikepdf.Stream):
        yield held
    elif isinstance(held, pikepdf.Dictionary) and depth < DEEPEST:
        for one in held.values():
            yield from _streams(one, depth + 1)
