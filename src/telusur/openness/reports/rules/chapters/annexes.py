"""Chapter 8: the annexes, and how every number of the report can be traced to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..content import Chapter, Column, Picture, Section, Table
from ..phrasing import filled, long_day, number_of, paragraph, plain
from .policy import listing, named

if TYPE_CHECKING:
    from ..content import Block
    from .context import Context

TITLE = "Lampiran"
REGISTER = (
    "Register permohonan tahun {year} tanpa data pribadi memuat {n} baris dan menyertai laporan ini sebagai lembar "
    "kerja dan berkas PDF."
)
NO_REGISTER = "Register permohonan tahun {year} tidak memuat baris karena tidak ada permohonan yang diterima."
ALSO = "Laporan ini juga disertai berkas:"
LIST = "Daftar Informasi Publik {office} per {day}"
LACKING = "Berkas berikut belum ada dalam Daftar Informasi Publik {office}, jadi tidak menyertai laporan ini:"
NO_PICTURE = "Tidak ada gambar yang disertakan."
TRACED = (
    "Setiap angka dalam laporan ini dihitung dari register yang dibekukan pada tanggal {frozen_on} dan dapat dibuka "
    "sampai ke barisnya melalui tautan pada angka itu."
)
DIGEST = "Sidik kumpulan angka yang dibekukan, yang juga tercatat dalam buku besar kantor:"
DEFINED = "Arti setiap angka"


def annexes(context: Context) -> Chapter:
    return Chapter(8, TITLE, (_register(context), _pictures(context), _traced(context)))


def _register(context: Context) -> Section:
    n = number_of(context.reading("requests.received"))
    said = context.say(REGISTER, n=n) if n.value else context.say(NO_REGISTER)
    decrees = [each for each in context.kept.policies if each.sort == "decree"]
    files = [LIST.format(office=context.office.name, day=long_day(context.frozen.frozen_on))]
    files += [named(each) for each in decrees if each.document]
    blocks: list[Block] = [paragraph(said), plain(ALSO), listing(files)]
    if lacking := [named(each) for each in decrees if not each.document]:
        blocks += [paragraph(context.say(LACKING)), listing(lacking)]
    return Section("register", "Register, daftar, dan keputusan", tuple(blocks))


def _pictures(context: Context) -> Section:
    found = context.kept.pictures
    if not found:
        return Section("pictures", "Gambar", (plain(NO_PICTURE),))
    blocks: tuple[Block, ...] = tuple(Picture(each.title, each.alt, each.content) for each in found)
    return Section("pictures", "Gambar", blocks)


def _traced(context: Context) -> Section:
    said = filled(TRACED, frozen_on=long_day(context.frozen.frozen_on))
    rows = tuple(
        (each.name, each.definition) for each in context.frozen.readings.values() if each.definition and each.name
    )
    blocks: list[Block] = [paragraph(said), plain(DIGEST), plain(context.frozen.digest)]
    if rows:
        columns = (Column("Angka"), Column("Arti", width=3))
        blocks.append(Table("definitions", DEFINED, columns, rows))
    return Section("traced", "Asal setiap angka", tuple(blocks))
