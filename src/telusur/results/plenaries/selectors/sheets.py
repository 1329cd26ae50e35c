"""The tables that a D form prints, out of what its plenary said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.results.elections.rules.codes import DIGITS, REGENCY, above, chain
from telusur.results.elections.rules.folding import joined as places_joined
from telusur.results.elections.selectors import names_of, terms_of

from ..models import Line
from ..rules.levels import NATION
from ..rules.sheet import rows_of, sheet_of
from ..rules.small import ballots, joined, together, withheld
from ..rules.sums import Column, added
from .plenaries import column_of, layout_for, said_column
from .shown import folds_now, shown_in
from .tables import level_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from telusur.results.elections.rules.folding import Folds
    from telusur.results.elections.rules.layout import Layout

    from ..models import Plenary
    from ..rules.sheet import Sheet

_OF_STATION = 7  # digits of a polling station's code below its district


@dataclass(frozen=True)
class Form:
    """A D form as tables: the main one, and an annex for each village where polling stations are read. total: its final
    sum."""

    sheets: tuple[Sheet, ...]
    total: Column


def total_of(*, plenary: Plenary) -> Column:
    """Return the sum of what a plenary has said so far; of its final, once it is printed."""
    if plenary.totals is not None and plenary.gaps is not None:
        return column_of(values=plenary.totals, gaps=plenary.gaps)
    layout = layout_for(plenary=plenary)
    return added((said_column(line=line) for line in Line.objects.filter(plenary=plenary)), layout.width)


def place_name(*, place: int) -> str:
    """Return a place with what it lies in, such as `Kecamatan SUMUR, PANDEGLANG, BANTEN`; the nation for 0."""
    if place == NATION:
        return _("Indonesia")
    codes = [place, *reversed(chain(place))]
    names = names_of(codes=codes)
    return ", ".join(names.get(code, str(code)) for code in codes)


def form_of(*, plenary: Plenary, public: bool) -> Form:
    """Return the tables of a D form. public: with small polling stations in one column with their neighbours, and
    without what disabled men and women voted apart, which stand alone in no village."""
    layout = layout_for(plenary=plenary)
    level = level_of(key=plenary.level, on=plenary.contest.election.voted_on)
    columns = {line.unit: said_column(line=line) for line in Line.objects.filter(plenary=plenary).order_by("unit")}
    if level.of_stations:
        return _of_stations(plenary, layout, columns, public=public)
    names = names_of(codes=columns)
    units = [
        (" + ".join(f"{names.get(code, '')} {code}".strip() for code in group), joined(layout, columns, group))
        for group in (_places_together(plenary, layout, columns) if public else [(code,) for code in columns])
    ]
    sheet = sheet_of(_("Tabel utama"), layout, units, rows=rows_of(layout))
    return Form((sheet,), sheet.total)


def _places_together(plenary: Plenary, layout: Layout, columns: Mapping[int, Column]) -> list[tuple[int, ...]]:
    """Return the places that a D form reads, each alone or with those that the public sees only together with it, as
    one of them is small as a whole. No polling station stands together with one of another regency."""
    if len(str(plenary.place)) != DIGITS[REGENCY]:
        return [(code,) for code in columns]
    folds = folds_now(contest=plenary.contest, layout=layout, district=plenary.district_id, regency=plenary.place)
    return [
        tuple(code for code in group if code in columns) for group in places_joined(columns, folds.groups, _OF_STATION)
    ]


def withheld_from_public(*, plenaries: Iterable[Plenary]) -> set[int]:
    """Return the keys of those of these published plenaries whose sum the public does not see, as it would tell what
    a small polling station is: the published tree holds neither the sum nor the paper of their D forms."""
    seen: dict[tuple[int, int | None, int], Folds] = {}
    found = set()
    for one in plenaries:
        election, totals, gaps = one.contest.election, one.totals, one.gaps
        if totals is None or gaps is None or not level_of(key=one.level, on=election.voted_on).of_stations:
            continue
        layout, regency = layout_for(plenary=one), above(one.place, REGENCY)
        key = (one.contest_id, one.district_id, regency)
        if key not in seen:
            seen[key] = folds_now(contest=one.contest, layout=layout, district=one.district_id, regency=regency)
        least = terms_of(kind=election.kind, on=election.voted_on).small
        whole = ballots(layout, column_of(values=totals, gaps=gaps))
        if withheld(place=one.place, whole=whole, shown=seen[key], least=least):
            found.add(one.pk)
    return found


def _of_stations(plenary: Plenary, layout: Layout, columns: Mapping[int, Column], *, public: bool) -> Form:
    least = terms_of(kind=plenary.contest.election.kind, on=plenary.contest.election.voted_on).small if public else 0
    groups = _shown(plenary, layout, columns) if public else ()
    shown = together(layout, columns, least=least, groups=groups)
    rows = rows_of(layout)
    names = names_of(codes={code // 1000 for code in columns})
    villages: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for codes in _villages(shown):
        villages[codes] = [group for group in shown if {code // 1000 for code in group} <= set(codes)]
    main, annexes = [], []
    less = tuple(row for row in rows if row.field not in {"disabilitas_l", "disabilitas_p"}) if public else rows
    for codes, inside in villages.items():
        name = ", ".join(names.get(code, str(code)) for code in codes)
        units = [(_stations(group), joined(layout, columns, group)) for group in inside]
        annex = sheet_of(_("Lampiran: %(village)s") % {"village": name}, layout, units, rows=less)
        annexes.append(annex)
        main.append((name, annex.total))
    sheet = sheet_of(_("Tabel utama"), layout, main, rows=rows)
    return Form((sheet, *annexes), sheet.total)


def _shown(plenary: Plenary, layout: Layout, columns: Mapping[int, Column]) -> tuple[tuple[int, ...], ...]:
    """Return who of a plenary's polling stations stands together wherever the public sees them."""
    found, _known = shown_in(
        contest=plenary.contest,
        layout=layout,
        district=plenary.district_id,
        regency=next(iter(columns), 0) // 10**9,
        said=columns,
    )
    return found.folds.groups


def _villages(groups: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the villages of these polling stations, those in one column where one of their groups crosses them."""
    found: dict[int, set[int]] = {}
    for group in groups:
        touched = {code // 1000 for code in group}
        whole = touched.union(*(found.get(village, {village}) for village in touched))
        for village in whole:
            found[village] = whole
    return sorted({tuple(sorted(whole)) for whole in found.values()})


def _stations(group: tuple[int, ...]) -> str:
    return "TPS " + " + ".join(f"{code % 1000:03d}" for code in group)
