"""The file of offices: one row an office, read as a whole, every fault with its place and its remedy.

The language of the file is Indonesian, like the people who write it; so are the weekdays of `jam_buka`:
`Senin-Jumat 09.00-15.00 istirahat 12.00-13.00; Sabtu 09.00-12.00`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time
from typing import TYPE_CHECKING

from .opening import Hours, HoursImpossible, weekdays_together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
REQUIRED = ("kode", "nama", "jenis", "induk", "slug", "zona")
OPTIONAL = ("wilayah", "kota", "alamat", "jam_buka", "telepon", "whatsapp", "surel", "situs")
KINDS = {"nasional": "national", "provinsi": "province", "kabupaten": "regency", "kota": "city"}
ABOVE = {"national": (), "province": ("national",), "regency": ("province",), "city": ("province",)}
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
CHANNELS = {"telepon": "phone", "whatsapp": "whatsapp", "surel": "email", "situs": "website"}
# First words of fixed addresses; an office with such a slug could not be reached.
RESERVED_SLUGS = frozenset(
    {
        "aksesibilitas",
        "akun",
        "api",
        "bahasa",
        "berkas",
        "cari",
        "demo",
        "hasil",
        "huruf",
        "jaringan",
        "kesehatan",
        "masuk",
        "meja",
        "permohonan",
        "pleno",
        "privasi",
        "rekapitulasi",
        "sehat",
        "sop",
        "static",
        "surat",
        "tentang",
    }
)
LENGTHS = {"kode": 13, "nama": 120, "slug": 60, "kota": 60, "telepon": 200, "whatsapp": 200, "surel": 200, "situs": 200}

_CODE = re.compile(r"[0-9]{1,13}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_TIMES = r"(\d{1,2}[.:]\d{2})\s*[-–]\s*(\d{1,2}[.:]\d{2})"
_HOURS = re.compile(rf"([a-z]+)(?:\s*[-–]\s*([a-z]+))?\s+{_TIMES}(?:,?\s+istirahat\s+{_TIMES})?", re.IGNORECASE)


class HoursUnreadable(ValueError):
    """A part of `jam_buka` does not follow the pattern; the message is that part."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where, what stands there, what to do."""

    row: int
    column: str
    value: str
    remedy: str


@dataclass(frozen=True)
class OfficeRow:
    """One office as its row says it. Empty optional cells are absent here: they change nothing."""

    line: int
    code: str
    name: str
    kind: str
    parent_code: str
    slug: str
    time_zone: str
    territory_codes: tuple[str, ...]
    city: str = ""
    address: str = ""
    week: Mapping[int, Hours] | None = None
    channels: tuple[tuple[str, str], ...] = field(default=())


def read_week(text: str) -> dict[int, Hours]:
    """Return hours by weekday (0 is Monday). Raises: HoursUnreadable, HoursImpossible."""
    numbers = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
    week: dict[int, Hours] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        found = _HOURS.fullmatch(part)
        if not found:
            raise HoursUnreadable(part)
        first, last, *times = found.groups()
        days = [numbers.get(name.lower()) for name in (first, last or first)]
        if None in days or days[1] < days[0]:  # type: ignore[operator]
            raise HoursUnreadable(part)
        hours = Hours(*(_time(text, part) if text else None for text in times))  # type: ignore[arg-type]
        for day in range(days[0], days[1] + 1):  # type: ignore[arg-type, operator]
            if day in week:
                raise HoursUnreadable(part)
            week[day] = hours
    return week


def write_week(week: Mapping[int, Hours]) -> str:
    """Return the text that `read_week` reads back."""
    parts = []
    for first, last, hours in weekdays_together(dict(week)):
        days = WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"
        rest = ""
        if hours.break_from and hours.break_until:
            rest = f" istirahat {hours.break_from:%H.%M}-{hours.break_until:%H.%M}"
        parts.append(f"{days} {hours.opens:%H.%M}-{hours.closes:%H.%M}{rest}")
    return "; ".join(parts)


def read_offices(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    known: Mapping[str, str],
    slugs: Mapping[str, str],
    withdrawn: frozenset[str],
) -> tuple[list[OfficeRow], list[Fault]]:
    """Return the offices of a file and every fault in it; use the offices only when there is no fault.

    header: the names of line 1. rows: the lines below it (the first of them is line 2).
    known: kind by code of the offices that exist already. slugs: the code of the office that owns each slug.
    withdrawn: codes of offices that ceased.
    """
    names = [name.strip().lower() for name in header]
    faults = _header_faults(names)
    if faults:
        return [], faults
    offices: list[OfficeRow] = []
    kinds = {**known, **{_cell(names, row, "kode"): KINDS.get(_cell(names, row, "jenis").lower(), "") for row in rows}}
    seen: dict[tuple[str, str], int] = {}
    for line, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(names):
            faults.append(Fault(line, "", row[len(names)], "Hapus isi di kanan kolom terakhir."))
            continue
        cells = {name: _cell(names, row, name) for name in (*REQUIRED, *OPTIONAL)}
        found = [Fault(line, column, cells[column], remedy) for column, remedy in _cell_faults(cells, kinds, withdrawn)]
        if slugs.get(cells["slug"], cells["kode"]) != cells["kode"]:
            found.append(Fault(line, "slug", cells["slug"], f"Dipakai kantor {slugs[cells['slug']]}; isi yang lain."))
        for column in ("kode", "slug"):
            before = seen.setdefault((column, cells[column]), line)
            if cells[column] and before != line:
                found.append(Fault(line, column, cells[column], f"Sudah dipakai di baris {before}; isi yang lain."))
        faults += found
        if not found:
            offices.append(_office(line, cells))
    return offices, faults


