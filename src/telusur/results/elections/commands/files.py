"""CSV files as people hand them in: plain or gzip, commas or semicolons."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _

from ..rules.kept import CHOICE
from .options import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Place(exists=True, dir_okay=False, path_type=Path)
GZIP = b"\x1f\x8b"
LARGEST = 512 * 2**20
LONG = 2**20  # no line of ours has so many bytes
_LONG_LINE = re.compile(rb"[^\n]{%d}" % LONG)


def name_kept(file: Path) -> str:
    """Return the name of a file as it is kept beside what came from it, cut where it is very long."""
    return file.name.encode("utf-8", "replace").decode()[:CHOICE]


def text_of(file: Path) -> str:
    """Return the text of a file, unpacked where it is gzip."""
    return _decoded(_content(file), file)


def _content(file: Path) -> bytes:
    content = file.read_bytes()
    if content.startswith(GZIP):
        try:
            with gzip.open(io.BytesIO(content)) as packed:
                content = packed.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            text = _("%(file)s rusak: isi gzip-nya tidak dapat dibuka; unduh atau salin lagi berkas itu.")
            raise click.ClickException(text % {"file": file.name}) from error
    if len(content) > LARGEST:
        text = _("%(file)s terlalu besar; pecah menurut provinsi.")
        raise click.ClickException(text % {"file": file.name})
    endless = _LONG_LINE.search(content)
    if endless:
        text = _("%(file)s, baris %(row)d: barisnya lebih panjang dari tabel mana pun; simpan lagi sebagai CSV.")
        row = content.count(b"\n", 0, endless.start()) + 1
        raise click.ClickException(text % {"file": file.name, "row": row})
    return content


def _decoded(content: bytes, file: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = _("%(file)s tidak tersimpan sebagai UTF-8; simpan lagi sebagai CSV UTF-8.")
        raise click.ClickException(text % {"file": file.name}) from error


def table_of(file: Path) -> tuple[list[str], list[list[str]]]:
    """Return the column names, in small letters, and the cells of each further line of a CSV file."""
    header, rows = lines_of(file)
    return header, list(rows)


def lines_of(file: Path) -> tuple[list[str], Iterator[list[str]]]:
    """Return the same, line by line: a file of lists has hundreds of columns."""
    content = _content(file)
    first = _decoded(content, file).partition("\n")[0]
    read = _read(content, ";" if first.count(";") > first.count(",") else ",", file)
    header = next(read, None)
    if header is None:
        raise click.ClickException(_("%(file)s kosong; baris pertama harus berisi nama kolom.") % {"file": file.name})
    return [name.strip().casefold() for name in header], read


def _read(content: bytes, separator: str, file: Path) -> Iterator[list[str]]:
    lines = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")  # a quarter of what a StringIO takes
    read = csv.reader(lines, delimiter=separator)
    try:
        yield from read
    except csv.Error as error:
        said = _("%(file)s, baris %(row)d: selnya tidak dapat dibaca; periksa tanda kutip yang tidak ditutup.")
        raise click.ClickException(said % {"file": file.name, "row": read.line_num}) from error
