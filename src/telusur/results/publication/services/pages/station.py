"""The polling stations of a village: what each form says, beside its picture, checks, history and proof."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.stations import NOTHING, SURE, Standing, picture_file
from . import states
from .findings import findings
from .frame import figure
from .history import MAKES_NUMBERS, NEW_RUN, challenged, history
from .lists import of_station
from .readings import DATES, ENTER, IMPORT, side_by_side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
_PART, _END = '<section class="station" id="', "</section>"


def parts_of(page: bytes, codes: Collection[int]) -> dict[int, str]:
    """Return by code what a village's page says of these stations."""
    found = {}
    for part in page.decode().split(_PART)[1:]:
        code = int(part[: part.index('"')])
        if code in codes:
            found[code] = _PART + part[: part.index(_END)] + _END
    return found


def stations(frame: Frame, contest: Contest, made: Plain, kept: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield (code, part of the page) of each polling station of a village, then of each group under its first code.

    kept: by code, parts of an earlier page that still say the same.
    """
    for one in made["stations"]:
        yield one["code"], kept.get(one["code"]) or _station(frame, contest, one)
    for group in made["groups"]:
        yield 0, _group(contest, group)


def number_of(one: Plain) -> str:
    """Return what a polling station is called in its village."""
    return str(one["unit"]) or f"{one['code'] % 1000:03d}"


def legend(contest: Contest, made: Plain) -> str:
    """Return the names of a form's fields, said once for all stations of a page: each station holds its numbers in this
    order, and the script of the page writes the names beside them."""
    runs = (run for one in made["stations"] for run in one.get("runs", ()))
    if not any(one["cells"] for one in (*made["stations"], *runs)):
        return ""
    items = "".join(f"<li>{label}" for label in _labels(contest.labels, _plain_fields(contest)))
    return f'<h2 id="isian">Nama isian menurut nomornya</h2><ol class="names" data-fields>{items}</ol>'


def _station(frame: Frame, contest: Contest, one: Plain) -> str:
    chips = [states.chip(*states.of_station(one))]
    if one["disputed"]:
        chips.append(states.chip("disputed", states.MARKS["disputed"], challenged(frame, one)))
    chips += [states.chip("corrected", states.MARKS["corrected"])] if one["corrected"] else []
    chips += [f'<span class="chip">{states.sign("again")} {escape(one["run_kind"])}</span>'] if one["run_kind"] else []
    reason = f'<p class="small">Alasan: {escape(one["reason"])}</p>' if one["reason"] else ""
    title = f"TPS {number_of(one)}"
    return (
        f'{_PART}{one["code"]}"{" data-sure" if one["standing"] in SURE else ""}><h3>{escape(title)}</h3>'
        f'<p class="small muted">{one["code"]}</p><p>{" ".join(chips)}</p>{reason}{_votes(contest, one)}'
        f"{_beside(frame, contest, one)}{_earlier(contest, one)}</section>"
    )


def _votes(contest: Contest, one: Plain) -> str:
    if one["folded"]:
        codes = ", ".join(f"{code:d}" for code in one["folded"])
        said = "Angkanya hanya ditunjukkan bersama unit lain, karena salah satunya terlalu kecil: %(codes)s."
        return f'<p class="notice">{escape(said % {"codes": codes})}</p>'
    if one["waiting"]:
        return f'<p class="notice">{_awaited(one)}</p>'
    if one["small"]:
        return f'<p class="notice">Ditahan, dan hanya ditunjukkan bersama unit lain. {_awaited(one)}</p>'
    if one["standing"] in NOTHING:
        return f"<p>{_without_votes(one)}</p>" if one["administration"] != Standing.MISSING else ""
    return _told(contest, one) if one["cells"] else ""


def _without_votes(one: Plain) -> str:
    """Return of a form of which no vote is in that parts I to III are shown, or why they are not."""
    if one["cells"]:
        return "Suaranya belum ada; yang ditunjukkan hanya bagian I sampai III formulirnya."
    why = "unit ini mungkin terlalu kecil, akan ditunjukkan bersama unit lain, atau daftar pemilihnya belum dikenal"
    return f"Bagian I sampai III formulirnya ada, tanpa suara, dan tidak ditunjukkan: {why}."


def _told(contest: Contest, one: Plain, kind: str = "votes") -> str:
    cells = dict(zip(contest.fields_of(one.get("district", "")), one["cells"], strict=True))
    words = {contest.valid: "Sah", contest.invalid: "Tidak sah", contest.total: "Seluruhnya"}
    totals = [(word, name) for name, word in words.items()]
    votes = [(f"{choice.number:02d}", choice.field) for choice in contest.choices]
    shown = [*totals, *votes] if contest.districts is not None else [*votes, *totals]
    items = "".join(f"<div><dt>{escape(word)}</dt><dd>{_cell(cells[name])}</dd></div>" for word, name in shown)
    return f'<dl class="{kind}">{items}</dl>'


def _earlier(contest: Contest, one: Plain) -> str:
    """Return the runs whose place another took, folded: what each was, why it was replaced, and what it said last."""
    parts = []
    for run in one.get("runs", ()):
        kind = run["kind"] or "pemungutan suara pertama"
        title = f"Pelaksanaan {run['number']}: {kind}"
        state = states.STATES[Standing(run["standing"])].word
        why = f" Diganti karena: {run['reason']}" if run["reason"] else ""
        said = f"Tidak berlaku lagi; terakhir {state}.{why}"
        parts.append(f"<h4>{escape(title)}</h4><p>{escape(said)}</p>{_last_said(contest, one | run)}")
    if not parts:
        return ""
    return f"<details><summary>Pelaksanaan sebelumnya (tidak berlaku)</summary>{''.join(parts)}</details>"


def _last_said(contest: Contest, run: Plain) -> str:
    """Return the numbers that a run had when another took its place."""
    if run["cells"]:
        broken = ", ".join(run["findings"])
        rules = f"<p>Aturan yang dilanggar: {escape(broken)}</p>" if broken else ""
        cells = "".join(f"<li>{_cell(cell)}" for cell in run["cells"][: len(_plain_fields(contest))])
        votes = "" if run["standing"] in NOTHING else _told(contest, run, "votes earlier")
        return f'{votes}{rules}<ol class="values earlier">{cells}</ol>'
    if run["standing"] == Standing.MISSING:
        return "<p>Tidak ada angkanya yang pernah berlaku.</p>"
    return "<p>Angkanya tidak ditunjukkan: unit ini hanya ditunjukkan bersama unit lain.</p>"


def _awaited(one: Plain) -> str:
    """Return for whom a station waits whose numbers are not shown alone."""
    codes = ", ".join(f"{code:d}" for code in one["company"])
    why = "Angkanya hanya ditunjukkan bersama unit lain, sebab salah satunya kecil"
    return f"{why}; menunggu pasangannya{': ' if codes else '.'}{codes}"


def _plain_fields(contest: Contest) -> tuple[str, ...]:
    """Return the fields that stand one by one; those of lists stand party by party."""
    return contest.fields if contest.districts is None else contest.fields[: -len(contest.choices)]


@cache
def _labels(labels: tuple[tuple[str, str], ...], fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return what each field is called, ready for a page."""
    called = dict(labels)
    return tuple(escape(called.get(name, name)) for name in fields)


def _cell(cell: object) -> str:
    if isinstance(cell, int):
        return figure(cell)
    if cell is None:
        return '<span class="muted">tidak terbaca</span>'
    return "X"


def _beside(frame: Frame, contest: Contest, one: Plain) -> str:
    read = side_by_side(contest, one, f"TPS {number_of(one)}")
    parts = [_pictures(one), _fields(contest, one), read, _findings(contest, one), history(frame, contest, one)]
    inside = "".join(part for part in parts if part)
    if not inside:
        return ""
    return f"<details><summary>Gambar, isian, pembacaan, pemeriksaan, riwayat, bukti</summary>{inside}</details>"


def _pictures(one: Plain) -> str:
    """Return the covered pictures of a form; where there is none to see, why."""
    if not one["pictures"]:
        why = _why_none(one)
        return f"<h4>Gambar formulir</h4><p>{why}</p>" if why else ""
    items = []
    for picture in one["pictures"]:
        title = "Halaman {page}".format(page=picture["page"])
        said = "asli disegel, SHA-256 {digest}".format(digest=picture["original"])
        if picture["masked"]:
            file = escape(picture_file(one["code"], picture["page"], picture["masked"]))
            alt = f"{escape(title)} formulir TPS {number_of(one)}, nama dan tanda tangan ditutup"
            shown = f'<a href="{file}"><img src="{file}" loading=lazy alt="{alt}"></a>'
        else:
            shown = (
                "<p>Tidak ditunjukkan: susunan cetak formulir ini belum dikenal, jadi nama dan tanda tangannya belum"
                " dapat ditutup.</p>"
            )
        items.append(f"<li>{escape(title)}{shown}<span class=hash>{escape(said)}</span></li>")
    return f"<h4>Gambar formulir</h4><ul class=pictures>{''.join(items)}</ul>"


def _why_none(one: Plain) -> str:
    if one["folded"] or one["small"] or one["waiting"]:
        return "Tidak ditunjukkan: unit ini terlalu kecil, dan gambarnya akan membuka pilihan orang."
    if one["standing"] == Standing.MISSING:
        return ""
    if one["standing"] == Standing.READING:
        return "Ditunjukkan begitu angkanya dihitung; sebelum itu tidak diketahui apakah unit ini terlalu kecil."
    came = _came_by(one)
    if one["standing"] == Standing.IMPORTED or came == IMPORT:
        return "Belum ada: angkanya diambil dari berkas impor, tanpa gambar."
    if one["standing"] == Standing.ENTERED or came == ENTER:
        return "Belum ada gambar yang diterima; angkanya dikirim perangkat."
    return "Belum ada gambar yang diterima; angkanya diketik dari kertasnya."


def _came_by(one: Plain) -> str:
    """Return by which act the numbers in force of a station came, held or settled since: those that people read before
    those of a device, and these before a file's, as neither takes the place of the former."""
    acts: set[str] = set()
    for event in one["events"]:
        acts = set() if event["act"] == NEW_RUN else acts | {event["act"]}
    by_people = sorted(MAKES_NUMBERS - {ENTER, IMPORT})
    return next((act for act in (*by_people, ENTER, IMPORT) if act in acts), "")


def _fields(contest: Contest, one: Plain) -> str:
    if not one["cells"]:
        return ""
    lists = contest.districts is not None
    cells = zip(_plain_fields(contest), one["cells"], strict=False)
    items = "".join(
        f"<li>{cell if name.startswith(DATES) and isinstance(cell, int) else _cell(cell)}" for name, cell in cells
    )
    votes = of_station(contest, one, _cell) if lists and one["standing"] not in NOTHING else ""
    return f'<h4>Semua isian, <a href="#isian">menurut nomor</a></h4><ol class="values">{items}</ol>{votes}'


def _findings(contest: Contest, one: Plain) -> str:
    if not one["cells"]:
        return ""
    said = states.STATES[Standing(one["administration"])].word
    return f"<h4>Pemeriksaan</h4>{findings(contest, one)}<p>Bagian I sampai III formulir: {escape(said)}</p>"


def _group(contest: Contest, group: Mapping[str, Any]) -> str:
    codes = ", ".join(f"{code:d}" for code in group["stations"])
    sums = group["numbers"]["sums"]
    words = [f"{one.number:02d}" for one in contest.choices] + ["Sah", "Tidak sah", "Seluruhnya"]
    items = "".join(
        f"<div><dt>{escape(word)}</dt><dd>{figure(number)}</dd></div>" for word, number in zip(words, sums, strict=True)
    )
    title = f"Gabungan {codes}"
    return f'<section class="station"><h3>{escape(title)}</h3><dl class="votes">{items}</dl></section>'
