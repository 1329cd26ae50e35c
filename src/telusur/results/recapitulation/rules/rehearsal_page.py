"""The report of a rehearsal as one page that needs nothing beside it: numbers, and three drawings of the same time."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .rehearsal import Sample

WIDTH, HEIGHT, LEFT, BOTTOM, TYPE = 480, 240, 74, 32, 15  # a telephone shows it at two thirds, letters too
BLUE, ORANGE, GREEN = "#1d4f91", "#b45309", "#15703c"
MINUTES_OF_A_DAY = 1440
STYLE = (
    "body{font:1rem/1.5 sans-serif;color:#1c1917;max-width:45rem;margin:1rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem}h2{font-size:1.125rem;margin-bottom:0}th{font-weight:400}td{font-weight:600}svg{width:100%}"
)


@dataclass(frozen=True)
class Line:
    """One line of a drawing. points: simulated minute and height; None where it was not known."""

    label: str
    colour: str
    dashes: str
    points: Sequence[tuple[float, float | None]]


def page(*, title: str, facts: Sequence[tuple[str, str]], drawings: Sequence[str], note: str) -> str:
    """Return the whole page. facts: what is measured, in words. note: what stands below."""
    rows = "".join(
        f"<tr><th scope=row align=left>{escape(name)}</th><td>{escape(said)}</td></tr>" for name, said in facts
    )
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{escape(title)}</title><style>{STYLE}</style>'
        f"</head><body><h1>{escape(title)}</h1><table cellpadding=4>{rows}</table>{''.join(drawings)}"
        f"<p>{escape(note)}</p></body></html>\n"
    )


def lines_of(samples: Sequence[Sample], words: Mapping[str, str], stations: int) -> list[tuple[str, list[Line]]]:
    """Return the three drawings: coverage in percent, forms that wait, seconds to acknowledgment. words: labels."""
    whole = max(stations, 1)

    def of(name: str, colour: str, dashes: str = "", scale: float = 1.0) -> Line:
        values = [(each.minute, getattr(each, name)) for each in samples]
        points = [(minute, None if value is None else value * scale) for minute, value in values]
        return Line(words[name], colour, dashes, points)

    share = 100 / whole
    came = [of("arrived", ORANGE, "6 4", share), of("accepted", BLUE, "", share), of("published", GREEN, "2 3", share)]
    return [
        (words["coverage"], came),
        (words["queues"], [of("queue", ORANGE, "6 4"), of("waiting", BLUE)]),
        (words["delays"], [of("delay", BLUE)]),
    ]


def drawing(title: str, lines: Sequence[Line]) -> str:
    """Return one drawing: simulated time to the right, a grid of four heights, each line named by colour and dashes."""
    known = [(minute, value) for line in lines for minute, value in line.points if value is not None]
    if not known:
        return ""
    first, last = min(known)[0], max(known)[0]
    top = max(value for _minute, value in known) or 1
    right, above = WIDTH - LEFT - 4, HEIGHT - BOTTOM - TYPE

    def at(minute: float, value: float) -> str:
        across = LEFT + right * (minute - first) / max(last - first, 1e-9)
        return f"{across:.1f},{HEIGHT - BOTTOM - above * value / top:.1f}"

    names = " · ".join(
        f'<span style="color:{line.colour}">{"╌╌" if line.dashes else "━━"} {escape(line.label)}</span>'
        for line in lines
    )
    parts = []
    for quarter in range(5):
        height = HEIGHT - BOTTOM - above * quarter / 4
        parts.append(f'<path d="M{LEFT} {height:.1f}H{LEFT + right}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{height + 5:.1f}" text-anchor="end">{_short(top * quarter / 4)}</text>')
    for half, anchor in enumerate(("start", "middle", "end")):
        moment = first + (last - first) * half / 2
        parts.append(f'<text x="{LEFT + right * half / 2:.1f}" y="{HEIGHT - 8}" text-anchor="{anchor}">')
        parts.append(f"{clock(moment)}</text>")
    for line in lines:
        points = " ".join(at(minute, value) for minute, value in line.points if value is not None)
        dashes = f' stroke-dasharray="{line.dashes}"' if line.dashes else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{line.colour}" stroke-width="2"{dashes}/>')
    return (
        f'<h2>{escape(title)}</h2><div>{names}</div><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-size="{TYPE}">{"".join(parts)}</svg>'
    )


def clock(minute: float) -> str:
    """Return a simulated moment as the day of the count and the time, such as `H+1 08.32`; voting day is H."""
    day, rest = divmod(int(minute), MINUTES_OF_A_DAY)
    return f"H{f'+{day}' if day else ''} {rest // 60:02d}.{rest % 60:02d}"


def _short(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".") if value >= 10 else f"{value:.1f}".replace(".", ",")  # noqa: PLR2004
