"""The list that comes with pictures of forms: one row a picture, with the digest of its bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.results.elections.rules.codes import BadCode, station_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "manifest.csv"
FILE, STATION, PAGE, DIGEST, OF_PAGES, FORM = "berkas", "kode_tps", "halaman", "sha256", "dari", "formulir"
NEEDED = (FILE, STATION, PAGE, DIGEST)
MOST_PAGES = 99
MOST_BYTES, MOST_OF_ALL = 255, 1024  # of the name of a file, and of the folders before it
NO_COLUMN, BAD_FILE, BAD_CODE, BAD_PAGE, BAD_DIGEST = "column", "file", "code", "page", "digest"
MISSING, OTHER_BYTES, UNKNOWN_STATION, NO_PICTURE = "missing", "bytes", "station", "picture"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class PictureRow:
    """A picture that the list names. of_pages: how many the form has, where it says. form: the printed form that it
    shows straight and whole, such as `C.HASIL-PPWP-2024`; empty where it does not say."""

    row: int
    file: str
    station: int
    page: int
    digest: str
    of_pages: int | None = None
    form: str = ""


@dataclass(frozen=True)
class Refusal:
    """A row that is not taken; the others are. why: what the file's own reader said."""

    row: int
    file: str
    field: str
    reason: str
    why: str = ""


def read_manifest(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[list[PictureRow], list[Refusal]]:
    """Return what a list names, and the rows that say nothing usable. Row 1 is the heading."""
    missing = [name for name in NEEDED if name not in header]
    if missing:
        return [], [Refusal(1, "", name, NO_COLUMN) for name in missing]
    found: list[PictureRow] = []
    refused: list[Refusal] = []
    for number, cells in enumerate(rows, start=2):
        said = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        if not any(said.values()):
            continue
        row = _read(number, said)
        if isinstance(row, Refusal):
            refused.append(row)
        else:
            found.append(row)
    return found, refused


def _read(number: int, said: dict[str, str]) -> PictureRow | Refusal:
    file, digest = said.get(FILE, ""), said.get(DIGEST, "").casefold()
    if not _within(file):
        return Refusal(number, file, FILE, BAD_FILE)
    try:
        station = station_of(said.get(STATION, ""))
    except BadCode:
        return Refusal(number, file, STATION, BAD_CODE)
    page, of_pages = _page(said.get(PAGE, "")), _page(said.get(OF_PAGES, ""))
    if page is None or (of_pages is not None and page > of_pages):
        return Refusal(number, file, PAGE, BAD_PAGE)
    if not _DIGEST.fullmatch(digest):
        return Refusal(number, file, DIGEST, BAD_DIGEST)
    return PictureRow(number, file, station, page, digest, of_pages, said.get(FORM, ""))


def _within(file: str) -> bool:
    """Return whether a text names a file in the folder of the list that a disk can hold."""
    parts = re.split(r"[/\\]", file)
    short = all(len(part.encode()) <= MOST_BYTES for part in parts) and len(file.encode()) <= MOST_OF_ALL
    return bool(file) and parts[0] != "" and ".." not in parts and "\0" not in file and short


def _page(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_PAGES else None
