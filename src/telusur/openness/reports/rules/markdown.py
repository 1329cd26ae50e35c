"""A report written in Markdown as the plain text that the checks read, line for line."""

from __future__ import annotations

import re

# No pattern here repeats what repeats: a line is read as a whole, however long, before `lines` cuts it.
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_RULED = re.compile(r"[\s|:-]+")  # with three strokes: between the head of a table and its rows, or a line across
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}(?:\s+\"[^\"\n]{0,200}\")?\)")
_MARKS = re.compile(r"(\*\*\*|\*\*|__|\*|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_MARKER = re.compile(r"(?:BAB\b|[A-Z\d]{1,3}(?:\.\d+)*[.)]\s|[a-z][.)]\s)")


def plain_text(text: str) -> str:
    """Return Markdown without its marks; a heading without number or letter stands in capitals, as titles do."""
    return "\n".join(_plain(line) for line in text.split("\n"))


def _plain(line: str) -> str:
    if "---" in line and _RULED.fullmatch(line):
        return ""
    heading = _HEADING.match(line)
    words = line[heading.end() :].strip().rstrip("#").rstrip() if heading else _QUOTE.sub("", line)
    bare = _MARKS.sub(r"\2", _LINK.sub(r"\1", words))
    return bare.upper() if heading and not _MARKER.match(bare) else bare
