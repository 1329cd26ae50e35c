"""The numbers of visits. Their definition is one: what rules/counting.py lets through."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from telusur.kernel.figures.rules.definitions import Column, Dimension, Figure, Row
from telusur.kernel.figures.rules.facts import WHOLE
from telusur.kernel.figures.rules.tallies import Tally, total
from telusur.kernel.figures.selectors import asked_once, define
from telusur.kernel.offices import selectors as offices

from . import selectors
from .labels import FORMATS, WAYS, way_name
from .rules.counting import DOWNLOADS, PAGES
from .rules.referrers import kind_of_way
from .things import things_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.utils.functional import _StrPromise as StrPromise

    from telusur.kernel.figures.rules.definitions import Cell
    from telusur.kernel.figures.rules.facts import CellKey, Daily
    from telusur.kernel.figures.rules.periods import Period
    from telusur.kernel.offices.models import Office

    from .models import HourlyCounter

GROUP = pgettext_lazy("figures", "Kunjungan dan unduhan")
SOURCE = _("Definisi hitungan kunjungan (docs/visits.md)")
NOT_COUNTED = _(
    "Tidak dihitung: robot (menurut daftar bertanggal dan menurut kelakuannya), pratinjau tautan, halaman yang diambil "
    "peramban sebelum diminta, petugas kantor yang sedang masuk, dan dari satu alamat (IPv6: satu jaringan /64) apa "
    "yang melebihi 50 pengunjung atau 5.000 kali sehari di satu kantor. Tidak ada kuki, alamat, atau sidik peramban "
    "yang disimpan."
)
MONTH = Dimension("month", _("Bulan"), {f"{number:02d}": name for number, name in MONTHS.items()})
HOUR = Dimension("hour", _("Jam"), {f"{hour:02d}": f"{hour:02d}.00–{hour:02d}.59" for hour in range(24)})
FORMAT = Dimension("kind_of_file", _("Format"), FORMATS)  # `?format=` asks for an export
WAY = Dimension("way", _("Datang dari"), WAYS)
COLUMNS = (
    Column("day", _("Tanggal")),
    Column("hour", _("Jam")),
    Column("thing", _("Yang dibuka")),
    Column("way", _("Datang dari")),
    Column("format", _("Format")),
    Column("count", _("Berapa kali")),
)
# whoever asks for a page may name any house: what it says is for officers, never printed on a page of the state
OFFICER_COLUMNS = (*COLUMNS, Column("from", _("Nama situs atau halaman asal")))


def defined(text: StrPromise) -> StrPromise:
    """Return a definition with what none of these numbers counts."""
    return format_lazy("{} {}", text, NOT_COUNTED)


def pages_seen(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return the hourly counters of an office's pages, oldest first."""
    return _counters(office_id, period, PAGES, on)


def things_taken(office_id: int, period: Period, on: date) -> Sequence[Row]:
    """Return the hourly counters of an office's files and tables, oldest first."""
    return _counters(office_id, period, DOWNLOADS, on)


def pages_by_day(office_id: int, period: Period, _on: date) -> Daily:
    """Return what the rows of `pages_seen` come to on each day, added up by the database."""
    return _by_day(office_id, period, PAGES, (MONTH, HOUR, WAY))


def taken_by_day(office_id: int, period: Period, _on: date) -> Daily:
    """Return what the rows of `things_taken` come to on each day, added up by the database."""
    return _by_day(office_id, period, DOWNLOADS, (MONTH, HOUR, FORMAT, WAY))


def _by_day(office_id: int, period: Period, kinds: Iterable[str], dimensions: Sequence[Dimension]) -> Daily:
    office = asked_once(offices.office_by_id)(office_id=office_id)
    found: Daily = {}
    parts: dict[tuple[date, CellKey], dict[int, int]] = {}
    for each in selectors.daily_tallies(office_code=office.code, start=period.start, end=period.end, kinds=kinds):
        cells = {"month": f"{each.day.month:02d}", "hour": f"{each.hour:02d}", FORMAT.key: each.format, "way": each.way}
        for cell in (WHOLE, *((one.key, cells[one.key]) for one in dimensions)):
            values = parts.setdefault((each.day, cell), {})
            values[each.count] = values.get(each.count, 0) + each.rows
    for (day, cell), values in sorted(parts.items()):
        found.setdefault(day, {})[cell] = Tally(sum(values.values()), values)
    return found


def _counters(office_id: int, period: Period, kinds: Iterable[str], on: date) -> Sequence[Row]:
    office = asked_once(offices.office_by_id)(office_id=office_id)
    return _rows(
        office, selectors.counters(office_code=office.code, start=period.start, end=period.end, kinds=kinds), on
    )


