from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from telusur.kernel.law.rules import NoRuleInForce, parse

from .. import selectors, services
from ..rules import codes
from ..rules.codes import BadCode, code_of, station_of
from ..rules.definition import BadDefinition, Definition, define
from ..rules.kept import CHOICE, CODE, NAME, SMALL, is_kept
from ..rules.kinds import BadUnit, kind_of
from .files import FILE, table_of
from .options import Place, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..rules.kinds import StationKind

FOLDER = Place(exists=True, file_okay=False, path_type=Path)
MOST, LONGEST = 999_999_999, 20  # of anything that is counted, and of the digits that say it, noughts before them


@click.group("election")
def election() -> None:
    """Pemilu: pemilihan, peserta, daerah pemilihan, dan TPS."""


@election.command("load")
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def load(folder: Path, *, as_json: bool) -> None:
    """Muat satu pemilu dari folder DIR: semua berkasnya masuk, atau tidak satu pun.

    Wajib: pemilu.toml (tabel election, contest, participant). Boleh ada: dapil.csv (pemilihan, kode, nama, kursi,
    wilayah), calon.csv (pemilihan, dapil, partai, nomor, nama, jk), tps.csv atau tps.csv.gz (kode_tps, unit, dpt_l,
    dpt_p, dpt_j), dan kontrol.csv (apa, jumlah) dengan jumlah yang harus dicapai: contests, districts, seats,
    participants, candidates, stations, voters.
    """
    definition = _definition(folder)
    try:
        files = _files(folder, definition)
        done = services.load_election(files=files, actor="import", at=timezone.now())
    except services.ElectionControlMissed as refusal:
        said = [_("Pemilu tidak dimuat: jumlahnya tidak sama dengan kontrol.csv.")]
        said += [
            _("%(what)s: %(found)d, seharusnya %(wanted)d") % {"what": what, "found": found, "wanted": wanted}
            for what, (found, wanted) in refusal.differences.items()
        ]
        raise click.ClickException("\n".join(said)) from refusal
    except services.BadElection as error:
        raise click.ClickException(_unknown(*error.args)) from error
    except NoRuleInForce as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        made = {"election": done.election, "created": done.created, "territory_made": done.places_made}
        click.echo(json.dumps({**made, **done.totals}))
        return
    click.echo(
        _(
            "%(election)s: %(contests)d pemilihan, %(participants)d peserta, %(candidates)d calon dalam daftar, "
            "%(districts)d daerah pemilihan dengan %(seats)d kursi, %(stations)d TPS, %(voters)d pemilih."
        )
        % {"election": done.election, **done.totals}
    )
    if done.places_made:
        text = _("%(count)d wilayah dibuat dari kode TPS-nya; berkas wilayah memberinya nama.")
        click.echo(text % {"count": done.places_made})


@election.command("rehearsal")
@click.argument("code", metavar="KODE", type=Text())
@click.option("--election", "of", type=Text(), required=True, help="Kode pemilu yang digladi, misalnya pilpres2024.")
@click.option("--stations", type=FILE, help="CSV dengan kolom kode_tps, juga berkas hasil; boleh gzip.")
@click.option("--territory", type=click.IntRange(1), help="Tanpa berkas: TPS yang dihitung wilayah ini.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def rehearsal(code: str, of: str, stations: Path | None, territory: int | None, *, as_json: bool) -> None:
    """Buat gladi KODE dari satu pemilu: pemilihan dan pesertanya sama, angkanya latihan, namanya berawal “Gladi”."""
    try:
        held = services.ensure_election(code=of, actor="import", at=timezone.now())
        rows, names = _stations_of(stations, selectors.station_kinds(on=held.voted_on)) if stations else ([], {})
        made, count = services.rehearse_election(
            of=of, code=code, rows=rows, names=names, within=territory, at=timezone.now()
        )
    except selectors.ElectionUnknown as error:
        text = _("Pemilu “%(code)s” belum dikenal; muat dengan telusur election load.")
        raise click.ClickException(text % {"code": error}) from error
    except services.BadElection as error:
        raise click.ClickException(_unknown(*error.args)) from error
    except NoRuleInForce as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps({"election": made.code, "name": made.name, "stations": count}, ensure_ascii=False))
        return
    click.echo(_("%(name)s (%(code)s): %(count)d TPS.") % {"name": made.name, "code": made.code, "count": count})


