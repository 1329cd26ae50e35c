"""Joins the papers of a bundle behind its typeset front into one PDF, stamps page numbers and sets bookmarks.

What draws a page is never touched: the stamp is a stream of its own behind the page's streams. Left behind is what is
no part of a page of paper: attached files, scripts and other actions, notes of programs. Tags of accessible papers are
joined to those of the front. What shall be done stands in `plan.json` in the job's folder.

Every paper is joined once by itself before (`rehearse`): a paper that cannot be costs its own pages, not the bundle.
"""

from __future__ import annotations

import io
import json
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf

from ..bundles.pages import NEVER_JOINED, PageDigests
from ..content import Fault, Limits, Unacceptable
from .blackening import PLAN, RESULT
from .grafting import Layers, Tags
from .stamping import put_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HARMLESS = ("/URI",)
NOTES = ("/AA", "/PieceInfo", "/Thumb", "/Metadata", "/LastModified", "/B", "/AF", "/PresSteps")
REMARK_NOTES = ("/AA", "/PA", "/Popup", "/RichMediaContent")


@dataclass(frozen=True)
class _Bookmark:
    level: int
    title: str
    page: int


@dataclass(frozen=True)
class _Part:
    """A paper that is joined. digests: of its pages as they came. outline: its own bookmarks (`Leaves.outline`)."""

    source: pikepdf.Pdf
    title: str
    digests: Sequence[str]
    outline: Sequence[tuple[int, str, int]]


def join(content: BinaryIO, limits: Limits, job: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 a front is small
    """Write `result.pdf`: the front, which is `content`, then the papers of the plan. Raises: Unacceptable."""
    folder = Path(job["folder"])
    plan = json.loads((folder / PLAN).read_text())
    with ExitStack() as papers:
        bundle = papers.enter_context(pikepdf.open(content))
        stamps = papers.enter_context(pikepdf.open(folder / plan["stamps"]))
        parts = [
            _Part(
                papers.enter_context(pikepdf.open(folder / one["file"])), one["title"], one["digests"], one["outline"]
            )
            for one in plan["parts"]
        ]
        _put_together(bundle, parts, list(stamps.pages), plan["title"], plan["front"])
        bundle.save(folder / RESULT, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return {"pages": len(bundle.pages)}


def rehearse(data: bytes, digests: Sequence[str], outline: Sequence[tuple[int, str, int]]) -> None:
    """Join one paper behind an empty front and look whether its pages are still known by their digests.

    Raises: Unacceptable; whatever pikepdf raises on a PDF that is not as it should be.
    """
    made = io.BytesIO()
    with pikepdf.new() as bundle, pikepdf.new() as stamps, pikepdf.open(io.BytesIO(data)) as source:
        bundle.add_blank_page()
        none = bundle.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array()))
        bundle.Root.StructTreeRoot = bundle.make_indirect(pikepdf.Dictionary(K=pikepdf.Array(), ParentTree=none))
        stamps.add_blank_page(page_size=(120, 12))
        part = _Part(source, "", digests, outline)
        _put_together(bundle, [part], [stamps.pages[0]] * len(digests), "", [])
        bundle.save(made)
    with pikepdf.open(made) as bundle:
        known = PageDigests()
        if not all(known.stands(page.obj, one) for page, one in zip(bundle.pages[1:], digests, strict=True)):
            raise Unacceptable(Fault.DAMAGED)


def _put_together(
    bundle: pikepdf.Pdf,
    parts: Sequence[_Part],
    stamps: Sequence[pikepdf.Page],
    title: str,
    chapters: Sequence[tuple[str, int]],
) -> None:
    """Append the parts to a bundle that holds its front, one stamp for each page of theirs."""
    front = len(bundle.pages)
    bookmarks = [_Bookmark(0, title, 0), *(_Bookmark(1, name, page) for name, page in chapters)]
    tags, layers = Tags(bundle), Layers(bundle)
    digests: list[str] = []
    for part in parts:
        first = len(bundle.pages)
        bookmarks.append(_Bookmark(0, part.title, first))
        bookmarks += (_Bookmark(level + 1, name, first + page) for level, name, page in part.outline)
        if len(part.source.pages) != len(part.digests):
            raise Unacceptable(Fault.DAMAGED)
        _append(bundle, part.source)
        tags.graft(part.source, first)
        layers.graft(part.source)
        digests += part.digests
    if not len(stamps) == len(digests) == len(bundle.pages) - front:
        raise Unacceptable(Fault.DAMAGED)
    for page, stamp, digest in zip(bundle.pages[front:], stamps, digests, strict=True):
        put_stamp(bundle, page, stamp, digest)
    tags.finish()
    layers.finish()
    _bookmark(bundle, bookmarks)
    _describe(bundle, title)


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


def _describe(bundle: pikepdf.Pdf, title: str) -> None:
    """Say what the whole is. The front alone is PDF/A; what is joined to it may be anything, so that is not claimed."""
    for name in ("/OpenAction", "/AA", "/Names", "/OutputIntents"):
        if name in bundle.Root:
            del bundle.Root[name]
    with bundle.open_metadata(set_pikepdf_as_editor=False) as written:
        for name in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev", "pdfuaid:part"):
            if name in written:
                del written[name]
        written["dc:title"] = title
    bundle.docinfo["/Title"] = title
    bundle.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
