from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from telusur.front.clock import Desk, NotAsked, joint_leave_from
from telusur.kernel.clocks.rules import Step, Track, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from telusur.kernel.clocks.rules import Computation

COLUMNS = ("received", "track", "step", "office", "cuti_bersama")
NEEDED = ("received", "track", "step")


@click.command("clock")
@click.option("--received", help="Saat tibanya, mis. 2026-03-16T10:00+07:00; tanpa zona berarti zona kantor.")
@click.option("--office", default="", help="Kode kantor, mis. 3673; kosong berarti KPU RI (WIB).")
@click.option(
    "--track",
    type=click.Choice([track.value for track in Track]),
    default="general",
    show_default=True,
    help="Jalur: umum atau Pemilu dan Pemilihan.",
)
@click.option(
    "--step",
    type=click.Choice([step.value for step in Step]),
    default="answer",
    show_default=True,
    help="Langkah yang dihitung, mis. answer: jawaban tertulis.",
)
@click.option("--without-cuti-bersama", is_flag=True, help="Hitung cuti bersama sebagai hari kerja.")
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True),
    help="CSV berkolom received, track, step, boleh office dan cuti_bersama; satu jawaban tiap baris.",
)
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON, satu objek sebaris.")
def clock(
    *,
    received: str | None,
    office: str,
    track: str,
    step: str,
    batch: Path | None,
    without_cuti_bersama: bool,
    as_json: bool,
) -> None:
    """Hitung batas waktu, dengan setiap hari yang dihitung dan dilewati."""
    if (received is None) == (batch is None):
        raise click.UsageError(_("Sebutkan --received atau --batch, salah satu."))
    desk, free = Desk(), False if without_cuti_bersama else None
    if batch is not None:
        lines = list(_answers(desk, batch, office=office, free=free, as_json=as_json))
        click.echo("\n".join(line for line, _whole in lines))
        sys.exit(0 if all(whole for _line, whole in lines) else 1)
    try:
        found = desk.answer(received=received or "", office=office, track=track, step=step, joint_leave=free)
    except NotAsked as error:
        raise click.ClickException(f"{error.field}: {error}") from error
    click.echo(_as_json(found) if as_json else _in_words(found))


def _answers(desk: Desk, file: Path, *, office: str, free: bool | None, as_json: bool) -> Iterator[tuple[str, bool]]:
    """Yield one line for each row of the file, and whether the row could be answered."""
    for number, row in _rows(file):
        try:
            told = joint_leave_from(row.get("cuti_bersama") or "")
            found = desk.answer(
                received=row.get("received") or "",
                office=row.get("office") or office,
                track=row.get("track") or "",
                step=row.get("step") or "",
                joint_leave=free if told is None else told,
            )
        except NotAsked as error:
            message = _("Baris %(row)d, kolom %(column)s: %(remedy)s")
            text = message % {"row": number, "column": error.field, "remedy": error}
            fault = {"row": number, "column": error.field, "error": text}
            yield (json.dumps(fault, ensure_ascii=False) if as_json else text), False
        else:
            yield (_as_json(found) if as_json else f"{number}: {found.due.isoformat()}"), True


def _rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV with their line as a spreadsheet numbers it; the heading is line 1."""
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(_("Berkas bukan teks UTF-8; simpan ulang sebagai CSV UTF-8.")) from error
    heading = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if heading.count(";") > heading.count(",") else ","
    )
    names = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        message = _("Baris 1 harus berisi kolom received,track,step (boleh office,cuti_bersama). %(fault)s")
        fault = [_("Kurang: %s.") % ", ".join(missing)] if missing else []
        fault += [_("Tidak dikenal: %s.") % ", ".join(unknown)] if unknown else []
        raise click.ClickException(message % {"fault": " ".join(fault)})
    for number, cells in enumerate(reader, start=2):
        if any(cell.strip() for cell in cells):
            yield number, dict(zip(names, cells, strict=False))


def _as_json(found: Computation) -> str:
    return json.dumps(plain(found), ensure_ascii=False)


def _in_words(found: Computation) -> str:
    lines = [_("Paling lambat %s") % _day(found.due)]
    if found.due_if_extended:
        lines.append(_("Bila diperpanjang: %s") % _day(found.due_if_extended))
    lines += ["", _("Hari ke-0: %s") % _day(found.started_on)]
    days = [(day, f"{number:>3}") for day, number in found.counted] + [
        (day, f"  – {why}") for day, why in found.skipped
    ]
    lines += [f"{_day(day):<28}{mark}" for day, mark in sorted(days)]
    lines += ["", *found.sources, f"{found.rule}, " + _("kalender versi %d") % found.calendar_version]
    if not found.confirmed:
        lines.append(_("Jangka waktu ini belum dikonfirmasi sumbernya."))
    return "\n".join(lines)


def _day(day: date) -> str:
    return date_format(day, "l, j F Y")
