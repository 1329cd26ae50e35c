from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.ledger.rules.logs import NATIONAL_OFFICE
from telusur.kernel.offices.selectors import office_by_code
from telusur.results.elections.commands.files import FILE, table_of
from telusur.results.elections.commands.options import Place, Text
from telusur.results.elections.rules import duty_file
from telusur.results.elections.selectors import ElectionUnknown, election_named
from telusur.results.elections.services import Handed, OtherSide, ParticipantUnknown, appoint_to_duty

from .keys import for_own_eyes
from .results import json_option

if TYPE_CHECKING:
    from collections.abc import Sequence


def remedy(reason: str) -> str:
    """What to do about a row that cannot be taken."""
    return {
        duty_file.EMPTY: _("isi kolom ini"),
        duty_file.TOO_LONG: _("isi paling banyak 120 tanda, tanpa tanda NUL"),
        duty_file.BAD_EMAIL: _("isi satu alamat surel"),
        duty_file.BAD_ROLE: _("isi kpps, pps, ppk, kpu, saksi, atau bawaslu"),
        duty_file.BAD_AREA: _("isi kode wilayah 2, 4, 6, atau 10 angka, atau kode TPS 13 angka"),
        duty_file.BAD_DATE: _("isi tanggal seperti 2024-02-14"),
        duty_file.BAD_PERIOD: _("akhir tugas harus sesudah awalnya"),
        duty_file.BAD_PARTICIPANT: _("isi nomor peserta, hanya untuk saksi"),
        duty_file.NO_COLUMN: _("kolom ini tidak ada; baris pertama memuat email, nama, peran, wilayah, keputusan, …"),
        duty_file.TWICE: _("orang ini sudah ada di baris lain dengan tugas yang sama; hapus salah satu"),
    }[reason]


@click.command("appoint")
@click.argument("file", type=FILE)
@click.option("--election", "election_code", type=Text(), required=True, help="Kode pemilu, misalnya pilpres2024.")
@click.option(
    "--codes",
    type=Place(dir_okay=False, path_type=Path),
    help="Tulis kode aktivasi ke CSV ini. Bawaan: nama FILE dengan akhiran -kode.csv.",
)
@click.option("--renew", is_flag=True, help="Beri kode baru kepada yang belum mengaktifkan tugasnya.")
@json_option
def appoint(*, file: Path, election_code: str, codes: Path | None, renew: bool, as_json: bool) -> None:
    """Angkat KPPS, PPS, PPK, KPU, saksi, dan pengawas dari FILE, semuanya atau tidak satu pun.

    Kolom: email, nama, peran (kpps, pps, ppk, kpu, saksi, bawaslu), wilayah (kode; kosong untuk nasional), peserta
    (nomor, untuk saksi), keputusan, tanggal, mulai, sampai. Berkas yang sama boleh dimuat lagi. Kode aktivasi hanya ada
    di berkas kode: serahkan kepada orangnya, lalu hapus. Yang disimpan hanyalah sidik digitalnya, selama 14 hari.
    """
    rows, faults = duty_file.read_duties(*table_of(file))
    if faults:
        said = [_("Tidak ada yang diangkat. %(count)d hal yang perlu diperbaiki:") % {"count": len(faults)}]
        text = _("baris %(row)d, kolom %(field)s, isi “%(value)s”: %(remedy)s")
        said += [text % {**vars(fault), "remedy": remedy(fault.reason)} for fault in faults]
        raise click.ClickException("\n".join(said))
    try:
        election = election_named(code=election_code)
        office = office_by_code(code=NATIONAL_OFFICE)
        done = appoint_to_duty(
            election=election, rows=rows, actor="system", at=timezone.now(), office_id=office.pk, renew=renew
        )
    except ElectionUnknown as error:
        text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
        raise click.ClickException(text % {"code": error}) from error
    except ParticipantUnknown as error:
        text = _("Pemilu ini tidak punya peserta nomor %(number)s; perbaiki kolom peserta.")
        raise click.ClickException(text % {"number": error}) from error
    except OtherSide as error:
        text = _(
            "Tidak ada yang diangkat. %(email)s, kolom peran, isi “%(value)s”: ia sudah %(role)s pada hari yang sama. "
            "Yang menghitung tidak mengawasi, yang mengawasi tidak menghitung; akhiri tugas itu dahulu, atau sebut "
            "orang lain."
        )
        said_of = {"email": error.email, "value": error.asked.label, "role": error.held.label}
        raise click.ClickException(text % said_of) from error
    except ObjectDoesNotExist as error:
        raise click.ClickException(_("Belum ada kantor; muat dahulu dengan telusur offices load.")) from error
    where = codes or file.with_name(f"{file.name.removesuffix('.gz').removesuffix('.csv')}-kode.csv")
    if done.handed:
        _write(where, done.handed)
    said_plain = {"appointed": len(done.handed), "changed": done.changed, "unchanged": done.unchanged}
    if as_json:
        click.echo(json.dumps({**said_plain, "codes": str(where) if done.handed else None}))
        return
    click.echo(_("%(appointed)d diangkat, %(changed)d diubah akhirnya, %(unchanged)d sama.") % said_plain)
    if done.handed:
        click.echo(_("Kode aktivasi: %(file)s") % {"file": where})


def _write(file: Path, handed: Sequence[Handed]) -> None:
    """Write what is handed to each person, for the eyes of who runs this alone."""
    with for_own_eyes(file).open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["email", "peran", "wilayah", "kode", "kata_sandi"])
        writer.writerows(
            (each.duty.person.email, each.duty.role, each.duty.area or "", each.code, each.link) for each in handed
        )
