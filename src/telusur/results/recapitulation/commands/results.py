from __future__ import annotations

import csv
import hashlib
import json
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import size_of
from telusur.results.elections.commands.files import FILE, lines_of
from telusur.results.elections.commands.options import Place, Text
from telusur.results.elections.rules.codes import LEVELS, BadCode, code_of
from telusur.results.elections.rules.layout import MOST, UNREAD
from telusur.results.elections.selectors import (
    ContestUnknown,
    ElectionUnknown,
    contest_named,
    districts_of,
    elections,
    station_kinds,
)
from telusur.results.elections.services import ensure_election

from .. import selectors, services
from ..rules import checks, import_file
from .totals import DAPIL, district_option, follow, print_districts, sums_read, table_as_plain, table_asked, tool

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.districts import Districts

REASON = 500  # signs
LABEL = "impor, belum diverifikasi"
NATIONWIDE = "nasional"
json_option = click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")


@click.group("results")
def results() -> None:
    """Hasil: impor, pemeriksaan, jumlah tiap jenjang, dan pemutaran ulang."""


def of_a_contest(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the contest that it is about, made of the data that is shipped where nobody loaded it."""

    @click.option(
        "--election", type=Text(), help="Kode pemilu, misalnya pilpres2024. Bawaan: satu-satunya yang dimuat."
    )
    @click.option("--contest", "contest_code", type=Text(), help="Kode pemilihan, misalnya ppwp. Bawaan: satu-satunya.")
    @wraps(command)
    def run(*, election: str | None, contest_code: str | None, **rest: Any) -> Any:
        election, contest_code = _the_only(election, contest_code)
        try:
            ensure_election(code=election, actor="import", at=timezone.now())
            contest = contest_named(election=election, contest=contest_code)
            return command(contest=contest, **rest)
        except ElectionUnknown as error:
            text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
            raise click.ClickException(text % {"code": error}) from error
        except ContestUnknown as error:
            text = _("Pemilu ini tidak punya pemilihan “%(code)s”; lihat telusur election list --json.")
            raise click.ClickException(text % {"code": error}) from error
        except NoRuleInForce as error:
            raise click.ClickException(str(error)) from error

    return run


def _the_only(election: str | None, contest: str | None) -> tuple[str, str]:
    """Return what was asked for; where nothing was, the one election and contest there is."""
    known = [each for each in elections() if election in {None, each.code}]
    if election is None and len(known) != 1:
        raise click.ClickException(_("Sebutkan pemilunya dengan --election; lihat telusur election list."))
    election = election or known[0].code
    contests = [each.code for each in known[0].contests.all()] if known else []
    if contest is None and len(contests) != 1:
        raise click.ClickException(_("Sebutkan pemilihannya dengan --contest, misalnya ppwp."))
    return election, contest or contests[0]


def place(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    """Return the code of a place that an option names."""
    if value is None:
        return None
    try:
        return code_of(value)[1]
    except BadCode as error:
        text = _("“%(value)s” bukan kode wilayah; isi 2, 4, 6, atau 10 angka.")
        raise click.BadParameter(text % {"value": value}) from error


territory_option = click.option("--territory", callback=place, help="Hanya di wilayah berkode ini.")


def remedy(refusal: import_file.Refusal) -> str:
    """What to do about a row that was not taken."""
    return {
        import_file.BAD_CODE: _("isi kode TPS 13 angka: provinsi 2, kabupaten 2, kecamatan 2, desa 4, TPS 3"),
        import_file.BAD_UNIT: _("nomor unit harus sama dengan tiga angka akhir kode TPS, misalnya 001-tps"),
        import_file.BAD_NUMBER: _(
            "isi bilangan bulat tanpa titik, paling banyak %(most)d, x atau - untuk tanda silang, atau kosongkan"
        )
        % {"most": MOST},
        import_file.LONG_NAME: _("isi nama paling banyak 120 tanda, tanpa tanda NUL"),
        import_file.TWICE: _("TPS ini sudah ada di baris lain; hapus salah satu"),
        import_file.CELLS: _("jumlah kolom baris ini berbeda dari baris pertama; periksa koma dan tanda kutipnya"),
        import_file.OUTSIDE: _("TPS ini di luar daerah pemilihan pemilihan ini; periksa kodenya atau dapil.csv"),
        import_file.NOT_LISTED: _("calon ini tidak ada dalam daftar dapil TPS itu; kosongkan"),
        import_file.NO_COLUMN: _("kolom ini tidak ada; berkas hasil memuat kode_tps dan suara peserta"),
        import_file.FIELD_TWICE: _("isian ini ada di dua kolom; hapus salah satu"),
    }[refusal.reason]


@results.command("import")
@click.argument("file", type=FILE)
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]), help="Hari keadaan berkas. Bawaan: tanggal dalam namanya.")
@click.option("--reason", type=Text(REASON), default="", help="Alasan bila angka yang sudah ada berubah. Diumumkan.")
@json_option
@of_a_contest
def import_file_of_results(*, contest: Contest, file: Path, dated: datetime | None, reason: str, as_json: bool) -> None:
    """Muat hasil tiap TPS dari FILE (CSV, boleh gzip), berlabel “impor, belum diverifikasi”.

    Kolom: kode_tps, unit, kab, kec, desa, paslon1 dan seterusnya, dan isian formulir (dpt_l, pengguna_dpt_l, suara_sah,
    …). Pemilihan dengan daftar partai: partai_4 (suara partai), calon_4_1 dan seterusnya, suara_4 (jumlahnya); satu
    berkas boleh memuat beberapa dapil. Sel kosong tidak terbaca, bukan 0. Wilayah dan TPS yang belum ada dibuat dari
    kodenya. Berkas yang sama boleh dimuat lagi, juga terlambat: angka yang lebih baru atau dimasukkan orang tidak
    tergeser.
    """
    header, cells = lines_of(file)
    on = contest.election.voted_on
    districts = districts_of(contest=contest)
    read = import_file.read_results(header, cells, districts=districts, kinds=station_kinds(on=on))
    if read.refused and not read.rows:
        raise click.ClickException(_("Berkas tidak dimuat. %(why)s") % {"why": _refused_in_words(read.refused[0])})
    day = import_file.end_of(dated.date()) if dated else import_file.day_in(file.name)
    done = services.import_results(
        contest=contest,
        districts=districts,
        results=read,
        as_of=day,
        evidence=hashlib.sha256(file.read_bytes()).hexdigest(),
        reason=reason,
        actor="import",
        at=timezone.now(),
    )
    sums = sums_read(read, districts)
    if as_json:
        click.echo(json.dumps({**sums, **_plain(read, done, districts, day)}, ensure_ascii=False))
        return
    for sentence in _import_in_words(sums, read, done):
        click.echo(sentence)


def _plain(
    read: import_file.Results, done: services.Imported, districts: Districts, day: datetime | None
) -> dict[str, object]:
    names = districts.common.names  # a candidate's number means another person in each electoral district
    values = read.values[:, [districts.widest.places[name] for name in names]]
    totals = np.maximum(values, 0).sum(axis=0, dtype=np.int64).tolist()
    any_read = (values != UNREAD).any(axis=0).tolist()
    return {
        "refused": [
            {
                "row": each.row,
                "station": each.station,
                "field": each.field,
                "value": each.value,
                "remedy": remedy(each),
            }
            for each in read.refused
        ],
        "column_sums": {name: total for name, total, seen in zip(names, totals, any_read, strict=True) if seen},
        "label": LABEL,
        "as_of": day.isoformat() if day else None,
        "new": done.taken.new,
        "changed": done.taken.changed,
        "unchanged": done.taken.unchanged,
        "kept_aside": done.taken.kept,
        "held": done.taken.held,
        "alarmed": len(done.taken.alarmed),
        "territory_made": done.places_made,
        "stations_made": done.stations_made,
        "ignored_columns": list(read.ignored),
        "named_otherwise": [
            {"code": str(code), "known": known, "file": said} for code, (known, said) in done.names.items()
        ],
    }


def _import_in_words(sums: dict[str, Any], read: import_file.Results, done: services.Imported) -> list[str]:
    votes = ", ".join(f"{number}: {total}" for number, total in sums["sums"].items())
    said = [
        _("%(rows)d TPS, %(with_votes)d dengan suara lengkap. Suara %(votes)s; jumlah %(valid_sum)d.")
        % {**sums, "votes": votes},
        _("%(new)d baru, %(changed)d berubah, %(unchanged)d sama, %(kept)d disimpan tanpa berlaku, %(held)d ditahan.")
        % vars(done.taken),
        _("Label: impor, belum diverifikasi."),
    ]
    if done.places_made or done.stations_made:
        text = _("Dibuat dari kodenya: %(places)d wilayah dan %(stations)d TPS.")
        said.append(text % {"places": done.places_made, "stations": done.stations_made})
    if done.names:
        code, (known, other) = next(iter(done.names.items()))
        text = _("%(count)d wilayah disebut lain oleh berkas, misalnya %(code)s: %(known)s, di berkas %(other)s.")
        said.append(text % {"count": len(done.names), "code": code, "known": known, "other": other})
    if read.refused:
        said.append(_("%(count)d baris ditolak:") % {"count": len(read.refused)})
    return [*said, *(_refused_in_words(each) for each in read.refused)]


def _refused_in_words(refusal: import_file.Refusal) -> str:
    text = _("baris %(row)d (TPS %(station)s), isian %(field)s, isi “%(value)s”: %(remedy)s")
    return text % {**vars(refusal), "remedy": remedy(refusal)}


@results.command("check")
@territory_option
@click.option("--rows", "listing", type=Place(dir_okay=False, path_type=Path), help="Tulis temuan tiap TPS ke CSV ini.")
@json_option
@of_a_contest
def check(*, contest: Contest, territory: int | None, listing: Path | None, as_json: bool) -> None:
    """Periksa formulir yang berlaku dengan aturan R01 sampai R24."""
    found = selectors.findings_of(contest=contest, within=territory)
    if listing:
        with listing.open("w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(["kode_tps", "aturan"])
            writer.writerows((code, " ".join(checks.names(bits))) for code, bits in found.broken())
    if as_json:
        names = ("rows", "without_votes", "complete_rows", "rows_with_findings", "by_rule")
        said = {name: getattr(found, name) for name in names}
        click.echo(json.dumps(said))
        return
    click.echo(
        _("%(rows)d TPS, %(complete_rows)d dengan administrasi lengkap, %(rows_with_findings)d di antaranya berbeda.")
        % vars(found)
    )
    if found.without_votes:
        text = _(
            "%(count)d di antaranya tanpa suara, jadi belum dihitung masuk: hanya bagian lain formulirnya terbaca."
        )
        click.echo(text % {"count": found.without_votes})
    labels = selectors.labels_of_checks(on=contest.election.voted_on)
    for rule, number in found.by_rule.items():
        if number:
            click.echo(f"{rule}  {number:>8}  {labels[rule]}")


@results.command("totals")
@click.option(
    "--level", type=click.Choice([NATIONWIDE, *LEVELS, DAPIL]), required=True, help="Jenjang yang dijumlahkan."
)
@district_option
@click.option("--include-held", is_flag=True, help="Ikutkan suara yang ditahan, bila terbaca semua.")
@territory_option
@click.option(
    "--follow", "follows", is_flag=True, help="Cetak lagi setiap ada angka baru, sampai dihentikan; hanya nasional."
)
@json_option
@of_a_contest
def totals(
    *,
    contest: Contest,
    level: str,
    district: str | None,
    include_held: bool,
    territory: int | None,
    follows: bool,
    as_json: bool,
) -> None:
    """Jumlah suara tiap wilayah, dengan berapa TPS yang masuk, ditahan, disengketakan, dan dikoreksi.

    Isian yang tidak terbaca tidak dihitung. Suara yang ditahan tidak ikut, kecuali diminta. Suara tiap calon dalam
    daftar partai dijumlahkan per dapil: --level dapil, atau jenjang lain di dalam satu dapil dengan --dapil.
    """
    if follows:
        if level != NATIONWIDE or district or territory or include_held:
            raise click.UsageError(_("--follow hanya untuk --level nasional, tanpa pilihan lain."))
        follow(contest, as_json=as_json)
        return
    if level == DAPIL:
        print_districts(contest=contest, include_held=include_held, until=None, as_json=as_json)
        return
    table = table_asked(
        contest, level=LEVELS.get(level, 0), include_held=include_held, within=territory, district=district
    )
    if as_json:
        said = {"level": level, "include_held": include_held, "label": tool(), **table_as_plain(table)}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    for row in (*table.rows, table.total):
        votes = " ".join(f"{row.sums[choice.total]:>12}" for choice in table.layout.choices)
        click.echo(
            f"{row.code or '':>10} {(row.name or _('Jumlah')):<32.32}{votes}{row.counts['counted']:>9}/{row.stations}"
        )
    click.echo(tool())


@results.command("replay")
@click.option("--until", type=click.IntRange(min=0), required=True, help="Sampai berapa kejadian log pemilu.")
@click.option(
    "--level", type=click.Choice([NATIONWIDE, *LEVELS, DAPIL]), default=NATIONWIDE, show_default=True, help="Jenjang."
)
@district_option
@click.option("--include-held", is_flag=True, help="Ikutkan suara yang ditahan, bila terbaca semua.")
@json_option
@of_a_contest
def replay(
    *, contest: Contest, until: int, level: str, district: str | None, include_held: bool, as_json: bool
) -> None:
    """Jumlah suara seperti ketika log pemilu berisi sekian kejadian, dihitung dari kejadian saja.

    Log yang lebih pendek disebut panjangnya: jumlahnya adalah jumlah pada ujung log.
    """
    size = size_of(log=election_log(contest.election.code))
    moment = {"until": until, "log_size": size, "beyond_log": until > size}
    if until > size and not as_json:
        text = _("Log pemilu ini baru berisi %(size)d kejadian; yang dijumlahkan sampai ujungnya.")
        click.echo(text % {"size": size}, err=True)
    if level == DAPIL:
        print_districts(contest=contest, include_held=include_held, until=until, as_json=as_json, moment=moment)
        return
    table = table_asked(contest, level=LEVELS.get(level, 0), include_held=include_held, until=until, district=district)
    if as_json:
        said = {**moment, "level": level, "include_held": include_held, "label": tool(), **table_as_plain(table)}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    for choice in table.layout.choices:
        click.echo(f"{choice.number:>3} {choice.name:<72} {table.total.sums[choice.total]:>12}")
    counts = table.total.counts
    click.echo(_("%(received)d TPS masuk, %(counted)d dihitung, %(held)d ditahan, %(corrected)d dikoreksi.") % counts)
    click.echo(tool())
