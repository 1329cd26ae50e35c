"""What is published of D forms: beside the numbers of a place, and as files of their own that stay citable.

Polling stations stand in a form's columns as they stand everywhere else in the tree, so that no difference between two
files tells what a small one of them is.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from telusur.results.elections.rules.layout import UNREAD, X_MARK, from_words, told
from telusur.results.plenaries.rules.sheet import rows_of
from telusur.results.plenaries.rules.small import ballots, joined
from telusur.results.plenaries.rules.small import together as columns_together
from telusur.results.plenaries.rules.small import withheld as sum_is_withheld
from telusur.results.plenaries.rules.sums import Column

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from telusur.results.elections.rules.folding import Folds
    from telusur.results.elections.rules.layout import Layout
    from telusur.results.plenaries.selectors import Proceedings, PublishedForm

    from .stations import Cell, Contest

Plain = dict[str, Any]
FORMAT = "telusur-d-form/1"
_ORDER = ("published", "disputed", "overturned", "determined", "upheld")


def stem(form: PublishedForm) -> str:
    """Return what the files of an edition are called, without their ending: d-1, or d-banten-1-1 in a district."""
    return stem_of(form.district, form.number)


def stem_of(district: str, number: int) -> str:
    """Return the same of the edition with this number in an electoral district."""
    return "-".join(part for part in ("d", district.lower(), str(number)) if part)


def together(form: PublishedForm, columns: Mapping[int, Column], shown: Folds, *, least: int) -> list[tuple[int, ...]]:
    """Return the polling stations of a form, each alone or with those that it is shown with. shown: the groups of the
    tree; what the plenary said makes small even so takes in the next smallest."""
    return columns_together(form.layout, columns, least=least, groups=shown.groups)


def connected(codes: Iterable[int], groups: Iterable[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the groups that these codes fall into when groups that share one are one; also codes of none."""
    found: dict[int, set[int]] = {code: {code} for code in codes}
    for group in groups:
        if not any(code in found for code in group):
            continue
        whole = set(group).union(*(found.get(code, ()) for code in group))
        for code in whole:
            found[code] = whole
    return sorted({tuple(sorted(whole)) for code, whole in found.items()})


def withheld(form: PublishedForm, shown: Folds, *, least: int) -> bool:
    """Return whether the form's own sum would tell what a small unit is, so that the tree does not say it."""
    whole = ballots(form.layout, form.total)
    return form.reads_stations and sum_is_withheld(place=form.place, whole=whole, shown=shown, least=least)


def small_forms(form: PublishedForm, held: Proceedings, *, least: int) -> set[int]:
    """Return the units whose form spoke of too few ballots to be shown before the plenary corrected it."""
    found = set()
    before = {unit: list(column.values) for unit, column in held.columns.items()}
    for one in reversed(held.corrections):
        values = before[one.unit]
        for name, (was, _now) in one.cells.items():
            (values[form.layout.places[name]],) = from_words(was)
        if 0 < ballots(form.layout, Column.of_form(values)) < least:
            found.add(one.unit)
    return found


def brief(form: PublishedForm, contest: Contest, *, closed: bool) -> Plain:
    """Return what stands of an edition beside the numbers of its place, the sums in the order of `contest.summed`."""
    at = [form.layout.places.get(name) for name in contest.summed]
    sums = [None if place is None else told(form.total.values[place]) for place in at]
    gaps = [0 if place is None else form.total.gaps[place] for place in at]
    return {
        "file": stem(form),
        "form": form.form,
        "number": form.number,
        "district": form.district,
        "district_name": form.district_name,
        "in_force": form.in_force,
        "state": form.state,
        "minutes": form.minutes,
        "ground": form.ground,
        "replaced_by": form.replaced_by,
        "published_at": form.published_at,
        "sums": None if closed else sums,
        "gaps": None if closed else gaps,
        "determined": asdict(form.decided) if form.decided else None,
        "challenged": asdict(form.challenged) if form.challenged else None,
    }


def whole(
    form: PublishedForm,
    held: Proceedings,
    groups: Sequence[Sequence[int]],
    *,
    said: Plain,
    head: Plain,
    alone: Collection[int],
    where: Mapping[int, str],
) -> Plain:
    """Return the file of an edition. said: its brief. head: what every file of the place begins with. alone: the units
    whose corrected cells may be shown. where: the way to the form that each column was read from."""
    closed = said["sums"] is None
    return head | {
        "format": FORMAT,
        **said,
        "plenary": form.plenary,
        "code_of_form": form.code,
        "reads_stations": form.reads_stations,
        "fields": list(form.layout.names),
        "labels": {row.field: row.label for row in rows_of(form.layout)},
        "columns": [] if closed else [_column(form.layout, held, group, where) for group in groups],
        "total": None if closed else cells(form.total.values),
        "total_gaps": None if closed else list(form.total.gaps),
        "signatures": [asdict(one) for one in held.signatures],
        "corrections": [
            asdict(one) | {"cells": dict(one.cells) if one.unit in alone else {}, "fields": sorted(one.cells)}
            for one in held.corrections
        ],
        "objections": [asdict(one) for one in held.objections],
        "acts": [dict(zip(("index", "act", "minute", "said"), act, strict=True)) for act in held.acts],
        "digests": {kind: held.digests[kind] for kind in ("final", "scan", "public") if kind in held.digests},
        "paper": None if closed else f"{said['file']}.pdf",
        "note": "" if closed else held.note,
    }


def _column(layout: Layout, held: Proceedings, group: Sequence[int], where: Mapping[int, str]) -> Plain:
    column = joined(layout, held.columns, tuple(group))
    found: Plain = {"units": list(group), "values": cells(column.values)}
    if any(gap != (value == UNREAD) for gap, value in zip(column.gaps, column.values, strict=True)):
        found["gaps"] = list(column.gaps)
    return found | ({"from": where[group[0]]} if group[0] in where else {})


def cells(values: Iterable[int]) -> list[Cell]:
    """Return a column as files hold it: numbers, "x", and None where nobody read."""
    return [None if value == UNREAD else "x" if value == X_MARK else value for value in values]


def standing(forms: Sequence[Mapping[str, Any]]) -> str:
    """Return how far the D forms in force of a place have come, the least of them; empty where there is none."""
    states = [one["state"] for one in forms if one["in_force"]]
    return min(states, key=_ORDER.index, default="")
