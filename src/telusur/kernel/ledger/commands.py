from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from django.utils import timezone

from telusur.kernel.ledger.rules.logs import election_log, office_log

from . import selectors, services
from .rules.audit import Fault, FaultKind
from .rules.roles import NotAName, role_sql
from .rules.signed_notes import verifier_key

if TYPE_CHECKING:
    from .models import Checkpoint
    from .selectors import Report

_SENTENCES = {
    FaultKind.CHANGED: "catatan {index} diubah",
    FaultKind.REMOVED: "catatan {index} dihapus",
    FaultKind.REORDERED: "urutan diubah: di tempat {index} berdiri catatan yang ditulis sebagai catatan {other}",
    FaultKind.ADDED: "catatan {index} tidak ditulis oleh buku besar ini",
    FaultKind.REWRITTEN: "catatan {index} sampai {other} tidak lagi sama dengan yang ditandatangani",
    FaultKind.HEAD: "ujung buku besar tidak cocok dengan {index} catatannya",
    FaultKind.CHECKPOINT: "tanda tangan titik periksa {other} tidak sah",
}


@click.group()
def ledger() -> None:
    """Buku besar: periksa keutuhannya, tandatangani, terbitkan kuncinya."""


@ledger.command()
@click.option("--office", help="Kode kantor, misalnya 3673. Tanpa ini: semua buku besar.")
@click.option("--log", "log", help="Nama buku besar, misalnya office/3673.")
@click.option("--json", "as_json", is_flag=True, help="Keluaran untuk program.")
def verify(office: str | None, log: str | None, *, as_json: bool) -> None:
    """Baca ulang buku besar dari catatan pertama; sebut catatan pertama yang diubah, dihapus, atau dipindah."""
    reports = [selectors.verified(log=name) for name in chosen(office, log)]
    whole = not any(report.faults for report in reports)
    if as_json:
        click.echo(json.dumps({"whole": whole, "logs": [as_row(report) for report in reports]}, ensure_ascii=False))
    else:
        for report in reports:
            click.echo(in_words(report))
        if not reports:
            click.echo("Belum ada buku besar.")
    if not whole:
        raise SystemExit(1)


@ledger.command()
@click.option("--office", help="Kode kantor. Tanpa ini: semua buku besar yang bertambah.")
@click.option("--log", "log", help="Nama buku besar, misalnya office/3673.")
@click.option("--json", "as_json", is_flag=True, help="Keluaran untuk program.")
def checkpoint(office: str | None, log: str | None, *, as_json: bool) -> None:
    """Tandatangani panjang dan akar buku besar sekarang juga, tanpa menunggu malam."""
    names = chosen(office, log) if office or log else selectors.logs_grown_since_their_checkpoint()
    made: list[Checkpoint] = []
    for name in names:
        try:
            made.append(services.checkpoint(log=name, at=timezone.now()))
        except services.NothingToSign as error:
            raise click.ClickException(f"Buku besar {name} belum berisi catatan.") from error
        except services.LogDamaged as error:
            words = sentence(error.fault)
            raise click.ClickException(f"Buku besar {name} tidak ditandatangani: {words}.") from error
    if as_json:
        rows = [{"log": one.log, "size": one.size, "root": bytes(one.root).hex(), "note": one.note} for one in made]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in made:
        click.echo(one.note)
    if not made:
        click.echo("Tidak ada catatan baru sejak titik periksa terakhir.")


@ledger.command()
@click.option("--office", help="Kode kantor, misalnya 3673.")
@click.option("--election", help="Kode pemilihan, misalnya pilpres2024.")
def key(office: str | None, election: str | None) -> None:
    """Cetak kunci pemeriksa titik periksa satu kantor atau satu pemilihan, untuk disimpan pihak lain."""
    if bool(office) == bool(election):
        raise click.ClickException("Pilih salah satu: --office atau --election.")
    name = services.origin(log=election_log(election) if election else office_log(office or ""))
    click.echo(verifier_key(name, services.ensure_key().public_key().public_bytes_raw()))


@ledger.command()
@click.argument("name")
def role(name: str) -> None:
    """Cetak SQL untuk peran basis data NAME yang hanya boleh menambah dan membaca buku besar."""
    try:
        click.echo(role_sql(name))
    except NotAName as error:
        raise click.ClickException("Nama peran hanya huruf kecil, angka, dan garis bawah.") from error


COMMANDS = [ledger]


def chosen(office: str | None, log: str | None) -> list[str]:
    """Return the logs meant, all of them where none is named."""
    if office and log:
        raise click.ClickException("Pilih salah satu: --office atau --log.")
    name = log or (office_log(office) if office else None)
    known = selectors.logs()
    if name and name not in known:
        raise click.ClickException(f"Tidak ada buku besar {name}. Yang ada: {', '.join(known) or 'belum satu pun'}.")
    return [name] if name else known


def sentence(fault: Fault) -> str:
    return _SENTENCES[fault.kind].format(index=fault.index, other=fault.other)


def as_row(report: Report) -> dict[str, object]:
    faults = [
        {"kind": one.kind, "index": one.index, "other": one.other, "text": sentence(one)} for one in report.faults
    ]
    row = {"log": report.log, "acts": report.acts, "checkpoints": report.checkpoints, "root": report.root.hex()}
    return {**row, "whole": not report.faults, "faults": faults}


def in_words(report: Report) -> str:
    if not report.faults:
        return (
            f"{report.log}: utuh, {report.acts} catatan, {report.checkpoints} titik periksa, akar {report.root.hex()}"
        )
    return "\n".join([f"{report.log}: TIDAK UTUH", *(f"  {sentence(fault)}" for fault in report.faults)])
