"""What was done to the numbers of a polling station: act, moment, reason, and of each field what it was and became, so
far as the readings side by side do not say it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from telusur.results.recapitulation.selectors import ACTS, VOICES

from .frame import figure
from .readings import ENTER, IMPORT, SHOWN, beside, called, cell_in_words
from .times import exact, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...rules.stations import Contest
    from .frame import Frame

Plain = dict[str, Any]
NEW_RUN = "recapitulation.order_run"
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
    """Return the acts of the log about a station, oldest first, with what each changed of the numbers in force, and the
    way to its proof."""
    if not one["events"]:
        return ""
    said, before, run, lines = beside(one), "", 1, ""
    for event in one["events"]:
        if event.get("run", 1) != run:  # the numbers of a repetition change none of the run before it
            before, run = "", event.get("run", 1)
        now = before if event.get("kept") else event.get("content") or before
        told = run == one["run"] and {before, now} <= said
        lines += f"<li>{_line(frame, event, again=one['run'] > 1)}"
        lines += f"{'' if told else _changes(contest, one, before.split(','), now.split(','))}</li>"
        before = now
    name = f"{one['code']}.tlog-proof"
    return (
        f'<h4>Riwayat dalam buku besar</h4><ol class="acts">{lines}</ol>'
        f'<p><a href="{name}" download>Berkas bukti TPS ini</a></p>'
    )


def _line(frame: Frame, event: Plain, *, again: bool) -> str:
    by = f" oleh {VOICES[event['by']]}" if event.get("by") in VOICES else ""
    reason = f": {event['reason']}" if event["reason"] else ""
    aside = ", hanya disimpan" if event.get("kept") and event["act"] in {IMPORT, ENTER} else ""
    said = f"{ACTS.get(event['act'], event['act'])}{aside}{by}{reason}"
    when = f"{exact(event['minute'], frame.zone)} · catatan {figure(event['index'])}"
    when += f" · pelaksanaan {event.get('run', 1)}" if again else ""
    return f'<b>{escape(said)}</b><br><span class="small muted">{escape(when)}</span>'


def _changes(contest: Contest, one: Plain, before: Sequence[str], now: Sequence[str]) -> str:
    """Return of each field what it was and what it became; nothing where no form was read before."""
    names = contest.fields_of(one.get("district", ""))
    if before == now or len(before) != len(names) or len(now) != len(names) or not any(before):
        return ""
    labels = called(contest, one)
    changed = [(name, was, new) for name, was, new in zip(names, before, now, strict=True) if was != new]
    items = "".join(
        f"<li>{escape(labels.get(name, name))}: {cell_in_words(name, was)} → <b>{cell_in_words(name, new)}</b></li>"
        for name, was, new in changed[:SHOWN]
    )
    more = f"<li>dan {figure(len(changed) - SHOWN)} isian lain</li>" if len(changed) > SHOWN else ""
    return f"<ul>{items}{more}</ul>"
