from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.stations import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LINKS = (("cari.html", "search"), ("changes/index.html", "changes"), ("bukti.html", "verify"), ("unduh.html", "files"))
_ICONS = {
    Standing.MISSING: "○",
    Standing.IMPORTED: "◔",
    Standing.ENTERED: "◑",
    Standing.HELD: "⏸",
    Standing.VERIFIED: "✓",
    Standing.SETTLED: "★",
}


@dataclass(frozen=True)
class Frame:
    """What stands around every page of one election."""

    code: str
    name: str

    def page(self, title: str, body: str, *, up: str, here: str = "", scripts: Iterable[str] = ()) -> str:
        """Return a whole page. up: the relative way to the root of the tree. here: which link of the menu it is."""
        words = {"search": "Cari TPS", "changes": "Perubahan", "verify": "Buktikan", "files": "Unduh"}
        links = [("index.html", "home", "Wilayah"), *((to, key, words[key]) for to, key in _LINKS)]
        menu = "".join(
            f'<a href="{up}{to}"{" aria-current=page" if key == here else ""}>{escape(word)}</a>'
            for to, key, word in links
        )
        loaded = "".join(f'<script src="{up}{name}" defer></script>' for name in ("checkpoint.js", "page.js", *scripts))
        return (
            '<!doctype html><html lang="id"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)} – {escape(self.name)}</title>"
            f'<link rel="stylesheet" href="{up}style.css">{loaded}</head><body>'
            f'<a class="skip" href="#isi">Langsung ke isi</a>'
            f'<header class="bar"><div class="wrap"><a class="brand" href="{up}index.html">Hasil'
            f'<small>{escape(self.name)}</small></a><nav aria-label="Menu">{menu}</nav></div></header>'
            f'<main class="wrap" id="isi">{body}</main><footer class="wrap small muted"><p data-checkpoint>'
            f'<a href="{up}checkpoint.html">Titik periksa dan kunci terbitan ini</a></p></footer>'
            "</body></html>\n"
        )


def status(*, official: bool) -> str:
    """Return the words that stand above every number."""
    if official:
        return '<p><span class="chip ok">★ Hasil resmi dari formulir D yang ditandatangani</span></p>'
    return (
        '<p><span class="chip soon">◔ Sementara: alat bantu, bukan hasil resmi</span> '
        "Hasil resmi ialah formulir D dan keputusan KPU.</p>"
    )


def standing_label(standing: str) -> str:
    """Return the words for where the votes of a station stand."""
    return {
        Standing.MISSING: "belum masuk",
        Standing.IMPORTED: "impor, belum diverifikasi",
        Standing.ENTERED: "masuk, belum diverifikasi",
        Standing.HELD: "ditahan pemeriksaan",
        Standing.VERIFIED: "diverifikasi dua orang",
        Standing.SETTLED: "diplenokan",
    }[Standing(standing)]


def standing_chip(standing: str) -> str:
    kind = {Standing.VERIFIED: "ok", Standing.SETTLED: "ok", Standing.HELD: "soon"}.get(Standing(standing), "")
    return f'<span class="chip {kind}">{_ICONS[Standing(standing)]} {escape(standing_label(standing))}</span>'


def figure(number: int | None) -> str:
    """Return a number as Indonesian writes it; a dash for none."""
    if number is None:
        return "–"
    return f"{number:,}".replace(",", ".") if number > 999 else str(number)  # noqa: PLR2004 most are short


def share(part: int, whole: int) -> str:
    """Return a share in percent with one digit, reckoned in whole numbers so that a half always goes up."""
    if not whole:
        return "–"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10},{tenths % 10} %"


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str, sorted_by: str = "") -> str:
    """Return a table whose cells are HTML already; every cell but a row's first is a number."""
    first, *others = head
    numbers = "".join(f'<th scope="col" class="num">{one}</th>' for one in others)
    lines = []
    for row in rows:
        label, *cells = row
        lines.append(f'<tr><th scope="row">{label}</th>{"".join(map(_cell, cells))}</tr>')
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table{sorted_by}>'
        f'<caption>{escape(caption)}</caption><thead><tr><th scope="col">{first}</th>{numbers}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody></table></div>"
    )


def coverage(numbers: Mapping[str, Any]) -> str:
    """Return the four public numbers, apart from each other, with a bar."""
    whole = numbers["stations"]
    parts = [
        ("c-ok", numbers["counted"], "terhitung"),
        ("c-held", numbers["held"], "ditahan pemeriksaan"),
        ("c-wait", numbers["waiting"], "menunggu unit lain karena terlalu kecil"),
        ("c-none", numbers["missing"], "belum masuk"),
    ]
    bars, at = [], 0
    for name, count, _word in parts:
        if count and whole:
            x, width = at * 1000 // whole, max(count * 1000 // whole, 2)
            bars.append(f'<rect class="{name}" x="{x}" width="{width}" height="12"/>')
        at += count
    words = "".join(
        f'<li><i class="{name}"></i>{escape(word)}: <b>{figure(count)}</b> ({share(count, whole)})</li>'
        for name, count, word in parts
        if count or name != "c-wait"
    )
    said = "".join(
        f'<li><i class="{name}"></i>{escape(word)}: <b>{figure(numbers[key])}</b></li>'
        for name, key, word in (
            ("c-sure", "verified", "diverifikasi"),
            ("c-disp", "disputed", "disanggah"),
            ("c-corr", "corrected", "dikoreksi"),
        )
    )
    heading = "{counted} dari {all} TPS terhitung".format(
        counted=figure(numbers["counted"]),
        all=figure(whole),
    )  # fmt: skip
    return (
        f'<section class="card"><h2 class="figure">{escape(heading)}</h2>'
        f'<svg class="coverage" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="c-none" width="1000" height="12"/>{"".join(bars)}</svg>'
        f'<ul class="key">{words}</ul><ul class="key">{said}</ul></section>'
    )


def _cell(content: str) -> str:
    return f'<td class="num">{content}</td>'
