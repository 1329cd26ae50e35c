"""The parser, taken over by the file that it reads: what a file ends with happens to its process."""

from __future__ import annotations

import os
import re
import resource
import socket
import sys
import time
from pathlib import Path
from typing import Any

from telusur.kernel.documents.rules.reading import __main__ as parser
from telusur.kernel.documents.rules.reading.serving import serve

LIMITS = ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE")


def work(job: dict[str, Any], content: int) -> dict[str, Any]:
    found = parser.work(job, content)
    asked = os.pread(content, 1 << 20, 0).rpartition(b"%")[2]
    if asked == b"abort":
        os.abort()
    if asked == b"exit":
        raise SystemExit(3)
    if asked == b"hang":
        time.sleep(60)
    if asked == b"tell":
        limits = {name: resource.getrlimit(getattr(resource, name))[0] for name in LIMITS}
        held = sorted(int(name) for name in os.listdir("/proc/self/fd"))  # noqa: PTH208 the one more is its own
        seen = {"environment": sorted(os.environ), "held": held, "leader": os.getsid(0) == os.getpid(), **limits}
        return {**seen, "remembered": [len(re.findall(word.encode(), _memory())) for word in job["words"]]}
    return found


def _memory() -> bytes:
    """Return what this process has in its writable memory, without this function's own words."""
    parts = []
    own = Path("/proc/self")
    with (own / "maps").open() as maps, (own / "mem").open("rb", buffering=0) as memory:
        for line in maps:
            place, rights = line.split()[:2]
            if rights.startswith("rw"):
                start, end = (int(each, 16) for each in place.split("-"))
                memory.seek(start)
                parts.append(memory.read(end - start))
    return b"".join(parts)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), load=parser.load, work=work)
