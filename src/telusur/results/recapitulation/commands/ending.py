from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.accounts.selectors import user_by_email
from telusur.kernel.documents.services import Refused
from telusur.results.elections.commands.files import FILE
from telusur.results.elections.commands.options import Text
from telusur.results.elections.rules.codes import BadCode, code_of
from telusur.results.elections.rules.duty_file import ROLES
from telusur.results.elections.rules.kept import MAIL, NAME
from telusur.results.elections.selectors import (
    ElectionUnknown,
    duties_within,
    duty_is_over,
    election_day,
    election_named,
    told,
)
from telusur.results.elections.services import DutyRefused, Letter
from telusur.results.elections.services import end_duties as end_every_duty

from .results import json_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

REASON, BODY = 300, 160  # signs


def said(code: str) -> str:
    """What to do about a duty that cannot be ended so."""
    return {
        "ended": _("Tugas ini baru saja berakhir."),
        "no_reason": _("Isi --reason."),
        "identity": _("Ada nomor atau alamat milik orang pada alasan atau surat, misalnya NIK; hapus dahulu."),
        "no_letter": _(
            "Tugas saksi atau pengawas hanya berakhir dengan surat lembaga yang mengangkatnya: isi --letter,"
            " --letter-body, --letter-number, dan --letter-date. Tidak ada yang diakhiri."
        ),
        "letter_day": _("Tanggal surat itu belum tiba; periksa --letter-date."),
    }[code]


@click.command("end-duty")
@click.argument("email", type=Text(MAIL))
@click.option("--election", "election_code", type=Text(), required=True, help="Kode pemilu, misalnya pilpres2024.")
@click.option("--reason", type=Text(REASON), required=True, help="Alasannya; di buku besar hanya sidiknya.")
@click.option("--role", type=click.Choice(sorted(ROLES)), help="Hanya tugas dengan peran ini.")
@click.option("--territory", help="Hanya tugas di wilayah ini (kode).")
@click.option("--letter", "scan", type=FILE, help="Pindaian surat lembaga yang mengangkat; wajib bagi saksi, pengawas.")
@click.option("--letter-body", type=Text(BODY), default="", help="Lembaga itu, misalnya Bawaslu Kabupaten Pandeglang.")
@click.option("--letter-number", type=Text(NAME), default="", help="Nomor suratnya.")
@click.option("--letter-date", "dated", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal suratnya, seperti 2024-02-14.")
@json_option
def end_duties(
    *,
    email: str,
    election_code: str,
    reason: str,
    role: str | None,
    territory: str | None,
    scan: Path | None,
    letter_body: str,
    letter_number: str,
    dated: datetime | None,
    as_json: bool,
) -> None:
    """Akhiri tugas EMAIL pada satu pemilu saat itu juga: haknya hilang dan sesinya ditutup.

    Yang sedang diketiknya tersimpan sebagai draf, tetapi tidak dapat diserahkan lagi. Tanpa --role dan --territory,
    semua tugasnya pada pemilu itu. Tugas saksi dan pengawas hanya berakhir dengan surat lembaga yang mengangkatnya.
    """
    try:
        election = election_named(code=election_code)
        area = code_of(territory)[1] if territory else None
    except ElectionUnknown as error:
        text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
        raise click.ClickException(text % {"code": error}) from error
    except BadCode as error:
        raise click.ClickException(_("Isi --territory dengan kode wilayah 2, 4, 6, 10, atau 13 angka.")) from error
    person = user_by_email(email=email)
    found = duties_within(election=election, areas=[None], role=ROLES[role] if role else "")
    found = found.filter(person=person, ended_at=None)
    at = timezone.now()
    duties = [
        duty
        for duty in (found.filter(area=area) if area else found)
        if person and not duty_is_over(duty=duty, on=election_day(at=at))
    ]
    if not duties or not reason.strip():
        text = _("%(email)s tidak punya tugas yang berjalan di sana, atau alasannya kosong; tidak ada yang diakhiri.")
        raise click.ClickException(text % {"email": email})
    try:
        with scan.open("rb") if scan else nullcontext() as content:
            letter = None
            if content is not None and scan is not None and dated is not None:
                letter = Letter(letter_body, letter_number, dated.date(), content, scan.name)
            ids = [duty.pk for duty in duties]
            end_every_duty(duty_ids=ids, reason=reason, actor="system", at=at, letter=letter)
    except DutyRefused as refused:
        raise click.ClickException(said(refused.code)) from refused
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    words = told(duties=duties)
    if as_json:
        click.echo(json.dumps({"ended": words}, ensure_ascii=False))
        return
    click.echo(_("Diakhiri: %(duties)s.") % {"duties": "; ".join(words)})
