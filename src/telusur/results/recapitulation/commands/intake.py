from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.results.elections.commands.files import table_of
from telusur.results.elections.commands.options import Place

from .. import selectors, services
from ..rules import manifest
from .results import json_option, of_a_contest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from telusur.results.elections.models import Contest

AT_ONCE = 25  # pictures of one transaction: what is lost where the power is cut


def remedy(refusal: manifest.Refusal) -> str:
    """What to do about a picture that was not taken."""
    return {
        manifest.NO_COLUMN: _("kolom ini tidak ada; %(name)s memuat berkas, kode_tps, halaman, sha256"),
        manifest.BAD_FILE: _("isi nama berkas di dalam folder itu"),
        manifest.BAD_CODE: _("isi kode TPS 13 angka: provinsi 2, kabupaten 2, kecamatan 2, desa 4, TPS 3"),
        manifest.BAD_PAGE: _("isi nomor halaman 1 sampai 99"),
        manifest.BAD_DIGEST: _("isi sidik SHA-256 berkasnya: 64 angka dan huruf a sampai f"),
        manifest.MISSING: _("berkas ini tidak ada di folder itu; salin lalu jalankan lagi"),
        manifest.OTHER_BYTES: _("sidik SHA-256 berkas ini lain dari yang tertulis; salin ulang dari sumbernya"),
        manifest.UNKNOWN_STATION: _("TPS ini belum dikenal; muat dahulu daftar TPS"),
        manifest.NO_PICTURE: _("bukan gambar yang dapat dibuka: %(why)s"),
    }[refusal.reason] % {"name": manifest.NAME, "why": refusal.why}


@click.command("intake")
@click.argument("folder", metavar="DIR", type=Place(exists=True, file_okay=False, path_type=Path))
@json_option
@of_a_contest
def intake(*, contest: Contest, folder: Path, as_json: bool) -> None:
    """Terima gambar formulir dari DIR menurut manifest.csv di dalamnya, juga terlambat, juga dua kali.

    Kolom: berkas, kode_tps, halaman, sha256; boleh juga dari (jumlah halaman) dan formulir (misalnya C.HASIL-PPWP-2024,
    bila gambarnya lurus dan utuh). Bila terputus, jalankan lagi: yang sudah masuk tidak diulang. Gambar asli untuk
    petugas, saksi, dan pengawas; salinan tertutup hanya dibuat untuk tata letak yang dikenal.
    """
    listed = folder / manifest.NAME
    if not listed.is_file():
        text = _("%(name)s tidak ada di folder ini. Buat berkas itu: satu baris satu gambar.")
        raise click.ClickException(text % {"name": manifest.NAME})
    rows, refused = manifest.read_manifest(*table_of(listed))
    if refused and not rows and refused[0].row == 1:
        raise click.ClickException(remedy(refused[0]))
    counts = dict.fromkeys(("new", "known", "reused", "masked", "unmasked"), 0)
    for some in _some(rows):
        taken, wrong = _take(contest, folder, some)
        refused += wrong
        for name in counts:
            counts[name] += getattr(taken, name) if taken else 0
    if as_json:
        plain = [{**vars(each), "remedy": remedy(each)} for each in refused]
        click.echo(json.dumps({"rows": len(rows), **counts, "refused": plain}, ensure_ascii=False))
        return
    click.echo(_("%(new)d gambar baru, %(known)d sudah ada, %(reused)d dipakai ulang.") % counts)
    if counts["new"]:
        text = _("%(masked)d diberi salinan tertutup untuk umum; %(unmasked)d bertata letak yang tidak dikenal.")
        click.echo(text % counts)
    if refused:
        click.echo(_("%(count)d baris ditolak:") % {"count": len(refused)})
    for each in refused:
        text = _("baris %(row)d (%(file)s), isian %(field)s: %(remedy)s")
        click.echo(text % {**vars(each), "remedy": remedy(each)})


def _some(rows: Sequence[manifest.PictureRow]) -> Iterator[Sequence[manifest.PictureRow]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _take(
    contest: Contest, folder: Path, rows: Sequence[manifest.PictureRow]
) -> tuple[services.PicturesTaken | None, list[manifest.Refusal]]:
    """Take some pictures in one transaction; what is here already is not even read."""
    there = selectors.pictures_known(contest=contest, digests=[row.digest for row in rows])
    sound, refused = [], []
    for row in rows:
        wrong = "" if (row.station, row.page, row.digest) in there else _wrong(contest, folder, row)
        if wrong:
            field = manifest.STATION if wrong == manifest.UNKNOWN_STATION else manifest.DIGEST
            refused.append(manifest.Refusal(row.row, row.file, field, wrong))
        else:
            sound.append(row)
    while sound:
        pictures = [
            services.NewPicture(row.station, row.page, folder / row.file, row.digest, row.of_pages, row.form)
            for row in sound
        ]
        try:
            return services.take_pictures(
                contest=contest, pictures=pictures, actor="import", at=timezone.now()
            ), refused
        except services.BadPicture as error:
            row = sound.pop(error.place)
            refused.append(manifest.Refusal(row.row, row.file, manifest.FILE, manifest.NO_PICTURE, error.why))
        except ObjectDoesNotExist as error:
            raise click.ClickException(_("Belum ada kantor; muat dahulu dengan telusur offices load.")) from error
    return None, refused


def _wrong(contest: Contest, folder: Path, row: manifest.PictureRow) -> str:
    try:
        with (folder / row.file).open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:  # not there, a folder, or not for us
        return manifest.MISSING
    if digest != row.digest:
        return manifest.OTHER_BYTES
    known = selectors.is_station(election=contest.election, station=row.station)
    return "" if known else manifest.UNKNOWN_STATION
