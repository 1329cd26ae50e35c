"""How fast a case becomes a bundle, beside the floor: copying the same pages with pikepdf and nothing else. JSON.

    python benchmarks/bundle.py [--pages 500] [--parts 20] [--scans]

Pages of text (A4) or, with --scans, pictures of them (150 dots per inch) with a text behind each; every phase in this
process: no database, no other process. `identities` looks for what leads to a person, and draws each page to do so.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import resource
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import typst

from telusur.kernel.documents.rules.bundles.checking import Difference, check_bundle
from telusur.kernel.documents.rules.bundles.manifest import BundledPart, Manifest
from telusur.kernel.documents.rules.content import Limits
from telusur.kernel.documents.rules.reading import joining, leaves
from telusur.kernel.documents.rules.reading import release as releasing

LIMITS = Limits(5000, 314572800, 150, 10485760, 3000, 80000000, 60, 5000000, 1000000)
BOUNDS = {"dpi": 200, "least_dpi": 72, "pixels": 24000000, "pages": 3000, "largest": 104857600}
FRONT = (
    '#set document(title: "Bundel")\n#set text(lang: "id")\n= Daftar isi\n'
    "#table(columns: 2, table.header[No.][Bagian], {})"
)
STAMPS = (
    "#set page(width: auto, height: auto, margin: 0pt)\n#set text(size: 8pt)\n"
    "#for n in range(0, {0}) {{ if n > 0 {{ pagebreak() }}; [Bundel hlm #n dari {0}] }}"
)
DOTS = 150
UNSIGNED = (Difference.SIGNATURE, Difference.NO_ACTS)  # nobody signs here, and nothing is done


def paper(pages: int, first: int) -> bytes:
    body = "\n#pagebreak()\n".join(f"Halaman {number}\n\n#lorem(400)" for number in range(first, first + pages))
    made: bytes = typst.compile(f'#set page(paper: "a4")\n{body}'.encode(), format="pdf")  # type: ignore[assignment]
    return made


def scanned(content: bytes) -> bytes:
    out = io.BytesIO()
    with pypdfium2.PdfDocument(content) as pdf:
        pictures = [page.render(scale=DOTS / 72).to_pil().convert("L") for page in pdf]
    pictures[0].save(out, "PDF", resolution=DOTS, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def timed(work: Any) -> tuple[float, Any]:
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


def bare(papers: list[bytes], path: Path) -> None:
    with pikepdf.new() as whole:
        opened = [pikepdf.open(io.BytesIO(content)) for content in papers]
        for each in opened:
            whole.pages.extend(each.pages)
        whole.save(path)


def measured(pages: int, parts: int, *, scans: bool) -> dict[str, Any]:
    each = pages // parts
    papers = [paper(each, number * each + 1) for number in range(parts)]
    papers = [scanned(content) for content in papers] if scans else papers
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        job = {"folder": place, "limits": asdict(LIMITS), "kind": "pdf", "redaction": BOUNDS}
        job["release"] = {"provinces": ["36"]}
        (folder / "plan.json").write_text(json.dumps({"keep": []}))
        floor, _none = timed(lambda: bare(papers, folder / "floor.pdf"))
        survey, found = timed(lambda: [leaves.survey(io.BytesIO(content), LIMITS, job) for content in papers])
        look, _none = timed(lambda: [leaves.identities(io.BytesIO(content), LIMITS, job) for content in papers])
        rows = ", ".join(f"[{number}], [Bagian]" for number in range(parts))
        front: bytes = typst.compile(FRONT.format(rows).encode(), pdf_standards=["a-2a", "ua-1"], timestamp=0)  # type: ignore[assignment]
        typeset, stamps = timed(lambda: typst.compile(STAMPS.format(parts * each).encode()))
        (folder / "stamps.pdf").write_bytes(stamps)
        plan: dict[str, Any] = {"title": "Bundel", "front": [], "stamps": "stamps.pdf", "parts": []}
        for number, content in enumerate(papers):
            (folder / f"{number}.pdf").write_bytes(content)
            one = {"file": f"{number}.pdf", "digests": found[number]["digests"], "title": f"{number}", "outline": []}
            plan["parts"].append(one)
        (folder / "plan.json").write_text(json.dumps(plan))
        join, _none = timed(lambda: joining.join(io.BytesIO(front), LIMITS, job))
        bundle = (folder / "result.pdf").read_bytes()
        check, differences = timed(lambda: check_bundle(bundle, manifest_of(bundle, found, each)))
        release, _none = timed(lambda: releasing.check(io.BytesIO(bundle), LIMITS, job))
    seconds = {"floor": floor, "survey": survey, "identities": look, "stamps": typeset, "join": join}
    seconds |= {"verify": check, "release_check": release}
    return {
        "pages": parts * each,
        "parts": parts,
        "differences": [asdict(one) for one in differences if one.kind not in UNSIGNED],
        "seconds": {name: round(spent, 2) for name, spent in seconds.items()},
        "join_times_the_floor": round(join / floor, 2),
        "megabytes": round(len(bundle) / 1e6, 1),
        "largest_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def manifest_of(bundle: bytes, found: list[dict[str, Any]], each: int) -> Manifest:
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        whole = len(pdf.pages)
    first = whole - each * len(found)
    parts = tuple(
        BundledPart(
            n + 1, "", "", "", "", "pdf", "joined", first + n * each + 1, each, page_digests=tuple(one["digests"])
        )
        for n, one in enumerate(found)
    )
    digest = hashlib.sha256(bundle).hexdigest()
    return Manifest("Bundel", "1", "", "", whole, first, len(bundle), digest, "", parts)


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--pages", type=int, default=500)
    given.add_argument("--parts", type=int, default=20)
    given.add_argument("--scans", action="store_true")
    asked = given.parse_args()
    print(json.dumps(measured(asked.pages, asked.parts, scans=asked.scans)))
