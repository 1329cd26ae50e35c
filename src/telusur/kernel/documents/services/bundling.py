"""The pages of a bundle: each paper is read in a process of its own, what cannot be read is named and not joined, and
one more process joins them. Works on files in a folder of the caller's; writes nothing else."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from telusur.kernel.law.selectors import rule_in_force

from ..rules.bundles.parts import Leaves, PaperKind, Treatment
from ..rules.content import Fault, Unacceptable
from ..rules.redaction.words import plain
from ..selectors import limits, provinces, redaction_bounds
from .parsing import parse

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

PDF = "pdf"
PICTURES = ("png", "jpg", "webp")
PLAN, REPORT, RESULT = "plan.json", "report.json", "result.pdf"
CHUNK = 1 << 20
LARGEST_REPORT = 64 << 20


def leaves_of(
    *, content: BinaryIO, extension: str, path: Path, on: date, blacken: bool = True, keep: Collection[str] = ()
) -> Leaves:
    """Return the pages that come of one paper, written to `path`; a paper without pages, or one that cannot be read or
    is too large, has none and says why.

    blacken: whether numbers and addresses that lead to a person are blackened. keep: what may be read all the same.
    """
    if extension not in (PDF, *PICTURES):
        return Leaves(PaperKind.OFFICE, Treatment.NAMED)
    kind = PaperKind.PDF if extension == PDF else PaperKind.PICTURE
    try:
        if extension != PDF:
            return _drawn(content, extension, path, on)
        return _joined_or_blackened(content, path, on, keep if blacken else None)
    except Unacceptable as fault:
        return Leaves(kind, Treatment.NAMED, fault=fault.fault.value)


def join(
    *, front: Path, stamps: Path, parts: list[tuple[str, Leaves]], title: str, chapters: list[tuple[str, int]], on: date
) -> Path:
    """Return the bundle: the front, then the leaves of the parts with their titles as bookmarks, stamped.

    stamps: a PDF with one small page for each page behind the front. chapters: of the front, with their pages from 0.
    Raises: Unacceptable, where a paper that could be read alone cannot be joined, or the whole becomes too large.
    """
    folder = front.parent
    plan = {
        "title": title,
        "front": chapters,
        "stamps": stamps.name,
        "parts": [
            {"file": one.path.name, "digests": one.digests, "title": name, "outline": one.outline}
            for name, one in parts
            if one.path is not None
        ],
    }
    (folder / PLAN).write_text(json.dumps(plan))
    with front.open("rb") as content:
        parse("join", PDF, content, limits(on=on), folder=folder)
    made = folder / RESULT
    if made.is_symlink() or not made.is_file():
        raise Unacceptable(Fault.DAMAGED)
    return made


def bundle_bounds(*, on: date) -> dict[str, int]:
    """Return how much one bundle holds on `on`: pages, and bytes of the papers that are joined."""
    rule = rule_in_force("documents", "bundle_limit", "", on=on)
    return {name: rule.number(name) for name in ("pages", "largest")}


def _drawn(content: BinaryIO, extension: str, path: Path, on: date) -> Leaves:
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(content, copy, CHUNK)
        found = parse("draw", extension, copy, limits(on=on), folder=Path(place))
        _take(Path(place) / RESULT, path)
    return Leaves(PaperKind.PICTURE, Treatment.DRAWN, path, tuple(map(str, found["digests"])))


def _joined_or_blackened(content: BinaryIO, path: Path, on: date, keep: Collection[str] | None) -> Leaves:
    with path.open("w+b") as copy:
        shutil.copyfileobj(content, copy, CHUNK)
        found = parse("survey", PDF, copy, limits(on=on))
        boxes = [] if keep is None else _leading_to_people(copy, on, keep)
        if boxes:
            return _blackened(copy, path, on, boxes, found)
    return Leaves(
        PaperKind.ARCHIVAL if found["archival"] else PaperKind.PDF,
        Treatment.JOINED,
        path,
        tuple(map(str, found["digests"])),
        tuple((int(level), str(title), int(page)) for level, title, page in found["outline"]),
        signed=bool(found["signed"]),
        embedded=int(found["embedded"]),
    )


def _leading_to_people(copy: BinaryIO, on: date, keep: Collection[str]) -> list[tuple[int, str, list[int]]]:
    more = {"release": {"provinces": list(provinces(on=on))}, "redaction": redaction_bounds(on=on) | {"pages": 10**6}}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / PLAN).write_text(json.dumps({"keep": sorted({plain(one) for one in keep})}))
        parse("identities", PDF, copy, limits(on=on), folder=folder, more=more)
        rows = json.loads(_read(folder / REPORT))
    return [(int(page), str(kind), [int(side) for side in sides]) for page, kind, sides in rows]


def _blackened(
    copy: BinaryIO, path: Path, on: date, boxes: list[tuple[int, str, list[int]]], found: dict[str, Any]
) -> Leaves:
    """Draw the whole paper anew with these boxes, prove it, and put it in place of the original."""
    plan: dict[int, list[list[int]]] = {}
    kinds: dict[int, list[str]] = {}
    for page, kind, sides in boxes:
        plan.setdefault(page, []).append(sides)
        kinds.setdefault(page, []).append(kind)
    bounds, more = limits(on=on), {"redaction": redaction_bounds(on=on)}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / PLAN).write_text(json.dumps({"boxes": plan}))
        parse("blacken", PDF, copy, bounds, folder=folder, more=more)
        with (folder / RESULT).open("rb") as made:
            if parse("prove", PDF, made, bounds, folder=folder, more=more)["leak"]:
                raise Unacceptable(Fault.DAMAGED)
            digests = parse("survey", PDF, made, bounds)["digests"]
        _take(folder / RESULT, path)
    return Leaves(
        PaperKind.ARCHIVAL if found["archival"] else PaperKind.PDF,
        Treatment.BLACKENED,
        path,
        tuple(map(str, digests)),
        blackened=tuple((page, tuple(dict.fromkeys(kinds[page]))) for page in sorted(kinds)),
        signed=bool(found["signed"]),
        embedded=int(found["embedded"]),
    )


def _take(made: Path, path: Path) -> None:
    """Move what a process wrote to its place; it may have been taken over, so a link is not followed."""
    if made.is_symlink() or not made.is_file():
        raise Unacceptable(Fault.DAMAGED)
    shutil.move(made, path)


def _read(made: Path) -> str:
    if made.is_symlink() or not made.is_file() or made.stat().st_size > LARGEST_REPORT:
        raise Unacceptable(Fault.DAMAGED)
    return made.read_text()
