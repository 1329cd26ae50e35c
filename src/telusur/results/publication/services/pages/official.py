"""What D forms say, beside the numbers of a place and as pages of their own."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from telusur.results.elections.rules.codes import is_station

from ...rules.places import NATION, folder, up
from . import states
from .frame import figure, share, table, trail
from .times import day, exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
PAGE = 60_000  # bytes of table on a page: it stays under 100 kB, whatever the form
_STATES = {
    "published": ("ok", "settled", "resmi: formulir D diumumkan"),
    "determined": ("ok", "settled", "resmi: hasil ditetapkan"),
    "disputed": ("soon", "disputed", "ditetapkan, disengketakan di MK"),
    "upheld": ("ok", "settled", "ditetapkan, dikuatkan putusan MK"),
    "overturned": ("soon", "again", "ditetapkan, lalu berubah oleh putusan MK"),
}
ACTS = {
    "plenaries.open": "pleno dibuka",
    "plenaries.print_final": "formulir D final dicetak",
    "plenaries.upload_scan": "pindaian yang ditandatangani disimpan",
    "plenaries.publish": "formulir D diumumkan",
    "plenaries.determine": "hasil ditetapkan",
    "plenaries.record_dispute": "hasil disengketakan di MK",
    "plenaries.record_upholding": "hasil dikuatkan putusan MK",
    "plenaries.record_overturning": "hasil diubah putusan MK",
}
_ANSWERS = {
    "open": "belum dijawab",
    "accepted": "diterima",
    "rejected": "tidak diterima",
    "carried": "dibawa ke jenjang berikutnya",
}
_PARTIES = {"witness": "Saksi nomor urut", "supervisor": "Pengawas"}


def chip(form: Plain) -> str:
    """Return how far an edition has come, in words."""
    if not form["in_force"]:
        replaced = ("", "again", "diganti pleno ulang")
        kind, name, said = replaced if form["state"] != "overturned" else _STATES["overturned"]
    else:
        kind, name, said = _STATES[form["state"]]
    return f'<span class="chip {kind}">{states.sign(name)} {escape(said)}</span>'


def mark(state: str) -> str:
    """Return the mark of a place whose D form is published, for a row of a table."""
    said = _STATES[state][2] if state else ""
    return f' <span class="chip ok" title="{escape(said)}">{states.sign("settled")} D</span>' if state else ""


def official(frame: Frame, contest: Contest, made: Plain) -> str:
    """Return the official numbers of a place beside those of the aid; nothing where no D form is published."""
    return "".join(_edition(frame, contest, made, form) for form in reversed(made["forms"]))


def result(contest: Contest, form: Plain) -> str:
    """Return what the D form in force of a whole contest says, from the front page."""
    sums = form["sums"] or ()
    valid = sum(sums[: len(contest.choices)])
    votes = ", ".join(
        f"{one.number:02d}: {figure(votes)} ({share(votes, valid)})"
        for one, votes in zip(contest.choices[:6], sums, strict=False)
    )
    decided = f"{escape(form['determined']['decision'])}. " if form["determined"] else ""
    way = f"{folder(contest.code, contest.home)}/{form['file']}.html"
    return f'<p>{chip(form)} {decided}<a href="{way}">{escape(form["form"])}</a>. {votes}</p>'


def _edition(frame: Frame, contest: Contest, made: Plain, form: Plain) -> str:
    title = form["form"] + (f", {form['district_name']}" if form["district"] else "")
    return (
        f'<section class="card"><h2>{escape(title)}</h2><p>{chip(form)} {_about(frame, form)}</p>'
        f"{_side_by_side(contest, made, form, title)}"
        f'<p><a href="{form["file"]}.html">Formulir D selengkapnya: unit, tanda'
        f" tangan, pembetulan, keberatan</a></p></section>"
    )


def _about(frame: Frame, form: Plain) -> str:
    parts = [f"Berita acara {form['minutes']}, diumumkan {exact(form['published_at'], frame.zone)}."]
    if form["ground"]:
        parts.append(f"Pleno ulang atas: {form['ground']}.")
    if form["determined"]:
        one = form["determined"]
        parts.append(f"Ditetapkan dengan {one['decision']}, {day(one['decided_on'])}.")
    if form["challenged"]:
        parts.append(_challenged(form["challenged"]))
    if form["replaced_by"]:
        parts.append(f"Pleno diulang atas: {form['replaced_by']}; angka ini tetap dapat dirujuk.")
    return escape(" ".join(parts))


def _challenged(one: Plain) -> str:
    """Return what became of a result at the Constitutional Court, in a sentence."""
    said = f"Disengketakan di MK, perkara {one['registration']}"
    if not one["ruling"]:
        return f"{said}; belum diputus, angka ini tetap berlaku."
    return f"{said}; {'diubah' if one['changed'] else 'dikuatkan, angkanya tetap,'} dengan {one['ruling']}."


def _side_by_side(contest: Contest, made: Plain, form: Plain, title: str) -> str:
    if form["sums"] is None:
        said = "Angkanya tidak ditunjukkan sendiri: ada unit yang begitu kecil sehingga angkanya membuka pilihan orang."
        return f'<p class="notice">{escape(said)}</p>'
    aid = _aid(contest, made["numbers"], form["district"])
    count = len(contest.choices)
    cast = sum(one or 0 for one in form["sums"][:count])
    words = [f"<b>{one.number:02d}</b> {escape(one.name)}" for one in contest.choices]
    words += ["Suara sah", "Suara tidak sah", "Seluruh suara"]
    rows = [
        [
            word,
            _official(form["sums"][place], form["gaps"][place]),
            share(form["sums"][place] or 0, cast) if place < count else "",
            "–" if beside is None else figure(beside),
            _gain(None if beside is None or form["sums"][place] is None else beside - form["sums"][place]),
        ]
        for place, (word, beside) in enumerate(zip(words, aid, strict=True))
    ]
    head = ("Peserta", "Formulir D", "Bagian", "Alat bantu", "Selisih")
    caption = f"{title}, pleno ke-{form['number']}, di samping alat bantu"
    return table(head, rows, caption=caption, cards=True) + _lacking(form["sums"], form["gaps"])


def _aid(contest: Contest, numbers: Plain, district: str) -> Sequence[int | None]:
    """Return what the aid says of what a D form speaks of, in the order of `summed`: where a place lies in several
    electoral districts, the votes of its own. What all ballots of one of them are together, no file tells: None."""
    parts = numbers.get("districts", {})
    if not district or [*parts] == [district]:
        return numbers["sums"]  # type: ignore[no-any-return]
    sums = parts[district]["sums"] if district in parts else ()
    said = dict(zip(contest.layouts[district].vote_fields, sums, strict=bool(sums)))
    return [said.get(name) for name in contest.summed]


def _official(number: int | None, gap: int) -> str:
    said = "tidak terbaca" if number is None else f"<b>{figure(number)}</b>"
    return f'{said} <span class="muted">(?{gap})</span>' if gap and number is not None else said


def _gain(number: int | None) -> str:
    if number is None:
        return "–"
    return figure(number) if number <= 0 else f"+{figure(number)}"


def settled(contest: Contest, made: Plain) -> str:
    """Return the way from a village to the D forms that settle its polling stations."""
    root = up(made["code"])
    links = ", ".join(f'<a href="{root}{way}.html">formulir D</a>' for way in made.get("settled_by", ()))
    said = "TPS di sini sudah diplenokan; yang resmi ialah"
    return f"<p>{escape(said)} {links} ({escape(contest.name)}).</p>" if links else ""


def d_form(frame: Frame, contest: Contest, made: Plain, others: Sequence[Plain], names: Mapping[int, str]) -> list[str]:
    """Return the pages of one edition of a D form: the first says all but the columns that no longer fit on it."""
    tables = list(_columns(contest, made, names))
    title = f"{made['form']} {made['name']}"
    pages = []
    for number, part in enumerate(tables or [""], start=1):
        ways, again = (ways_between(made["file"], number, len(tables), below=below) for below in (False, True))
        first = _first(frame, made, others) if number == 1 else ""
        last = _last(frame, made) if number == 1 else ""
        body = (
            f"{trail(made['code'], names, contest.home, own=True)}<h1>{escape(title)}</h1>"
            f"<p class=lead>{escape(contest.name)}</p>"
            f"<p>{chip(made)} {_about(frame, made)}</p>{first}<h2>Unit yang dibaca</h2>{ways}{part}{again}{last}"
        )
        pages.append(frame.page(f"{title}, {contest.name}", body, up=up(made["code"]), here="home"))
    return pages


def ways_between(stem: str, number: int, count: int, *, below: bool = False) -> str:
    """Return the links between the pages of one paper; nothing where it has one. below: for the second time on it."""
    if count <= 1:
        return ""
    links = "".join(
        f'<a href="{stem}{"" if step == 1 else f"-{step}"}.html"{" aria-current=page" if step == number else ""}>'
        f"{step}</a>"
        for step in range(1, count + 1)
    )
    return f'<nav class="jump" aria-label="Halaman{", di bawah" if below else ""}"><span>Halaman</span>{links}</nav>'


def _first(frame: Frame, made: Plain, others: Sequence[Plain]) -> str:
    editions = "".join(
        f'<li><a href="{one["file"]}.html">Pleno ke-{one["number"]}</a> {chip(one)} {_about(frame, one)}</li>'
        for one in others
        if one["district"] == made["district"]
    )
    listed = f"<h2>Edisi lain</h2><ul>{editions}</ul>" if editions else ""
    paper = (
        f'<a href="{made["paper"]}">PDF salinan untuk umum</a> · ' if made["paper"] else ""
    ) + f'<a href="{made["file"]}.json" download>JSON</a>'
    if not made["in_force"] or made["code"] == NATION or made["sums"] is None:
        compare = ""
    else:
        compare = ' · <a href="c-d.html">C dibanding D</a>' if made["reads_stations"] else ""
    return f"<p>{paper}{compare}</p>{_total(made)}{listed}"


def _total(made: Plain) -> str:
    if made["sums"] is None:
        return '<p class="notice">Angkanya tidak ditunjukkan sendiri: ada unit yang terlalu kecil.</p>'
    rows = [
        [
            escape(made["labels"].get(name, name)),
            _official(None if value is None else 0 if value == "x" else value, gap),
        ]
        for name, value, gap in zip(made["fields"], made["total"], made["total_gaps"], strict=True)
        if not name.startswith("tanggal_")
    ]
    whole = table(("Isian", "Jumlah akhir"), rows, caption="Jumlah akhir formulir D", headed=True)
    said = _lacking(made["total"], made["total_gaps"])
    return f"<details open><summary>Jumlah akhir</summary>{whole}{said}</details>"


def _lacking(numbers: Sequence[object], gaps: Sequence[int]) -> str:
    """Return what (?2) beside a sum means, where one is so marked."""
    lacks = next((gap for number, gap in zip(numbers, gaps, strict=True) if gap and number is not None), 0)
    said = f"(?{lacks}): jumlah itu kurang {lacks} isian yang tidak terbaca."
    return f'<p class="small muted">{said}</p>' if lacks else ""


def _columns(contest: Contest, made: Plain, names: Mapping[int, str]) -> Iterator[str]:
    """Yield tables of the units that were read, as many on each page as fit."""
    at = [made["fields"].index(name) for name in contest.summed if name in made["fields"]]
    head = ["Unit", *(f"{one.number:02d}" for one in contest.choices), "Sah", "Tidak sah", "Seluruhnya"]
    rows: list[list[str]] = []
    size = 0
    for column in made["columns"]:
        row = [_unit(contest, made, column, names), *(_cell(column["values"][place]) for place in at)]
        size += sum(map(len, row)) + 22 * len(row)
        if size > PAGE and rows:
            yield table(head, rows, caption="Unit yang dibaca", cards=True, headed=True)
            rows, size = [], 0
        rows.append(row)
    if rows:
        yield table(head, rows, caption="Unit yang dibaca", cards=True, headed=True)


def _unit(contest: Contest, made: Plain, column: Plain, names: Mapping[int, str]) -> str:
    root = up(made["code"])
    units = column["units"]
    if not is_station(units[0]):
        said = " + ".join(escape(f"{names.get(code, '')} {code}".strip()) for code in units)
        return f'<a href="{root}{column["from"]}.html">{said}</a>' if "from" in column else said
    village = units[0] // 1000
    said = escape(f"TPS {' + '.join(f'{code % 1000:03d}' for code in units)} {names.get(village, '')}".strip())
    return f'<a href="{root}{folder(contest.code, village)}/index.html#{units[0]}">{said}</a>'


def _cell(cell: object) -> str:
    return figure(cell) if isinstance(cell, int) else "?" if cell is None else "X"


def _last(frame: Frame, made: Plain) -> str:
    return f"{_corrections(made)}{_objections(made)}{_signatures(made)}{_acts(frame, made)}"


def _named(code: int | None) -> str:
    if code is None:
        return "Seluruh pleno"
    return f"TPS {code}" if is_station(code) else str(code)


def _corrections(made: Plain) -> str:
    if not made["corrections"]:
        return "<h2>Pembetulan</h2><p>Tidak ada.</p>"
    items = []
    for one in made["corrections"]:
        labels = {name: made["labels"].get(name, name) for name in one["fields"]}
        order = [name for name in made["fields"] if name in labels]
        said = "; ".join(
            f"{labels[name]}: {one['cells'][name][0] or '?'} → {one['cells'][name][1] or '?'}"
            for name in order
            if name in one["cells"]
        )
        said = said or "isian: {fields}".format(fields=", ".join(labels[name] for name in order))
        text = f"{_named(one['unit'])}: {one['reason']}. Bukti: {one['evidence']}. {said}. Catatan {one['entry']}."
        items.append(f"<li>{escape(text)}</li>")
    return f"<h2>Pembetulan</h2><ul>{''.join(items)}</ul>"


def _objections(made: Plain) -> str:
    if not made["objections"]:
        return "<h2>Keberatan dan kejadian khusus</h2><p>Nihil.</p>"
    items = []
    for one in made["objections"]:
        part, _sign, number = one["by"].partition(" ")
        who = f"{_PARTIES.get(part, part)} {number}".strip()
        text = f"{_named(one['unit'])}, {who}: {one['text']} — {_ANSWERS[one['answer']]}. {one['words']}"
        items.append(f"<li>{escape(text)}</li>")
    return f"<h2>Keberatan dan kejadian khusus</h2><ul>{''.join(items)}</ul>"


def _signatures(made: Plain) -> str:
    items = []
    for one in made["signatures"]:
        member = "Ketua" if one["place"] == 1 else "Anggota"
        seat = f"Saksi {one['place']} {one['whose']}" if one["seat"] == "witness" else member
        said = "ditandatangani" if one["given"] else f"tidak ada: {one['reason']}"
        items.append(f"<li>{escape(f'{seat}: {said}')}</li>")
    lead = "Nama penanda tangan tidak ditunjukkan; pindaiannya dapat dilihat yang bertugas, sidiknya di bawah."
    return f'<h2>Tanda tangan</h2><p class="small muted">{escape(lead)}</p><ul>{"".join(items)}</ul>'


def _acts(frame: Frame, made: Plain) -> str:
    head = ("Perbuatan", "Kapan", "Catatan", "Dasar")
    rows = [
        [
            escape(ACTS.get(one["act"], one["act"])),
            escape(exact(one["minute"], frame.zone)),
            figure(one["index"]),
            escape(one["said"]),
        ]
        for one in made["acts"]
    ]
    words = {"final": "Formulir final", "scan": "Pindaian yang ditandatangani", "public": "Salinan untuk umum"}
    items = "".join(
        f"<div><dt>{escape(words[kind])}, SHA-256</dt><dd class=hash>{digest}</dd></div>"
        for kind, digest in made["digests"].items()
    )
    title = "Kata bertanda tangan dalam kode QR formulir"
    listed = table(head, rows, caption="Perbuatan", texts=(1, 3), cards=True, headed=True)
    note = f"<h3>{title}</h3><pre tabindex=0>{escape(made['note'])}</pre>" if made["note"] else ""
    return f"<h2>Dalam buku besar</h2>{listed}<dl class=terms>{items}</dl>{note}"
