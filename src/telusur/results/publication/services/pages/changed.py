from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.places import NATION, folder
from ...rules.stations import Standing
from . import states
from .frame import figure, share, table
from .official import ACTS
from .times import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame


_SHOWN = 120  # stations on the page; the files name all
_NUMBERS = 8  # of one station


def changes(
    frame: Frame, contests: Sequence[Contest], recent: Sequence[Mapping[str, Any]], names: Mapping[int, str]
) -> str:
    """Return the page of the last publications: how the nation stood after each, what fell, and why."""
    by_code = {one.code: one for one in contests}
    parts, room = "", _SHOWN
    for one in recent:
        shown = one["told"][:room]
        parts += _publication(frame, by_code, {**one, "told": shown}, names)
        room -= len(shown)
    lead = (
        "Setiap terbitan, yang terbaru di atas. Jumlah hanya dapat turun dengan alasan yang diumumkan: TPS yang"
        " angkanya turun tanpa alasan tetap menunjukkan angka sebelumnya."
    )
    body = f"<h1>Perubahan</h1><p class=lead>{escape(lead)}</p>{parts}"
    return frame.page("Perubahan", body, up="../", here="changes")


def _publication(
    frame: Frame, contests: Mapping[str, Contest], one: Mapping[str, Any], names: Mapping[int, str]
) -> str:
    title = "Terbitan {number}, {moment}".format(number=one["number"], moment=exact(one["made_at"], frame.zone))
    log = "Buku besar: {old} sampai {new} catatan.".format(
        old=figure(one["from_log_size"]),
        new=figure(one["log_size"]),
    )  # fmt: skip
    lines = "".join(_nation(contests[code], numbers) for code, numbers in one["nation"].items() if numbers)
    file = one["file"].rsplit("/", 1)[-1]
    return (
        f'<section class="card"><h2>{escape(title)}</h2><p class="small muted">{escape(log)} '
        f'<a href="{file}">Semua perubahan, JSON</a></p>{lines}'
        f"{_plenaries(contests, one, names)}{_stations(contests, one, names)}</section>"
    )


def _plenaries(contests: Mapping[str, Contest], one: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Return the D forms that were published and what became of results, each leading to its place."""
    items = ""
    for each in one.get("plenaries", ()):
        place, said = each["place"], f", {each['said']}" if each["said"] else ""
        name = names.get(place, "Nasional" if place == NATION else str(place))
        way = f"../{folder(each['contest'], place)}/index.html"
        items += (
            f'<li><b>{escape(ACTS[each["act"]])}</b>: <a href="{way}">{escape(name)}</a>, '
            f"{escape(contests[each['contest']].name)}{escape(said)}. Catatan {each['entry']}.</li>"
        )
    return f"<ul>{items}</ul>" if items else ""


def _nation(contest: Contest, numbers: Mapping[str, Any]) -> str:
    valid = sum(numbers["sums"][: len(contest.choices)])
    votes = ", ".join(
        f"{one.number:02d}: {figure(votes)} ({share(votes, valid)})"
        for one, votes in zip(contest.choices[:6], numbers["sums"], strict=False)
    )
    said = "{counted} dari {all} TPS terhitung, {held} ditahan".format(
        counted=figure(numbers["counted"]),
        all=figure(numbers["stations"]),
        held=figure(numbers["held"]),
    )  # fmt: skip
    return f"<p><b>{escape(contest.name)}</b>: {escape(said)}. {votes}</p>"


def _stations(contests: Mapping[str, Contest], one: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Return the polling stations that changed: what each was and became, and why; those that fell first."""
    whole = sum(one["counted"].values())
    if not one["told"]:
        first = "Terbitan pertama: {count} TPS." if one["initial"] else "TPS yang berubah: {count}."
        return f"<p>{escape(first.format(count=figure(whole)) if whole else _nothing(one))}</p>"
    title = "TPS yang berubah: {count}, yang turun: {fell}".format(
        count=figure(whole),
        fell=figure(one["fell_count"]),
    )  # fmt: skip
    rows = [_station(contests[each["contest"]], each, names) for each in one["told"]]
    head = ("TPS", "Keadaan", "Angka", "Alasan")
    listed = table(head, rows, caption=title, texts=(1, 2, 3), cards=True, headed=True)
    more = whole - len(one["told"])
    said = f'<p class="small muted">dan {figure(more)} TPS lain, dalam berkas JSON terbitan ini</p>' if more > 0 else ""
    return f"<h3>{escape(title)}</h3>{listed}{said}"


def _nothing(one: Mapping[str, Any]) -> str:
    """Return what a publication holds in which no number of a polling station changed."""
    if one.get("plenaries"):
        return "Tidak ada angka TPS yang berubah."
    grown = figure(one["log_size"] - one["from_log_size"])
    return f"Tidak ada angka TPS yang berubah; yang bertambah hanya buku besar: {grown} catatan."


def _station(contest: Contest, one: Mapping[str, Any], names: Mapping[int, str]) -> list[str]:
    village = one["station"] // 1000
    way = f"../{folder(contest.code, village)}/index.html#{one['station']}"
    units = one.get("stations", [one["station"]])
    label = f"{names.get(village, str(village))} TPS {' + '.join(f'{code % 1000:03d}' for code in units)}"
    was, now = (_standing(one[side]) for side in ("before", "after"))
    standing = escape(now if was == now else f"{was} → {now}")
    return [f'<a href="{way}">{escape(label)}</a>', standing, _numbers(contest, one), escape(one["reason"])]


def _standing(side: Mapping[str, Any]) -> str:
    """Return where one side of a record stands; of a group that it is shown together, or waits."""
    if not side["standing"]:
        return "ditunjukkan bersama" if side["sums"] is not None else states.WAITING.word
    if side["folded"] and side["sums"] is None:
        return "ditunjukkan bersama unit lain, atau menunggunya"
    return states.STATES[Standing(side["standing"])].word


def _numbers(contest: Contest, one: Mapping[str, Any]) -> str:
    """Return what a station's votes were and became, of those that changed."""
    before, after = one["before"]["sums"], one["after"]["sums"]
    if before is None and after is None:
        return ""
    words = [f"{choice.number:02d}" for choice in contest.choices] + ["sah", "tidak sah", "seluruhnya"]
    width = len(before if after is None else after)
    was, now = before or [None] * width, after or [None] * width
    words += ["suara calon"] * (width - len(words))
    changed = [(word, one, two) for word, one, two in zip(words, was, now, strict=True) if one != two]
    said = [f"{word}: {figure(one)} → {figure(two)}" for word, one, two in changed[:_NUMBERS]]
    return escape("; ".join([*said, *(["…"] if len(changed) > _NUMBERS else [])]))
