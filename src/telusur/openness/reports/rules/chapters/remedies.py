"""Chapter 4: objections with their replies, disputes with their rulings, and how each was carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..content import Chapter, Column, Number, Section, Table
from ..phrasing import Counted, cell_of, filled, number_of, paragraph, percent, sum_of
from .context import TOTAL, name_of, split_table

if TYPE_CHECKING:
    from ..content import Block, Part
    from .context import Context

TITLE = "Rincian keberatan dan penyelesaian sengketa informasi publik"
OBJECTIONS = "requests.objections"
DISPUTES = "requests.disputes"
AGREED = "agreed"

OBJECTED = Counted(
    none="Selama tahun {year} tidak ada keberatan yang diajukan kepada Atasan PPID {office}.",
    many="Selama tahun {year} Atasan PPID {office} menerima {n:words} keberatan.",
)
GROUNDS = "Satu keberatan dapat menyebut beberapa alasan, jadi banyaknya alasan bukan banyaknya keberatan."
NOTHING_TO_REPLY = "Tidak ada tanggapan maupun perintah yang dikeluarkan karena tidak ada keberatan yang diajukan."
REPLIED = Counted(
    none="Belum ada keberatan yang ditanggapi tertulis.",
    many="Atasan PPID sudah menanggapi {n:words} keberatan secara tertulis.",
)
REPLY_DAYS = "Median waktu tanggapan {median} hari kerja dari {n} keberatan yang ditanggapi."
REPLIES_IN_TIME = "Tanggapan yang diberikan tepat waktu mencapai {share} persen."
NO_ORDER = "Tidak ada perintah Atasan PPID yang harus dilaksanakan."
ORDERS = "Perintah Atasan PPID yang dilaksanakan tepat waktu mencapai {share} persen."
DISPUTED = Counted(
    none="Selama tahun {year} tidak ada sengketa informasi publik yang diajukan ke Komisi Informasi.",
    many="Selama tahun {year} sengketa informasi publik yang diajukan ke Komisi Informasi sebanyak {n:words} sengketa.",
)
STILL = Counted(
    none="Tidak ada sengketa yang belum selesai pada akhir tahun {year}.",
    many="Pada akhir tahun {year} masih ada {n} sengketa yang belum selesai, termasuk dari tahun sebelumnya.",
)
NO_RESULT = Counted(
    none="Tidak ada mediasi maupun ajudikasi karena tidak ada sengketa yang diajukan pada tahun {year}.",
    many="Belum ada sengketa tahun {year} yang diputus maupun disepakati.",
)
MEDIATED = Counted(
    none="Tidak ada yang selesai dengan kesepakatan mediasi.",
    many="Kesepakatan mediasi menyelesaikan {n} sengketa.",
)
RULED = Counted(
    none="Tidak ada yang diputus melalui ajudikasi atau pengadilan.",
    many="Ajudikasi atau pengadilan memutus {n} sengketa.",
)
CARRIED_OUT = "Putusan dan kesepakatan yang dilaksanakan tepat waktu mencapai {share} persen."
NOT_DUE = "Tidak ada putusan atau kesepakatan yang sudah jatuh tempo pelaksanaannya."
SUED = Counted(
    none="Tidak ada gugatan ke pengadilan atas putusan Komisi Informasi pada tahun {year}.",
    many="Gugatan ke pengadilan atas putusan Komisi Informasi pada tahun {year} sebanyak {n:words} gugatan.",
)
COURT_RULED = Counted(
    none="Tidak ada putusan pengadilan yang dijatuhkan pada tahun {year}, sehingga tidak ada yang dilaksanakan.",
    many="Putusan pengadilan yang dijatuhkan pada tahun {year} sebanyak {n:words} putusan.",
)


def remedies(context: Context) -> Chapter:
    return Chapter(
        4,
        TITLE,
        (
            _objections(context),
            _replies(context),
            _disputes(context),
            _results(context),
            _suits(context),
            _rulings(context),
        ),
    )


def _objections(context: Context) -> Section:
    title, n = "Keberatan yang diterima", context.count(OBJECTIONS)
    said = OBJECTED.about(n.value, n=n, year=str(context.year), office=context.office.name)
    blocks: list[Block] = [paragraph(said)]
    if n.value:
        grounds = context.reading("requests.objection_grounds")
        rows = tuple(
            (name_of(cell), cell_of(grounds, "ground", cell)) for cell in grounds.split("ground").cells if cell.value
        )
        columns = (Column("Alasan menurut Pasal 35 ayat (1)", width=4), Column("Banyaknya", numeric=True, summed=True))
        total = (TOTAL, number_of(grounds))
        blocks.append(Table("grounds", "Alasan keberatan", columns, rows, total, GROUNDS))
    return Section("objections", title, (*blocks, *context.own_words("disputes")))


def _replies(context: Context) -> Section:
    title = "Tanggapan atas keberatan dan pelaksanaannya"
    n, replied = context.count(OBJECTIONS), context.count("requests.objections_replied")
    if not n.value:
        return Section("replies", title, (paragraph(filled(NOTHING_TO_REPLY)),))
    median = number_of(context.reading("requests.objection_days_median"))
    in_time = number_of(context.reading("requests.objections_in_time"))
    orders = number_of(context.reading("requests.orders_in_time"))
    said = [REPLIED.about(replied.value, n=replied)]
    if replied.value and median.value is not None:
        said.append(filled(REPLY_DAYS, median=median, n=replied))
    if in_time.value is not None:
        said.append(filled(REPLIES_IN_TIME, share=_exact(in_time)))
    said.append(filled(NO_ORDER) if orders.value is None else filled(ORDERS, share=_exact(orders)))
    reading = context.reading(OBJECTIONS)
    table = split_table(
        reading,
        "verdict",
        key="verdicts",
        title="Keberatan menurut putusan Atasan PPID",
        label="Putusan",
        unit="keberatan",
    )
    return Section("replies", title, (paragraph(*said), table))


def _disputes(context: Context) -> Section:
    title, n = "Penyelesaian sengketa ke Komisi Informasi", context.count(DISPUTES)
    still = context.count("requests.disputes_open")
    said = DISPUTED.about(n.value, n=n, year=str(context.year))
    told = STILL.about(still.value, n=still, year=str(context.year)) if n.value or still.value else ()
    if not n.value:
        return Section("disputes", title, (paragraph(said, told),))
    reading = context.reading(DISPUTES)
    table = split_table(
        reading,
        "commission",
        key="commissions",
        title="Sengketa menurut Komisi Informasi",
        label="Diajukan ke",
        unit="sengketa",
    )
    return Section("disputes", title, (paragraph(said, told), table))


def _results(context: Context) -> Section:
    title = "Hasil mediasi dan ajudikasi beserta pelaksanaannya"
    n, reading = context.count(DISPUTES), context.reading("requests.disputes_by_outcome")
    if not reading.value:
        return Section("results", title, (paragraph(NO_RESULT.about(n.value, year=str(context.year))),))
    cells = reading.split("outcome").cells
    agreed = sum_of(
        f"{reading.key}/outcome={AGREED}",
        [cell_of(reading, "outcome", cell) for cell in cells if cell.key == AGREED],
        rows=reading.rows,
    )
    ruled = sum_of(
        f"{reading.key}/ruled",
        [cell_of(reading, "outcome", cell) for cell in cells if cell.key not in (AGREED, "")],
        rows=reading.rows,
    )
    done = number_of(context.reading("requests.rulings_in_time"))
    carried: tuple[Part, ...] = filled(NOT_DUE) if done.value is None else filled(CARRIED_OUT, share=_exact(done))
    said = paragraph(MEDIATED.about(agreed.value, n=agreed), RULED.about(ruled.value, n=ruled), carried)
    table = split_table(
        reading, "outcome", key="results", title="Sengketa yang diputus atau disepakati", label="Hasil", unit="sengketa"
    )
    return Section("results", title, (said, table))


def _suits(context: Context) -> Section:
    n = context.count("requests.suits")
    said = SUED.about(n.value, n=n, year=str(context.year))
    return Section("suits", "Gugatan ke pengadilan", (paragraph(said),))


def _rulings(context: Context) -> Section:
    reading, n = context.reading("requests.court_rulings"), context.count("requests.court_rulings")
    said = paragraph(COURT_RULED.about(n.value, n=n, year=str(context.year)))
    title = "Putusan pengadilan dan pelaksanaannya"
    if not n.value:
        return Section("rulings", title, (said,))
    table = split_table(
        reading,
        "forum",
        key="rulings",
        title="Putusan pengadilan menurut pengadilannya",
        label="Pengadilan",
        unit="putusan",
    )
    return Section("rulings", title, (said, table))


def _exact(number: Number) -> Number:
    return Number(number.key, number.value, percent(number.value), number.unit, number.rows)
