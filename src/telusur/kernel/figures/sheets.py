"""What a file of numbers holds: the rows or the numbers, and always the sheet that says what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .rules.frozen import exact
from .rules.measures import plain
from .selectors import shows_split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from .rules.definitions import Cell, Column, Figure, Row
    from .rules.periods import Period
    from .selectors import Comparison, Standing, Told

Value = str | int | float | None
Sheet = list[list["Cell | Value"]]  # the first line is the heading


def rows_sheet(columns: Sequence[Column], rows: Iterable[Row]) -> Sheet:
    heading: list[Cell | Value] = [str(column.label) for column in columns]
    lines: Sheet = [[row.columns.get(column.key) for column in columns] for row in rows]
    return [heading, *lines]


def definition_sheet(figures: Iterable[Figure], *, office: str, period: Period | None) -> Sheet:
    """Return a line for each figure: what is counted, in which unit, by which rule, since when, for whom and when.

    period: None where the file tells of all times.
    """
    lines: Sheet = [
        [
            _("Kunci"),
            _("Nama"),
            _("Kelompok"),
            _("Satuan"),
            _("Definisi"),
            _("Dasar"),
            _("Dihitung menurut"),
            _("Pembagian"),
            _("Versi"),
            _("Berlaku sejak"),
            _("Kantor"),
            _("Masa"),
        ]
    ]
    lines += [
        [
            figure.key,
            str(figure.name),
            str(figure.group),
            str(figure.unit),
            str(figure.definition),
            str(figure.source),
            counted_by(figure),
            "; ".join(str(dimension.label) for dimension in figure.dimensions),
            figure.version,
            figure.since,
            office,
            period.key if period else "",
        ]
        for figure in figures
    ]
    return lines


def counted_by(figure: Figure) -> str:
    """Return how a figure looks at its period."""
    return _("keadaan pada akhir masa") if figure.is_state else _("yang terjadi selama masa")


def numbers_sheet(told: Iterable[Told], comparison: Comparison) -> Sheet:
    """Return every figure with its number, and beside it the year before, the province and the nation."""
    lines: Sheet = [
        [
            _("Kunci"),
            _("Nama"),
            _("Nilai"),
            _("Tertulis"),
            _("Pecahan tepat"),
            _("Satuan"),
            _("Catatan"),
            _("Setahun sebelumnya"),
            _of_offices(_("Provinsi"), comparison.province, comparison.of_province),
            _of_offices(_("Nasional"), comparison.nation, comparison.of_nation),
        ]
    ]
    for each in told:
        beside = comparison.figures[each.figure.key]
        lines.append(
            [
                each.figure.key,
                str(each.figure.name),
                plain(each.value),
                each.printed,
                exact(each.value),
                str(each.figure.unit),
                each.count,
                plain(beside.office[1]),
                plain(beside.province[0]) if beside.province else None,
                plain(beside.nation[0]) if beside.nation else None,
            ]
        )
    return lines


def _of_offices(label: str, standing: Standing | None, there: int) -> str:
    """Return the heading of what several offices come to: how many of them are counted in it."""
    if standing is None:
        return label
    facts = {"label": label, "counted": standing.offices, "offices": there}
    return _("%(label)s (%(counted)d dari %(offices)d kantor)") % facts


def cells_sheet(told: Iterable[Told], *, on: date) -> Sheet:
    """Return every cell of every split that the public may see."""
    heads = [_("Kunci"), _("Kunci pembagian"), _("Pembagian"), _("Sel"), _("Nama sel")]
    lines: Sheet = [[*heads, _("Nilai"), _("Pecahan tepat"), _("Catatan")]]
    for each in told:
        for split in each.splits:
            if shows_split(split=split, period=each.period, on=on, officer=False):
                named = [each.figure.key, split.dimension.key, str(split.dimension.label)]
                lines += [
                    [*named, cell, label, plain(value), exact(value), number]
                    for cell, label, value, number in split.cells
                ]
    return lines
