from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from ...rules.places import NATION, chain
from . import states

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_LINKS = (("cari.html", "search"), ("changes/index.html", "changes"), ("bukti.html", "verify"), ("unduh.html", "files"))
_TAGS = re.compile(r"<[^>]*>")
_SURE_ONLY = re.compile(r'<span class="sure-only">(.*?)</span>')


@dataclass(frozen=True)
class Frame:
    """What stands around every page of one election. zone: in whose time it tells moments."""

    code: str
    name: str
    zone: str = "Asia/Jakarta"

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
            f'<link rel="icon" href="{up}icon.svg"><link rel="stylesheet" href="{up}style.css">{loaded}</head><body>'
            f'<a class="skip" href="#isi">Langsung ke isi</a>'
            f'<header class="bar"><div class="wrap"><a class="brand" href="{up}index.html">Hasil'
            f'<small>{escape(self.name)}</small></a><nav aria-label="Menu">{menu}</nav></div></header>'
            f'<main class="wrap" id="isi">{body}</main><footer class="wrap small muted">'
            f"<p data-portal hidden></p>"
            f'<p data-checkpoint><a href="{up}checkpoint.html">Titik periksa dan kunci terbitan ini</a></p></footer>'
            "</body></html>\n"
        )


def status() -> str:
    """Return the words that stand above every number that is not a signed D form's."""
    return (
        f'<p><span class="chip soon">{states.sign("entered")} Sementara: alat bantu, bukan hasil resmi</span> '
        "Hasil resmi ialah formulir D dan keputusan KPU.</p>"
    )


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


def both(counted: str, sure: str) -> str:
    """Return what counts, and below it, smaller, what of it is verified."""
    return f'<span class="all">{counted}</span><span class="sure">{sure}</span>'


def of_both(word: str) -> str:
    """Return the head of a column that says both."""
    return f'{word}<span class="sure">diverifikasi</span>'


def either(counted: str, sure: str) -> str:
    """Return what is said of all that counts, and what in its place where a reader wants the verified only."""
    return f'<span class="all">{counted}</span><span class="sure-only">{sure}</span>'


SMALLER = "Di bawah setiap angka, lebih kecil: yang di antaranya sudah diverifikasi."


def table(
    head: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    caption: str,
    texts: Collection[int] = (),
    cards: bool = False,
    headed: bool = False,
) -> str:
    """Return a table whose cells are HTML already; every cell but a row's first is a number.

    texts: columns that are not. cards: a telephone shows each row as a card, its first cell and texts each on a line of
    their own. headed: a heading says its caption already.
    """
    first, *others = head
    kinds = ["" if place in texts else ' class="num"' for place in range(1, len(others) + 1)]
    named = "".join(f'<th scope="col"{kind}>{one}</th>' for kind, one in zip(kinds, others, strict=True))
    said = [_named(one) if cards else "" for one in others]
    lines = []
    for row in rows:
        label, *cells = row
        inside = "".join(
            f"<td{kind}{label_ if cell else ''}>{cell}</td>"
            for kind, label_, cell in zip(kinds, said, cells, strict=True)
        )
        lines.append(f'<tr><th scope="row">{label}</th>{inside}</tr>')
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table{' class=cards' if cards else ''}><caption{' class=hide' if headed else ''}>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col">{first}</th>{named}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'
    )


def _named(head: str) -> str:
    """Return the name of a column as its cells carry it to a card: of all that counts, and of the verified only."""
    other = _SURE_ONLY.search(head)
    words = [("l", _SURE_ONLY.sub("", head)), *([("s", other[1])] if other else [])]
    return "".join(f' data-{key}="{escape(unescape(_TAGS.sub("", word)))}"' for key, word in words)


def trail(code: int, names: Mapping[int, str], home: int = NATION, *, own: bool = False) -> str:
    """Return the way down to a place from where its contest begins. own: the page stands beside that of the place,
    which is then on the way."""
    whole = (NATION, *chain(code))
    start = whole.index(home) if home in whole else len(whole) - 1
    shown = whole[start:] if own else whole[start:-1]
    if not shown:
        return ""
    ways = [("../" * (len(whole) - 1 - whole.index(place)), place) for place in shown]
    links = (
        f'<a href="{way}index.html">{escape("Nasional" if place == NATION else names.get(place, str(place)))}</a>'
        for way, place in ways
    )
    return f'<nav class="trail small" aria-label="Letak">{" › ".join(links)}</nav>'


def coverage(numbers: Mapping[str, Any], *, loaded: bool = False) -> str:
    """Return the public numbers of how far a place has come, apart from each other, with a bar; a reader who wants the
    verified only reads of those what is else said of all that counts. loaded: say that the polling stations are those
    that were loaded, as nobody says here that they are all of the nation's."""
    whole, sure_count = numbers["stations"], numbers["verified"]
    parts = states.coverage_parts(numbers)
    bars, at = [], 0
    for name, count, _word in parts:
        if count and whole:
            x, width = at * 1000 // whole, max(count * 1000 // whole, 2)
            bars.append(f'<rect class="c-{name}" x="{x}" width="{width}" height="12"/>')
        at += count
    if sure_count and whole:  # over those that count, of which they are a part
        bars.append(f'<rect class="c-verified" x="0" width="{max(sure_count * 1000 // whole, 2)}" height="12"/>')
    counted, *others = (_part(name, count, word, whole) for name, count, word in parts)
    first = either(counted, _part("verified", sure_count, SURE, whole))
    words = "".join(f"<li>{one}</li>" for one in (first, *others))
    rest = numbers["counted"] - sure_count
    verified = either(
        _marked("verified", SURE, sure_count), f'<i class="c-counted"></i>{UNSURE}: <b>{figure(rest)}</b>'
    )
    disputed, corrected = (
        _marked(name, word, numbers[name]) for name, word in (("disputed", "disanggah"), ("corrected", "dikoreksi"))
    )
    all_of_them = f"dari {figure(whole)} TPS{' yang dimuat' if loaded else ''}"
    head = either(f"{figure(numbers['counted'])} {all_of_them} terhitung", f"{figure(sure_count)} {all_of_them} {SURE}")
    return (
        f'<section class="card"><h2 class="figure">{head}</h2>'
        f'<svg class="coverage" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="c-missing" width="1000" height="12"/>{"".join(bars)}</svg>'
        f'<ul class="key">{words}</ul><ul class="key"><li>{verified}</li><li>{disputed}</li><li>{corrected}</li></ul>'
        f"</section>"
    )


SURE, UNSURE = "diverifikasi", "terhitung, belum diverifikasi"


def _part(name: str, count: int, word: str, whole: int) -> str:
    """Return one part of a bar in words, with its colour."""
    return f'<i class="c-{name}"></i>{escape(word)}: <b>{figure(count)}</b> ({share(count, whole)})'


def _marked(name: str, word: str, count: int) -> str:
    return f"{states.sign(name)}{escape(word)}: <b>{figure(count)}</b>"