def _stations_of(file: Path, kinds: Sequence[StationKind]) -> tuple[list[services.StationRow], dict[int, str]]:
    """Return the polling stations of a file, and what it calls the places they lie in."""
    rows, names = {}, {}
    for line, row in _lines(file):
        rows[line] = made = _station({name: row.get(name, "") for name in ("kode_tps", "unit")}, line, kinds, file.name)
        for column, level in (("kab", codes.REGENCY), ("kec", codes.DISTRICT), ("desa", codes.VILLAGE)):
            if row.get(column):
                names[codes.above(made.code, level)] = _text(row, column, file.name, line, NAME)
    _once({line: str(each.code) for line, each in rows.items()}, file.name, "kode_tps")
    return list(rows.values()), names


@election.command("list")
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
def list_elections(*, as_json: bool) -> None:
    """Daftar pemilu yang sudah dimuat, yang terbaru lebih dahulu."""
    found = list(selectors.elections())
    if as_json:
        plain = [
            {
                "code": each.code,
                "name": each.name,
                "voted_on": each.voted_on.isoformat(),
                "contests": [contest.code for contest in each.contests.all()],
            }
            for each in found
        ]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo(f"{each.code:<24}{each.voted_on.isoformat()}  {each.name}")


def _files(folder: Path, definition: Definition) -> services.ElectionFiles:
    """Return everything that a folder says of one election. Raises: click.ClickException, NoRuleInForce."""
    kinds = selectors.station_kinds(on=definition.voted_on)
    control = {
        line: (row.get("apa", "").strip(), _number(row, "jumlah", "kontrol.csv", line))
        for line, row in _rows(folder, "kontrol.csv")
    }
    districts = {line: _district(row, line) for line, row in _rows(folder, "dapil.csv")}
    stations = {line: _station(row, line, kinds) for line, row in _rows(folder, "tps.csv", "tps.csv.gz")}
    _once({line: what for line, (what, _wanted) in control.items()}, "kontrol.csv", "apa")
    _once({line: f"{each.contest} {each.code}" for line, each in districts.items()}, "dapil.csv", "kode")
    _once({line: str(each.code) for line, each in stations.items()}, "tps.csv", "kode_tps")
    return services.ElectionFiles(
        definition=definition,
        districts=list(districts.values()),
        candidates=[_candidate(row, line) for line, row in _rows(folder, "calon.csv")],
        stations=list(stations.values()),
        control=dict(control.values()),
    )


def _once(said: Mapping[int, str], file: str, column: str) -> None:
    """Refuse a row that says what an earlier one said. said: by line. Raises: click.ClickException."""
    first: dict[str, int] = {}
    for line, value in said.items():
        if first.setdefault(value, line) != line:
            remedy = _("sudah ada di baris %(row)d; hapus salah satu") % {"row": first[value]}
            raise _wrong(file, line, column, value, remedy)


def _wrong(file: str, line: int, column: str, value: str, remedy: str) -> click.ClickException:
    """Return what is said of a cell that cannot be taken."""
    words = {"file": file, "row": line, "column": column, "value": value, "remedy": remedy}
    return click.ClickException(_("%(file)s baris %(row)d, kolom %(column)s, isi “%(value)s”: %(remedy)s.") % words)


def _definition(folder: Path) -> Definition:
    file = folder / "pemilu.toml"
    if not file.exists():
        text = _("%(folder)s tidak memuat pemilu.toml; isinya tabel election, contest, dan participant.")
        raise click.ClickException(text % {"folder": folder.name})
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(_("pemilu.toml tidak tersimpan sebagai UTF-8; simpan lagi.")) from error
    rules, faults = parse(text, room="elections", file=file.name)
    if faults:
        raise click.ClickException("\n".join(str(fault) for fault in faults))
    code = next((rule.key for rule in rules if rule.table == "election"), "")
    try:
        return define(code, rules)
    except (KeyError, TypeError, BadDefinition) as error:
        said = _(
            "pemilu.toml: %(what)s kurang lengkap, terlalu panjang, atau bertentangan; lihat contoh pada"
            " docs/law/elections.md."
        )
        raise click.ClickException(said % {"what": error}) from error


def _rows(folder: Path, *names: str) -> list[tuple[int, dict[str, str]]]:
    file = next((folder / name for name in names if (folder / name).exists()), None)
    return [] if file is None else _lines(file)


def _lines(file: Path) -> list[tuple[int, dict[str, str]]]:
    header, cells = table_of(file)
    return [(line, dict(zip(header, row, strict=False))) for line, row in enumerate(cells, start=2) if any(row)]


