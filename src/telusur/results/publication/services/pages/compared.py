"""The pages of C against D: what the form and what the plenary says, the largest gain first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.places import folder, up
from .frame import figure, table, trail
from .official import PAGE, ways_between

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
DIFFERS = "Yang berbeda"
SAME = "Yang sama, atau tanpa angka formulir"
_HEAD = ("TPS", "No.", "C.Hasil", "Formulir D", "Selisih", "Alasan")


def compared(frame: Frame, contest: Contest, made: Plain, names: Mapping[int, str]) -> list[str]:
    """Return the pages of a district's polling stations, or of a place above: its parts and what changed most."""
    title = f"C dibanding D: {made['name']}"
    tables = list(_tables(contest, made, made["rows"] if "rows" in made else made["largest"], names))
    pages = []
    for number, part in enumerate(tables, start=1):
        ways, again = (ways_between("c-d", number, len(tables), below=below) for below in (False, True))
        heading = "Semua TPS dan peserta" if "rows" in made else "Selisih terbesar"
        body = (
            f"{trail(made['code'], names, contest.home, own=True)}<h1>{escape(title)}</h1>"
            f"<p class=lead>{escape(contest.name)}</p>"
            f"{_lead(contest, made)}{_parts(made) if number == 1 else ''}<h2>{heading}</h2>{ways}{part}{again}"
            f"{_files(made)}"
        )
        pages.append(frame.page(f"{title}, {contest.name}", body, up=up(made["code"]), here="home"))
    return pages


def _lead(contest: Contest, made: Plain) -> str:
    names = "; ".join(f"{one.number:02d} {one.name}" for one in contest.choices)
    one = made["summary"]
    said = (
        "{rows} baris TPS dan peserta; {changed} berbeda: pleno menambah {gained} dan mengurangi {lost} suara."
    ).format(**{name: figure(one[name]) for name in ("rows", "changed", "gained", "lost")})
    if one["candidates"]:
        inside = "Di dalam daftar, {count} angka calon atau partai berbeda."
        said = f"{said} {inside.format(count=figure(one['candidates']))}"
    more = "Yang berbeda di atas, dari tambahan terbesar sampai pengurangan terbesar; yang lain terlipat di bawahnya."
    dash = (
        "Tanda – berarti tidak ada angka formulir untuk dibandingkan: tidak terbaca, belum selesai dibaca,"
        " tanpa formulir C, atau terlalu kecil untuk ditunjukkan sendiri ({count} baris)."
    ).format(count=figure(one["without_form"]))
    return (
        f'<p>{escape(said)} {escape(more)}</p><p class="small">{escape(names)}</p>'
        f'<p class="small muted">{escape(dash)}</p>'
    )


def _parts(made: Plain) -> str:
    if "parts" not in made:
        return ""
    rows = [
        [
            f'<a href="{one["code"]}/c-d.html">{escape(one["name"])}</a>',
            *(figure(one["summary"][name]) for name in ("rows", "changed", "gained", "lost", "without_form")),
        ]
        for one in made["parts"]
    ]
    head = ("Wilayah", "Baris", "Berbeda", "Ditambah", "Dikurangi", "Tanpa angka formulir")
    return table(head, rows, caption="Wilayah di dalamnya", cards=True)


def _tables(contest: Contest, made: Plain, rows: Sequence[Sequence[Any]], names: Mapping[int, str]) -> Iterator[str]:
    """Yield what stands on each page: what differs first, then, folded, what does not."""
    root = up(made["code"])
    other: list[list[str]] = []
    same: list[list[str]] = []
    size, number = 0, 1
    for units, choice, form, said, gain, reasons, _entry, candidate in sorted(rows, key=lambda row: not row[4]):
        village = units[0] // 1000
        name = f"TPS {' + '.join(f'{code % 1000:03d}' for code in units)} {names.get(village, '')}".strip()
        way = f"{root}{folder(contest.code, village)}/index.html#{units[0]}"
        row = [
            f'<a href="{way}">{escape(name)}</a>',
            f"{choice:02d}" if candidate is None else f"{choice}.{candidate}" if candidate else f"{choice} (partai)",
            figure(form),
            figure(said),
            "–" if gain is None else f"+{figure(gain)}" if gain > 0 else figure(gain),
            escape(reasons),
        ]
        length = sum(map(len, row)) + 240
        if size + length > PAGE and (other or same):
            yield _on_a_page(other, same, first=number == 1)
            other, same, size, number = [], [], 0, number + 1
        size += length
        (other if gain else same).append(row)
    yield _on_a_page(other, same, first=number == 1)


def _on_a_page(other: list[list[str]], same: list[list[str]], *, first: bool) -> str:
    found = table(_HEAD, other, caption=DIFFERS, texts=(5,), cards=True, headed=True) if other else ""
    if not other and first:
        found = "<p>Tidak ada yang berbeda.</p>"
    if not same:
        return found
    rest = table(_HEAD, same, caption=SAME, texts=(5,), cards=True, headed=True)
    return f"{found}<details><summary>{SAME}: {figure(len(same))} baris</summary>{rest}</details>"


def _files(made: Plain) -> str:
    csv = ' · <a href="c-d.csv" download>CSV</a>' if "rows" in made else ""
    return f'<p><a href="c-d.json" download>JSON</a>{csv}</p>'
