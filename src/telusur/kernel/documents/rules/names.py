"""Names of files: what people may call them, and what we call them."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
# Names that one operating system or another gives to devices, and those that our own addresses use.
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d|pratinjau)$")


def extension(name: str) -> str:
    """Return the extension of `name` in small letters without its dot; empty where it has none."""
    stem, dot, ending = name.strip().rpartition(".")
    return ending.lower() if dot and stem and ending.isalnum() else ""


def safe_name(name: str, ending: str) -> str:
    """Return a name for a download that every system can keep, ending in `.{ending}`.

    Letters, digits, dot, dash and underscore stay; folders, control characters, characters that turn the reading
    direction and every other sign become dashes or vanish.
    """
    stem = re.split(r"[\\/]", unicodedata.normalize("NFKD", name))[-1]
    if extension(stem) == ending:
        stem = stem[: -len(ending) - 1]
    stem = "".join(char for char in stem if unicodedata.category(char) not in ("Mn", "Cc", "Cf", "Cs"))
    stem = re.sub(r"[^A-Za-z0-9_.]+", "-", stem)
    stem = re.sub(r"\.{2,}", ".", stem).strip("-._")[:LONGEST].strip("-._")
    if not stem or RESERVED.match(stem.split(".")[0]):
        stem = f"berkas-{stem}".strip("-")
    return f"{stem}.{ending}"
