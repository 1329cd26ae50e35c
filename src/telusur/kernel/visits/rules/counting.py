"""What one visit is. This is the one definition: pages, charts, the API and docs/visits.md say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# What a WSGI server says of a request; the values we read are texts.
Environ = dict[str, Any]

# Where a request carries what its answer shows to the cache of public pages, which counts the next readers itself.
SHOWN = "telusur.shown"

# A part of a file that is shorter, and not the whole, is a look at its head by which programs ask how large it is.
SHORTEST_PART = 1024
# Browsers that fetch what nobody has asked to see yet say so in one of these.
AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
AHEAD_WORDS = ("prefetch", "prerender", "preview", "preload", "instant")
_PART = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class Kind(StrEnum):
    """What is counted: a page, an entry of the list of public information, a file, a table as a file.

    ROBOTS is never counted: what asks for /robots.txt shows by it that it is a program.
    """

    PAGE = "page"
    INFORMATION = "information"
    DOCUMENT = "document"
    DATA = "data"
    ROBOTS = "robots"


PAGES = (Kind.PAGE, Kind.INFORMATION)
DOWNLOADS = (Kind.DOCUMENT, Kind.DATA)


@dataclass(frozen=True)
class Counted:
    """What a view says of its answer: this shows one thing of one kind. key: the thing's id, or the page's name."""

    kind: str
    key: str


@dataclass(frozen=True)
class Thing:
    """What an answer shows, of which office, in which format: what the cache of public pages keeps beside a page."""

    office_code: str
    time_zone: str
    kind: str
    key: str
    format: str


@dataclass(frozen=True)
class Seen:
    """One visit as it came: kept in memory only, until it is written a moment later."""

    thing: Thing
    at: datetime
    address: str
    agent: str
    referrer: str


def is_handed_over(*, method: str, status: int, content_range: str = "") -> bool:
    """Return whether an answer gave the reader the thing: a GET answered with the whole, or with a file's beginning.

    HEAD, 304 (the reader has it already), and later parts of a file that is fetched in pieces give nothing new.
    content_range: that header of the answer.
    """
    if method != "GET":
        return False
    if status == 206:  # noqa: PLR2004 part of a file
        part = _PART.fullmatch(content_range)
        if part is None:
            return False
        first, last, size = (int(number) for number in part.groups())
        return first == 0 and (last + 1 >= SHORTEST_PART or last + 1 == size)
    return status == 200  # noqa: PLR2004 the whole


def is_asked_to_be_seen(environ: Mapping[str, Any]) -> bool:
    """Return whether somebody asked to see this: no prefetch, no prerender, no preview, no fragment inside a page."""
    for name in AHEAD:
        said = environ.get(name)
        if said and any(word in said.lower() for word in AHEAD_WORDS):
            return False
    return not (environ.get("HTTP_HX_REQUEST") and not environ.get("HTTP_HX_BOOSTED"))


def client_address(environ: Mapping[str, Any], *, proxies: int) -> str:
    """Return the reader's address; proxies: how many of our own stand before us and append to X-Forwarded-For."""
    if proxies:
        said = [part.strip() for part in environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(said) >= proxies:
            return str(said[-proxies])
    return str(environ.get("REMOTE_ADDR", ""))


def host_of(environ: Mapping[str, Any]) -> str:
    """Return our own name as the reader wrote it, or as the server knows it."""
    return str(environ.get("HTTP_HOST") or environ.get("SERVER_NAME", ""))


def format_of(content_type: str) -> str:
    """Return the short name of a format: html, pdf, xlsx, csv, json; "" for one that has none here."""
    return FORMATS.get(content_type.partition(";")[0].strip().lower(), "")


FORMATS = {
    "text/html": "html",
    "text/csv": "csv",
    "application/json": "json",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/zip": "zip",
    "image/png": "png",
    "image/svg+xml": "svg",
}
