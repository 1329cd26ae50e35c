from __future__ import annotations

import json
from typing import Any

import click
from django.utils import timezone

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import selectors as offices

from . import selectors
from .rules.measures import Value, plain, printed
from .rules.periods import BadPeriod, parse_period


@click.group()
def figures() -> None:
    """Angka layanan, masing-masing dengan definisi dan barisnya."""


@figures.command()
@click.option("--office", "office_code", default=NATIONAL_OFFICE, show_default=True, help="Kode kantor.")
@click.option("--year", "period_text", help="Tahun (2024), triwulan (2024-Q1) atau bulan (2024-03). Bawaan: tahun ini.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def show(office_code: str, period_text: str | None, *, as_json: bool) -> None:
    """Cetak setiap angka: kunci, nilai, satuan, definisi dan banyak baris."""
    try:
        office = offices.office_by_code(code=office_code)
    except Exception as error:
        message = f"Tidak ada kantor dengan kode {office_code}. Lihat daftarnya: telusur offices list."
        raise click.ClickException(message) from error
    on = offices.local_day(office=office, at=timezone.now())
    try:
        period = parse_period(period_text or str(on.year))
    except BadPeriod as error:
        message = f"“{period_text}” bukan masa yang dikenal. Tulis tahun 2024, triwulan 2024-Q1 atau bulan 2024-03."
        raise click.ClickException(message) from error
    readings = selectors.read_all(office_id=office.pk, period=period, on=on)
    lines = [line for reading in readings for line in _lines(reading)]
    if as_json:
        print(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    for line in lines:
        print(f"{line['key']:<52} {line['printed']:>10} {line['unit']:<12} ({line['rows']} baris)")
        for note in line.get("notes", []):
            print(f"  ! {note}")


def _lines(reading: selectors.Reading) -> list[dict[str, Any]]:
    figure = reading.figure
    common = {"unit": str(figure.unit), "definition": str(figure.definition), "period": reading.period.key}
    whole = {"key": figure.key, "name": str(figure.name), **_value(reading.value), **common, "rows": len(reading.rows)}
    if reading.notes:
        whole["notes"] = [f"{note.title}. {note.text}" for note in reading.notes]
    found = [whole]
    for split in reading.splits:
        found += [
            {
                "key": f"{figure.key}[{split.dimension.key}={cell}]",
                "name": f"{figure.name}: {label}",
                **_value(value),
                **common,
                "rows": rows,
            }
            for cell, label, value, rows in split.cells
        ]
    return found


def _value(value: Value) -> dict[str, object]:
    return {"value": plain(value), "printed": printed(value)}


COMMANDS = [figures]