def _number(
    row: dict[str, str],
    column: str,
    file: str,
    line: int,
    *,
    empty: int | None = None,
    least: int = 0,
    most: int = MOST,
) -> int:
    text = row.get(column, "").strip()
    if not text and empty is not None:
        return empty
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST and least <= int(text) <= most):
        remedy = _("isi bilangan bulat, %(least)d sampai %(most)d") % {"least": least, "most": most}
        raise _wrong(file, line, column, text, remedy)
    return int(text)


def _text(row: dict[str, str], column: str, file: str, line: int, longest: int) -> str:
    text = row.get(column, "").strip()
    if not is_kept(text, longest):
        words = {"file": file, "row": line, "column": column, "longest": longest}
        raise click.ClickException(
            _("%(file)s baris %(row)d, kolom %(column)s: isi paling banyak %(longest)d tanda, tanpa tanda NUL.") % words
        )
    return text


def _district(row: dict[str, str], line: int) -> services.DistrictRow:
    areas = tuple(_area(code, line) for code in row.get("wilayah", "").replace("|", " ").split())
    seats = _number(row, "kursi", "dapil.csv", line, least=1, most=SMALL)
    code, name = _text(row, "kode", "dapil.csv", line, CODE), _text(row, "nama", "dapil.csv", line, NAME)
    return services.DistrictRow(row.get("pemilihan", ""), code, name, seats, areas)


def _area(text: str, line: int) -> int:
    try:
        return code_of(text)[1]
    except BadCode as error:
        raise _wrong("dapil.csv", line, "wilayah", text, _("isi kode wilayah, dipisah spasi atau |")) from error


def _candidate(row: dict[str, str], line: int) -> services.CandidateRow:
    party = _number(row, "partai", "calon.csv", line, empty=0, most=SMALL)
    number = _number(row, "nomor", "calon.csv", line, least=1, most=SMALL)
    sex = row.get("jk", "").strip().casefold()
    if sex not in {"", "l", "p"}:
        raise _wrong("calon.csv", line, "jk", sex, _("isi L atau P, atau kosongkan"))
    contest, district = (row.get(column, "").strip() for column in ("pemilihan", "dapil"))
    name = _text(row, "nama", "calon.csv", line, CHOICE)
    if not name:
        raise _wrong("calon.csv", line, "nama", name, _("isi nama calon"))
    return services.CandidateRow(contest, district, party, number, name, sex)


def _station(
    row: dict[str, str], line: int, kinds: Sequence[StationKind], file: str = "tps.csv"
) -> services.StationRow:
    said, unit = row.get("kode_tps", ""), row.get("unit", "").strip()
    try:
        code = station_of(said)
        kind_of(kinds, code, unit)
    except BadCode as error:
        raise _wrong(file, line, "kode_tps", said, _("isi 13 angka")) from error
    except BadUnit as error:
        remedy = _("angka depannya tiga angka akhir kode TPS, jenisnya tps; di luar negeri juga pos atau ksk")
        raise _wrong(file, line, "unit", unit, remedy) from error
    men, women, every = (
        _number(row, column, file, line) if row.get(column, "").strip() else None
        for column in ("dpt_l", "dpt_p", "dpt_j")
    )
    if None not in {men, women, every} and (men or 0) + (women or 0) != every:
        raise _wrong(file, line, "dpt_j", str(every), _("jumlahnya bukan dpt_l ditambah dpt_p"))
    return services.StationRow(code, unit, (men, women, every))


def _unknown(what: str, value: str) -> str:
    said = {
        "contest": _("Pemilihan “%(value)s” tidak ada dalam pemilu.toml."),
        "district": _("Daerah pemilihan “%(value)s” tidak ada dalam dapil.csv."),
        "area": _("Wilayah %(value)s belum dikenal; muat dahulu berkas wilayahnya."),
        "overlap": _("Wilayah %(value)s berada di dua daerah pemilihan; satu wilayah hanya satu dapil per pemilihan."),
        "beyond": _("Wilayah %(value)s di luar wilayah pemilihannya; perbaiki dapil.csv atau area dalam pemilu.toml."),
        "forms": _("Formulir %(value)s sudah masuk menurut daftar yang lama; partai, calon, dan dapilnya tetap."),
        "twice": _("Calon “%(value)s” berdiri dua kali dalam calon.csv; hapus salah satu."),
        "rehearsal": _("Pemilu %(value)s sudah ada; pemilu sungguhan tidak menjadi gladi, dan sebaliknya."),
        "party": _("Partai nomor %(value)s tidak ada dalam pemilu.toml."),
    }
    return said[what] % {"value": value}
