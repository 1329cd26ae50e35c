"""What the name of a file tells about the document in it, for drafts made of many files at once."""

from __future__ import annotations

import re

from .language import language

COPY_MARK = re.compile(r"\s*\(\d{1,3}\)\s*$|\s*-\s*copy$|\s+salinan$", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
ALWAYS_CAPITAL = {"kpu", "ppid", "ri", "uu", "pkpu", "bps", "apbn", "apbd", "asn", "pdf", "kip", "no"}

MEDIA_OF_EXTENSION = {
    "pdf": "pdf",
    "docx": "text",
    "odt": "text",
    "txt": "text",
    "xlsx": "table",
    "ods": "table",
    "csv": "table",
}


def title_from_name(name: str) -> str:
    """Return a title to start from: the name without ending, copy marks and underscores, not all in capitals."""
    stem = name.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    stem = stem.rpartition(".")[0] or stem
    stem = COPY_MARK.sub("", stem)
    plain = " ".join(re.sub(r"[_+]|(?<=\w)-(?=\w)", " ", stem).split())
    if not plain:
        return name
    words = plain.split(" ")
    if plain.isupper() or plain.islower():
        known = ALWAYS_CAPITAL | set(language().abbreviations)
        words = [word.upper() if word.lower() in known else word.lower() for word in words]
    first = words[0]
    return " ".join([first[:1].upper() + first[1:], *words[1:]])[:300]


def year_from_name(name: str) -> int | None:
    """Return the last year that the name speaks of, or None."""
    found = YEAR.findall(name)
    return int(found[-1]) if found else None


def media_of(extension: str) -> str:
    """Return the kind of a file as the public filters by it: pdf, text, table or image."""
    return MEDIA_OF_EXTENSION.get(extension, "image")
