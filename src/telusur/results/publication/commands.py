"""`telusur results publish`: beside the group's other commands, which the room of the numbers brings."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import asdict
from pathlib import Path

import click
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.ledger.services import LogDamaged, NothingToSign
from telusur.results.elections.commands.options import Place, Text
from telusur.results.elections.selectors import ElectionUnknown, elections
from telusur.results.recapitulation.commands.results import json_option, results

from . import services
from .rules.changes import Unexplained
from .selectors import ElectionSource, place_of

log_book = logging.getLogger(__name__)
COMMANDS: list[click.Command] = []  # it stands in the group `results`


@results.command("publish")
@click.argument("out", type=Place(file_okay=False, path_type=Path), required=False)
@click.option("--election", type=Text(), help="Kode pemilu, misalnya pilpres2024. Bawaan: satu-satunya yang dimuat.")
@click.option("--every", type=click.IntRange(5), help="Terbitkan lagi setiap sekian detik, sampai dihentikan.")
@click.option("--whole", is_flag=True, help="Lihat lagi semua TPS, bukan hanya yang disebut buku besar.")
@json_option
def publish_results(*, out: Path | None, election: str | None, every: int | None, whole: bool, as_json: bool) -> None:
    """Terbitkan hasil sebagai berkas statis di OUT; hanya yang berubah yang ditulis, dan tampil sekaligus.

    Bawaan OUT: folder hasil di folder data, yang ditampilkan peladen di /hasil/KODE-PEMILU/.
    """
    code = election or _the_only()
    place = out or place_of(election=code)
    portal = "" if out else settings.BASE_URL
    while True:
        began = time.monotonic()
        try:
            made = _published(_source(code), place, whole=whole, portal=portal)
            if out is None:
                services.tell_outcome(election=code, held_back=made.held_back, at=timezone.now())
            _say(made, place, as_json=as_json)
        except Exception as error:
            if every is None:
                raise
            _show(error)  # the last tree stays up; the next turn may do better
        if every is None:
            return
        time.sleep(max(0.0, every - (time.monotonic() - began)))


def _source(code: str) -> ElectionSource:
    try:
        return ElectionSource(code=code)
    except ElectionUnknown as error:
        text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
        raise click.ClickException(text % {"code": code}) from error
    except OperationalError as error:
        raise _silent() from error


def _silent() -> click.ClickException:
    connection.close()  # the next turn asks anew
    return click.ClickException(_("Basis data tidak menjawab; terbitan terakhir tetap tampil."))


def _show(error: Exception) -> None:
    if isinstance(error, click.ClickException):
        error.show()
        return
    connection.close_if_unusable_or_obsolete()
    log_book.error("A publication failed.", exc_info=error)
    click.echo(_("Terbitan ini gagal; terbitan terakhir tetap tampil, dan dicoba lagi."), err=True)


def _published(source: ElectionSource, place: Path, *, whole: bool, portal: str) -> services.Outcome:
    try:
        return _written(source, place, whole=whole, portal=portal)
    except services.Busy as error:
        raise click.ClickException(_("Penerbit lain sedang menulis ke %(out)s.") % {"out": place}) from error
    except services.NotAStore as error:
        text = _(
            "%(out)s tidak dapat dipakai: folder itu harus kosong atau terbitan sebelumnya, dan sistem berkasnya harus"
            " mengenal tautan. Terbitkan ke tempat lain, lalu salin folder current ke stik."
        )
        raise click.ClickException(text % {"out": error}) from error
    except services.DiskFull as error:
        text = _(
            "Tidak diterbitkan: cakram folder %(folder)s penuh. Terbitan terakhir tetap tampil. Kosongkan ruang di"
            " sana, atau perbesar cakramnya, lalu terbitkan lagi."
        )
        raise click.ClickException(text % {"folder": error.folder}) from error
    except PermissionError as error:
        text = _(
            "Tidak diterbitkan: %(file)s tidak dapat ditulis. Terbitan terakhir tetap tampil; periksa hak aksesnya."
        )
        raise click.ClickException(text % {"file": error.filename}) from error
    except OperationalError as error:
        raise _silent() from error


def _written(source: ElectionSource, place: Path, *, whole: bool, portal: str) -> services.Outcome:
    """Publish what the log and the numbers allow. Raises: what the folder or the database does not."""
    try:
        return services.publish(source=source, out=place, at=timezone.now(), whole=whole, portal=portal)
    except services.GoesBack as error:
        text = _(
            "Tidak diterbitkan: terbitan yang tampil memuat %(shown)d catatan buku besar %(log)s, yang kini hanya"
            " %(size)d. Pulihkan basis data yang lengkap, atau terbitkan ke folder lain."
        )
        raise click.ClickException(text % {"shown": error.shown, "log": error.log, "size": error.size}) from error
    except services.OtherSigner as error:
        text = _(
            "Tidak diterbitkan: buku besar %(log)s ditandatangani dengan kunci lain. Kembalikan kunci itu"
            " (TELUSUR_LEDGER_KEY, bawaan ledger.key di folder data)."
        )
        raise click.ClickException(text % {"log": error.log}) from error
    except NothingToSign as error:
        raise click.ClickException(_("Belum ada satu pun angka untuk diterbitkan.")) from error
    except Unexplained as error:
        text = _(
            "Tidak diterbitkan: angka %(code)s (%(contest)s) turun tanpa alasan yang diumumkan. Terbitan terakhir tetap"
            " tampil. Catat koreksi dengan alasannya, lalu terbitkan lagi."
        )
        raise click.ClickException(text % {"code": error.code, "contest": error.contest}) from error
    except (LogDamaged, services.LogDiffers) as error:
        text = _("Buku besar %(log)s tidak utuh, jadi tidak diterbitkan: jalankan telusur ledger verify.")
        raise click.ClickException(text % {"log": source.log}) from error


def _say(made: services.Outcome, place: Path, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**asdict(made), "out": str(place)}, ensure_ascii=False))
    elif not made.root:
        click.echo(_("Tidak ada yang baru sejak terbitan %(number)d.") % {"number": made.number})
    else:
        text = _(
            "Terbitan %(number)d: %(written)d berkas ditulis, %(stations)d TPS dilihat, %(fell)d angka turun; buku"
            " besar %(log_size)d catatan; %(out)s"
        )
        click.echo(text % {**asdict(made), "out": place})


def _the_only() -> str:
    known = [one.code for one in elections()[:2]]
    if len(known) != 1:
        raise click.ClickException(_("Sebutkan pemilunya dengan --election; lihat telusur election list."))
    return known[0]
