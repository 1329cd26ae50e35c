from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.places import NATION, chain, up
from ...rules.stations import picture_file
from ...rules.tilemap import COLUMNS, ROWS, SQUARES
from .frame import coverage, figure, share, standing_chip, standing_label, status, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
_ACTS = {
    "recapitulation.import": "hasil diimpor",
    "recapitulation.enter": "formulir dimasukkan",
    "recapitulation.verify": "formulir diverifikasi",
    "recapitulation.correct": "formulir dikoreksi",
}


def place(frame: Frame, contest: Contest, made: Plain, above: Sequence[tuple[int, str]]) -> str:
    """Return the page of a place: its numbers, then its parts or its polling stations."""
    code = made["code"]
    parts = _stations(contest, made) if made["level"] == "kelurahan" else _parts(contest, made)
    tiles = _map(made) if code == NATION else ""
    body = (
        f"{_trail(code, above)}<h1>{escape(made['name'])}</h1><p class=lead>{escape(contest.name)}</p>"
        f"{status(official=made['official'])}{_together(made)}{coverage(made['numbers'])}{_switch()}"
        f"{_totals(contest, made)}{tiles}{parts}{_provenance(made)}"
    )
    return frame.page(f"{made['name']}, {contest.name}", body, up=up(code), here="home")


def _trail(code: int, above: Sequence[tuple[int, str]]) -> str:
    if code == NATION:
        return ""
    depth = len(chain(code))
    links = [f'<a href="{"../" * depth}index.html">Nasional</a>']
    for step, (_code, name) in enumerate(above):
        links.append(f'<a href="{"../" * (depth - step - 1)}index.html">{escape(name)}</a>')
    return f'<nav class="trail small" aria-label="Letak">{" › ".join(links)}</nav>'


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
    sums, sure = made["numbers"]["sums"], made["numbers"]["sure"]
    valid = len(contest.choices)
    cast, sure_cast = sum(sums[:valid]), sum(sure[:valid])
    rows = [
        [
            f"<b>{one.number:02d}</b> {escape(one.name)}",
            *_both(sums[place], sure[place]),
            *_both_shares(sums[place], cast, sure[place], sure_cast),
        ]
        for place, one in enumerate(contest.choices)
    ]
    rows.append(["<b>Jumlah suara peserta</b>", *_both(cast, sure_cast), "", ""])
    words = ("Isian suara sah *", "Isian suara tidak sah *", "Isian seluruh suara *")
    rows += [[escape(word), *_both(sums[valid + step], sure[valid + step]), "", ""] for step, word in enumerate(words)]
    head = (
        escape("Peserta"),
        '<span class="all">Suara terhitung</span>',
        '<span class="sure">Di antaranya diverifikasi</span>',
        '<span class="all">Bagian</span>',
        '<span class="sure">Bagian, diverifikasi</span>',
    )
    note = "* Jumlah dari TPS yang isian itu terbaca saja; yang tidak terbaca bukan nol."
    return table(head, rows, caption="Perolehan suara") + f'<p class="small muted">{escape(note)}</p>'


def _both(all_votes: int, sure: int) -> tuple[str, str]:
    return f'<span class="all">{figure(all_votes)}</span>', f'<span class="sure">{figure(sure)}</span>'


def _both_shares(votes: int, valid: int, sure: int, sure_valid: int) -> tuple[str, str]:
    return f'<span class="all">{share(votes, valid)}</span>', f'<span class="sure">{share(sure, sure_valid)}</span>'


