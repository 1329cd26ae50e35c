"""Takes over from a paper what its pages need and pikepdf leaves behind, since it copies pages and not documents: tags
and layers. What a paper says of them in a way that no reader understands stays behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from ..bundles.pages import entry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_KEYS = 10**7  # of a paper; more only a hostile one counts


class Tags:
    """The tags of the bundle: those of the front, and behind them those of each accessible paper.

    Papers without tags stay without; then the bundle says that not all of it is tagged, and a reader reads its text.
    """

    def __init__(self, bundle: pikepdf.Pdf) -> None:
        self._bundle, self._root = bundle, bundle.Root.StructTreeRoot
        self._held = _by_key(self._root.ParentTree) or {}
        self._kids = _kids(self._root)
        self._whole = True

    def graft(self, source: pikepdf.Pdf, first: int) -> None:
        """Take over the tags of a paper whose pages stand from `first` on, or loosen its pages from them."""
        pages = [page.obj for page in self._bundle.pages[first:]]
        tree = _tree_of(source)
        if tree is None or not self._agrees(tree):
            self._whole = False
            _shift(pages, None)
            return
        start = max(self._held, default=-1) + 1
        copied = self._bundle.copy_foreign(tree)
        _shift(pages, start)
        self._held |= {start + key: held for key, held in (_by_key(copied.ParentTree) or {}).items()}
        for kid in _kids(copied):
            kid.P = self._root
            self._kids.append(kid)

    def _agrees(self, tree: pikepdf.Object) -> bool:
        """Take over the names of roles that the front does not know; False where both know one and differ."""
        mine = self._root.get("/RoleMap", pikepdf.Dictionary())
        theirs = tree.get("/RoleMap", pikepdf.Dictionary())
        if not isinstance(theirs, pikepdf.Dictionary) or "/ClassMap" in tree:
            return False
        names = [str(name) for name in theirs.keys()]  # noqa: SIM118 a pikepdf object
        if any(not isinstance(theirs[name], pikepdf.Name) for name in names):
            return False
        if any(name in mine and str(mine[name]) != str(theirs[name]) for name in names):
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


class Layers:
    """Layers of the papers: without their table a reader would show those that are hidden."""

    def __init__(self, bundle: pikepdf.Pdf) -> None:
        self._bundle = bundle
        self._all: list[Any] = []
        self._off: list[Any] = []

    def graft(self, source: pikepdf.Pdf) -> None:
        table = _dictionary(source.Root, "/OCProperties")
        settings = _dictionary(table, "/D")
        on = {one.objgen for one in _objects(settings, "/ON")}
        off = {one.objgen for one in _objects(settings, "/OFF")}
        hidden = str(settings.get("/BaseState", "/ON")) == "/OFF"
        for layer in _objects(table, "/OCGs"):
            copied = self._bundle.copy_foreign(layer)
            self._all.append(copied)
            if layer.objgen in off or (hidden and layer.objgen not in on):
                self._off.append(copied)

    def finish(self) -> None:
        if self._all:
            settings = pikepdf.Dictionary(OFF=pikepdf.Array(self._off), Order=pikepdf.Array())
            self._bundle.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(self._all), D=settings)


def _tree_of(source: pikepdf.Pdf) -> Any:
    """Return the root of a paper's tags; None where it is not tagged, or not so that a reader understands it."""
    tree = source.Root.get("/StructTreeRoot")
    if not isinstance(tree, pikepdf.Dictionary) or _dictionary(source.Root, "/MarkInfo").get("/Marked") is not True:
        return None
    if not _kids(tree) or _by_key(tree.get("/ParentTree")) is None:
        return None
    return tree if tree.is_indirect else source.make_indirect(tree)


def _kids(tree: pikepdf.Object) -> list[Any]:
    found = tree.get("/K")
    kids = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [one for one in kids if isinstance(one, pikepdf.Dictionary)]


def _by_key(tree: Any) -> dict[int, Any] | None:
    """Return what a tree of numbers holds; None where it is none, or one whose numbers nobody counted."""
    if not isinstance(tree, pikepdf.Dictionary):
        return None
    try:
        numbers = pikepdf.NumberTree(tree)
        held = {int(key): numbers[key] for key in numbers}
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError):
        return None
    if any(not 0 <= key < MOST_KEYS for key in held):
        return None
    return {key: one for key, one in held.items() if isinstance(one, pikepdf.Dictionary | pikepdf.Array)}


def _shift(pages: Sequence[pikepdf.Object], start: int | None) -> None:
    """Move the keys by which pages and remarks find their tags behind those in use; without `start`, loosen them."""
    for page in pages:
        _shift_key(page, "/StructParents", start)
        for remark in page.get("/Annots", []):
            _shift_key(remark, "/StructParent", start)
        objects = _dictionary(_dictionary_itself(entry_of(page, "/Resources")), "/XObject")
        for name in objects.keys():  # noqa: SIM118 a pikepdf object
            if isinstance(objects[name], pikepdf.Dictionary | pikepdf.Stream):
                _shift_key(objects[name], "/StructParents", None)
                _shift_key(objects[name], "/StructParent", None)


def _shift_key(one: pikepdf.Object, name: str, start: int | None) -> None:
    if name not in one:
        return
    key = one[name]
    if start is not None and isinstance(key, int) and 0 <= key < MOST_KEYS:
        one[name] = key + start
    else:
        del one[name]


def _dictionary(one: pikepdf.Object, name: str) -> Any:
    return _dictionary_itself(one.get(name))


def _dictionary_itself(one: Any) -> Any:
    return one if isinstance(one, pikepdf.Dictionary) else pikepdf.Dictionary()


def _objects(one: pikepdf.Object, name: str) -> list[Any]:
    """Return the dictionaries of a list that stand by themselves, as layers do."""
    found = one.get(name)
    every = list(found) if isinstance(found, pikepdf.Array) else []
    return [each for each in every if isinstance(each, pikepdf.Dictionary) and each.is_indirect]
