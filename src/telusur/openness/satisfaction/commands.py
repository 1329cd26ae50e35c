"""`telusur skm`: the index of the satisfaction survey from nine values, from sums, or from a table of answers."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.utils import timezone

from telusur.kernel.documents import services as documents
from telusur.kernel.offices.selectors import national_day

from . import selectors
from .rules import index as skm
from .rules.tables import BadTable, Fault, Survey, number_in, read_survey, survey_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

STDIN = "-"
LETTER = re.compile(r"[A-Za-z]")
SHOWN_FAULTS = 20
SHOWN_LETTERS = 30
PEOPLE = re.compile(r"[0-9]{1,9}")
NAMED_VALUE = re.compile(r"\s*U\s*([1-9])\s*[=:]\s*(\S+)\s*", re.IGNORECASE)
TEXTS = {
    "no_heading": "Tabel ini tidak menyebut unsur. Beri kolom (atau baris) judul U1 sampai U9.",
    "missing_element": "Kolom {field} tidak ada. Tambahkan; kesembilan unsur wajib ada.",
    "twice": "Unsur {field} muncul dua kali (sel {value}). Hapus salah satunya.",
    "no_rows": "Tidak ada jawaban di bawah judul. Isi paling sedikit satu baris.",
    "missing_value": "Nilai {field} kosong. Isi nilainya.",
    "not_a_number": "{field} berisi “{value}”, bukan angka. Tulis angkanya saja, misalnya 93,1.",
    "not_an_answer": "{field} berisi “{value}”. Jawaban harus 1, 2, 3, atau 4; kosongkan bila tidak dijawab.",
    "never_answered": "Tidak seorang pun menjawab {field}. Isi jawabannya; indeks meminta kesembilan unsur.",
    "other_count": "--respondents menyebut {field}, tetapi tabel memuat {value} responden. Samakan atau hapus opsinya.",
    "hidden_row": "Baris {field} tersembunyi. Tampilkan atau hapus lebih dahulu.",
    "hidden_column": "Kolom {field} tersembunyi. Tampilkan atau hapus lebih dahulu.",
    "hidden_sheet": "Lembar {field} tersembunyi. Tampilkan atau hapus lebih dahulu.",
}


@click.group()
def skm_commands() -> None:
    """Survei Kepuasan Masyarakat (SKM) menurut PermenPANRB 14/2017."""


class People(click.ParamType):
    """A number of people: digits 0 to 9, as many as a country may have."""

    name = "integer"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        said = str(value).strip()
        if not PEOPLE.fullmatch(said) or int(said) < self.least:
            self.fail(
                f"“{_short(said)}” bukan banyaknya orang. Tulis bilangan bulat mulai dari {self.least}, "
                "paling panjang sembilan angka, misalnya 29.",
                param,
                ctx,
            )
        return int(said)


@skm_commands.command("index", context_settings={"ignore_unknown_options": True})
@click.argument("values", metavar="[NILAI]...", nargs=-1)
@click.option("--respondents", type=People(1), help="Banyaknya responden: NILAI ialah jumlah skor tiap unsur.")
@click.option("--population", type=People(0), help="Banyaknya pengguna layanan, untuk sasaran Krejcie-Morgan.")
@click.option("--json", "as_json", is_flag=True, help="Cetak satu objek JSON, untuk dibaca program.")
def index(values: tuple[str, ...], *, respondents: int | None, population: int | None, as_json: bool) -> None:
    """Hitung indeks SKM dengan bobot tepat sepersembilan, dua desimal.

    NILAI dapat ditulis dengan empat cara:

    \b
    1. Sembilan angka U1 sampai U9, semuanya 1-4 atau semuanya 25-100:
         telusur skm index 94 93,1 92,6 97,3 93,8 94 93,8 92,6 93,5
         telusur skm index "94; 93.1; 92.6; 97.3; 93.8; 94; 93.8; 92.6; 93.5"
         telusur skm index U9=93,5 U1=94 U2=93,1 ... (urutan bebas)
    2. Sembilan jumlah skor beserta banyaknya responden:
         telusur skm index --respondents 29 105 101 100 116 102 105 106 105 115
    3. Nama tabel CSV, XLSX atau ODS dengan judul U1 sampai U9: satu baris satu
       responden (jawaban 1-4), atau satu baris jumlah skor dengan kolom
       "Responden", atau satu baris satu unsur:
         telusur skm index jawaban.xlsx
    4. Tanda - untuk membaca CSV atau sembilan angka dari masukan baku:
         cat jawaban.csv | telusur skm index - --json

    Angka dibulatkan sekali, di akhir, setengah ke atas. Bobot 0,11 hanya dicetak sebagai pembanding.
    """
    on = national_day(at=timezone.now())
    try:
        survey = _survey(values, respondents, on)
    except skm.BadValue as error:
        raise click.ClickException(_wrong_value(error)) from error
    except skm.BadTotal as error:
        low, high = skm.LOWEST * error.answered, skm.HIGHEST * error.answered
        raise click.ClickException(
            f"{error.element}: {error.answered} responden tidak mungkin berjumlah skor {_printed(error.total)}; "
            f"jumlahnya antara {low} dan {high}. Periksa jumlah skor dan banyaknya responden."
        ) from error
    except BadTable as error:
        raise click.ClickException(_wrong_table(error.faults)) from error
    result = _result(survey, population, on)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
    else:
        _show(result)


def _survey(values: Sequence[str], respondents: int | None, on: date) -> Survey:
    if not values:
        raise click.ClickException(
            "Beri sembilan angka, nama tabel, atau tanda - untuk masukan baku. Contoh: telusur skm index --help"
        )
    if len(values) == 1 and values[0] == STDIN:
        content = sys.stdin.buffer.read()
        words = content.decode("utf-8-sig", errors="replace") if content[:2] != b"PK" else "PK"
        if not LETTER.search(words) and len(_pieces(words)) == len(skm.CODES):
            return survey_of(_nine(_pieces(words)), respondents)
        return _from_file(content, f"masukan.{'xlsx' if content[:2] == b'PK' else 'csv'}", respondents, on)
    if len(values) == 1 and (Path(values[0]).is_file() or LETTER.search(NAMED_VALUE.sub("", values[0]))):
        return _from_file(_content(Path(values[0])), Path(values[0]).name, respondents, on)
    return survey_of(_nine([piece for value in values for piece in _pieces(value)]), respondents)


def _pieces(text: str) -> list[str]:
    """Return the numbers of a line: parted by spaces or semicolons, or by commas where nothing else parts them."""
    pieces = [piece.strip(",") for piece in re.split(r"[;\s]+", text.strip()) if piece.strip(",")]
    return text.strip().split(",") if len(pieces) == 1 and text.count(",") == len(skm.CODES) - 1 else pieces


def _nine(pieces: Sequence[str]) -> dict[str, Fraction]:
    if len(pieces) != len(skm.CODES):
        raise click.ClickException(
            f"Ada {len(pieces)} nilai, seharusnya sembilan: U1 sampai U9. Tambahkan yang kurang atau hapus yang lebih."
        )
    values: dict[str, Fraction] = {}
    for place, piece in enumerate(pieces):
        named = NAMED_VALUE.fullmatch(piece)
        code, text = (f"U{named[1]}", named[2]) if named else (skm.CODES[place], piece)
        value = number_in(text)
        if value is None:
            raise click.ClickException(
                f"Nilai {code} “{_short(text)}” bukan angka. Tulis angkanya saja, misalnya 93,1."
            )
        if code in values:
            raise click.ClickException(
                f"Nilai {code} diberikan dua kali. Beri setiap unsur satu nilai, dengan atau tanpa kodenya."
            )
        values[code] = value
    return values


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise click.ClickException(f"{path}: berkas tidak ada, dan bukan angka. Beri sembilan angka atau nama tabel.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path} tidak dapat dibaca. Periksa izin berkasnya.") from error


def _from_file(content: bytes, name: str, respondents: int | None, on: date) -> Survey:
    words = {code: each.words for code, each in selectors.elements(on=on).items()}
    try:
        table = documents.read_table(content=io.BytesIO(content), name=name, on=on)
    except documents.Refused as error:
        raise click.ClickException(f"{name}: {error}") from error
    return read_survey(table, words, respondents)


def _result(survey: Survey, population: int | None, on: date) -> dict[str, Any]:
    bands, names = selectors.bands(on=on), selectors.elements(on=on)
    value = skm.index(survey.elements)
    band = skm.band_of(value, bands)
    result: dict[str, Any] = {
        "index": float(skm.rounded(value)),
        "band": band.letter,
        "performance": band.performance,
        "mean": float(skm.rounded(value / skm.CONVERSION, 4)),
        "basis": survey.basis,
        "respondents": survey.respondents,
        "elements": [
            {
                "code": each.code,
                "name": names[each.code].name,
                "mean": float(skm.rounded(each.mean, 4)),
                "index": float(skm.rounded(each.converted)),
                "band": skm.band_of(each.converted, bands).letter,
                "answered": each.answered,
            }
            for each in survey.elements
        ],
        "weakest": [each.code for each in skm.weakest(survey.elements)],
        "comparison": {
            "label": "Pembanding saja: bobot dibulatkan menjadi 0,11 (jumlahnya 0,99), bukan bobot peraturan.",
            "weight": 0.11,
            "index": float(skm.rounded(skm.compared(survey.elements))),
        },
        "passed_over_rows": list(survey.passed_over),
        "source": "PermenPANRB 14/2017",
    }
    if population is not None:
        wanted = skm.target(population)
        enough = None if survey.respondents is None else survey.respondents >= wanted
        result["sample"] = {"population": population, "target": wanted, "enough": enough}
    return result


def _show(result: dict[str, Any]) -> None:
    click.echo(f"Indeks SKM {_decimal(result['index'])}: mutu {result['band']}, {result['performance'].lower()}.")
    for each in result["elements"]:
        click.echo(f"  {each['code']}  {_decimal(each['index']):>6}  {each['band']}  {each['name']}")
    if result["weakest"]:
        click.echo(f"Terlemah: {', '.join(result['weakest'])}.")
    if "sample" in result:
        sample = result["sample"]
        people = "" if result["respondents"] is None else f", ada {result['respondents']}"
        click.echo(f"Sasaran untuk {sample['population']} pengguna: {sample['target']} responden{people}.")
    click.echo(f"{result['comparison']['label']} Hasilnya {_decimal(result['comparison']['index'])}.")


def _short(text: str) -> str:
    """Return what somebody wrote, cut where it goes on and on."""
    return text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _printed(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value)).replace(".", ",")


def _wrong_value(error: skm.BadValue) -> str:
    what = f"Nilai {error.element} {_printed(error.value)}"
    if error.mixed:
        return f"{what} tidak memakai skala nilai yang lain. Pakai 1-4 untuk semua, atau 25-100 untuk semua."
    return (
        f"{what} di luar skala. Nilai unsur 1-4 atau 25-100; untuk jumlah skor, tambahkan --respondents "
        "dengan banyaknya responden."
    )


def _wrong_table(faults: Sequence[Fault]) -> str:
    lines = [
        (f"Baris {fault.row}: " if fault.row else "")
        + TEXTS[fault.reason].format(field=fault.field, value=_short(fault.value))
        for fault in faults[:SHOWN_FAULTS]
    ]
    if len(faults) > SHOWN_FAULTS:
        lines.append(f"… dan {len(faults) - SHOWN_FAULTS} lagi.")
    return "\n".join(lines)


skm_commands.name = "skm"
index.callback.without_database = True  # type: ignore[union-attr]
COMMANDS = [skm_commands]
