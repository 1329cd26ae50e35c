"""The key of a rehearsal's device, kept in the data folder so that whoever rehearses here need not copy it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

OWN_EYES = 0o600


def for_own_eyes(file: Path) -> Path:
    """Return a new, empty file that only who runs this can read, in place of one that is there."""
    file.unlink(missing_ok=True)
    file.touch(mode=OWN_EYES)
    return file


def keep_key(key: str) -> None:
    """Keep the key of the device that was last added to a rehearsal."""
    for_own_eyes(_file()).write_text(key, encoding="utf-8")


def key_kept() -> str:
    """Return that key; empty where none is kept."""
    return _file().read_text(encoding="utf-8").strip() if _file().exists() else ""


def _file() -> Path:
    return Path(settings.VAR) / "gladi.key"
