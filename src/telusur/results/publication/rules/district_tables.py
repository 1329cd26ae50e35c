"""The electoral districts of a contest as tables; votes, seats and candidates as `telusur seats` reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.seats.rules.counted import PEOPLE, SEATS, people_of, seats_of, votes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from telusur.results.elections.rules.districts import District

    from .stations import Cell, Contest

Rows = list[list["Cell"]]
_COUNTS = ("stations", "counted", "verified", "held")


def tables(contest: Contest, parts: Mapping[str, Mapping[str, Any]], names: Mapping[int, str]) -> dict[str, Rows]:
    """Return by name the tables of what counts: `suara` (a column for each party), `kursi`, `partai` (a row for each
    list) and `calon` (a row for each candidate); of lists without candidates no last one.

    parts: by code what each district sums up to, in the order of its form's part IV. names: of territories.
    """
    told = [(one, _by_field(one, parts[one.code])) for one in contest.districts or () if one.code in parts]
    listed = {choice.number: choice.name for choice in contest.choices}
    counted = [(one, {field: count for field, (count, _sure) in sums.items()}) for one, sums in told]
    seats: Rows = [[*SEATS, "kode", "tps", "dihitung", "diverifikasi", "ditahan"]]
    seats += [[*seats_of(one, names), one.code, *(parts[one.code][name] for name in _COUNTS)] for one, _sums in told]
    parties: Rows = [["dapil", "nomor", "partai", "suara_partai", "suara_calon", "suara", "suara_diverifikasi"]]
    parties += [row for one, sums in told for row in _of_lists(one, sums)]
    people: Rows = [[*PEOPLE, "suara_diverifikasi"]]
    people += [
        [*row, sums[field][1]]
        for (one, sums), (_one, own) in zip(told, counted, strict=True)
        for field, row in people_of(one, own)
    ]
    choices: Rows = [[*row] for row in votes(listed, counted)]
    found = {"suara": choices, "kursi": seats, "partai": parties}
    return found | ({"calon": people} if len(people) > 1 else {})


def _by_field(one: District, numbers: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Return by field of part IV what counts, and what of it is verified."""
    return dict(zip(one.layout.vote_fields, zip(numbers["sums"], numbers["sure"], strict=True), strict=True))


def _of_lists(one: District, sums: Mapping[str, tuple[int, int]]) -> Iterator[list[Cell]]:
    for choice in one.layout.choices:
        whole, sure = sums[choice.total]
        own = sums[choice.own][0] if choice.candidates else whole
        yield [one.name, choice.number, choice.name, own, whole - own, whole, sure]
