"""The seats that a decree determined: the paper of a determination, and the ways to it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from telusur.results.seats.rules.tables import SEATS, VOTERS, key

from ...rules.places import chain
from ...rules.seats import decimal, women_elected, women_listed
from . import states
from .frame import figure, share, table
from .official import ways_between
from .times import day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from telusur.results.seats.rules.persons import Balance

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
_LIMIT = 90_000  # bytes of the parts of a page
_UP = "../../"  # from a determination to the folder of its contest
_METHODS = {
    "sainte-lague": "Sainte-Laguë: suara dibagi 1, 3, 5, dan seterusnya; hasil bagi terbesar mendapat kursi",
    "hare": "Hare: kursi menurut bilangan pembagi pemilih, sisanya menurut sisa suara terbesar",
}
_COLUMNS = {SEATS: "Banyaknya kursi", VOTERS: "Pemilih dalam DPT"}
HEAD = ("Kursi ke", "Partai", "Suara", "Pembagi", "Hasil bagi")
PEOPLE = ("Calon terpilih", "Suara calon")


@dataclass(frozen=True)
class SeatsPaper:
    """The pages of a determination. page_of: by the place of an electoral district the name of the page it is on."""

    pages: list[str]
    page_of: Mapping[int, str]


def seats(frame: Frame, contest: Contest, made: Plain, every: Sequence[Plain], codes: Mapping[str, str]) -> SeatsPaper:
    """Return a determination as a paper: who passed and who got how many seats, then district by district each seat.

    every: what is told of all determinations of the contest. codes: of its electoral districts, by `tables.key`.
    """
    said, stem = made["statement"], made["file"].rpartition("/")[2]
    named = any(seat["candidate"] for one in said["districts"] for seat in one["given"])
    parts = [_district(said, place, one, codes, named) for place, one in enumerate(said["districts"], start=1)]
    title = f"Kursi {said['council']['name']}"
    home = "".join(f"{code}/" for code in chain(contest.home))
    head = (
        f'<nav class="trail small" aria-label="Letak"><a href="{_UP}{home}index.html">{escape(contest.name)}</a></nav>'
        f"<h1>{escape(title)}</h1><p class=lead>{escape(contest.name)}</p>"
        f"<p>{chip(made)} Penetapan ke-{said['number']}. {escape(about(said))}</p>"
    )
    first, last = f"{_files(stem)}{_parties(said)}{_others(made, every)}", f"<h2>Dasar dan bukti</h2>{_terms(made)}"
    packed = _packed(parts, _LIMIT - len((first + last).encode()) - 120 * len(parts))
    page_of = {place: _name(stem, number) for number, places in enumerate(packed, start=1) for place in places}
    contents = "".join(
        f'<li><a href="{"" if page_of[place] == _name(stem, 1) else page_of[place] + ".html"}#dapil-{place}">'
        f"{escape(one['name'])}</a></li>"
        for place, one in enumerate(said["districts"], start=1)
    )
    pages = []
    for number, places in enumerate(packed, start=1):
        ways = ways_between(stem, number, len(packed))
        top = f"{first}<h2>Daerah pemilihan</h2><ul class=columns>{contents}</ul>" if number == 1 else ""
        body = f"{head}{top}{ways}{''.join(parts[place - 1] for place in places)}{ways}{last if number == 1 else ''}"
        pages.append(frame.page(f"{title}, {said['decree']}", body, up="../../../", here="home"))
    return SeatsPaper(pages, page_of)


def _name(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def _packed(parts: Sequence[str], room: int) -> list[list[int]]:
    """Return the places of the districts page by page. room: bytes of them that fit on the first page."""
    pages: list[list[int]] = [[]]
    for place, part in enumerate(parts, start=1):
        size = len(part.encode())
        if size > room:
            pages.append([])
            room = _LIMIT
        pages[-1].append(place)
        room -= size
    return pages


def chip(one: Plain) -> str:
    """Return whether a determination is in force."""
    if one["in_force"]:
        return f'<span class="chip ok">{states.sign("settled")} resmi: kursi ditetapkan</span>'
    return f'<span class="chip">{states.sign("again")} diganti penetapan berikutnya</span>'


def about(one: Plain) -> str:
    """Return on which decree, and on which ruling, a determination rests."""
    said = f"Ditetapkan dengan {one['decree']}, {day(one['decided_on'])}."
    return said + (f" Atas putusan: {one['ruling']}." if one["ruling"] else "")


def _files(stem: str) -> str:
    return f'<p><a href="{stem}.json" download>JSON</a> · <a href="{stem}.csv">CSV</a></p>'


def _terms(made: Plain) -> str:
    """Return which votes, law and entry of the log a determination rests on, digests last."""
    said = made["statement"]
    basis, terms = said["basis"], said["terms"]
    rows = [("Suaranya", _source(basis)), ("Hasil yang dibagi", basis["result"])]
    rows += [(f"Dasar ke-{basis['number']}, sebab", basis["ground"])] if basis["ground"] else []
    rows += [
        ("Cara membagi", _METHODS.get(terms["method"], terms["method"])),
        ("Ambang batas", _threshold(terms)),
        ("Aturan", "; ".join(one["source"] for one in terms["rules"])),
        ("Kursi", figure(sum(one["seats"] for one in said["districts"]))),
        ("Catatan dalam buku besar", figure(made["entry"])),
    ]
    digests = [("Sidik isi penetapan, SHA-256", made["sha256"])]
    digests += [("Akar buku besar suaranya", basis["log_root"])] if basis["log_root"] else []
    digests += [(f"{one['name']}, SHA-256", one["sha256"]) for one in basis["files"].values()]
    items = "".join(f"<div><dt>{escape(word)}</dt><dd>{escape(text)}</dd></div>" for word, text in rows)
    hashes = "".join(f"<div><dt>{escape(word)}</dt><dd class=hash>{text}</dd></div>" for word, text in digests)
    return f"<dl class=terms>{items}{hashes}</dl>"


def _source(basis: Plain) -> str:
    if basis["log_size"] is None:
        return "Berkas dengan sidik di bawah"
    return f"Rekapitulasi, sampai buku besar memuat {figure(basis['log_size'])} catatan"


def _threshold(terms: Plain) -> str:
    if not Fraction(terms["threshold"]):
        return "tidak ada"
    part, needed = Fraction(terms["threshold"]) * 100, Fraction(terms["needed"])
    return f"{quotient(part)} % dari {figure(terms['base'])} suara sah: paling sedikit {quotient(needed)}"


def quotient(number: Fraction) -> str:
    """Return a quotient as Indonesian writes it, with two decimals where it is not whole."""
    whole, sign, rest = decimal(number, digits=2, point=",").partition(",")
    return f"{figure(int(whole))}{sign}{rest}"


def shown(party: str) -> str:
    """Return a party's name as it is shown: files often write it small."""
    return party.upper() if party.islower() else party


