from __future__ import annotations

import json

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.results.elections.commands.options import Text
from telusur.results.elections.rules.kept import NAME
from telusur.results.elections.selectors import ElectionUnknown, election_named, territory_named

from .. import services
from .keys import keep_key
from .results import json_option, place


@click.group("device")
def device() -> None:
    """Perangkat yang boleh mengirim formulir."""


@device.command("add")
@click.option("--election", "election_code", type=Text(), required=True, help="Kode pemilu, misalnya pilpres2024.")
@click.option("--territory", callback=place, help="Kode wilayah asal formulirnya. Bawaan: semua wilayah.")
@click.option("--name", type=Text(NAME), required=True, help="Nama perangkat, misalnya Tablet PPK Sumur.")
@json_option
def add(*, election_code: str, territory: int | None, name: str, as_json: bool) -> None:
    """Beri kunci kepada satu perangkat. Kuncinya hanya ditampilkan sekali; kunci untuk gladi juga dipakai telusur
    results rehearse di folder data ini."""
    try:
        election = election_named(code=election_code)
        area = territory_named(code=territory) if territory else None
    except ElectionUnknown as error:
        text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
        raise click.ClickException(text % {"code": error}) from error
    except LookupError as error:
        text = _("Wilayah %(value)s belum dikenal; muat dahulu berkas wilayahnya.")
        raise click.ClickException(text % {"value": territory}) from error
    made, key = services.issue_device(election=election, area=area, name=name, actor="system", at=timezone.now())
    if election.rehearsal:
        keep_key(key)
    if as_json:
        click.echo(json.dumps({"device": made.pk, "key": key}))
        return
    click.echo(_("Perangkat %(number)d, kunci (hanya sekali ini): %(key)s") % {"number": made.pk, "key": key})


@device.command("revoke")
@click.argument("number", metavar="NOMOR", type=int)
def revoke(*, number: int) -> None:
    """Cabut kunci perangkat NOMOR: sejak sekarang kirimannya ditolak."""
    try:
        found = services.revoke_device(device_id=number, actor="system", at=timezone.now())
    except LookupError as error:
        raise click.ClickException(_("Tidak ada perangkat nomor %(number)d.") % {"number": number}) from error
    click.echo(_("Kunci perangkat %(name)s dicabut.") % {"name": found.name})
