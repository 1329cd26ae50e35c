"""Files of days: those this installation ships and those an office loads later have one form.

    [[year]]
    year = 2028
    valid_from = 2028-01-01
    source = "SKB … Nomor …"
    confirmed = true

    [[day]]
    on = 2028-01-01
    name = "Tahun Baru 2028 Masehi"
    kind = "national_holiday"      # joint_leave, regional_holiday, cancelled
    scope = ""                     # awalan kode wilayah; kosong berarti nasional
    source = "SKB … Nomor …"
    confirmed = true

A `[[year]]` row says that the file holds every national day of that year; single days do not need one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime

from .calendar import Day, Kind

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class DayFault:
    """What is wrong with one row of a file of days, and how to mend it. `row` counts from 1; 0 is the file itself."""

    table: str
    row: int
    field: str
    text: str

    def __str__(self) -> str:
        place = f"[[{self.table}]] baris {self.row}, {self.field}: " if self.row else ""
        return f"{place}{self.text}"


def parse_days(text: str) -> tuple[list[Day], dict[int, str], list[DayFault]]:
    """Return the days of a file, the whole years it gives with their decree, and everything wrong with it."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [], {}, [DayFault("", 0, "", f"Berkas bukan TOML yang sah: {error}.")]
    faults = [
        DayFault("", 0, "", f"Bagian [{name}] tidak dikenal; yang dibaca hanya [[year]] dan [[day]].")
        for name in content
        if name not in {"year", "day"}
    ]
    years: dict[int, str] = {}
    days: list[Day] = []
    for number, row in enumerate(_table(content, "year", faults), start=1):
        wrong = _year_faults(number, row)
        faults += wrong
        if not wrong:
            years[int(str(row["year"]))] = str(row["source"]).strip()
    seen: set[tuple[date, str]] = set()
    for number, row in enumerate(_table(content, "day", faults), start=1):
        wrong = _day_faults(number, row)
        if not wrong:
            day = _day(row)
            if (day.on, day.scope) not in seen:
                seen.add((day.on, day.scope))
                days.append(day)
                continue
            wrong = [DayFault("day", number, "on", f"{day.on} sudah ada di baris lain; gabungkan menjadi satu.")]
        faults += wrong
    if not faults and not days and not years:
        faults.append(DayFault("", 0, "", "Berkas tidak memuat satu hari pun; isi dengan [[day]]."))
    return days, years, faults


def _table(content: dict[str, object], name: str, faults: list[DayFault]) -> list[dict[str, object]]:
    rows = content.get(name, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows
    faults.append(DayFault("", 0, "", f"Tulis [[{name}]] dengan dua kurung siku; setiap baris satu bagian."))
    return []


def _day(row: dict[str, object]) -> Day:
    on = row["on"]
    assert isinstance(on, date)  # noqa: S101 what _day_faults proved, said to the type checker
    return Day(
        on=on,
        name=str(row["name"]).strip(),
        kind=Kind(str(row["kind"])),
        source=str(row["source"]).strip(),
        confirmed=bool(row["confirmed"]),
        scope=str(row.get("scope", "")),
    )


def _year_faults(number: int, row: dict[str, object]) -> list[DayFault]:
    wrong = _decree_faults("year", number, row)
    year = row.get("year")
    if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        wrong.append(DayFault("year", number, "year", f"{year!r} bukan tahun; tulis empat angka, misalnya 2028."))
    return wrong


def _day_faults(number: int, row: dict[str, object]) -> list[DayFault]:
    wrong = _decree_faults("day", number, row)
    on, kind, scope = row.get("on"), row.get("kind"), row.get("scope", "")
    if not isinstance(on, date) or isinstance(on, datetime):
        wrong.append(DayFault("day", number, "on", f"{on!r} bukan tanggal; tulis seperti 2028-01-26 tanpa kutip."))
    elif not FIRST_YEAR <= on.year <= LAST_YEAR:
        wrong.append(DayFault("day", number, "on", f"{on} di luar tahun {FIRST_YEAR}–{LAST_YEAR}; periksa tahunnya."))
    if not (isinstance(row.get("name"), str) and str(row["name"]).strip()):
        wrong.append(DayFault("day", number, "name", 'Kosong; isi nama hari, misalnya "Hari Raya Natal".'))
    if kind not in set(Kind):
        wrong.append(DayFault("day", number, "kind", f"{kind!r} tidak dikenal; pakai {', '.join(Kind)}."))
    if not isinstance(scope, str) or not (scope == "" or scope.isdigit()):
        wrong.append(DayFault("day", number, "scope", f'{scope!r} bukan kode wilayah; tulis "" atau misalnya "36".'))
    elif kind == Kind.REGIONAL_HOLIDAY and not scope:
        wrong.append(DayFault("day", number, "scope", 'Libur daerah harus menyebut kode wilayahnya, misalnya "36".'))
    elif kind == Kind.NATIONAL_HOLIDAY and scope:
        wrong.append(DayFault("day", number, "scope", "Libur nasional tidak punya kode wilayah; kosongkan."))
    return wrong


def _decree_faults(table: str, number: int, row: dict[str, object]) -> list[DayFault]:
    wrong = []
    if not (isinstance(row.get("source"), str) and str(row["source"]).strip()):
        wrong.append(DayFault(table, number, "source", "Kosong; isi nomor keputusan yang menetapkan hari ini."))
    if not isinstance(row.get("confirmed"), bool):
        wrong.append(DayFault(table, number, "confirmed", "Tulis true bila keputusan sudah dibaca, false bila belum."))
    return wrong