def _parties(said: Plain) -> str:
    barred, women = Fraction(said["terms"]["threshold"]) > 0, women_elected(said)
    known = any(one is not None for one in women.values())
    whole = sum(one["votes"] for one in said["parties"])
    head = ["Partai", "Suara", "Bagian"] + ["Ambang batas"] * barred + ["Kursi"] + ["Perempuan terpilih"] * known
    rows = [
        [
            escape(shown(one["name"])),
            figure(one["votes"]),
            share(one["votes"], whole),
            *(["lolos" if one["passes"] else "tidak lolos"] * barred),
            f"<b>{figure(one['seats'])}</b>",
            *([figure(women.get(one["name"], 0))] * known),
        ]
        for one in said["parties"]
    ]
    return table(head, rows, caption="Kursi tiap partai", texts={3} if barred else (), cards=True)


def _others(made: Plain, every: Sequence[Plain]) -> str:
    """Return the other determinations of the same council."""
    council = made["file"].rpartition("/")[0]
    items = "".join(
        f'<li><a href="{one["file"].rpartition("/")[2]}.html">Penetapan ke-{one["number"]}</a> {chip(one)}'
        f" {escape(about(one))}</li>"
        for one in every
        if one["file"] != made["file"] and one["file"].rpartition("/")[0] == council
    )
    return f"<h2>Penetapan lain</h2><ul>{items}</ul>" if items else ""


# --- district by district


def _district(said: Plain, place: int, one: Plain, codes: Mapping[str, str], named: bool) -> str:  # noqa: FBT001 once
    name, code = escape(one["name"]), codes.get(key(one["name"]))
    title = f'<a href="{_UP}dapil/{code}.html">{name}</a>' if code else name
    held: dict[str, int] = {}
    for seat in one["given"]:
        held[seat["party"]] = held.get(seat["party"], 0) + 1
    got = ", ".join(f"{shown(party)} {number}" for party, number in held.items())
    got = f"{figure(one['seats'])} kursi: {got}."
    return (
        f'<section id="dapil-{place}"><h2>{title}</h2><p>{escape(got)}</p>'
        f"{_seats(one, named)}{_beside(said, one)}{_votes(said, one)}{_women(said, one)}</section>"
    )


def _seats(one: Plain, named: bool) -> str:  # noqa: FBT001 as above
    rows = []
    for seat in one["given"]:
        person, divisor = seat["candidate"], seat["divisor"]
        rows.append(
            [
                figure(seat["order"]),
                escape(shown(seat["party"])),
                figure(seat["votes"]),
                figure(int(divisor)) if divisor.isdigit() else escape(divisor),
                quotient(Fraction(seat["claim"])),
                *([escape(f"{person['number']} {person['name']}".strip()), figure(person["votes"])] if person else []),
                *(["–", "–"] if named and not person else []),
            ]
        )
    head = [*HEAD, *(PEOPLE if named else ())]
    return table(head, rows, caption=f"Kursi {one['name']}", texts={1, 5}, cards=True, headed=True)