def _parts(contest: Contest, made: Plain) -> str:
    words = {
        "nasional": "Provinsi",
        "provinsi": "Kabupaten dan kota",
        "kabupaten": "Kecamatan",
        "kecamatan": "Kelurahan dan desa",
    }
    title = words[made["level"]]
    head = [escape(title), *(f"{one.number:02d}" for one in contest.choices)]
    head += [escape(word) for word in ("TPS terhitung", "Ditahan", "Disanggah", "Dikoreksi")]
    rows = []
    for row in made["rows"]:
        numbers, count = row["numbers"], len(contest.choices)
        votes = ("".join(_both(*pair)) for pair in zip(numbers["sums"][:count], numbers["sure"][:count], strict=True))
        counted = f"{figure(numbers['counted'])}/{figure(numbers['stations'])}"
        apart = (figure(numbers[key]) for key in ("held", "disputed", "corrected"))
        rows.append([_part_links(made, row), *votes, counted, *apart])
    return f"<h2>{escape(title)}</h2>" + table(head, rows, caption=title)


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
        f'<section aria-labelledby="peta"><h2 id="peta">{title}</h2><p class="small muted">'
        f"Setiap provinsi satu petak; tabel di bawah memuat angka yang sama.</p>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<svg class="tiles" viewBox="0 0 {COLUMNS * 64} {ROWS * 52}" role="group">{"".join(squares)}</svg></div>'
        f"</section>"
    )


def _stations(contest: Contest, made: Plain) -> str:
    groups = "".join(_group(contest, group) for group in made["groups"])
    return (
        f"<h2>TPS</h2>{_contents(made['stations'])}"
        f"{''.join(_station(contest, one) for one in made['stations'])}{groups}"
    )


def _contents(stations: Iterable[Plain]) -> str:
    links = "".join(f'<li><a href="#{one["code"]}">{escape(_number(one))}</a></li>' for one in stations)
    return f'<ul class="jump" aria-label="TPS">{links}</ul>'


def _number(one: Plain) -> str:
    return str(one["unit"]) or f"{one['code'] % 1000:03d}"


def _station(contest: Contest, one: Plain) -> str:
    chips = [standing_chip(one["standing"])]
    chips += ['<span class="chip soon">! disanggah</span>'] if one["disputed"] else []
    chips += ['<span class="chip">✎ dikoreksi</span>'] if one["corrected"] else []
    chips += [f'<span class="chip">↻ {escape(one["run_kind"])}</span>'] if one["run_kind"] else []
    reason = f'<p class="small">Alasan: {escape(one["reason"])}</p>' if one["reason"] else ""
    title = f"TPS {_number(one)}"
    return (
        f'<section class="station" id="{one["code"]}"><h3>{escape(title)}</h3><p class="small muted">{one["code"]}'
        f"</p><p>{' '.join(chips)}</p>{reason}{_votes(contest, one)}{_beside(contest, one)}</section>"
    )


def _votes(contest: Contest, one: Plain) -> str:
    if one["folded"]:
        codes = ", ".join(f"{code:d}" for code in one["folded"])
        said = "Angkanya hanya ditunjukkan bersama unit lain, karena salah satunya terlalu kecil: %(codes)s."
        return f'<p class="notice">{escape(said % {"codes": codes})}</p>'
    if one["waiting"]:
        return '<p class="notice">Terlalu kecil untuk ditunjukkan sendiri; menunggu unit lain.</p>'
    if one["small"]:
        return '<p class="notice">Ditahan, dan terlalu kecil untuk ditunjukkan sendiri.</p>'
    if not one["cells"]:
        return ""
    cells = dict(zip(contest.fields, one["cells"], strict=True))
    words = {contest.valid: "Sah", contest.invalid: "Tidak sah", contest.total: "Seluruhnya"}
    shown = [(f"{choice.number:02d}", choice.field) for choice in contest.choices]
    shown += [(word, name) for name, word in words.items()]
    items = "".join(f"<div><dt>{escape(word)}</dt><dd>{_cell(cells[name])}</dd></div>" for word, name in shown)
    return f'<dl class="votes">{items}</dl>'


@cache
def _labels(contest: Contest) -> tuple[str, ...]:
    """Return what each field is called, ready for a page."""
    labels = dict(contest.labels)
    return tuple(escape(labels.get(name, name)) for name in contest.fields)


