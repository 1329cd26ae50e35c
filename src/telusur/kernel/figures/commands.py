from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import selectors as offices

from . import selectors, services
from .rules.measures import Value, plain
from .rules.periods import BadPeriod, NotBegun, period_on

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office

    from .rules.definitions import Figure
    from .rules.facts import Difference


@click.group()
def figures() -> None:
    """Angka layanan, masing-masing dengan definisi dan barisnya."""


@figures.command()
@click.option("--office", "office_code", default=NATIONAL_OFFICE, show_default=True, help="Kode kantor.")
@click.option("--year", "period_text", help="Tahun (2024), triwulan (2024-Q1) atau bulan (2024-03). Bawaan: tahun ini.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def show(office_code: str, period_text: str | None, *, as_json: bool) -> None:
    """Cetak setiap angka: kunci, nilai, satuan, definisi dan banyak baris."""
    office = _office(office_code)
    on = offices.local_day(office=office, at=timezone.now())
    try:
        period = period_on(period_text or "", on=on)
    except NotBegun as error:
        message = f"Masa {period_text} belum dimulai; yang belum terjadi belum ada angkanya."
        raise click.ClickException(message) from error
    except BadPeriod as error:
        message = f"“{period_text}” bukan masa yang dikenal. Tulis tahun 2024, triwulan 2024-Q1 atau bulan 2024-03."
        raise click.ClickException(message) from error
    readings = selectors.tell_all(office_id=office.pk, office_code=office.code, period=period, on=on)
    lines = [line for reading in readings for line in _lines(reading)]
    if as_json:
        print(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for line in lines:
        print(f"{line['key']:<52} {line['printed']:>10} {line['unit']:<12} ({line['rows']} baris)")
        for note in line.get("notes", []):
            print(f"  ! {note}")


def _office(code: str) -> Office:
    try:
        return offices.office_by_code(code=code)
    except ObjectDoesNotExist as error:
        message = f"Tidak ada kantor dengan kode {code}. Lihat daftarnya: telusur offices list."
        raise click.ClickException(message) from error


FAULTS = {
    "content": "isinya bukan lagi yang disidik",
    "no_act": "tidak ada pembekuannya di buku besar",
    "act": "lain daripada yang dikatakan buku besar tentang pembekuannya",
    "gone": "dibekukan menurut buku besar, tetapi sudah tidak ada",
}
OFFICE = click.option("--office", "office_code", help="Kode kantor. Bawaan: semua kantor.")
YEAR = click.option("--year", type=click.IntRange(2000, 2199), help="Tahun. Bawaan: semua tahun.")


@figures.command()
@OFFICE
@YEAR
def rebuild(office_code: str | None, year: int | None) -> None:
    """Hitung ulang fakta harian dari baris-barisnya, seluruhnya."""
    at = timezone.now()
    chosen = [_office(office_code)] if office_code else list(offices.working_offices())
    for office in chosen:
        on = offices.local_day(office=office, at=at)
        years = {"first": year or services.FIRST_YEAR, "last": year or on.year}
        written = services.rebuild(office_code=office.code, on=on, at=at, whole=True, **years)
        if written or office_code:
            print(f"{office.code} {office.name}: {', '.join(map(str, written)) or 'tidak ada fakta'}")
    print(f"{len(chosen)} kantor dihitung ulang.")


@figures.command()
@OFFICE
@YEAR
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def verify(office_code: str | None, year: int | None, *, as_json: bool) -> None:
    """Hitung ulang setiap fakta tersimpan dari baris-barisnya, dan sebut setiap perbedaan.

    Keluar dengan 1 bila ada fakta yang berbeda padahal kantornya tidak berubah sejak fakta itu dihitung. Fakta yang
    menunggu dihitung ulang disebut tersendiri. Angka beku disidik ulang dan dicocokkan dengan buku besar.
    """
    if office_code:
        _office(office_code)
    with selectors.one_moment():
        report = selectors.verified(office_code=office_code, year=year)
        sets, broken = selectors.broken_sets(office_code=office_code)
    if as_json:
        told = {**asdict(report), "frozen_sets": sets, "broken_sets": [asdict(each) for each in broken]}
        print(json.dumps(told, ensure_ascii=False, indent=1, default=str))
    else:
        for waiting in report.waiting:
            print(f"{waiting}: berubah sejak dihitung, menunggu dihitung ulang (telusur figures rebuild)")
        for each in report.differences:
            print(_difference(each))
        print(f"{report.checked} fakta diperiksa dari baris-barisnya, {len(report.differences)} berbeda.")
        for taken in broken:
            print(f"Angka beku {taken.office}, {taken.period}: {taken.digest[:12]}: {FAULTS[taken.fault]}.")
        print(f"{sets} himpunan angka beku disidik ulang, {len(broken)} berbeda.")
    if report.differences or broken:
        raise SystemExit(1)


def _difference(each: Difference) -> str:
    what = f"{each.scope} {each.when} {each.figure}" + (f"[{each.cell[0]}={each.cell[1]}]" if each.cell[0] else "")
    return f"{what}: tersimpan {_told(each.stored)}, terhitung {_told(each.counted)}"


def _told(fact: tuple[int, str] | None) -> str:
    return "tidak ada" if fact is None else f"{fact[0]} baris" + (f" ({fact[1]})" if fact[1] else "")


def _lines(reading: selectors.Told) -> list[dict[str, Any]]:
    figure = reading.figure
    common = {"unit": str(figure.unit), "definition": str(figure.definition), "period": reading.period.key}
    whole = {
        "key": figure.key,
        "name": str(figure.name),
        **_value(figure, reading.value),
        **common,
        "rows": reading.count,
    }
    if reading.notes:
        whole["notes"] = [f"{note.title}. {note.text}" for note in reading.notes]
    found = [whole]
    for split in reading.splits:
        found += [
            {
                "key": f"{figure.key}[{split.dimension.key}={cell}]",
                "name": f"{figure.name}: {label}",
                **_value(figure, value),
                **common,
                "rows": rows,
            }
            for cell, label, value, rows in split.cells
        ]
    return found


def _value(figure: Figure, value: Value) -> dict[str, object]:
    return {"value": plain(value), "printed": selectors.in_words(figure=figure, value=value)}


COMMANDS = [figures]
