from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

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
