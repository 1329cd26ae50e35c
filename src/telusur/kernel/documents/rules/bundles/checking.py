"""Checks a bundle against its manifest, without a database and without this office: only what is in the two files, and
originals that somebody else has."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

import pikepdf

from telusur.kernel.ledger.rules.entries import HEADING
from telusur.kernel.ledger.rules.merkle import check_inclusion, leaf_digest
from telusur.kernel.ledger.rules.signed_notes import opened_note, opened_text, raw_key, verifier_key

from .manifest import commitment_of
from .pages import UNREADABLE, PageDigests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from telusur.kernel.ledger.rules.signed_notes import Statement

    from .manifest import BundledPart, Manifest, ProvenAct, ProvenLog


class Difference(StrEnum):
    """What does not agree."""

    BUNDLE = "bundle"
    SIGNATURE = "signature"
    PARTS = "parts"
    NO_ACTS = "no_acts"
    UNREADABLE = "unreadable"
    PAGE_COUNT = "page_count"
    PAGE = "page"
    CHECKPOINT = "checkpoint"
    ACT = "act"
    KEY = "key"
    UNKNOWN_FILE = "unknown_file"
    FILE_PAGE = "file_page"


@dataclass(frozen=True)
class Disagreement:
    """One thing that does not agree. number: a page of the bundle, or the place of an act. name: a file or a log."""

    kind: Difference
    number: int = 0
    name: str = ""


@dataclass(frozen=True)
class GivenFile:
    """A file that the checker has from elsewhere. salt: as the office gave it for a blackened part."""

    name: str
    content: bytes
    salt: str = ""


def check_bundle(
    bundle: bytes, manifest: Manifest, *, files: Iterable[GivenFile] = (), key: str = ""
) -> list[Disagreement]:
    """Return everything in which a bundle, its manifest and the files from elsewhere do not agree; nothing when sound.

    key: the office's published key, which must have signed the manifest and its logs; without it the manifest's own is
    believed, and nothing says whose that is.
    """
    same = sha256(bundle).hexdigest() == manifest.sha256 and len(bundle) == manifest.size
    found = [] if same else [Disagreement(Difference.BUNDLE)]
    found += _signature(manifest, key)
    loose = list(_loose_parts(manifest))
    found += loose or _pages(bundle, manifest)
    if not manifest.logs or not all(log.acts for log in manifest.logs):
        found.append(Disagreement(Difference.NO_ACTS))
    for log in manifest.logs:
        found += _log(log, manifest.key)
    for file in files:
        found += _file(file, manifest)
    return found


def _signature(manifest: Manifest, key: str) -> Iterator[Disagreement]:
    if key and key != manifest.key:
        yield Disagreement(Difference.KEY, name=manifest.origin)
        return
    try:
        public = raw_key(manifest.key)
        said = opened_text(manifest.note, name=manifest.origin, public_key=public)
        sound = said == manifest.statement() and verifier_key(manifest.origin, public) == manifest.key
    except ValueError:  # a note that is not sound, or a key that is none
        sound = False
    if not sound:
        yield Disagreement(Difference.SIGNATURE, name=manifest.origin)


def _loose_parts(manifest: Manifest) -> Iterator[Disagreement]:
    """Yield where the parts do not cover the pages behind the front, each with its digest, one after the other."""
    following = manifest.front_pages + 1
    for number, part in enumerate(manifest.parts, start=1):
        whole = part.pages > 0 and len(part.page_digests) == part.pages
        if (part.number, part.first_page) != (number, following) or not whole:
            yield Disagreement(Difference.PARTS, following)
            return
        following += part.pages
    if not manifest.parts or manifest.front_pages == 0 or following != manifest.pages + 1:
        yield Disagreement(Difference.PARTS, following)


def _pages(bundle: bytes, manifest: Manifest) -> Iterator[Disagreement]:
    try:
        with pikepdf.open(io.BytesIO(bundle)) as pdf:
            if len(pdf.pages) != manifest.pages:
                yield Disagreement(Difference.PAGE_COUNT, len(pdf.pages))
                return
            for part in manifest.parts:
                digests = PageDigests()
                for number, expected in enumerate(part.page_digests, start=part.first_page):
                    if not digests.stands(pdf.pages[number - 1].obj, expected):
                        yield Disagreement(Difference.PAGE, number, part.title)
    except UNREADABLE:
        yield Disagreement(Difference.UNREADABLE)


def _log(log: ProvenLog, key: str) -> Iterator[Disagreement]:
    try:
        public = raw_key(log.key)
        if public != raw_key(key):
            yield Disagreement(Difference.KEY, name=log.origin)
            return
        said = opened_note(log.checkpoint, name=log.origin, public_key=public)
    except ValueError:  # a note that is not sound, or a key that is none
        yield Disagreement(Difference.CHECKPOINT, name=log.origin)
        return
    if said.origin != log.origin:
        yield Disagreement(Difference.CHECKPOINT, name=log.origin)
        return
    for act in log.acts:
        if not _stands(act, log.log, said):
            yield Disagreement(Difference.ACT, act.index, log.log)


def _stands(act: ProvenAct, log: str, said: Statement) -> bool:
    """Return whether an act stands at its place of its log, as the checkpoint states that log."""
    if act.entry.split("\n")[:3] != [HEADING, log, str(act.index)]:
        return False
    try:
        proof = [bytes.fromhex(one) for one in act.proof]
        leaf = leaf_digest(act.entry.encode())
        check_inclusion(leaf=leaf, index=act.index, size=said.size, proof=proof, tree_root=said.root)
    except ValueError:
        return False
    return True


def _file(file: GivenFile, manifest: Manifest) -> Iterator[Disagreement]:
    part = part_of(file, manifest)
    if part is None:
        yield Disagreement(Difference.UNKNOWN_FILE, name=file.name)
        return
    if part.treatment != "joined":
        return
    try:
        with pikepdf.open(io.BytesIO(file.content)) as pdf:
            digests = PageDigests()
            found = [digests.of(page.obj) for page in pdf.pages]
    except UNREADABLE:
        yield Disagreement(Difference.UNREADABLE, name=file.name)
        return
    for number, expected in enumerate(part.page_digests):
        if number >= len(found) or found[number] != expected:
            yield Disagreement(Difference.FILE_PAGE, part.first_page + number, file.name)


def part_of(file: GivenFile, manifest: Manifest) -> BundledPart | None:
    """Return the part whose original a file is."""
    digest = sha256(file.content).hexdigest()
    committed = commitment_of(digest, file.salt)
    for part in manifest.parts:
        if part.original is not None and (
            part.original.sha256 == digest or (file.salt and part.original.commitment == committed)
        ):
            return part
    return None