def _part(
    office_id: int, period: Period, on: date, cell: CellKey, places: slice, *, kinds: Iterable[str]
) -> Sequence[Row]:
    """Return the counters of one cell at these places, oldest first."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    found = selectors.counters(office_code=office.code, start=period.start, end=period.end, kinds=kinds)
    narrowed = {
        "": lambda: found,
        "month": lambda: found.in_month(int(cell[1]), zone=office.time_zone) if cell[1].isdecimal() else found.none(),
        "hour": lambda: found.in_hour(int(cell[1]), zone=office.time_zone) if cell[1].isdecimal() else found.none(),
        "way": lambda: found.by_way(cell[1]),
        FORMAT.key: lambda: found.filter(format=cell[1]),
    }
    return _rows(office, narrowed[cell[0]]()[places], on)


def _rows(office: Office, counters: Iterable[HourlyCounter], on: date) -> Sequence[Row]:
    zone, found = ZoneInfo(office.time_zone), list(counters)
    shown = things_shown(office=office, things={(row.kind, row.key) for row in found}, on=on)
    rows = []
    for row in found:
        local = row.hour.astimezone(zone)
        columns: dict[str, Cell] = {
            "day": local.date(),
            "hour": f"{local:%H}.00",
            "thing": shown[row.kind, row.key].told_apart,
            "way": str(WAYS[kind_of_way(row.referrer)]),
            "from": way_name(row.referrer),
            "format": row.format.upper(),
            "count": row.count,
        }
        groups = {
            "month": f"{local:%m}",
            "hour": f"{local:%H}",
            FORMAT.key: row.format,
            "way": kind_of_way(row.referrer),
        }
        rows.append(Row(id=row.pk, columns=columns, groups=groups, value=row.count, day=local.date()))
    return rows


def days_of_visitors(office_id: int, period: Period, _on: date) -> Sequence[Row]:
    """Return the days of the period with how many different visitors came on each."""
    office = asked_once(offices.office_by_id)(office_id=office_id)
    days = selectors.daily_visitors(office_code=office.code, start=period.start, end=period.end)
    return [
        Row(
            id=day.toordinal(),
            columns={"day": day, "count": number},
            groups={"month": f"{day.month:02d}"},
            value=number,
            day=day,
        )
        for day, number in days
    ]


define(
    Figure(
        key="visits.pages",
        group=GROUP,
        name=_("Halaman dibuka"),
        unit=_("kali"),
        definition=defined(
            _("Berapa kali halaman umum kantor ini dibuka: yang diminta untuk dilihat dan diserahkan kepada pembaca.")
        ),
        source=SOURCE,
        rows=pages_seen,
        by_day=pages_by_day,
        part=partial(_part, kinds=PAGES),
        live=True,
        began=selectors.counted_since,
        measure=total,
        dimensions=(MONTH, HOUR, WAY),
        public_columns=COLUMNS,
        officer_columns=OFFICER_COLUMNS,
        officer_permission="visits.see",
    )
)
define(
    Figure(
        key="visits.visitors",
        group=GROUP,
        name=_("Pengunjung (jumlah pengunjung harian)"),
        unit=_("pengunjung harian"),
        definition=defined(
            _(
                "Jumlah pengunjung berbeda pada setiap hari, dijumlahkan sepanjang masa: yang datang pada dua hari "
                "terhitung dua kali, sebab tidak ada yang disimpan untuk mengenalinya kembali. Pengunjung dibedakan "
                "menurut sidik teracak dari alamat, peramban, dan kantor, dengan kunci harian yang dibuang pada tengah "
                "malam; orang yang berbagi alamat dan peramban yang sama terhitung satu."
            )
        ),
        source=SOURCE,
        rows=days_of_visitors,
        live=True,
        began=selectors.counted_since,
        measure=total,
        dimensions=(MONTH,),
        public_columns=(COLUMNS[0], Column("count", _("Pengunjung"))),
        officer_columns=(COLUMNS[0], Column("count", _("Pengunjung"))),
        officer_permission="visits.see",
    )
)
define(
    Figure(
        key="visits.downloads",
        group=GROUP,
        name=_("Unduhan"),
        unit=_("kali"),
        definition=defined(
            _(
                "Berapa kali berkas terbuka dan tabel kantor ini diserahkan kepada pembaca, utuh atau mulai dari "
                "awalnya; berkas yang masih disimpan peramban dan sambungan unduhan yang terputus tidak terhitung "
                "lagi. Unduhan sebuah dokumen ialah unduhan berkasnya dalam semua versi."
            )
        ),
        source=SOURCE,
        rows=things_taken,
        by_day=taken_by_day,
        part=partial(_part, kinds=DOWNLOADS),
        live=True,
        began=selectors.counted_since,
        measure=total,
        dimensions=(MONTH, HOUR, FORMAT, WAY),
        public_columns=COLUMNS,
        officer_columns=OFFICER_COLUMNS,
        officer_permission="visits.see",
    )
)
