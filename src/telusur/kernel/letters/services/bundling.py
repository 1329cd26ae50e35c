"""A bundle: the papers of a case as one PDF with cover, index, bookmarks and page numbers, and its manifest."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin

import pikepdf
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from telusur.kernel.documents import services as documents
from telusur.kernel.documents.rules.bundles.manifest import BundledPart, Manifest, Original, commitment_of
from telusur.kernel.documents.rules.bundles.parts import Leaves, PaperKind, Treatment
from telusur.kernel.documents.rules.content import Fault
from telusur.kernel.law.acts import in_its_language
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import office_log
from telusur.kernel.ledger.rules.signed_notes import opened_note, raw_key
from telusur.kernel.offices.selectors import local_day

from .. import selectors
from ..rules.bundles import spans
from .issuing import long_date, rendered
from .printing import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date, datetime

    from telusur.kernel.documents.rules.bundles.manifest import ProvenLog
    from telusur.kernel.offices.models import Office

    from ..rules.bundles import ActLine, Cover, Paper

PDF = "pdf"
FULL = "bundle_full"
WHY = {
    "": gettext_lazy("Berkas ini tidak berbentuk halaman. Ia menyertai bundel sebagai berkas tersendiri."),
    FULL: gettext_lazy("Bundel sudah penuh. Berkas ini menyertai bundel sebagai berkas tersendiri."),
    Fault.ENCRYPTED: gettext_lazy(
        "Berkas ini dikunci dengan sandi sehingga halamannya tidak dapat digabung. Ia menyertai bundel sebagai berkas "
        "tersendiri."
    ),
    Fault.DAMAGED: gettext_lazy(
        "Berkas ini rusak sehingga halamannya tidak dapat digabung. Ia menyertai bundel sebagaimana diterima kantor."
    ),
    Fault.TOO_MANY_PAGES: gettext_lazy(
        "Halaman berkas ini terlalu banyak untuk digabung. Ia menyertai bundel sebagai berkas tersendiri."
    ),
}
TOO_HEAVY = gettext_lazy(
    "Berkas ini terlalu berat untuk digabung atau dihitamkan dengan aman. Ia menyertai bundel sebagai berkas "
    "tersendiri."
)
KIND_WORDS = {
    PaperKind.ARCHIVAL: gettext_lazy("PDF/A"),
    PaperKind.PDF: gettext_lazy("PDF"),
    PaperKind.PICTURE: gettext_lazy("Gambar"),
    PaperKind.OFFICE: gettext_lazy("Berkas kantor"),
    PaperKind.NONE: gettext_lazy("Lembar"),
}
TREATMENT_WORDS = {
    Treatment.JOINED: gettext_lazy("digabung, tidak diubah"),
    Treatment.DRAWN: gettext_lazy("digambar pada satu halaman"),
    Treatment.BLACKENED: gettext_lazy("digambar ulang, sebagian dihitamkan"),
    Treatment.NAMED: gettext_lazy("tersendiri, hanya disebut di sini"),
    Treatment.LEFT_OUT: gettext_lazy("tidak disertakan"),
}
BLACKENED_WORDS = {
    "nik": gettext_lazy("NIK"),
    "kk": gettext_lazy("nomor kartu keluarga"),
    "npwp": gettext_lazy("NPWP"),
    "phone": gettext_lazy("nomor telepon"),
    "email": gettext_lazy("alamat surel"),
}


@dataclass(frozen=True)
class Bundle:
    """A bundle with what goes with it. front: cover and index as a file of their own (PDF/A-2a, PDF/UA-1). manifest:
    for programs; sheet: the same for people (PDF/A-2a, PDF/UA-1)."""

    pdf: bytes
    front: bytes
    manifest: Manifest
    sheet: bytes


@dataclass(frozen=True)
class _Placed:
    """A paper, what came of it, and how many pages of the papers stand before it."""

    number: int
    paper: Paper
    leaves: Leaves
    offset: int


def make_bundle(
    *,
    cover: Cover,
    papers: Sequence[Paper],
    acts: Sequence[ActLine],
    logs: Sequence[ProvenLog],
    office: Office,
    at: datetime,
    keep: Collection[str] = (),
    tell: Callable[[int, int], None] = lambda _done, _of: None,
) -> Bundle:
    """Return the papers as one bundle. Asks much of the machine: for a task, outside a transaction.

    What leads to a person is blackened in each paper that is not `as_it_is`; keep: numbers and addresses that may be
    read all the same, such as the applicant's own. logs: acts with their proofs. tell: hears how many steps of how
    many are done. Papers that cannot be joined are named on a sheet; the bundle goes on.
    Raises: Unacceptable, where the whole cannot be joined.
    """
    on = local_day(office=office, at=at)
    with in_its_language(), tempfile.TemporaryDirectory() as place:
        maker = _Maker(Path(place), office, at, on, cover)
        placed = maker.placed(papers, keep, lambda done: tell(done, len(papers) + 2))
        front = maker.front(placed, acts)
        tell(len(papers) + 1, len(papers) + 2)
        pdf, pages = maker.joined(front, placed)
        manifest = maker.manifest(pdf, front, pages, placed, tuple(logs))
        made = Bundle(pdf, front, manifest, maker.sheet(manifest))
        tell(len(papers) + 2, len(papers) + 2)
        return made


class _Maker:
    """One bundle in the making, in a folder that goes with it."""

    def __init__(self, folder: Path, office: Office, at: datetime, on: date, cover: Cover) -> None:
        self._folder, self._office, self._at, self._on, self._cover = folder, office, at, on, cover
        self._head = selectors.letterhead(office=office)

    def placed(self, papers: Sequence[Paper], keep: Collection[str], tell: Callable[[int], None]) -> list[_Placed]:
        bounds = documents.bundle_bounds(on=self._on)
        placed: list[_Placed] = []
        pages = weight = 0
        for number, paper in enumerate(papers, start=1):
            leaves = self._leaves(number, paper, keep)
            heavy = leaves.path.stat().st_size if leaves.path else 0
            if leaves.path and (weight + heavy > bounds["largest"] or pages + leaves.pages > bounds["pages"]):
                leaves, heavy = Leaves(leaves.kind, Treatment.NAMED, fault=FULL), 0
            if leaves.path is None:
                leaves = self._with_sheet(number, paper, leaves)
            placed.append(_Placed(number, paper, leaves, pages))
            pages, weight = pages + leaves.pages, weight + heavy
            tell(number)
        return placed

    def _leaves(self, number: int, paper: Paper, keep: Collection[str]) -> Leaves:
        if paper.left_out:
            return Leaves(PaperKind.NONE, Treatment.LEFT_OUT)
        if paper.typeset is not None:
            zone = self._office.time_zone
            made = rendered(letter=paper.typeset, head=self._head, at=self._at, time_zone=zone)
            return self._read(number, paper, io.BytesIO(made), PDF, keep)
        if paper.document is None:
            return Leaves(PaperKind.NONE, Treatment.NAMED)
        with documents.open_bytes(document=paper.document) as content:
            return self._read(number, paper, content, paper.document.extension, keep)

    def _read(self, number: int, paper: Paper, content: BinaryIO, extension: str, keep: Collection[str]) -> Leaves:
        return documents.leaves_of(
            content=content,
            extension=extension,
            path=self._folder / f"bagian-{number}.pdf",
            on=self._on,
            blacken=not paper.as_it_is,
            keep=keep,
        )

    def _with_sheet(self, number: int, paper: Paper, leaves: Leaves) -> Leaves:
        """Return the leaves with a sheet that names the paper and says why it is not there."""
        facts = [
            (_("Nomor"), paper.reference),
            (_("Tanggal"), _day(paper.dated)),
            (_("Dari"), paper.author),
            (_("Berkas"), "" if paper.left_out else paper.name),
            (_("Jenis"), str(KIND_WORDS[leaves.kind])),
            (_("SHA-256"), "" if paper.left_out or paper.document is None else paper.document.digest),
        ]
        content = self._printed(
            "sheet",
            {
                "title": paper.title,
                "number": number,
                "facts": [[label, value] for label, value in facts if value],
                "state": str(TREATMENT_WORDS[leaves.treatment]).capitalize(),
                "why": paper.left_out or str(WHY.get(leaves.fault, TOO_HEAVY)),
            },
        )
        path = self._folder / f"lembar-{number}.pdf"
        sheet = documents.leaves_of(content=io.BytesIO(content), extension=PDF, path=path, on=self._on, blacken=False)
        return Leaves(leaves.kind, leaves.treatment, sheet.path, sheet.digests, fault=leaves.fault)

    def front(self, placed: Sequence[_Placed], acts: Sequence[ActLine]) -> bytes:
        withheld = sum(one.leaves.treatment in (Treatment.BLACKENED, Treatment.LEFT_OUT) for one in placed)
        return self._printed(
            "front",
            {
                "title": self._cover.title,
                "number": self._cover.number,
                "label": self._cover.label,
                "facts": [[label, value] for label, value in self._cover.facts if value],
                "made": long_date(self._at, time_zone=self._office.time_zone),
                "joined": sum(one.leaves.pages for one in placed),
                "withheld": withheld,
                "parts": [self._index_row(one) for one in placed],
                "acts": [vars(act) for act in acts],
            },
        )

    def _index_row(self, one: _Placed) -> dict[str, object]:
        return {
            "number": one.number,
            "title": one.paper.title,
            "reference": one.paper.reference,
            "author": one.paper.author,
            "dated": _day(one.paper.dated),
            "kind": f"{KIND_WORDS[one.leaves.kind]}: {TREATMENT_WORDS[one.leaves.treatment]}",
            "remarks": remarks_of(one.paper, one.leaves),
            "offset": one.offset,
            "pages": one.leaves.pages,
        }

    def joined(self, front: bytes, placed: Sequence[_Placed]) -> tuple[bytes, int]:
        """Return the bundle and how many pages its front has."""
        with pikepdf.open(io.BytesIO(front)) as pdf:
            first = len(pdf.pages)
        whole = first + sum(one.leaves.pages for one in placed)
        (self._folder / "depan.pdf").write_bytes(front)
        facts: dict[str, object] = {"label": self._cover.label, "first": first + 1, "whole": whole}
        stamps = printed("bundle/stamps", facts, at=self._at, logo=[], standards=())
        (self._folder / "nomor.pdf").write_bytes(stamps)
        chapters = [(_("Daftar isi"), 1)]
        path = documents.join_bundle(
            front=self._folder / "depan.pdf",
            stamps=self._folder / "nomor.pdf",
            parts=[(f"{one.number}. {one.paper.title}", one.leaves) for one in placed],
            title=f"{self._cover.title} {self._cover.number}",
            chapters=chapters,
            on=self._on,
        )
        return path.read_bytes(), first

    def manifest(
        self, pdf: bytes, front: bytes, first: int, placed: Sequence[_Placed], logs: tuple[ProvenLog, ...]
    ) -> Manifest:
        signer = ledger.signer(log=office_log(self._office.code))
        manifest = Manifest(
            title=self._cover.title,
            number=self._cover.number,
            office=self._office.name,
            made_at=self._at.isoformat(),
            pages=first + sum(one.leaves.pages for one in placed),
            front_pages=first,
            size=len(pdf),
            sha256=sha256(pdf).hexdigest(),
            front_sha256=sha256(front).hexdigest(),
            parts=tuple(self._part(one, first) for one in placed),
            logs=logs,
            origin=signer.origin,
            key=signer.key,
        )
        return replace(manifest, note=signer.note(manifest.statement()))

    @staticmethod
    def _part(one: _Placed, first: int) -> BundledPart:
        paper, leaves = one.paper, one.leaves
        return BundledPart(
            number=one.number,
            title=paper.title,
            dated=paper.dated.isoformat() if paper.dated else "",
            reference=paper.reference,
            author=paper.author,
            kind=leaves.kind.value,
            treatment=leaves.treatment.value,
            first_page=first + one.offset + 1,
            pages=leaves.pages,
            remark="; ".join(remarks_of(paper, leaves)),
            original=_original(paper, leaves),
            page_digests=leaves.digests,
            blackened=leaves.blackened,
        )

    def sheet(self, manifest: Manifest) -> bytes:
        """Return the manifest as people read it."""
        last = manifest.parts[-1] if manifest.parts else None
        pages = last.first_page + last.pages - 1 if last else manifest.front_pages
        facts = [
            (_("Bundel"), f"{manifest.title} {manifest.number}"),
            (_("Kantor"), manifest.office),
            (_("Dibuat"), long_date(self._at, time_zone=self._office.time_zone)),
            (_("Halaman"), str(pages)),
            (_("Ukuran"), documents.size_in_words(manifest.size)),
        ]
        title = _("Manifes %(title)s") % {"title": manifest.title}
        return self._printed(
            "manifest",
            {
                "title": title,
                "label": f"{title} {manifest.number}",
                "facts": [[label, value] for label, value in facts],
                "digest": manifest.sha256,
                "front_digest": manifest.front_sha256,
                "key_page": urljoin(settings.BASE_URL, reverse("ledger_page", args=[self._office.slug])),
                "parts": [_manifest_row(part) for part in manifest.parts],
                "logs": [_log_row(log) for log in manifest.logs],
            },
        )

    def _printed(self, name: str, facts: dict[str, object]) -> bytes:
        head = {"office": self._head.office, "lines": list(self._head.lines), "city": self._head.city}
        return printed(f"bundle/{name}", {"head": head, **facts}, at=self._at, logo=list(self._head.logo))


def salt_of(digest: str) -> str:
    """Return the salt of the commitment to a document: the office tells it to whoever may have the original."""
    return ledger.personal_digest(f"bundle/{digest}")[:32]


def remarks_of(paper: Paper, leaves: Leaves) -> list[str]:
    """Return what the index says of a paper besides its kind: what is blackened, why it is not there, what is lost."""
    lines = [paper.remark] if paper.remark else []
    if leaves.treatment == Treatment.LEFT_OUT:
        lines.append(paper.left_out)
    if leaves.treatment == Treatment.NAMED:
        lines.append(str(WHY.get(leaves.fault, TOO_HEAVY)))
    if leaves.blackened:
        kinds = dict.fromkeys(kind for _page, found in leaves.blackened for kind in found)
        what = ", ".join(str(BLACKENED_WORDS[kind]) for kind in kinds)
        values = {"pages": spans(page for page, _found in leaves.blackened), "what": what}
        lines.append(_("Dihitamkan pada hlm %(pages)s bagian ini: %(what)s (data pribadi, UU 27/2022)") % values)
    if leaves.signed:
        lines.append(_("Bertanda tangan elektronik: keabsahannya diperiksa pada berkas asli"))
    if leaves.embedded:
        text = ngettext(
            "%(count)d berkas di dalamnya tidak ikut", "%(count)d berkas di dalamnya tidak ikut", leaves.embedded
        )
        lines.append(text % {"count": leaves.embedded})
    return lines


def _original(paper: Paper, leaves: Leaves) -> Original | None:
    if paper.document is None or leaves.treatment == Treatment.LEFT_OUT:
        return None
    digest, size = paper.document.digest, paper.document.size
    name = paper.name or f"{digest[:12]}.{paper.document.extension}"
    if leaves.treatment == Treatment.BLACKENED:
        return Original(name, size, commitment=commitment_of(digest, salt_of(digest)))
    return Original(name, size, sha256=digest)


def _manifest_row(part: BundledPart) -> dict[str, object]:
    last = part.first_page + part.pages - 1
    original = part.original
    if original is None:
        why = _("tidak disertakan") if part.treatment == Treatment.LEFT_OUT else _("dicetak untuk bundel ini")
    else:
        why = _("komitmen (bagian ini dihitamkan)") if original.commitment else ""
    return {
        "number": part.number,
        "title": part.title,
        "pages": f"{part.first_page}–{last}" if part.pages > 1 else str(part.first_page),
        "digest": (original.sha256 or original.commitment) if original else "",
        "why": why,
    }


def _log_row(log: ProvenLog) -> dict[str, object]:
    said = opened_note(log.checkpoint, name=log.origin, public_key=raw_key(log.key))
    return {"log": log.log, "acts": len(log.acts), "size": str(said.size), "root": said.root.hex()}


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else "–"
