from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.kernel.calendars import selectors as calendars
from telusur.kernel.calendars.rules import CalendarGap, Day, Kind, parse_days
from telusur.kernel.calendars.selectors import kind_label
from telusur.kernel.calendars.services import NotAdded, refuse_wrong_days
from telusur.kernel.clocks.selectors import moved_by
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices import services
from telusur.kernel.offices.selectors import kinds_by_code

if TYPE_CHECKING:
    from datetime import date, datetime

    from telusur.kernel.clocks.models import Deadline
    from telusur.kernel.clocks.selectors import Move


@click.group("calendar")
def calendar() -> None:
    """Kalender: hari libur dan cuti bersama dengan keputusannya."""


@calendar.command("list")
@click.option("--year", type=int, help="Tahun; tanpa ini semua tahun yang dimuat.")
@click.option("--office", default=NATIONAL_OFFICE, help="Kode kantor, mis. 3673; tanpa ini KPU RI.")
@click.option("--toml", "as_toml", is_flag=True, help="Cetak berkas tahun itu, sebagai contoh untuk tahun berikutnya.")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def list_days(year: int | None, office: str, *, as_toml: bool, as_json: bool) -> None:
    """Daftar hari yang tidak dihitung sebagai hari kerja, akhir pekan di luarnya."""
    _known_office(office)
    found = calendars.calendar_for(office_code=office)
    try:
        if as_toml:
            click.echo(calendars.shipped_text(year=year or max(found.years)), nl=False)
            return
        years = [year] if year else sorted(found.years)
        days = [day for each in years for day in calendars.days_of_year(office_code=office, year=each)]
    except CalendarGap as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        listed = {"calendar": found.version, "years": years, "days": [as_plain(day) for day in days]}
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    click.echo(_("Kalender versi %(version)d, kantor %(office)s") % {"version": found.version, "office": office})
    for day in days:
        doubt = "" if day.confirmed else _(" [belum dikonfirmasi]")
        click.echo(f"{day.on.isoformat()}  {kind_label(day.kind):<15} {day.name} ({day.source}){doubt}")


@calendar.command("add")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--day", "on", type=click.DateTime(["%Y-%m-%d"]), help="Satu hari saja, TTTT-BB-HH.")
@click.option("--name", default="", help="Nama hari, bersama --day.")
@click.option("--decree", default="", help="Nomor keputusan yang menetapkannya, bersama --day.")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Jenis hari, bersama --day.")
@click.option("--scope", help="Awalan kode wilayah; kosong berarti nasional. Tanpa ini: wilayah --office.")
@click.option("--office", default=NATIONAL_OFFICE, help="Kode kantor yang menetapkan; tanpa ini KPU RI.")
@click.option("--preview", is_flag=True, help="Tampilkan saja batas waktu yang akan bergeser.")
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def add(
    *,
    file: Path | None,
    on: datetime | None,
    name: str,
    decree: str,
    kind: str | None,
    scope: str | None,
    office: str,
    preview: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Tambah hari dari FILE (TOML) atau --day, lalu geser batas waktu berjalan yang terkena.

    Batas waktu yang akan bergeser ditampilkan lebih dulu. Contoh berkas: `telusur calendar list --year 2026 --toml`.
    """
    if (file is None) == (on is None):
        raise click.UsageError(_("Sebutkan FILE atau --day, salah satu."))
    _known_office(office)
    days, years = (
        _read(file)
        if file
        else ([_one_day(on=on, name=name, decree=decree, kind=kind, scope=scope, office=office)], {})
    )
    try:
        refuse_wrong_days(office_code=office, days=days, years=years)
        moves = moved_by(days=days, years=years)
        if not as_json:
            _show(moves)
        if preview:
            if as_json:
                _print_json(None, [_moved(move.deadline, move.old, move.new) for move in moves if move.shown])
            return
        if not yes and sys.stdin.isatty():
            click.confirm(_("Tambahkan dan geser?"), abort=True)
        result = services.add_days(office_code=office, days=days, years=years, actor="system", at=timezone.now())
    except (NotAdded, CalendarGap) as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        _print_json(result.version, [_moved(deadline, old, deadline.due_on) for deadline, old in result.moved])
        return
    values = {"version": result.version, "count": len(result.moved)}
    click.echo(_("Kalender kini versi %(version)d; %(count)d batas waktu bergeser.") % values)


def as_plain(day: Day) -> dict[str, object]:
    """What a program may read of a day."""
    return {
        "on": day.on.isoformat(),
        "name": day.name,
        "kind": day.kind.value,
        "scope": day.scope,
        "source": day.source,
        "confirmed": day.confirmed,
    }


def _read(file: Path) -> tuple[list[Day], dict[int, str]]:
    try:
        days, years, faults = parse_days(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise click.ClickException(_("Berkas bukan teks UTF-8; simpan ulang sebagai UTF-8.")) from error
    if faults:
        lines = [_("%(file)s tidak dimuat: %(count)d kesalahan.") % {"file": file.name, "count": len(faults)}]
        raise click.ClickException("\n".join([*lines, *map(str, faults)]))
    return days, years


def _one_day(*, on: datetime | None, name: str, decree: str, kind: str | None, scope: str | None, office: str) -> Day:
    if on is None or not name.strip() or not decree.strip():
        raise click.UsageError(_("Bersama --day, isi juga --name dan --decree."))
    national = office == NATIONAL_OFFICE
    territory = scope if scope is not None else "" if national else office
    chosen = Kind(kind) if kind else Kind.REGIONAL_HOLIDAY if territory else Kind.NATIONAL_HOLIDAY
    return Day(on.date(), name.strip(), chosen, decree.strip(), confirmed=True, scope=territory)


def _known_office(code: str) -> None:
    if code != NATIONAL_OFFICE and code not in kinds_by_code():
        message = _("Kantor dengan kode %(code)s tidak ada; lihat kodenya dengan `telusur offices list`.")
        raise click.ClickException(message % {"code": code})


def _show(moves: list[Move]) -> None:
    shown = [move for move in moves if move.shown]
    if not shown:
        click.echo(_("Tidak ada batas waktu yang bergeser."))
    for move in shown:
        name = move.deadline.label or move.deadline.subject_id
        dates = f"{date_format(move.old, 'j F Y')} → {date_format(move.new, 'j F Y')}"
        click.echo(f"{move.deadline.office_code:<6}{name:<24}{dates}")
    if later := len(moves) - len(shown):
        click.echo(_("%(count)d batas waktu lain tetap; hanya tanggal bila diperpanjang bergeser.") % {"count": later})


def _moved(deadline: Deadline, old: date, new: date) -> dict[str, str]:
    return {
        "office": deadline.office_code,
        "case": deadline.label or deadline.subject_id,
        "step": deadline.step,
        "old": old.isoformat(),
        "new": new.isoformat(),
    }


def _print_json(version: int | None, moved: list[dict[str, str]]) -> None:
    click.echo(json.dumps({"calendar": version, "moved": moved}, ensure_ascii=False, indent=2))
