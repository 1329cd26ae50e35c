from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import size_of

if TYPE_CHECKING:
    from pathlib import Path


def place_of(*, election: str) -> Path:
    """Return the folder in which this installation publishes an election when it is told no other."""
    folder: Path = settings.VAR / "hasil" / election
    return folder


def tree_of(*, election: str) -> Path | None:
    """Return the folder of the tree that is shown now, for one request to read from one tree; None before the first."""
    tree = (place_of(election=election) / "current").resolve()
    return tree if (tree / "manifest.json").is_file() else None


def published_elections() -> list[str]:
    """Return the codes of the elections of which this server shows a tree, and whose log has grown since."""
    folder = settings.VAR / "hasil"
    shown = sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    return [code for code in shown if _grown(code)]


def _grown(code: str) -> bool:
    tree = tree_of(election=code)
    if tree is None:
        return False
    read: int = json.loads((tree / "state.json").read_bytes())["log_size"]
    return size_of(log=election_log(code)) > read
