"""A report written in Markdown as the plain text that the checks read, line for line."""

from __future__ import annotations

import re

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*")
_RULED = re.compile(r"\s*(?:\|?\s*:?-{3,}:?\s*)+\|?\s*")  # between the head of a table and its rows; a line across
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}(?:\s+\"[^\"\n]{0,200}\")?\)")
_MARKS = re.compile(r"(\*\*\*|\*\*|__|\*|`)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_MARKER = re.compile(r"(?:BAB\b|[A-Z\d]{1,3}(?:\.\d+)*[.)]\s|[a-z][.)]\s)")


def plain_text(text: str) -> str:
    """Return Markdown without its marks; a heading without number or letter stands in capitals, as titles do."""
    return "\n".join(_plain(line) for line in text.split("\n"))


def _plain(line: str) -> str:
    if _RULED.fullmatch(line):
        return ""
    heading = _HEADING.fullmatch(line)
    bare = _MARKS.sub(r"\2", _LINK.sub(r"\1", heading[1] if heading else _QUOTE.sub("", line)))
    return bare.upper() if heading and not _MARKER.match(bare) else bare