def _cell(cell: object) -> str:
    if isinstance(cell, int):
        return figure(cell)
    if cell is None:
        return '<span class="muted">tidak terbaca</span>'
    return "X"


def _beside(contest: Contest, one: Plain) -> str:
    parts = [_pictures(one), _fields(contest, one), _findings(one), _history(one)]
    inside = "".join(part for part in parts if part)
    if not inside:
        return ""
    return f"<details><summary>Gambar, isian, pemeriksaan, riwayat, bukti</summary>{inside}</details>"


def _pictures(one: Plain) -> str:
    if not one["pictures"]:
        return ""
    items = []
    for picture in one["pictures"]:
        title = "Halaman {page}".format(page=picture["page"])
        said = "asli disegel, SHA-256 {digest}".format(digest=picture["original"])
        shown = ""
        if picture["masked"]:
            file = escape(picture_file(one["code"], picture["page"], picture["masked"]))
            shown = f'<br><a href="{file}"><img src="{file}" loading=lazy alt="{escape(title)}, nama ditutup"></a>'
        items.append(f"<li>{escape(title)}: <span class=hash>{escape(said)}</span>{shown}</li>")
    return f"<h4>Gambar formulir</h4><ul>{''.join(items)}</ul>"


def _fields(contest: Contest, one: Plain) -> str:
    if not one["cells"]:
        return ""
    items = "".join(
        f"<div><dt>{label}</dt><dd>{_cell(cell)}</dd></div>"
        for label, cell in zip(_labels(contest), one["cells"], strict=True)
    )
    return f'<h4>Semua isian formulir</h4><dl class="fields">{items}</dl>'


def _findings(one: Plain) -> str:
    if not one["cells"]:
        return ""
    found = ", ".join(one["findings"]) or "tidak ada temuan"
    said = standing_label(one["administration"])
    return f"<h4>Pemeriksaan</h4><p>{escape(found)}</p><p>Bagian I sampai III formulir: {escape(said)}</p>"


def _history(one: Plain) -> str:
    if not one["events"]:
        return ""
    lines = "".join(
        f'<tr><td class="num">{event["index"]}</td><td>{escape(event["minute"])}</td>'
        f"<td>{escape(_act(event['act']))}</td><td>{escape(event['reason'])}</td></tr>"
        for event in one["events"]
    )
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in ("Catatan", "Menit, UTC", "Perbuatan", "Alasan"))
    name = f"{one['code']}.tlog-proof"
    return (
        f'<h4>Riwayat dalam buku besar</h4><div class="scroll"><table><thead><tr>{head}</tr></thead>'
        f'<tbody>{lines}</tbody></table></div><p><a href="{name}" download>Berkas bukti TPS ini</a></p>'
    )


def _act(name: str) -> str:
    """Return what was done, in words; an act without words of its own by its name in the log."""
    return _ACTS.get(name, name)


def _group(contest: Contest, group: Mapping[str, Any]) -> str:
    codes = ", ".join(f"{code:d}" for code in group["stations"])
    sums = group["numbers"]["sums"]
    words = [f"{one.number:02d}" for one in contest.choices] + ["Sah", "Tidak sah", "Seluruhnya"]
    items = "".join(
        f"<div><dt>{escape(word)}</dt><dd>{figure(number)}</dd></div>" for word, number in zip(words, sums, strict=True)
    )
    title = f"Gabungan {codes}"
    return f'<section class="station"><h3>{escape(title)}</h3><dl class="votes">{items}</dl></section>'


def _provenance(made: Plain) -> str:
    if made["last_entry"] is None:
        return ""
    said = "Catatan terakhir tentang wilayah ini dalam buku besar: {index}.".format(index=figure(made["last_entry"]))
    return f'<p class="small muted">{escape(said)} <a href="data.json" download>data.json</a></p>'
