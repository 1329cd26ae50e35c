"""Lists and their candidates: in a place, on the form of one polling station, and in an electoral district."""

from __future__ import annotations

from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.manifest import canonical
from ...rules.places import chain
from .frame import both, coverage, figure, of_both, share, status, table
from .seats import seats_of_district

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from telusur.results.elections.rules.districts import District

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
FOLDER = "dapil"
_HEAD = ("Partai dan calon", of_both("Suara"))


def candidates(contest: Contest, made: Plain) -> str:
    """Return the ways from a place to the pages of its electoral districts."""
    parts = made["numbers"].get("districts", {})
    if contest.districts is None or not parts:
        return ""
    depth = len(str(made["code"])) if made["code"] else 0
    up = "../" * {0: 0, 2: 1, 4: 2, 6: 3, 10: 4}[depth]
    found = [district for district in contest.districts if district.code in parts]
    links = "".join(
        f'<li><a href="{up}{FOLDER}/{one.code}.html">{escape(one.name)}</a>, {one.seats} kursi</li>' for one in found
    )
    return f"<section><h2>Daerah pemilihan</h2><ul class=columns>{links}</ul></section>"


def candidates_here(contest: Contest, made: Plain) -> list[str]:
    """Return what each candidate got in a regency or below, a table for each electoral district."""
    parts = made["numbers"].get("districts", {})
    if made["level"] not in {"kabupaten", "kecamatan", "kelurahan"}:
        return []
    return [
        f"<details><summary>{escape(f'Suara tiap calon di sini: {one.name}')}</summary>"
        f"{_table(one, parts[one.code])}</details>"
        for one in contest.districts or ()
        if one.code in parts
    ]


def district(frame: Frame, contest: Contest, one: District, made: Plain, names: Mapping[int, str]) -> str:
    """Return the page of an electoral district out of its file: its seats and who got them, its territories, what each
    list and candidate got."""
    numbers = made["numbers"]
    places = "".join(f"<li>{escape(names.get(area, str(area)))}</li>" for area in one.areas)
    home = "".join(f"{code}/" for code in chain(contest.home))
    body = (
        f'<nav class="trail small" aria-label="Letak"><a href="../{home}index.html">{escape(contest.name)}</a></nav>'
        f"<h1>{escape(one.name)}</h1><p class=lead>{escape(contest.name)}, {one.seats} kursi</p>"
        f"{seats_of_district(made.get('determined', ()))}{status()}{coverage(numbers)}"
        f'<p class="switch" hidden><label><input type="checkbox" data-verified-only> '
        f"Hanya yang sudah diverifikasi</label></p>{_lists(one, numbers)}"
        f"<h2>Suara partai dan tiap calon</h2>{_table(one, numbers)}"
        f"<h2>Wilayah</h2><ul class=columns>{places}</ul>"
        f'<p class="small muted"><a href="{one.code}.json" download>{one.code}.json</a></p>'
    )
    return frame.page(f"{one.name}, {contest.name}", body, up="../../", here="home")


def _lists(one: District, numbers: Mapping[str, Any]) -> str:
    """Return a line for each list: the party's votes and its candidates' together."""
    sums, sure = _by_field(one, numbers["sums"]), _by_field(one, numbers["sure"])
    whole, sure_whole = (sum(side[choice.total] for choice in one.layout.choices) for side in (sums, sure))
    rows = [
        [
            f"<b>{choice.number:02d}</b> {escape(choice.name)}",
            _both(sums[choice.total], sure[choice.total]),
            both(share(sums[choice.total], whole), share(sure[choice.total], sure_whole)),
        ]
        for choice in one.layout.choices
    ]
    rows.append(["<b>Jumlah suara partai dan calon</b>", _both(whole, sure_whole), ""])
    return table((*_HEAD, "Bagian"), rows, caption="Perolehan suara partai")


def _table(one: District, numbers: Mapping[str, Any]) -> str:
    sums, sure = _by_field(one, numbers["sums"]), _by_field(one, numbers["sure"])
    rows: list[list[str]] = []
    for choice in one.layout.choices:
        named = f"{choice.number} {escape(choice.name)}"
        if choice.candidates:
            rows.append([f"<b>{named}</b>: suara partai", _both(sums[choice.own], sure[choice.own])])
        rows += [
            [f"{choice.number}.{each.number} {escape(each.name)}", _both(sums[field], sure[field])]
            for each, field in ((each, choice.field_of(each)) for each in choice.candidates)
        ]
        rows.append([f"<b>{named}</b>: jumlah", _both(sums[choice.total], sure[choice.total])])
    return table(_HEAD, rows, caption="Suara partai dan tiap calon", headed=True)


def of_station(contest: Contest, one: Plain, cell: Callable[[object], str]) -> str:
    """Return part IV of a form of lists: each party with its sum, which opens to its own votes and its candidates' by
    their numbers."""
    layout = contest.layouts[one["district"]]
    cells = dict(zip(layout.names, one["cells"], strict=True))
    parties = []
    for choice in layout.choices:
        named = f"{choice.number} {escape(choice.name)}: <b>{cell(cells[choice.total])}</b>"
        if not choice.candidates:
            parties.append(f"<p>{named}</p>")
            continue
        each = " · ".join(f"<i>{one.number}</i> {cell(cells[choice.field_of(one)])}" for one in choice.candidates)
        parties.append(f"<details><summary>{named}</summary>Partai {cell(cells[choice.own])}; calon {each}</details>")
    return f"<h4>Suara partai dan calon menurut nomornya</h4>{''.join(parties)}"


def described(contest: Contest) -> list[Plain]:
    """Return what a reader needs to know of each electoral district to read the forms filled in there. lists: digest of
    who stands there, as its own file names them."""
    return [
        {
            "code": one.code,
            "name": one.name,
            "seats": one.seats,
            "areas": list(one.areas),
            "fields": list(one.layout.names),
            "votes": list(one.layout.vote_fields),
            "lists": sha256(canonical(_who_stands(one))).hexdigest(),
        }
        for one in contest.districts or ()
    ]


def _who_stands(district: District) -> list[Plain]:
    """Return who stands in an electoral district, list by list."""
    return [
        {
            "number": choice.number,
            "name": choice.name,
            "field": choice.total,
            "own": choice.own if choice.candidates else "",
            "candidates": [
                {"number": each.number, "name": each.name, "sex": each.sex, "field": choice.field_of(each)}
                for each in choice.candidates
            ],
        }
        for choice in district.layout.choices
    ]


def files(contest: Contest, nation: Mapping[str, Any]) -> Iterator[tuple[District, Plain, Mapping[str, Any]]]:
    """Yield each electoral district with its file and its numbers; one of which nothing is known has nothing summed."""
    parts = nation.get("districts", {})
    for one in contest.districts or ():
        if one.code not in parts:
            continue
        yield (
            one,
            {
                "format": "telusur-district/1",
                "contest": contest.code,
                "code": one.code,
                "name": one.name,
                "seats": one.seats,
                "areas": list(one.areas),
                "votes": list(one.layout.vote_fields),
                "lists": _who_stands(one),
                "numbers": parts[one.code],
            },
            parts[one.code],
        )


def _by_field(one: District, sums: Sequence[int]) -> dict[str, int]:
    return dict(zip(one.layout.vote_fields, sums, strict=True))


def _both(votes: int, sure: int) -> str:
    return both(figure(votes), figure(sure))
