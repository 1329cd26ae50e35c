from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.offices.selectors import national_day

from .. import selectors, services
from ..rules import territory_file as rows
from ..rules.codes import code_of
from ..rules.kept import is_kept
from .files import FILE, name_kept, table_of
from .options import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path


LONGEST_CODE = 13


@click.group("territory")
def territory() -> None:
    """Wilayah: provinsi, kabupaten/kota, kecamatan, desa/kelurahan, dan kodenya."""


def remedy(fault: rows.Fault) -> str:
    """What to do about a row."""
    return {
        rows.COLUMNS_MISSING: _("kolom ini tidak ada; berkas wilayah memuat kode, tingkat, dan nama"),
        rows.BAD_CODE: _("kode wilayah berisi 2, 4, 6, atau 10 angka dan tidak diawali 0"),
        rows.BAD_LEVEL: _("tingkat 1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa; harus cocok dengan panjang kode"),
        rows.NO_NAME: _("isi nama wilayah"),
        rows.TWICE: _("kode ini sudah ada di baris lain; hapus salah satu"),
        rows.NO_PARENT: _("wilayah ini, yang memuat baris itu, tidak ada dalam berkas atau barisnya salah; tambahkan"),
        rows.LONG_NAME: _("isi nama paling banyak 120 tanda, tanpa tanda NUL"),
        rows.BAD_NUMBER: _("isi bilangan bulat paling banyak 999, atau kosongkan"),
        rows.BAD_SPECIALS: _("isi nomor pertama dan terakhir TPS khusus menurut urutannya, atau kosongkan"),
    }[fault.reason]


@territory.command("load")
@click.argument("file", type=FILE)
@click.option("--part", is_flag=True, help="Berkas hanya sebagian wilayah: jangan bandingkan dengan jumlah kontrol.")
@click.option("--valid-from", type=click.DateTime(["%Y-%m-%d"]), help="Sejak kapan kodenya berlaku. Bawaan: hari ini.")
@click.option("--stations-for", "election", type=Text(), help="Buat juga TPS pemilu ini menurut jumlah TPS tiap desa.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def load(file: Path, *, part: bool, valid_from: datetime | None, election: str | None, as_json: bool) -> None:
    """Muat wilayah dari FILE (CSV, boleh gzip): semua baris masuk, atau tidak satu pun.

    Kolom: kode, tingkat, nama, tps_maks, tps_khusus_awal, tps_khusus_akhir. Jumlah provinsi, kabupaten/kota, kecamatan,
    desa/kelurahan, dan TPS dalam negeri harus sama dengan jumlah kontrol. Berkas yang sama boleh dimuat lagi.
    """
    header, cells = table_of(file)
    at = timezone.now()
    today = national_day(at=at)
    try:
        held = services.ensure_election(code=election, actor="import", at=at) if election else None
        done = services.load_territory(
            reading=rows.read_territory(header, cells),
            source=name_kept(file),
            whole=not part,
            valid_from=valid_from.date() if valid_from else today,
            actor="import",
            on=today,
            at=at,
        )
        stations = services.stations_from_territory(election=held) if held else None
    except services.TerritoryRefused as refusal:
        raise click.ClickException(_refusal(file.name, refusal)) from refusal
    except services.ControlMissed as refusal:
        raise click.ClickException(_missed(file.name, refusal.differences)) from refusal
    except selectors.ElectionUnknown as error:
        text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
        raise click.ClickException(text % {"code": error}) from error
    except NoRuleInForce as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(_plain(done, stations), ensure_ascii=False))
        return
    for sentence in _in_words(done, stations):
        click.echo(sentence)


def _plain(done: services.TerritoryLoaded, stations: services.Entered | None) -> dict[str, object]:
    return {
        **done.totals["domestic"],
        "overseas": done.totals["overseas"],
        "units": sum(side["stations"] for side in done.totals.values()),
        "created": done.created,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "not_in_file": done.missing,
        "read_as_one": [str(code) for code in done.read_as_one],
        "stations_made": stations.stations if stations else 0,
    }


