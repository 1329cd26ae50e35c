"""Totals as programs and people read them: of a file, of a place, of an electoral district."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from django.utils.translation import gettext as _

from telusur.results.elections.commands.options import Text
from telusur.results.elections.rules.layout import UNREAD

from .. import selectors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.districts import Districts
    from telusur.results.elections.rules.layout import Layout

    from ..rules.import_file import Results

DAPIL = "dapil"
LOOK = 0.5  # seconds between two looks at the log
district_option = click.option(
    "--dapil", "district", type=Text(), help="Hanya di dapil berkode ini, dengan suara tiap calonnya."
)


def tool() -> str:
    return _("alat bantu, bukan hasil resmi")


def sums_read(read: Results, districts: Districts) -> dict[str, Any]:
    """Return the file as it was read. with_votes, sums, valid_sum: of rows in which every choice's votes stand; where
    lists differ by electoral district, by_district has the same of each."""
    found: dict[str, Any] = {"rows": read.rows, **_sums(read.values, districts.widest)}
    if not districts.alike:
        found["by_district"] = {
            district.code: _sums(read.values[read.districts == place], districts.widest)
            for place, district in enumerate(districts)
        }
    return found


def _sums(values: NDArray[np.int32], layout: Layout) -> dict[str, Any]:
    chosen = values[:, list(layout.votes)]
    whole = (chosen != UNREAD).all(axis=1)
    sums = np.maximum(chosen[whole], 0).sum(axis=0, dtype=np.int64).tolist()
    numbers = [choice.number for choice in layout.choices]
    return {
        "with_votes": int(whole.sum()),
        "sums": {str(number): total for number, total in zip(numbers, sums, strict=True)},
        "valid_sum": sum(sums),
    }


def table_asked(contest: Contest, *, level: int, district: str | None, **asked: Any) -> selectors.Table:
    """Return the totals that a command was asked for."""
    try:
        return selectors.table_of(contest=contest, level=level, district=district, with_read=True, **asked)
    except selectors.DistrictUnknown as error:
        text = _("Pemilihan ini tidak punya dapil “%(code)s”; lihat --level dapil.")
        raise click.ClickException(text % {"code": error}) from error


def table_as_plain(table: selectors.Table) -> dict[str, object]:
    """What a program reads of totals."""
    return {"places": [_row_as_plain(table, row) for row in table.rows], "total": _row_as_plain(table, table.total)}


def _row_as_plain(table: selectors.Table, row: selectors.Row) -> dict[str, object]:
    named = {"code": str(row.code), "name": row.name} if row.code else {}
    return {**named, **_numbers(table.layout, row)}


def _numbers(layout: Layout, row: selectors.Row | selectors.DistrictTotals) -> dict[str, object]:
    """Return the numbers of a place. fields: the sum of each, None where nobody read it in any form that counts; read:
    in how many of them somebody did. The date of a form is no sum."""
    numbers = {choice.total: str(choice.number) for choice in layout.choices}
    fields = [name for name in row.sums if name not in numbers and not name.startswith("tanggal_")]
    return {
        "stations": row.stations,
        **row.counts,
        "missing": row.stations - row.counts["received"],
        "votes": {number: row.sums[name] for name, number in numbers.items()},
        "fields": {name: row.sums[name] if row.read[name] else None for name in fields},
        "read": {name: row.read[name] for name in fields},
    }


def print_districts(
    *,
    contest: Contest,
    include_held: bool,
    until: int | None,
    as_json: bool,
    moment: Mapping[str, object] | None = None,
) -> None:
    """Print the totals of each electoral district: of every list, and of every candidate on it.

    moment: what a program is told of the moment that was asked for.
    """
    found = selectors.district_totals(contest=contest, include_held=include_held, until=until)
    if as_json:
        places = [
            {
                "code": one.district.code,
                "name": one.district.name,
                "seats": one.district.seats,
                **_numbers(one.district.layout, one),
            }
            for one in found
        ]
        said = {**(moment or {}), "level": DAPIL, "include_held": include_held, "label": tool(), "places": places}
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    for one in found:
        counted = f"{one.counts['counted']}/{one.stations}"
        click.echo(f"{one.district.code:<16} {one.district.name:<40.40} {one.district.seats:>3} {counted:>16}")
        for choice in one.district.layout.choices:
            click.echo(f"{choice.number:>7} {choice.name:<56.56} {one.sums[choice.total]:>12}")
            for each in choice.candidates:
                click.echo(
                    f"{choice.number:>7}.{each.number:<3} {each.name:<52.52} {one.sums[choice.field_of(each)]:>12}"
                )
    click.echo(tool())


def follow(contest: Contest, *, as_json: bool) -> None:
    """Print the nation's votes now, and again whenever an event changed them, until somebody stops it."""
    live = selectors.live_totals(contest=contest)
    shown: list[int] | None = None
    while True:
        votes = [int(live.sums[live.layout.places[choice.total]]) for choice in live.layout.choices]
        if [*votes, live.counted] != shown:
            shown = [*votes, live.counted]
            numbered = {str(choice.number): total for choice, total in zip(live.layout.choices, votes, strict=True)}
            said = {"log_size": live.size, "label": tool(), "counted": live.counted, "votes": numbered}
            click.echo(json.dumps(said, ensure_ascii=False) if as_json else _live_in_words(said, numbered))
        time.sleep(LOOK)
        live.catch_up()


def _live_in_words(said: Mapping[str, object], numbered: Mapping[str, int]) -> str:
    votes = ", ".join(f"{number}: {total}" for number, total in numbered.items())
    text = _("Kejadian ke-%(log_size)d: %(counted)d TPS dihitung. Suara %(votes)s; %(label)s.")
    return text % {**said, "votes": votes}
