from __future__ import annotations

import contextlib
import math
import os
import resource
import socket
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from ..content import Fault, Limits, Unacceptable
from .serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 2 << 30
LARGEST_PICTURE = 32 << 20
LARGEST_COPY = 160 << 20
MOST_DIGITS = 33_000  # as many signs as a cell holds: a number as long is read, and whoever takes it in names its place


def run(job: dict[str, Any], content: BinaryIO) -> dict[str, Any]:
    """Return what the job found in `content`, or the fault that ended it.

    job: `act` (a key of `services.parsing.SECONDS`), `kind` (a key of accepted_types.toml), `limits`, `folder` for what
    the act reads and writes beside the file, and `redaction` or `release` for what else binds it.
    """
    limits = Limits(**job["limits"])
    try:
        return _act(job["act"], job["kind"])(content, limits, job)
    except Unacceptable as error:
        return {"fault": error.fault.value, "facts": error.facts}
    except MemoryError:
        return {"fault": Fault.TOO_LONG.value, "facts": {}}
    except Exception as error:  # noqa: BLE001 whatever a parser raises on a stranger's bytes means the same
        return {"fault": Fault.DAMAGED.value, "facts": {}, "because": f"{type(error).__name__}: {error}"[:300]}


def _act(act: str, kind: str) -> Callable[[BinaryIO, Limits, dict[str, Any]], dict[str, Any]]:
    """Return the parser, importing no more than it needs."""
    if act in ("survey", "draw", "identities", "join"):
        return _bundled(act)
    return _leaving(act) if act in ("prepare", "blacken", "prove", "release") else _taken_in(act, kind)


def _bundled(act: str) -> Callable[[BinaryIO, Limits, dict[str, Any]], dict[str, Any]]:
    if act == "join":
        from . import joining  # noqa: PLC0415

        return joining.join
    from . import leaves  # noqa: PLC0415

    return {"survey": leaves.survey, "draw": leaves.draw, "identities": leaves.identities}[act]


def _leaving(act: str) -> Callable[[BinaryIO, Limits, dict[str, Any]], dict[str, Any]]:
    if act == "release":
        from . import release  # noqa: PLC0415

        return release.check
    if act == "prove":
        from . import proving  # noqa: PLC0415

        return proving.prove
    from . import blackening  # noqa: PLC0415

    return blackening.prepare if act == "prepare" else blackening.blacken


def _taken_in(act: str, kind: str) -> Callable[[BinaryIO, Limits, dict[str, Any]], dict[str, Any]]:
    if kind == "pdf":
        from . import pdf  # noqa: PLC0415

        return pdf.check if act == "check" else pdf.read
    if kind in ("png", "jpg", "webp"):
        from . import pictures  # noqa: PLC0415

        return {"check": pictures.check, "bare": pictures.bare, "cover": pictures.cover}.get(act, pictures.read)
    if kind in ("docx", "odt", "txt"):
        from . import texts  # noqa: PLC0415

        return texts.read
    from . import tables  # noqa: PLC0415

    return tables.table if act == "table" else tables.read


def limit(seconds: int, largest: int = LARGEST_PICTURE) -> None:
    """Bound this process: memory, processor seconds, size of a file it writes; no core file."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, largest),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # some systems know fewer limits; the parent's clock remains
            resource.setrlimit(what, (most, most))


def load(act: str, kind: str) -> None:
    """Import the parser of an act on a kind of file; one that is not known fails where it is done."""
    with contextlib.suppress(Exception):
        _act(act, kind)


def work(job: dict[str, Any], content: int) -> dict[str, Any]:
    """Return what the job found in the file of descriptor `content`, after bounding this process."""
    sys.set_int_max_str_digits(MOST_DIGITS)
    limit(math.ceil(job["seconds"]), LARGEST_COPY if job["act"] in ("blacken", "join") else LARGEST_PICTURE)
    with os.fdopen(content, "rb", closefd=False) as file:
        return run(job, file)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), load=load, work=work)
