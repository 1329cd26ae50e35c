"""`telusur report`: check the text of an annual report, also one that was not made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils import timezone

from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import national_day

from . import selectors
from .rules.lines import MOST_SIGNS, TooLong
from .rules.markdown import plain_text

if TYPE_CHECKING:
    from datetime import date

MARKDOWN = (".md", ".markdown")
MOST_BYTES = 4 * MOST_SIGNS  # no encoding takes more for a text that is read
FIRST_YEAR, LAST_YEAR = 1945, 9999


@click.group()
def report() -> None:
    """Laporan tahunan layanan informasi publik."""


@report.command("lint")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Tahun yang dilaporkan. Bawaan: menurut judul laporan."
)
@click.option("--fail", is_flag=True, help="Berakhir dengan kode 1 bila ada temuan.")
@click.option("--json", "as_json", is_flag=True, help="Cetak satu larik JSON, untuk dibaca program.")
def lint(file: Path, *, year: int | None, fail: bool, as_json: bool) -> None:
    """Periksa teks laporan FILE (PDF, TXT, MD, DOCX, ODT), juga yang tidak dibuat di sini.

    Yang dicari: jumlah yang bukan jumlah bagiannya, angka dan huruf yang berbeda, tahun dan tanggal yang keliru, bagian
    kosong, kalimat yang tidak selesai, pernyataan yang saling meniadakan, dan dasar hukum yang tidak berlaku lagi.

    Kode akhir: 0 bila berkas selesai diperiksa, dengan atau tanpa temuan; 1 bila berkas tidak dapat diperiksa, atau ada
    temuan dan --fail dipakai; 2 bila perintahnya keliru ditulis.
    """
    if not file.is_file():
        raise click.ClickException(f"{file}: berkas tidak ada. Beri nama laporan, misalnya laporan-2024.pdf.")
    on = national_day(at=timezone.now())
    pages = _pages_of(file, on)
    if not any(page.strip() for page in pages):
        raise click.ClickException(
            f"{file.name} tidak memuat teks; mungkin hasil pindai. Beri PDF yang disimpan dari pengolah "
            f"kata, atau teksnya."
        )
    try:
        found = selectors.findings_in(pages=pages, year=year, on=on)
    except TooLong as error:
        raise _too_long(file) from error
    if as_json:
        rows = [
            {
                "kind": each.kind.value,
                "place": str(each.place),
                "excerpt": each.excerpt,
                "facts": list(each.facts),
                "message": str(each.message),
            }
            for each in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    for each in found if not as_json else []:
        click.echo(f"{each.place}: {each.message}\n    {each.excerpt}")
    if not as_json and not found:
        click.echo("Tidak ada temuan.")
    if found and fail:
        raise click.exceptions.Exit(1)


def _pages_of(file: Path, on: date) -> tuple[str, ...]:
    """Return the text of a report, page for page. Raises: ClickException."""
    marked = file.suffix.casefold() in MARKDOWN
    try:
        if (marked or file.suffix.casefold() == ".txt") and file.stat().st_size > MOST_BYTES:
            raise _too_long(file)
        with file.open("rb") as content:
            name = f"{file.stem}.txt" if marked else file.name
            pages = documents.read_pages(content=content, name=name, on=on)
            pages = tuple(map(plain_text, pages)) if marked else pages
    except documents.Refused as error:
        raise click.ClickException(f"{file.name}: {error}") from error
    except OSError as error:
        raise click.ClickException(f"{file.name} tidak dapat dibuka. Periksa izin berkasnya.") from error
    return pages


def _too_long(file: Path) -> click.ClickException:
    return click.ClickException(
        f"{file.name} terlalu panjang untuk sebuah laporan (lebih dari 20.000 baris atau 500.000 huruf). Beri "
        "badan laporannya tanpa lampiran register."
    )


lint.callback.without_database = True  # type: ignore[union-attr]
COMMANDS = [report]
