from __future__ import annotations

from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...rules.places import NATION, chain, up
from ...rules.tilemap import COLUMNS, ROWS, SQUARES
from .frame import SMALLER, both, coverage, either, figure, of_both, share, status, table, trail
from .lists import candidates, candidates_here
from .official import mark, official, settled, ways_between
from .seats import seats_at_home
from .station import legend, number_of, stations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
Part = tuple[int, str]  # code of the polling station that a part of a page is about, else 0; the part
_LIMIT = 96_000  # bytes of a page
_ROWS = 25  # of a piece of a table


def place(
    frame: Frame,
    contest: Contest,
    made: Plain,
    above: Sequence[tuple[int, str]],
    kept: Mapping[int, str] = MappingProxyType({}),
) -> list[str]:
    """Return the pages of a place: its numbers, then its parts or its polling stations, as many on each as fit.

    kept: by code, the parts of an earlier page about stations of which it says the same.
    """
    code, village = made["code"], made["level"] == "kelurahan"
    way, lead = trail(code, dict(above), contest.home), f"<p class=lead>{escape(contest.name)}</p>"
    title = f"{way}<h1>{escape(made['name'])}</h1>{lead}"
    if contest.home != code and code in {NATION, *chain(contest.home)}:
        body = f"{title}{official(frame, contest, made)}{_begins(contest, code)}{_provenance(made)}"
        return [frame.page(f"{made['name']}, {contest.name}", body, up=up(code), here="home")]
    numbers = (
        f"{title}{official(frame, contest, made)}{status()}{settled(contest, made)}{_together(made)}"
        f"{coverage(made['numbers'], loaded=code == NATION)}"
        f"{_switch()}{_totals(contest, made)}{candidates(contest, made)}{seats_at_home(made)}"
        f"{_comparison(made)}"
        f"{_map(made) if code == NATION else ''}"
    )
    lists, last = candidates_here(contest, made), f"{legend(contest, made) if village else ''}{_provenance(made)}"
    parts = (
        [*((0, one) for one in lists), *stations(frame, contest, made, kept)]
        if village
        else [(0, one) for one in (*_parts(contest, made), *lists)]
    )
    again = f"{title}{status()}{_switch()}"
    empty = len(frame.page(made["name"], last, up=up(code)).encode()) + 90 * len(made.get("stations", ()))
    packed = _packed(parts, _LIMIT - empty - len(numbers.encode()), _LIMIT - empty - len(again.encode()))
    found = []
    for number, here in enumerate(packed, start=1):
        ways, below = (ways_between("index", number, len(packed), below=below) for below in (False, True))
        contents = f"<h2>TPS</h2>{_contents(made, packed, number)}" if village else ""
        body = f"{numbers if number == 1 else again}{contents}{ways}{''.join(one for _code, one in here)}{below}{last}"
        found.append(frame.page(f"{made['name']}, {contest.name}", body, up=up(code), here="home"))
    return found


def _begins(contest: Contest, code: int) -> str:
    """Return the way from a place above to the one in which alone a contest is held."""
    steps = [place for place in chain(contest.home) if place != code and place not in chain(code)]
    way = "".join(f"{place}/" for place in steps)
    return f'<p>Pemilihan ini hanya diadakan di satu wilayah: <a href="{way}index.html">buka hasilnya</a>.</p>'


def page_name(number: int) -> str:
    """Return what a page of a place is called, the first under 1."""
    return "index.html" if number == 1 else f"index-{number}.html"


def _packed(parts: Iterable[Part], first: int, other: int) -> list[list[Part]]:
    """Return the parts of a place page by page. first, other: how many bytes of them fit on the first and on others."""
    pages: list[list[Part]] = [[]]
    room = first
    for part in parts:
        size = len(part[1].encode())
        if size > room and (pages[-1] or len(pages) == 1):
            pages.append([])
            room = other
        pages[-1].append(part)
        room -= size
    return pages


def _contents(made: Plain, packed: Sequence[Sequence[Part]], here: int) -> str:
    """Return the way to each polling station. On the first page one that stands on another has its anchor in here, so
    that its address holds."""
    page_of = {code: number for number, parts in enumerate(packed, start=1) for code, _part in parts}
    items = []
    for one in made["stations"]:
        code, page = one["code"], page_of[one["code"]]
        anchor = f' id="{code}"' if here == 1 and page != here else ""
        way = "" if page == here else page_name(page)
        items.append(f'<li{anchor}><a href="{way}#{code}">{escape(number_of(one))}</a></li>')
    return f'<ul class="jump" aria-label="TPS">{"".join(items)}</ul>'


def _comparison(made: Plain) -> str:
    """Return the way to C against D of a place in which a plenary has published."""
    if not made["compared"]:
        return ""
    return '<p><a href="c-d.html">C dibanding D: isi formulir TPS di samping yang dikatakan pleno</a></p>'


def _together(made: Plain) -> str:
    if not made["together"]:
        return ""
    others = ", ".join(str(code) for code in made["together"] if code != made["code"])
    said = (
        f"Angka di halaman ini ialah jumlah wilayah ini bersama {others}: ada unit yang begitu kecil sehingga angkanya"
        " sendiri akan membuka pilihan orang."
    )
    return f'<p class="notice">{escape(said)}</p>'


def _switch() -> str:
    return (
        '<p class="switch" hidden><label><input type="checkbox" data-verified-only> '
        "Hanya yang sudah diverifikasi</label></p>"
    )