def _in_words(done: services.TerritoryLoaded, stations: services.Entered | None) -> list[str]:
    said = [
        _(
            "Dalam negeri: %(provinces)d provinsi, %(regencies)d kabupaten/kota, %(districts)d kecamatan, "
            "%(villages)d desa/kelurahan, %(stations)d TPS (%(special_stations)d di lokasi khusus)."
        )
        % done.totals["domestic"],
        _("Luar negeri: %(districts)d perwakilan, %(stations)d unit.") % done.totals["overseas"],
        _("%(created)d wilayah dibuat, %(changed)d diubah, %(unchanged)d sudah sama.")
        % {"created": done.created, "changed": done.changed, "unchanged": done.unchanged},
    ]
    if done.read_as_one:
        places = ", ".join(str(code) for code in done.read_as_one)
        said.append(_("Jumlah TPS negatif dibaca sebagai satu unit: %(places)s.") % {"places": places})
    if done.missing:
        said.append(
            _("%(count)d wilayah yang sudah dikenal tidak ada dalam berkas; tetap ada.") % {"count": done.missing}
        )
    if stations:
        said.append(_("%(count)d TPS dibuat.") % {"count": stations.stations})
    return said


def _refusal(name: str, refusal: services.TerritoryRefused) -> str:
    said = [_("%(file)s tidak dimuat: %(count)d kesalahan.") % {"file": name, "count": len(refusal.faults)}]
    said += [
        _("baris %(row)d, kolom %(column)s, isi “%(value)s”: %(remedy)s")
        % {"row": fault.row, "column": fault.column, "value": fault.value, "remedy": remedy(fault)}
        for fault in refusal.faults[:50]
    ]
    return "\n".join(said)


def _missed(name: str, differences: Mapping[str, tuple[int, int]]) -> str:
    words = {
        "provinces": _("provinsi"),
        "regencies": _("kabupaten/kota"),
        "districts": _("kecamatan"),
        "villages": _("desa/kelurahan"),
        "stations": _("TPS"),
    }
    said = [_("%(file)s tidak dimuat: jumlahnya tidak sama dengan jumlah kontrol dalam negeri.") % {"file": name}]
    said += [
        _("%(what)s: %(found)d, seharusnya %(wanted)d (selisih %(difference)+d)")
        % {"what": words[what], "found": found, "wanted": wanted, "difference": found - wanted}
        for what, (found, wanted) in differences.items()
    ]
    return "\n".join([*said, _("Lengkapi berkasnya, atau pakai --part bila memang hanya sebagian wilayah.")])


@territory.command("codes")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def codes(file: Path, *, as_json: bool) -> None:
    """Tambah kode lain bagi wilayah yang sudah dikenal dari FILE (CSV).

    Kolom: kode (KPU), skema (kpu, kemendagri, bps), kode_skema, berlaku_mulai, berlaku_sampai (boleh kosong).
    """
    header, cells = table_of(file)
    try:
        named = ((line, dict(zip(header, row, strict=False))) for line, row in enumerate(cells, start=2) if any(row))
        read = [_code_row(row, line) for line, row in named]
        made = services.load_codes(rows=read, source=name_kept(file), actor="import", at=timezone.now())
    except LookupError as error:
        text = _("Wilayah berkode %(code)s belum dikenal; muat dahulu berkas wilayahnya.")
        raise click.ClickException(text % {"code": error}) from error
    click.echo(json.dumps({"codes": made}) if as_json else _("%(count)d kode ditambahkan.") % {"count": made})


def _code_row(row: dict[str, str], line: int) -> services.CodeRow:
    try:
        if row["skema"] not in {"kpu", "kemendagri", "bps"}:
            raise ValueError(row["skema"])  # noqa: TRY301 one sentence for every fault of the row
        if not row["kode_skema"] or not is_kept(row["kode_skema"], LONGEST_CODE):
            raise ValueError(row["kode_skema"])  # noqa: TRY301
        begin, end = date.fromisoformat(row["berlaku_mulai"]), row.get("berlaku_sampai", "")
        until = date.fromisoformat(end) if end else None
        if until is not None and until <= begin:
            raise ValueError(end)  # noqa: TRY301
        return services.CodeRow(code_of(row["kode"])[1], row["skema"], row["kode_skema"], begin, until)
    except (KeyError, ValueError) as error:
        text = _(
            "baris %(row)d: isi kode, skema (kpu, kemendagri, atau bps), kode_skema, dan berlaku_mulai (TTTT-BB-HH); "
            "yang salah: %(value)s"
        )
        raise click.ClickException(text % {"row": line, "value": error}) from error
