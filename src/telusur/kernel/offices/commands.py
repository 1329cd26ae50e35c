from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from . import selectors, services
from .rules.office_file import read_offices

if TYPE_CHECKING:
    from .models import Office
    from .rules.office_file import Fault


@click.group("offices")
def offices() -> None:
    """Kantor: daftar dan pemuatan dari berkas."""


@offices.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def load(file: Path, *, as_json: bool) -> None:
    """Muat kantor dari FILE (CSV, UTF-8): semua baris masuk, atau tidak satu pun.

    Kolom wajib: kode, nama, jenis, induk, slug, zona. Kolom lain: wilayah, kota, alamat, jam_buka, telepon,
    whatsapp, surel, situs. Sel kosong tidak mengubah apa yang sudah ada; berkas yang sama boleh dimuat lagi.
    """
    header, rows = read_csv(file)
    found, faults = read_offices(
        header,
        rows,
        known=selectors.kinds_by_code(),
        slugs=selectors.slug_owners(),
        withdrawn=selectors.withdrawn_codes(),
    )
    if faults:
        raise click.ClickException(fault_report(file.name, faults))
    at = timezone.now()
    result = services.load_offices(rows=found, actor="import", at=at, on=selectors.national_day(at=at))
    if as_json:
        counts = {"created": result.created, "changed": result.changed, "unchanged": result.unchanged}
        click.echo(json.dumps(counts))
        return
    click.echo(
        _("%(created)d kantor dibuat, %(changed)d diubah, %(unchanged)d sudah sama.")
        % {"created": len(result.created), "changed": len(result.changed), "unchanged": len(result.unchanged)}
    )


@offices.command("list")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def list_offices(*, as_json: bool) -> None:
    """Daftar kantor menurut kode."""
    found = list(selectors.all_offices())
    if as_json:
        click.echo(json.dumps([as_plain(office) for office in found], ensure_ascii=False, indent=2))
        return
    for office in found:
        ceased = _(" (ditutup)") if office.withdrawn_on else ""
        click.echo(f"{office.code:<14}{office.name}{ceased}  /{office.slug}/")


@offices.command("withdraw")
@click.argument("code")
@click.option("--decree", required=True, help="Nomor keputusan yang menutup kantor itu.")
def withdraw(*, code: str, decree: str) -> None:
    """Tandai kantor CODE sebagai ditutup. Catatannya tetap ada dan kodenya tidak dipakai lagi."""
    at = timezone.now()
    try:
        office = services.withdraw_office(
            code=code, decree_number=decree, actor="system", at=at, on=selectors.national_day(at=at)
        )
    except services.OfficeNotFound as error:
        message = _("Kantor berkode “%(code)s” tidak ada atau sudah ditutup; lihat `telusur offices list`.")
        raise click.ClickException(message % {"code": code}) from error
    click.echo(_("%(office)s ditandai ditutup.") % {"office": office.name})


def as_plain(office: Office) -> dict[str, object]:
    """What a program may read of an office."""
    return {
        "code": office.code,
        "name": office.name,
        "kind": office.kind,
        "parent": office.parent.code if office.parent else None,
        "slug": office.slug,
        "time_zone": office.time_zone,
        "territory_codes": office.territory_codes,
        "city": office.city,
        "address": office.address,
        "withdrawn_on": office.withdrawn_on.isoformat() if office.withdrawn_on else None,
    }


def read_csv(file: Path) -> tuple[list[str], list[list[str]]]:
    """Return header and rows of a CSV file, separated by commas or semicolons as Indonesian Excel writes them."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(_("Berkas bukan teks UTF-8; simpan ulang sebagai CSV UTF-8.")) from error
    first = text.partition("\n")[0]
    rows = list(
        csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    )
    if not rows:
        raise click.ClickException(_("Berkas kosong; baris pertama harus berisi nama kolom."))
    return rows[0], rows[1:]


def fault_report(name: str, faults: list[Fault]) -> str:
    lines = [_("%(file)s tidak dimuat: %(count)d kesalahan.") % {"file": name, "count": len(faults)}]
    lines += [
        _("baris %(row)d, kolom %(column)s, isi “%(value)s”: %(remedy)s")
        % {"row": fault.row, "column": fault.column or "-", "value": fault.value, "remedy": fault.remedy}
        for fault in sorted(faults, key=lambda fault: (fault.row, fault.column))
    ]
    return "\n".join(lines)


COMMANDS = [offices]
