"""How fast a copy is blackened, beside the floor: drawing the same pages and nothing else. Prints one JSON object.

    python benchmarks/redaction.py [--pages 40]

Pages of text (A4), one box on each, 200 dots per inch, each phase in this process: no database, no other process.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2
import typst

from telusur.kernel.documents.rules.content import Limits
from telusur.kernel.documents.rules.reading import blackening, proving
from telusur.kernel.documents.rules.reading import release as releasing

LIMITS = Limits(5000, 314572800, 150, 10485760, 3000, 80000000, 60, 5000000, 1000000)
BOUNDS = {"dpi": 200, "least_dpi": 72, "pixels": 24000000, "pages": 500, "largest": 104857600}
BOX = [1000, 2000, 6000, 2400]


def document(pages: int) -> bytes:
    body = "\n#pagebreak()\n".join(f"Halaman {number}\n\n#lorem(400)" for number in range(1, pages + 1))
    made: bytes = typst.compile(f'#set page(paper: "a4")\n{body}'.encode(), format="pdf")  # type: ignore[assignment]
    return made


def timed(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def bare(content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            page.render(scale=BOUNDS["dpi"] / 72).close()


def measured(pages: int) -> dict[str, Any]:
    content = document(pages)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        job = {"folder": place, "limits": asdict(LIMITS), "kind": "pdf", "redaction": BOUNDS}
        job["release"] = {"provinces": ["36"]}
        (folder / "plan.json").write_text(json.dumps({"boxes": {number: [BOX] for number in range(1, pages + 1)}}))
        seconds = {
            "floor_rendering": timed(lambda: bare(content)),
            "prepare": timed(lambda: blackening.prepare(io.BytesIO(content), LIMITS, job)),
            "blacken": timed(lambda: blackening.blacken(io.BytesIO(content), LIMITS, job)),
        }
        copy = (folder / "result.pdf").read_bytes()
        found = {"leak": ""}
        seconds["prove"] = timed(lambda: found.update(proving.prove(io.BytesIO(copy), LIMITS, job)))
        seconds["release_check"] = timed(lambda: releasing.check(io.BytesIO(content), LIMITS, job))
    return {
        "pages": pages,
        "leak": found["leak"],
        "pages_per_second": {name: round(pages / spent, 2) for name, spent in seconds.items()},
        "times_the_floor": round(seconds["blacken"] / seconds["floor_rendering"], 2),
        "kilobytes_per_page": round(len(copy) / pages / 1000, 1),
        "largest_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--pages", type=int, default=40)
    print(json.dumps(measured(given.parse_args().pages)))
