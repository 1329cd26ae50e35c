from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext as _

from ..rules.disparity import Place, by_province, compare, weigh
from ..rules.judging import read_column
from ..rules.tables import SEATS, VOTERS, Cell, Problem, Refused, Wrong
from .files import Asked, count_options, decimal, json_option, refusals_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

MARGINS = (Fraction(1, 10), Fraction(1, 4))


@click.command("disparity")
@count_options
@click.option("--base", default=VOTERS, show_default=True, help="Kolom penduduk atau pemilih dalam berkas kursi.")
@json_option
def show_disparity(asked: Asked, *, base: str, as_json: bool) -> None:
    """Ukur kesetaraan suara dari VOTES dan berkas kursinya: harga kursi per daerah pemilihan dan keproporsionalan.

    Dasar hitungan ialah kolom dpt berkas kursi; kolom lain, misalnya penduduk menurut DAK2, dipilih dengan --base.
    """
    with refusals_in_words():
        places = _places(asked, base.casefold())
    figures = _plain(asked, places, base.casefold())
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        return
    for line in _in_words(figures):
        click.echo(line)


def _places(asked: Asked, base: str) -> list[Place]:
    """Return the districts with their people. Raises: Refused, where a number of people or seats cannot be used."""
    cells = {name: place.cells.get(base) for name, place in asked.seats.items()}
    if not all(cells.values()):
        raise Refused([Problem(Wrong.COLUMN_MISSING, asked.seats_file, 1, base)])
    made = {each.district: str(each.new) for each in asked.count.corrections if each.column == base}
    written = {name: Cell(made.get(name, cell.text), cell.row) for name, cell in cells.items() if cell}
    people = read_column(base, written, control=None)
    seats = asked.count.judged.seats.values
    problems = [
        Problem(Wrong.NO_NUMBER, asked.seats_file, cell.row, base, cell.text)
        for name, cell in written.items()
        if people.values[name] < 1 or any(fault.district == name for fault in people.faults)
    ]
    problems += [
        Problem(Wrong.NO_NUMBER, asked.seats_file, place.cells[SEATS].row, SEATS, place.cells[SEATS].text)
        for name, place in asked.seats.items()
        if seats[name] < 1
    ]
    if problems:
        raise Refused(problems)
    return [Place(name, place.province, seats[name], people.values[name]) for name, place in asked.seats.items()]


def _plain(asked: Asked, places: list[Place], base: str) -> dict[str, object]:
    count = asked.count
    weights = weigh(places)
    now, fair = by_province(places, method=count.terms.method)
    votes = {party: sum(column.values.values()) for party, column in count.judged.votes.items()}
    votes = dict(asked.control.votes) if asked.control else votes
    figures: dict[str, object] = {
        "base": base,
        "total_seats": sum(now.values()),
        "people": sum(place.people for place in places),
        "price": decimal(weights.price),
        "malapportionment": decimal(weights.malapportionment),
        "max_min": decimal(weights.max_min),
        "variation": decimal(weights.variation),
        "gini": decimal(weights.gini),
        "beyond": {f"{float(margin):g}": len(weights.beyond(margin)) for margin in MARGINS},
        "districts": {
            place.name: {
                "province": place.province,
                "seats": place.seats,
                "people": place.people,
                "index": decimal(weights.index[place.name]),
            }
            for place in places
        },
        "provinces": {name: {"seats": number, "fair": fair.seats[name]} for name, number in now.items() if name},
        "provinces_tied": list(fair.tie.parties) if fair.tie else [],
        "provisional": bool(count.doubts),
        "faults": [fault.name for fault in count.judged.faults],
    }
    if any(count.by_party.values()) and count.bar.passing:
        shares = compare(votes, count.by_party, passing=count.bar.passing)
        figures |= {
            "gallagher": decimal(shares.gallagher),
            "gallagher_passing": decimal(shares.gallagher_passing),
            "loosemore_hanby": decimal(shares.loosemore_hanby),
            "enep": decimal(shares.enep),
            "enpp": decimal(shares.enpp),
            "wasted": decimal(shares.wasted),
        }
    return figures


def _in_words(figures: dict[str, object]) -> Iterator[str]:
    labels = {
        "price": _("Harga satu kursi"),
        "malapportionment": _("Ketimpangan alokasi (Samuels–Snyder)"),
        "max_min": _("Termahal dibanding termurah"),
        "variation": _("Koefisien variasi"),
        "gini": _("Gini"),
        "gallagher": _("Gallagher, semua partai"),
        "gallagher_passing": _("Gallagher, partai di atas ambang batas"),
        "loosemore_hanby": _("Loosemore–Hanby"),
        "enep": _("Jumlah efektif partai menurut suara"),
        "enpp": _("Jumlah efektif partai menurut kursi"),
        "wasted": _("Bagian suara tanpa kursi"),
    }
    yield _("Dasar: kolom %(base)s.") % {"base": figures["base"]}
    for name, label in labels.items():
        if name in figures:
            yield f"{label}: {figures[name]}"
    districts = figures["districts"]
    assert isinstance(districts, dict)  # noqa: S101 made above
    for name, facts in sorted(districts.items(), key=lambda each: each[1]["index"]):
        yield f"  {name}: {facts['index']:.3f}"
    if figures["provisional"]:
        yield _("Sementara: ada kekeliruan dalam berkas yang dapat memindahkan kursi.")
