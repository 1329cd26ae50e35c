"""Joins the papers of a bundle behind its typeset front into one PDF, stamps page numbers and sets bookmarks.

What draws a page is never touched: the stamp is a stream of its own behind the page's streams. Left behind is what is
no part of a page of paper: attached files, scripts and other actions, notes of programs. Tags of accessible papers are
joined to those of the front. What shall be done stands in `plan.json` in the job's folder.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf

from ..bundles.pages import NEVER_JOINED, STAMP, entry_of
from ..content import Fault, Limits, Unacceptable
from .blackening import PLAN, RESULT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# The stamp's distance from the lower right corner, in points, on a page as wide as A4.
ASIDE, ABOVE = 24.0, 11.0
A4_WIDTH = 595.0
SMALLEST, LARGEST = 0.4, 4.0
WIDEST = 0.9  # of the page
HARMLESS = ("/URI",)
NOTES = ("/AA", "/PieceInfo", "/Thumb", "/Metadata", "/LastModified", "/B", "/AF", "/PresSteps")
REMARK_NOTES = ("/AA", "/PA", "/Popup", "/RichMediaContent")


def join(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 a front is small
    """Write `result.pdf`: the front, which is `content`, then the papers of the plan. Raises: Unacceptable."""
    folder = Path(job["folder"])
    plan = json.loads((folder / PLAN).read_text())
    with ExitStack() as papers:
        bundle = papers.enter_context(pikepdf.open(content))
        stamps = papers.enter_context(pikepdf.open(folder / plan["stamps"]))
        front = len(bundle.pages)
        bookmarks = [_Bookmark(0, plan["title"], 0), *(_Bookmark(1, title, page) for title, page in plan["front"])]
        tags, layers = _Tags(bundle), _Layers(bundle)
        for part in plan["parts"]:
            first = len(bundle.pages)
            bookmarks.append(_Bookmark(0, part["title"], first))
            bookmarks += (_Bookmark(level + 1, title, first + page) for level, title, page in part["outline"])
            source = papers.enter_context(pikepdf.open(folder / part["file"]))
            if len(source.pages) != part["pages"]:
                raise Unacceptable(Fault.DAMAGED)
            _append(bundle, source)
            tags.graft(source, first)
            layers.graft(source)
        if len(stamps.pages) != len(bundle.pages) - front:
            raise Unacceptable(Fault.DAMAGED)
        for page, stamp in zip(bundle.pages[front:], stamps.pages, strict=True):
            _stamp(bundle, page, stamp)
        tags.finish()
        layers.finish()
        _bookmark(bundle, bookmarks)
        _describe(bundle, plan)
        bundle.save(folder / RESULT, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return {"pages": len(bundle.pages)}


class _Bookmark:
    def __init__(self, level: int, title: str, page: int) -> None:
        self.level, self.title, self.page = level, title, page


# Pages


def _append(bundle: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """Append the pages of a paper, with the links between them, without what is no part of a page."""
    links = list(_links(source))
    for page in source.pages:
        _tidy(page.obj)
    first = len(bundle.pages)
    bundle.pages.extend(source.pages)
    for number, place, target, view in links:
        remark = bundle.pages[first + number].obj.Annots[place]
        remark.Dest = pikepdf.Array([bundle.pages[first + target].obj, *view])


def _tidy(page: pikepdf.Object) -> None:
    for name in NOTES:
        if name in page:
            del page[name]
    remarks = page.get("/Annots")
    if remarks is None:
        return
    kept = [
        one
        for one in remarks
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/Subtype", "")) not in NEVER_JOINED
    ]
    for one in kept:
        for name in REMARK_NOTES:
            if name in one:
                del one[name]
        action = one.get("/A")
        if action is not None and not (isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in HARMLESS):
            del one["/A"]
        elif action is not None and "/Next" in action:
            del action["/Next"]
        if "/Dest" in one:
            del one["/Dest"]  # set again where it leads to a page of the same paper
    page.Annots = pikepdf.Array(kept)


def _links(source: pikepdf.Pdf) -> Iterator[tuple[int, int, int, list[Any]]]:
    """Yield the links inside a paper: page, place among the remarks that are kept, page they lead to, how shown."""
    numbers = {page.obj.objgen: number for number, page in enumerate(source.pages)}
    for number, page in enumerate(source.pages):
        place = 0
        for one in page.obj.get("/Annots", []):
            if not isinstance(one, pikepdf.Dictionary) or str(one.get("/Subtype", "")) in NEVER_JOINED:
                continue
            target = _target(one)
            if target is not None and target[0].objgen in numbers:
                view = [each for each in list(target)[1:] if not isinstance(each, pikepdf.Dictionary | pikepdf.Array)]
                yield number, place, numbers[target[0].objgen], view
            place += 1


def _target(remark: pikepdf.Object) -> Any:
    action: Any = remark.get("/A")
    goes = isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) == "/GoTo"
    found = action.get("/D") if goes else remark.get("/Dest")
    is_place = isinstance(found, pikepdf.Array) and len(found) > 0 and isinstance(found[0], pikepdf.Dictionary)
    return found if is_place else None


# The stamp


def _stamp(bundle: pikepdf.Pdf, page: pikepdf.Page, stamp: pikepdf.Page) -> None:
    """Put a number on the lower right of a page as it is shown, behind what is drawn, which keeps every byte."""
    shape = bundle.copy_foreign(stamp.as_form_xobject())
    matrix = _placed(page, float(shape.BBox[2]) - float(shape.BBox[0]))
    resources = _own_resources(page)
    resources.XObject[STAMP] = shape
    still_open = _unbalanced(page)
    before = bundle.make_stream(b"q\n")
    after = bundle.make_stream(
        b"\n" + b"Q " * (still_open + 1) + b"\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC q "
        b"%s cm %s Do Q EMC\n" % (b" ".join(b"%.4f" % number for number in matrix), STAMP.encode())
    )
    streams = _streams(page.obj)
    page.obj.Contents = pikepdf.Array([before, *streams, after])


def _streams(page: pikepdf.Object) -> list[Any]:
    contents = page.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _own_resources(page: pikepdf.Page) -> pikepdf.Object:
    """Return resources that belong to this page alone, holding what it had: many pages may share one dictionary."""
    had = entry_of(page.obj, "/Resources")
    entries = {str(name): had[name] for name in had.keys()} if had is not None else {}  # noqa: SIM118 a pikepdf object
    objects = entries.get("/XObject")
    mine = {str(name): objects[name] for name in objects.keys()} if objects is not None else {}  # noqa: SIM118
    resources = pikepdf.Dictionary(entries | {"/XObject": pikepdf.Dictionary(mine)})
    page.obj.Resources = resources
    return resources


def _placed(page: pikepdf.Page, width: float) -> tuple[float, ...]:
    """Return the matrix that sets a shape of this size on the page as it is shown, whatever its crop and rotation."""
    media, crop = ([float(side) for side in box] for box in (page.mediabox, page.cropbox))
    left, right = sorted((max(min(media[0::2]), min(crop[0::2])), min(max(media[0::2]), max(crop[0::2]))))
    low, high = sorted((max(min(media[1::2]), min(crop[1::2])), min(max(media[1::2]), max(crop[1::2]))))
    turned = int(entry_of(page.obj, "/Rotate") or 0) % 360
    shown = right - left if turned in (0, 180) else high - low
    unit = float(page.obj.get("/UserUnit", 1))
    scale = max(SMALLEST / unit, min(shown / A4_WIDTH, LARGEST / unit, shown * WIDEST / width))
    along, above = shown - (width + ASIDE) * scale, ABOVE * scale
    if turned == 90:  # noqa: PLR2004 degrees
        return (0, scale, -scale, 0, right - above, low + along)
    if turned == 180:  # noqa: PLR2004 degrees
        return (-scale, 0, 0, -scale, right - along, high - above)
    if turned == 270:  # noqa: PLR2004 degrees
        return (0, -scale, scale, 0, left + above, high - along)
    return (scale, 0, 0, scale, left + along, low + above)


def _unbalanced(page: pikepdf.Page) -> int:
    """Return how many states of drawing the page leaves open, which would move what is drawn behind it."""
    depth = 0
    try:
        for instruction in pikepdf.parse_content_stream(page, "q Q"):
            depth = depth + 1 if str(instruction.operator) == "q" else max(0, depth - 1)
    except pikepdf.PdfError as error:
        raise Unacceptable(Fault.DAMAGED) from error
    return depth


# Tags


class _Tags:
    """The tags of the bundle: those of the front, and behind them those of each accessible paper.

    Papers without tags stay without; then the bundle says that not all of it is tagged, and a reader reads its text.
    """

    def __init__(self, bundle: pikepdf.Pdf) -> None:
        self._bundle, self._root = bundle, bundle.Root.StructTreeRoot
        tree = pikepdf.NumberTree(self._root.ParentTree)
        self._held = {int(key): tree[key] for key in tree}
        self._kids = list(self._root.K) if isinstance(self._root.K, pikepdf.Array) else [self._root.K]
        self._whole = True

    def graft(self, source: pikepdf.Pdf, first: int) -> None:
        """Take over the tags of a paper whose pages stand from `first` on, or loosen its pages from them."""
        pages = [page.obj for page in self._bundle.pages[first:]]
        tree = source.Root.get("/StructTreeRoot")
        marked = bool(source.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False))
        if tree is None or not marked or "/ParentTree" not in tree or "/K" not in tree or not self._agrees(tree):
            self._whole = False
            _shift(pages, None)
            return
        start = max(self._held, default=-1) + 1
        copied = self._bundle.copy_foreign(tree)
        _shift(pages, start)
        held = pikepdf.NumberTree(copied.ParentTree)
        self._held |= {start + int(key): held[key] for key in held}
        for kid in copied.K if isinstance(copied.K, pikepdf.Array) else [copied.K]:
            kid.P = self._root
            self._kids.append(kid)

    def _agrees(self, tree: pikepdf.Object) -> bool:
        """Take over the names of roles that the front does not know; False where both know one and differ."""
        mine = self._root.get("/RoleMap", pikepdf.Dictionary())
        theirs = tree.get("/RoleMap", pikepdf.Dictionary())
        names = [str(name) for name in theirs.keys()]  # noqa: SIM118 a pikepdf object
        if any(name in mine and str(mine[name]) != str(theirs[name]) for name in names) or "/ClassMap" in tree:
            return False
        for name in names:
            mine[name] = pikepdf.Name(str(theirs[name]))
        if names:
            self._root.RoleMap = mine
        return True

    def finish(self) -> None:
        tree = pikepdf.NumberTree.new(self._bundle)
        for key, held in sorted(self._held.items()):
            tree[key] = held
        self._root.ParentTree = tree.obj
        self._root.ParentTreeNextKey = max(self._held, default=-1) + 1
        self._root.K = pikepdf.Array(self._kids)
        if "/IDTree" in self._root and not self._whole:
            del self._root["/IDTree"]
        self._bundle.Root.MarkInfo = pikepdf.Dictionary(Marked=True, Suspects=not self._whole)


def _shift(pages: Sequence[pikepdf.Object], start: int | None) -> None:
    """Move the keys by which pages and remarks find their tags behind those in use; without `start`, loosen them."""
    for page in pages:
        _shift_key(page, "/StructParents", start)
        for remark in page.get("/Annots", []):
            _shift_key(remark, "/StructParent", start)
        objects = (entry_of(page, "/Resources") or pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
        for name in objects.keys():  # noqa: SIM118 a pikepdf object
            for key in ("/StructParents", "/StructParent"):
                if key in objects[name]:
                    del objects[name][key]


def _shift_key(one: pikepdf.Object, name: str, start: int | None) -> None:
    if name not in one:
        return
    if start is None:
        del one[name]
    else:
        one[name] = int(one[name]) + start


# Layers


class _Layers:
    """Layers of the papers: without their table a reader would show those that are hidden."""

    def __init__(self, bundle: pikepdf.Pdf) -> None:
        self._bundle = bundle
        self._all: list[Any] = []
        self._off: list[Any] = []

    def graft(self, source: pikepdf.Pdf) -> None:
        table = source.Root.get("/OCProperties")
        if not isinstance(table, pikepdf.Dictionary):
            return
        settings = table.get("/D", pikepdf.Dictionary())
        on = {one.objgen for one in settings.get("/ON", [])}
        off = {one.objgen for one in settings.get("/OFF", [])}
        hidden = str(settings.get("/BaseState", "/ON")) == "/OFF"
        for layer in table.get("/OCGs", []):
            copied = self._bundle.copy_foreign(layer)
            self._all.append(copied)
            if layer.objgen in off or (hidden and layer.objgen not in on):
                self._off.append(copied)

    def finish(self) -> None:
        if self._all:
            settings = pikepdf.Dictionary(OFF=pikepdf.Array(self._off), Order=pikepdf.Array())
            self._bundle.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(self._all), D=settings)


# The whole


def _bookmark(bundle: pikepdf.Pdf, bookmarks: list[_Bookmark]) -> None:
    if "/Outlines" in bundle.Root:
        del bundle.Root["/Outlines"]
    with bundle.open_outline() as outline:
        path: list[pikepdf.OutlineItem] = []
        for one in bookmarks:
            item = pikepdf.OutlineItem(one.title, one.page)
            level = min(one.level, len(path))
            del path[level:]
            (path[-1].children if path else outline.root).append(item)
            path.append(item)
    bundle.Root.PageMode = pikepdf.Name.UseOutlines


def _describe(bundle: pikepdf.Pdf, plan: dict[str, Any]) -> None:
    """Say what the whole is. The front alone is PDF/A; what is joined to it may be anything, so that is not claimed."""
    for name in ("/OpenAction", "/AA", "/Names", "/OutputIntents"):
        if name in bundle.Root:
            del bundle.Root[name]
    with bundle.open_metadata(set_pikepdf_as_editor=False) as written:
        for name in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfuaid:part"):
            if name in written:
                del written[name]
        written["dc:title"] = plan["title"]
    bundle.docinfo["/Title"] = plan["title"]
    bundle.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