def _beside(said: Plain, one: Plain) -> str:
    """Return the ties that a plenary decided in a district, and the cells that are read otherwise than written."""
    items = [tie(each) for each in said["ties"] if each["district"] == one["name"]]
    items += [correction(each) for each in said["corrections"] if each["district"] == one["name"]]
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in items)}</ul>" if items else ""


def tie(one: Plain) -> str:
    """Return a decision between equals in words."""
    if one["party"]:
        equal = f"Suara calon {shown(one['party'])} yang sama ({figure(int(one['claim']))})"
        between, chosen = (_numbers(each) for each in (one["claimants"], one["chosen"]))
    else:
        equal = f"Hasil bagi yang sama ({quotient(Fraction(one['claim']))})"
        between, chosen = (", ".join(map(shown, each)) for each in (one["claimants"], one["chosen"]))
    return (
        f"{equal}: {between}, untuk {figure(one['seats'])} kursi. Pleno memutuskan {chosen}. {one['ground']}."
        f" Berita acara {one['minutes']}."
    )


def _numbers(candidates: Iterable[str]) -> str:
    return f"nomor {', '.join(candidates)}"


def correction(one: Plain) -> str:
    """Return a correction of a cell in words."""
    column = _COLUMNS.get(one["column"], shown(one["column"]))
    return (
        f"Koreksi, {column}: tertulis “{one['was']}”, dibaca {figure(one['becomes'])}. Alasan: {one['reason']}."
        f" Sumber: {one['source']}."
    )


def _votes(said: Plain, one: Plain) -> str:
    parties = [
        f"{shown(party['name'])} {figure(votes)}{'' if party['passes'] else ' (tidak lolos)'}"
        for party, votes in zip(said["parties"], one["votes"], strict=True)
    ]
    return _small("Suara", parties)


def _women(said: Plain, one: Plain) -> str:
    found = [f"{shown(party)} {_balance(listed)}" for party, listed in women_listed(said, one)]
    return _small("Perempuan dalam daftar", found) if found else ""


def _small(word: str, parts: Iterable[str]) -> str:
    return f'<p class="small muted">{escape(word)}: {escape("; ".join(parts))}.</p>'


def _balance(one: Balance) -> str:
    said = f"{one.women} dari {one.candidates}, perlu {one.needed}"
    if one.groups_without:
        said += f", tidak ada di tiga nama ke-{', ke-'.join(map(str, one.groups_without))}"
    return said if one.enough else f"{said} (kurang)"


# --- the ways to it


def seats_of_district(determined: Sequence[Plain]) -> str:
    """Return who got the seats of an electoral district, by each determination, the last first."""
    return "".join(
        f'<section class="card"><h2>Kursi: penetapan ke-{one["number"]}</h2><p>{chip(one)} {escape(about(one))}</p>'
        f"<ol>{''.join(f'<li>{escape(_taker(seat))}</li>' for seat in one['given'])}</ol>"
        f'<p><a href="../{one["file"].rpartition("/")[0]}/{one["page"]}.html#dapil-{one["place"]}">Suara, pembagi, dan'
        f" hasil bagi setiap kursi</a></p></section>"
        for one in reversed(determined)
    )


def _taker(seat: Plain) -> str:
    return ": ".join(filter(None, (shown(seat["party"]), seat["candidate"])))


def seats_at_home(made: Plain) -> str:
    """Return the ways to what was determined, from the place that a contest begins in."""
    up = "../" * len(chain(made["code"]))
    items = "".join(
        f'<li><a href="{up}{one["file"]}.html">{escape(one["council"])}, penetapan ke-{one["number"]}</a> {chip(one)}'
        f" {escape(about(one))} {escape(_got(one))}</li>"
        for one in reversed(made.get("seats", ()))
    )
    return f"<section><h2>Kursi yang ditetapkan</h2><ul>{items}</ul></section>" if items else ""


def seats_on_front(contest: Contest, determined: Sequence[Mapping[str, Any]]) -> str:
    """Return the way to the seats in force, from the front page."""
    return "".join(
        f'<p><a href="{contest.code}/{one["file"]}.html">Kursi {escape(one["council"])}</a>: {escape(_got(one))}</p>'
        for one in determined
        if one["in_force"]
    )


def _got(one: Mapping[str, Any]) -> str:
    return f"{', '.join(f'{shown(party)} {figure(number)}' for party, number in one['parties'])}."
