from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ...rules.places import folder
from .frame import figure, share, standing_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame


def changes(
    frame: Frame, contests: Sequence[Contest], recent: Sequence[Mapping[str, Any]], names: Mapping[int, str]
) -> str:
    """Return the page of the last publications: how the nation stood after each, what fell, and why."""
    by_code = {one.code: one for one in contests}
    parts = "".join(_publication(by_code, one, names) for one in recent)
    lead = (
        "Setiap terbitan, yang terbaru di atas. Jumlah hanya dapat turun dengan alasan yang diumumkan; tanpa alasan,"
        " terbitan itu tidak pernah tampil."
    )
    body = f"<h1>Perubahan</h1><p class=lead>{escape(lead)}</p>{parts}"
    return frame.page("Perubahan", body, up="../", here="changes")


def _publication(contests: Mapping[str, Contest], one: Mapping[str, Any], names: Mapping[int, str]) -> str:
    title = "Terbitan {number}, {moment}".format(number=one["number"], moment=_moment(one["made_at"]))
    log = "Buku besar: {old} sampai {new} catatan.".format(
        old=figure(one["from_log_size"]),
        new=figure(one["log_size"]),
    )  # fmt: skip
    lines = "".join(_nation(contests[code], numbers) for code, numbers in one["nation"].items() if numbers)
    file = one["file"].rsplit("/", 1)[-1]
    return (
        f'<section class="card"><h2>{escape(title)}</h2><p class="small muted">{escape(log)} '
        f'<a href="{file}">Semua perubahan, JSON</a></p>{lines}{_fallen(contests, one, names)}</section>'
    )


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


def _fallen(contests: Mapping[str, Contest], one: Mapping[str, Any], names: Mapping[int, str]) -> str:
    if not one["fell_count"]:
        return ""
    lines = "".join(_fall(contests[fall["contest"]], fall, names) for fall in one["fell"])
    title = "Yang turun: {count} TPS".format(count=figure(one["fell_count"]))
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in ("TPS", "Sebelum", "Sesudah", "Alasan"))
    return (
        f'<h3>{escape(title)}</h3><div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _fall(contest: Contest, fall: Mapping[str, Any], names: Mapping[int, str]) -> str:
    village = fall["station"] // 1000
    way = f"../{folder(contest.code, village)}/index.html#{fall['station']}"
    name = names.get(village, str(village))
    label = f"{name} TPS {fall['station'] % 1000:03d}"
    sides = [_side(contest, fall[key]) for key in ("before", "after")]
    return (
        f'<tr><th scope="row"><a href="{way}">{escape(label)}</a></th><td>{sides[0]}</td><td>{sides[1]}</td>'
        f"<td>{escape(fall['reason'])}</td></tr>"
    )


def _side(contest: Contest, side: Mapping[str, Any]) -> str:
    if side["sums"] is None:
        return escape(standing_label(side["standing"]))
    return " / ".join(figure(votes) for votes in side["sums"][: len(contest.choices)][:6])


def _moment(made_at: str) -> str:
    return made_at.replace("T", " ").replace("Z", " UTC")
