"""Real results, where their folder is there: they never enter this repository."""

from __future__ import annotations

import os
from pathlib import Path

from telusur.config.environment import ROOT


def folder_with(*names: str) -> Path | None:
    """Return the folder of real results, RECAPITULATION_DATA or beside the checkout; None unless it has these files."""
    beside = ROOT.parent / "shared" / "data" / "recapitulation"
    folder = Path(os.environ.get("RECAPITULATION_DATA") or beside)
    return folder if all((folder / name).exists() for name in names) else None
