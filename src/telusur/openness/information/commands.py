from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.documents.services import Refused, open_bytes
from telusur.kernel.offices.selectors import office_by_code

from . import services

if TYPE_CHECKING:
    from telusur.kernel.offices.models import Office

    from .rules.register import Fault, Reading

KINDS = ("xlsx", "csv")
office_option = click.option("--office", "code", required=True, help="Kode kantor, misalnya 3673.")
json_option = click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")


@click.group("dip")
def dip() -> None:
    """Daftar informasi publik: impor, ekspor, dan templat."""


@dip.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@office_option
@click.option(
    "--files",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder berisi berkas yang disebut dalam kolom Berkas.",
)
@click.option("--check", is_flag=True, help="Periksa saja; tidak ada yang disimpan.")
@json_option
def import_file(file: Path, code: str, files: Path | None, *, check: bool, as_json: bool) -> None:
    """Masukkan daftar dari FILE (XLSX, ODS, atau CSV): semua baris sebagai draf, atau tidak satu pun.

    Setiap kekeliruan disebut dengan lembar, baris, kolom, isi, dan perbaikannya. Yang tersembunyi tidak diambil, dan
    dikatakan.
    """
    office = _office(code)
    at = timezone.now()
    named = {each.name: each for each in sorted(files.iterdir()) if each.is_file()} if files else {}
    try:
        with ExitStack() as opened:
            register = opened.enter_context(file.open("rb"))
            if check:
                reading = services.read_file(office=office, content=register, name=file.name, files=set(named), at=at)
                item_ids: list[int] = []
            else:
                contents = {name: opened.enter_context(path.open("rb")) for name, path in named.items()}
                done = services.import_register(
                    office=office, content=register, name=file.name, officer=None, at=at, files=contents
                )
                reading, item_ids = done.reading, done.item_ids
    except Refused as refusal:
        raise click.ClickException(f"{refusal.message} {refusal.remedy}") from refusal
    except services.RegisterRefused as refusal:
        reading = refusal.reading
    if reading.faults:
        _report(reading, as_json=as_json)
        text = _("%(file)s tidak dimasukkan: %(count)d kekeliruan, tidak satu baris pun masuk.")
        raise click.ClickException(text % {"file": file.name, "count": len(reading.faults)})
    if as_json:
        click.echo(json.dumps(_plain(reading) | {"items": item_ids}, ensure_ascii=False, indent=2))
        return
    _report(reading, as_json=False)
    text = _("%(count)d baris siap masuk.") if check else _("%(count)d draf masuk.")
    click.echo(text % {"count": len(reading.rows)})


@dip.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@office_option
@click.option("--year", type=int, help="Hanya daftar tahun ini.")
@click.option("--published", is_flag=True, help="Hanya yang terbit; tanpa pilihan ini draf ikut.")
@click.option(
    "--files",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder untuk menyimpan berkasnya; kolom Berkas menyebut namanya.",
)
@json_option
def export_file(file: Path, code: str, year: int | None, files: Path | None, *, published: bool, as_json: bool) -> None:
    """Simpan daftar ke FILE; akhiran namanya menentukan bentuk: .xlsx atau .csv.

    Hasilnya dapat dimasukkan lagi dengan `telusur dip import`.
    """
    kind = file.suffix.lower().lstrip(".")
    if kind not in KINDS:
        raise click.ClickException(_("Akhiran nama berkas harus .xlsx atau .csv."))
    office = _office(code)
    if files is None:
        content = services.export_register(office=office, kind=kind, year=year, shown_only=published)
        written = 0
    else:
        content, names = services.export_with_files(
            office=office, kind=kind, at=timezone.now(), year=year, shown_only=published
        )
        files.mkdir(parents=True, exist_ok=True)
        for name, document in names.items():
            with open_bytes(document=document) as source:
                (files / name).write_bytes(source.read())
        written = len(names)
    file.write_bytes(content)
    if as_json:
        click.echo(json.dumps({"file": str(file), "files": written}))
        return
    click.echo(_("Daftar disimpan di %(file)s, dengan %(count)d berkas.") % {"file": file, "count": written})


@dip.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template_file(file: Path) -> None:
    """Simpan templat daftar (XLSX) ke FILE."""
    file.write_bytes(services.template())
    click.echo(_("Templat disimpan di %(file)s.") % {"file": file})


@dip.command("reindex")
@json_option
def reindex(*, as_json: bool) -> None:
    """Tulis ulang tabel pencarian dari daftar; perlu setelah daftar kata berubah."""
    count = services.reindex(at=timezone.now())
    click.echo(json.dumps({"items": count}) if as_json else _("%(count)d informasi ditulis ulang.") % {"count": count})


def _office(code: str) -> Office:
    try:
        return office_by_code(code=code)
    except ObjectDoesNotExist as error:
        raise click.ClickException(_("Kantor dengan kode %(code)s tidak ada.") % {"code": code}) from error


def _report(reading: Reading, *, as_json: bool) -> None:
    """Say what was read: as JSON on the output, in lines beside it."""
    if as_json:
        click.echo(json.dumps(_plain(reading), ensure_ascii=False, indent=2))
        return
    for note in reading.notes:
        click.echo(services.remark_of(note), err=True)
    for fault in reading.faults:
        click.echo(_line(fault), err=True)


def _line(fault: Fault) -> str:
    place = _("lembar “%(sheet)s”, baris %(row)s, kolom %(column)s, isi “%(value)s”") % {
        "sheet": fault.sheet or "-",
        "row": fault.row or "-",
        "column": " ".join(part for part in (fault.column, fault.heading) if part) or "-",
        "value": fault.value,
    }
    return f"{place}: {services.problem_of(fault)} {services.remedy_of(fault)}"


def _plain(reading: Reading) -> dict[str, object]:
    return {
        "rows": len(reading.rows),
        "faults": [
            {
                "sheet": fault.sheet,
                "row": fault.row,
                "column": fault.column,
                "heading": fault.heading,
                "value": fault.value,
                "problem": services.problem_of(fault),
                "remedy": services.remedy_of(fault),
            }
            for fault in reading.faults
        ],
        "notes": [services.remark_of(note) for note in reading.notes],
    }


COMMANDS = [dip]
