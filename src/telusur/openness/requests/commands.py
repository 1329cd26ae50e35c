"""`telusur requests`: the register from paper, and the queue for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from telusur.kernel.documents import services as documents
from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices.selectors import local_day, office_by_code

from . import selectors, services

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office


def _office(code: str) -> Office:
    try:
        return office_by_code(code=code)
    except ObjectDoesNotExist as error:
        raise click.ClickException(
            f"Kantor {code} tidak dikenal. Lihat kode kantor dengan `telusur offices list`."
        ) from error


@click.group()
def requests() -> None:
    """Permohonan informasi: daftar dan pemuatan register kertas."""


@requests.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--office", "code", default=NATIONAL_OFFICE, show_default=True, help="Kode kantor pemilik register.")
@click.option("--json", "as_json", is_flag=True, help="Tulis hasilnya sebagai JSON.")
def import_register(file: Path, code: str, *, as_json: bool) -> None:
    """Muat register kertas FILE (XLSX, ODS, CSV) menurut kolom baku: semua baris atau tidak satu pun."""
    if not file.is_file():
        raise click.ClickException(f"{file} bukan berkas biasa. Beri nama berkas XLSX, ODS atau CSV.")
    office = _office(code)
    try:
        with file.open("rb") as content:
            made = services.import_register(
                office=office, content=content, name=file.name, actor="import", at=timezone.now()
            )
    except services.FaultyRegister as error:
        lines = "\n".join(f"- {fault}" for fault in error.faults)
        raise click.ClickException(
            f"Tidak ada baris yang dimuat. Perbaiki {len(error.faults)} hal berikut:\n{lines}"
        ) from error
    except services.Refused as error:
        raise click.ClickException(services.sentence(error)) from error
    except documents.Refused as error:
        raise click.ClickException(str(error)) from error  # why it is not taken, and the remedy
    if as_json:
        click.echo(json.dumps({"office": office.code, "rows": made.rows, "digest": made.digest}))
    else:
        click.echo(f"{made.rows} permohonan dimuat ke register {office.name}, ditandai sebagai impor.")


@requests.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """Tulis templat register kertas ke FILE (XLSX atau CSV)."""
    kind = file.suffix.lower().removeprefix(".")
    if kind not in {"xlsx", "csv"}:
        raise click.ClickException("Beri nama berkas yang berakhir dengan .xlsx atau .csv.")
    file.write_bytes(services.register_template(kind=kind))
    click.echo(f"Templat ditulis ke {file}.")


@requests.command("list")
@click.option("--office", "code", default=NATIONAL_OFFICE, show_default=True, help="Kode kantor.")
@click.option(
    "--view",
    type=click.Choice(["open", "overdue", "soon", "running", "waiting", "to_deliver", "closed", "all"]),
    default="open",
    show_default=True,
    help="Permohonan yang ditampilkan.",
)
@click.option("--json", "as_json", is_flag=True, help="Tulis satu objek JSON per baris, tanpa identitas pemohon.")
def list_requests(code: str, view: str, *, as_json: bool) -> None:
    """Tampilkan permohonan satu kantor, yang paling dekat batas waktunya di atas. Tanpa identitas pemohon."""
    office = _office(code)
    cases = selectors.queue(
        office_id=office.pk,
        office_code=office.code,
        wanted=selectors.Wanted(view=view),
        on=local_day(office=office, at=timezone.now()),
    )
    for case in cases.iterator(chunk_size=500):
        due = case.deadline.due_on if case.deadline else case.imported_due_on
        if as_json:
            facts = {
                "number": case.number,
                "register": case.register,
                "state": case.state,
                "outcome": case.outcome or None,
                "channel": case.channel or None,
                "track": case.track,
                "received_at": case.received_at.isoformat(),
                "due": due.isoformat() if due else None,
                "units": [each.unit.code for each in getattr(case, "asked", [])],
                "imported": case.imported,
            }
            click.echo(json.dumps(facts, ensure_ascii=False))
        else:
            click.echo(f"{case.number:<24} {case.get_state_display():<28} {due or '-'}")


COMMANDS = [requests]
