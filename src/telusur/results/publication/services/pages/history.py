"""What was done to the numbers of a polling station: act, moment, reason, and of each field what it was and became."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from telusur.results.recapitulation.selectors import ACTS, VOICES

from .frame import figure
from .times import exact, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
_SHOWN = 40  # changed fields of one act; a form that was handed in anew may change hundreds
DATES = "tanggal_"  # so begin the fields of a form's date
IMPORT, ENTER, NEW_RUN = "recapitulation.import", "recapitulation.enter", "recapitulation.order_run"
MAKES_NUMBERS = frozenset({
    IMPORT, ENTER, "recapitulation.verify", "recapitulation.correct", "recapitulation.resolve",
    "recapitulation.fill",
})  # fmt: skip


def challenged(frame: Frame, one: Plain) -> str:
    """Return that a station's numbers are contested, by whom in his role and since when, of what is not answered."""
    said = "; ".join(
        f"{VOICES.get(event.get('by', ''), '')}, {moment(event['minute'], frame.zone)}".removeprefix(", ")
        for event in one["events"]
        if event.get("waits")
    )
    return f"disanggah: {said}" if said else "disanggah"


def history(frame: Frame, contest: Contest, one: Plain) -> str:
    """Return the acts of the log about a station, oldest first, and the way to its proof."""
    if not one["events"]:
        return ""
    names = contest.fields_of(one.get("district", ""))
    called = _called(contest, one)
    before: list[str] = []
    lines, run = "", 1
    for event in one["events"]:
        if event.get("run", 1) != run:  # the numbers of a repetition change none of the run before it
            before, run = [], event.get("run", 1)
        now = event["content"].split(",") if event.get("content") else before
        lines += f"<li>{_line(frame, event, again=one['run'] > 1)}{_changes(names, called, before, now)}</li>"
        before = now
    name = f"{one['code']}.tlog-proof"
    return (
        f'<h4>Riwayat dalam buku besar</h4><ol class="acts">{lines}</ol>'
        f'<p><a href="{name}" download>Berkas bukti TPS ini</a></p>'
    )


def number_of(name: str, number: int) -> str:
    """Return the number of a field; of a date as dates are written."""
    return str(number) if name.startswith(DATES) else figure(number)


def _line(frame: Frame, event: Plain, *, again: bool) -> str:
    by = f" oleh {VOICES[event['by']]}" if event.get("by") in VOICES else ""
    reason = f": {event['reason']}" if event["reason"] else ""
    said = f"{ACTS.get(event['act'], event['act'])}{by}{reason}"
    when = f"{exact(event['minute'], frame.zone)} · catatan {figure(event['index'])}"
    when += f" · pelaksanaan {event.get('run', 1)}" if again else ""
    return f'<b>{escape(said)}</b><br><span class="small muted">{escape(when)}</span>'


def _changes(names: Sequence[str], called: Mapping[str, str], before: Sequence[str], now: Sequence[str]) -> str:
    """Return of each field what it was and what it became; nothing where no form was read before."""
    if len(before) != len(names) or len(now) != len(names) or not any(before):
        return ""
    changed = [(name, was, new) for name, was, new in zip(names, before, now, strict=True) if was != new]
    if not changed:
        return ""
    items = "".join(
        f"<li>{escape(called.get(name, name))}: {_told(name, was)} → <b>{_told(name, new)}</b></li>"
        for name, was, new in changed[:_SHOWN]
    )
    more = f"<li>dan {figure(len(changed) - _SHOWN)} isian lain</li>" if len(changed) > _SHOWN else ""
    return f"<ul>{items}{more}</ul>"


def _told(name: str, cell: str) -> str:
    return "tidak terbaca" if not cell else "X" if cell == "x" else number_of(name, int(cell))


def _called(contest: Contest, one: Plain) -> dict[str, str]:
    """Return what each field of a station's form is called, candidates too."""
    found = dict(contest.labels)
    layout = contest.layouts.get(one.get("district", ""))
    if layout is not None:
        found |= dict(of_candidates(layout.choices))
    return found


def of_candidates(choices: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield what the fields of lists are called: the party's own votes, and each candidate's."""
    for choice in choices:
        if choice.candidates:
            yield choice.own, f"{choice.number} {choice.name}: suara partai"
        for each in choice.candidates:
            yield choice.field_of(each), f"{choice.number}.{each.number} {each.name}"