def _totals(contest: Contest, made: Plain) -> str:
    sums, sure, read = (made["numbers"][name] for name in ("sums", "sure", "read"))
    valid = len(contest.choices)
    cast, sure_cast = sum(sums[:valid]), sum(sure[:valid])
    rows = [
        [
            f"<b>{one.number:02d}</b> {escape(one.name)}",
            _both(sums[place], sure[place]),
            both(share(sums[place], cast), share(sure[place], sure_cast)),
        ]
        for place, one in enumerate(contest.choices)
    ]
    rows.append(["<b>Jumlah suara peserta</b>", _both(cast, sure_cast), ""])
    counted, verified = (figure(made["numbers"][name]) for name in ("counted", "verified"))
    for step, word in enumerate(("Isian suara sah", "Isian suara tidak sah", "Isian seluruh suara"), start=valid):
        said = (
            f'{word}<br><span class="small muted"><span class="all">terbaca di {figure(read[step])} dari {counted} TPS'
            f' terhitung</span><span class="sure-only">dari {verified} TPS yang sudah diverifikasi</span></span>'
        )
        rows.append([said, _both(sums[step], sure[step]), ""])
    note = "Isian dijumlahkan dari TPS yang isian itu terbaca saja; yang tidak terbaca bukan nol."
    head = ("Peserta", of_both("Suara"), of_both("Bagian"))
    return table(head, rows, caption="Perolehan suara") + f'<p class="small muted">{escape(note)}</p>'


def _both(votes: int, sure: int) -> str:
    return both(figure(votes), figure(sure))


def _parts(contest: Contest, made: Plain) -> list[str]:
    """Return the table of the parts of a place, in pieces where it is long."""
    words = {
        "nasional": "Provinsi",
        "provinsi": "Kabupaten dan kota",
        "kabupaten": "Kecamatan",
        "kecamatan": "Kelurahan dan desa",
    }
    title = words[made["level"]]
    head = [escape(title), *(f"{one.number:02d}" for one in contest.choices)]
    head += [either("TPS terhitung", "TPS diverifikasi"), "Ditahan", "Disanggah", "Dikoreksi"]
    rows = []
    for row in made["rows"]:
        numbers, count = row["numbers"], len(contest.choices)
        votes = (_both(*pair) for pair in zip(numbers["sums"][:count], numbers["sure"][:count], strict=True))
        counted, verified, whole = (figure(numbers[name]) for name in ("counted", "verified", "stations"))
        apart = (figure(numbers[key]) for key in ("held", "disputed", "corrected"))
        rows.append(
            [
                _part_links(made, row) + mark(row["official"]),
                *votes,
                f"{either(counted, verified)}/<wbr>{whole}",
                *apart,
            ]
        )
    heading = f'<h2>{escape(title)}</h2><p class="small muted"><span class="all">{escape(SMALLER)}</span></p>'
    pieces = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
    return [
        heading * (number == 1)
        + table(head, piece, caption=f"{title}, {number}" if number > 1 else title, headed=True, cards=True)
        for number, piece in enumerate(pieces, start=1)
    ]


def _part_links(made: Plain, row: Plain) -> str:
    """Return the links to the parts of a row; parts of another place, shown together with ours, are only named."""
    named = []
    for code, name in zip(row["codes"], row["names"], strict=True):
        ours = made["code"] in {NATION, *chain(code)}
        named.append(f'<a href="{code}/index.html">{escape(name)}</a>' if ours else escape(name))
    return " + ".join(named)


def _map(made: Plain) -> str:
    """Return the provinces as equal squares, shaded by how much is counted; nothing where places have no square."""
    rows = {row["codes"][0]: row for row in made["rows"] if row["codes"][0] in SQUARES}
    if not rows:
        return ""
    squares = []
    for code, (column, line, short) in SQUARES.items():
        x, y = column * 64, line * 52
        numbers = rows[code]["numbers"] if code in rows else {"counted": 0, "stations": 0}
        said = share(numbers["counted"], numbers["stations"])
        step = min(4, numbers["counted"] * 4 // numbers["stations"]) if numbers["stations"] else -1
        shape = (
            f'<rect class="t{step}" x="{x + 2}" y="{y + 2}" width="60" height="48" rx="6"/>'
            f'<text x="{x + 32}" y="{y + 22}">{escape(short)}</text><text x="{x + 32}" y="{y + 40}">{said}</text>'
        )
        name = escape(rows[code]["names"][0]) if code in rows else ""
        squares.append(f'<a href="{code}/index.html"><title>{name}</title>{shape}</a>' if code in rows else shape)
    title = escape("Peta petak provinsi: bagian TPS yang terhitung")
    return (
        f'<section><h2>{title}</h2><p class="small muted">'
        f"Setiap provinsi satu petak; tabel di bawah memuat angka yang sama.</p>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<svg class="tiles" viewBox="0 0 {COLUMNS * 64} {ROWS * 52}" role="group">{"".join(squares)}</svg></div>'
        f"</section>"
    )


def _provenance(made: Plain) -> str:
    if made["last_entry"] is None:
        return ""
    said = "Catatan terakhir tentang wilayah ini dalam buku besar: {index}.".format(index=figure(made["last_entry"]))
    return f'<p class="small muted">{escape(said)} <a href="data.json" download>data.json</a></p>'