def _header_faults(names: Sequence[str]) -> list[Fault]:
    faults = [
        Fault(1, name, "", f"Tambahkan kolom ini. Kolom wajib: {', '.join(REQUIRED)}.")
        for name in REQUIRED
        if name not in names
    ]
    faults += [
        Fault(
            1,
            name,
            name,
            f"Hapus kolom ini atau perbaiki namanya. Kolom yang dikenal: {', '.join(REQUIRED + OPTIONAL)}.",
        )
        for name in names
        if name not in REQUIRED + OPTIONAL
    ]
    faults += [
        Fault(1, name, name, "Kolom ini muncul lebih dari sekali; sisakan satu.")
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    return faults


def _cell(names: Sequence[str], row: Sequence[str], column: str) -> str:
    place = names.index(column) if column in names else len(row)
    return row[place].strip() if place < len(row) else ""


def _cell_faults(
    cells: Mapping[str, str], kinds: Mapping[str, str], withdrawn: frozenset[str]
) -> list[tuple[str, str]]:
    """Return (column, remedy) for everything wrong in one row, looked at by itself and beside the office tree."""
    faults: list[tuple[str, str]] = []
    kind = KINDS.get(cells["jenis"].lower())
    if not _CODE.fullmatch(cells["kode"]):
        faults.append(("kode", "Isi kode wilayah: angka saja, paling banyak 13 angka."))
    if cells["kode"] in withdrawn:
        faults.append(("kode", "Kode milik kantor yang sudah ditutup tidak dipakai lagi; isi kode lain."))
    if not cells["nama"]:
        faults.append(("nama", "Isi nama kantor."))
    if kind is None:
        faults.append(("jenis", f"Isi salah satu: {', '.join(KINDS)}."))
    else:
        faults += _parent_faults(kind, cells, kinds)
    faults += _address_faults(cells)
    faults += [
        (column, f"Persingkat sampai paling banyak {length} huruf.")
        for column, length in LENGTHS.items()
        if len(cells[column]) > length
    ]
    return faults + _week_faults(cells["jam_buka"])


def _address_faults(cells: Mapping[str, str]) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    if not _SLUG.fullmatch(cells["slug"]):
        faults.append(("slug", "Isi dengan huruf kecil, angka, dan tanda hubung, misalnya kota-serang."))
    elif cells["slug"] in RESERVED_SLUGS:
        faults.append(("slug", "Kata ini dipakai alamat lain; isi misalnya dengan nama wilayah."))
    if cells["zona"].upper() not in ZONES:
        faults.append(("zona", f"Isi salah satu: {', '.join(ZONES)}."))
    if not all(_CODE.fullmatch(code) for code in cells["wilayah"].split()):
        faults.append(("wilayah", "Isi kode wilayah dipisah spasi, angka saja."))
    if cells["surel"] and not _EMAIL.fullmatch(cells["surel"]):
        faults.append(("surel", "Isi alamat surel yang lengkap, misalnya ppid@kpu.go.id."))
    if cells["situs"] and not cells["situs"].startswith("https://"):
        faults.append(("situs", "Isi alamat lengkap yang berawal https://."))
    return faults


def _parent_faults(kind: str, cells: Mapping[str, str], kinds: Mapping[str, str]) -> list[tuple[str, str]]:
    above, parent = ABOVE[kind], cells["induk"]
    if not above:
        return [("induk", "Kantor nasional tidak berinduk; kosongkan.")] if parent else []
    if parent not in kinds:
        return [("induk", "Isi kode kantor induk yang sudah ada atau ada di berkas ini.")]
    if kinds[parent] not in above:
        return [("induk", f"Induk kantor {cells['jenis'].lower()} harus kantor {_written(above[0])}.")]
    return []


def _week_faults(text: str) -> list[tuple[str, str]]:
    pattern = "Senin-Jumat 09.00-15.00 istirahat 12.00-13.00; Sabtu 09.00-12.00"
    try:
        read_week(text)
    except HoursUnreadable as error:
        return [("jam_buka", f"Bagian “{error}” tidak terbaca; tulis seperti {pattern}.")]
    except HoursImpossible:
        return [("jam_buka", "Jam tutup harus setelah jam buka, dan istirahat di antaranya.")]
    return []


def _written(kind: str) -> str:
    return next(word for word, known in KINDS.items() if known == kind)


def _time(text: str, part: str) -> time:
    hour, minute = map(int, re.split(r"[.:]", text))
    try:
        return time(hour, minute)
    except ValueError as error:
        raise HoursUnreadable(part) from error


def _office(line: int, cells: Mapping[str, str]) -> OfficeRow:
    return OfficeRow(
        line=line,
        code=cells["kode"],
        name=cells["nama"],
        kind=KINDS[cells["jenis"].lower()],
        parent_code=cells["induk"],
        slug=cells["slug"],
        time_zone=ZONES[cells["zona"].upper()],
        territory_codes=tuple(cells["wilayah"].split()),
        city=cells["kota"],
        address=cells["alamat"],
        week=read_week(cells["jam_buka"]) if cells["jam_buka"] else None,
        channels=tuple((kind, cells[column]) for column, kind in CHANNELS.items() if cells[column]),
    )
