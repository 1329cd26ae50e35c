"""Chapter 5: the public register on the web: what was published, who looked, what was downloaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.figures.rules.measures import printed

from ..content import Chapter, Column, Number, Section, Table
from ..phrasing import Counted, filled, number_of, paragraph, plain
from .context import MONTH, TOTAL, split_chart, split_table

if TYPE_CHECKING:
    from ..content import Block
    from .context import Context

TITLE = "Layanan informasi publik secara elektronik (e-PPID)"
PUBLISHED = "information.published"
VISITORS = "visits.visitors"
VIEWS = "visits.pages"
DOWNLOADS = "visits.downloads"
MOST_ROWS = 20
OTHERS = "Dokumen lainnya"

DOCUMENTS = Counted(
    none="Selama tahun {year} tidak ada dokumen yang diterbitkan dalam Daftar Informasi Publik.",
    many="Selama tahun {year} {office} menerbitkan {n:words} dokumen dalam Daftar Informasi Publik.",
)
NOT_COUNTED = "Kunjungan dan unduhan belum dihitung oleh sistem pada tahun {year}, sehingga angkanya tidak disebut."
VISITED = Counted(
    none="Selama tahun {year} tidak ada kunjungan yang tercatat.",
    many="Jumlah pengunjung harian selama tahun {year} ialah {visitors}, dengan {views} halaman dibuka.",
)
DAILY = (
    "Pengunjung sebulan ialah jumlah pengunjung harian: orang yang datang pada dua hari dihitung dua kali, karena "
    "tidak ada yang dilacak."
)
WHERE = "Unduhan setiap dokumen dapat dibuka melalui tautan pada angka itu."
DOWNLOADED = Counted(
    none="Selama tahun {year} tidak ada unduhan dokumen yang tercatat.",
    many="Selama tahun {year} dokumen diunduh {n} kali.",
)


def e_ppid(context: Context) -> Chapter:
    return Chapter(5, TITLE, (_published(context), _visits(context), _downloads(context)))


def _published(context: Context) -> Section:
    title, n = "Dokumen yang diterbitkan", context.count(PUBLISHED)
    said = DOCUMENTS.about(n.value, n=n, year=str(context.year), office=context.office.name)
    own = context.own_words("e_ppid")
    if not n.value:
        return Section("published", title, (paragraph(said), *own))
    reading = context.reading(PUBLISHED)
    classes = split_table(
        reading, "class", key="classes", title="Dokumen menurut klasifikasi", label="Klasifikasi", unit="dokumen"
    )
    months = split_table(
        reading, MONTH, key="published-months", title="Dokumen menurut bulan terbit", label="Bulan", unit="dokumen"
    )
    blocks: tuple[Block, ...] = (
        paragraph(said),
        split_chart(classes),
        classes,
        split_chart(months, upright=True),
        months,
    )
    return Section("published", title, (*blocks, *own))


def _visits(context: Context) -> Section:
    title = "Pengunjung"
    visitors, views = number_of(context.reading(VISITORS)), number_of(context.reading(VIEWS))
    if visitors.value is None or views.value is None:
        return Section("visits", title, (paragraph(context.say(NOT_COUNTED)),))
    said = VISITED.about(visitors.value, visitors=visitors, views=views, year=str(context.year))
    if not visitors.value:
        return Section("visits", title, (paragraph(said),))
    table = split_table(
        context.reading(VISITORS),
        MONTH,
        key="visits",
        title="Pengunjung harian menurut bulan",
        label="Bulan",
        unit="pengunjung",
    )
    return Section("visits", title, (paragraph(said, filled(DAILY)), split_chart(table, upright=True), table))


def _downloads(context: Context) -> Section:
    title, reading = "Unduhan setiap dokumen", context.reading(DOWNLOADS)
    n = number_of(reading)
    if n.value is None:
        return Section("downloads", title, (paragraph(context.say(NOT_COUNTED)),))
    said = paragraph(DOWNLOADED.about(n.value, n=n, year=str(context.year)))
    if not n.value:
        return Section("downloads", title, (said,))
    found = sorted(context.kept.downloads, key=lambda each: (-each.times, each.title))
    if not found:
        return Section("downloads", title, (said, plain(WHERE)))
    shown = [(each.title, each.times) for each in found[:MOST_ROWS]]
    left = sum(each.times for each in found[MOST_ROWS:])
    rows = [
        (name, Number(f"{reading.key}/document={name}", times, printed(times), reading.unit, reading.rows))
        for name, times in [*shown, *([(OTHERS, left)] if left else [])]
    ]
    columns = (Column("Dokumen", width=4), Column("Unduhan", numeric=True, summed=True))
    table = Table("downloads", "Unduhan menurut dokumen", columns, tuple(rows), (TOTAL, n))
    return Section("downloads", title, (said, table))
