"""The feed of changes: what each publication changed, station by station, with the reason of every fall."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from telusur.kernel.ledger.selectors import published_acts

from ..rules.changes import blanked, fallen
from ..rules.manifest import canonical
from ..rules.places import NATION
from . import pages

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..rules.stations import Contest
    from .turn import Plain, Turn

_RECENT = 50
_TOLD = 20  # stations of a publication that the page of changes names
RESULT_ACTS = frozenset(
    f"plenaries.{act}" for act in ("publish", "determine", "record_dispute", "record_upholding", "record_overturning")
)


def write_feed(turn: Turn, contests: Sequence[Contest]) -> None:
    """Write what this publication changed, and the page of the last ones."""
    nation = {one.code: _nation(turn, one) for one in contests}
    feed: Plain = {
        "format": "telusur-changes/1",
        "number": turn.number,
        "made_at": turn.moment,
        "log_size": turn.signed.size,
        "from_log_size": turn.before.get("log_size", 0),
        "nation": nation,
        **({"districts": turn.districts} if turn.districts else {}),
        "initial": turn.initial,
        "changes": turn.changed,
        "groups": turn.groups,
        "counted": turn.counted,
    }
    feed |= {"plenaries": held} if (held := _plenaries(turn, contests)) else {}
    name = f"changes/{turn.number:06d}.json"
    turn.draft.put(name, canonical(feed))
    recent = _closed_before(turn, turn.late) if any(turn.late.values()) else _recent(turn)
    fell = falls(turn)
    entry = {key: feed[key] for key in ("number", "made_at", "log_size", "from_log_size", "nation", "counted")}
    entry |= {"plenaries": held} if held else {}
    entry |= {"file": name, "initial": turn.initial, "told": _told(turn.changed, fell)}
    recent = [entry | {"fell": fell[:_RECENT], "fell_count": len(fell)}, *recent][:_RECENT]
    turn.draft.put("changes/recent.json", canonical(recent))
    turn.draft.put("changes/index.html", pages.changes(turn.frame, contests, recent, turn.names).encode())


def _plenaries(turn: Turn, contests: Sequence[Contest]) -> list[Plain]:
    """Return what became of D forms and results since the last publication, as the log says it, in its order; nothing
    where everything is written anew."""
    start, codes = turn.before.get("log_size", 0), {one.code for one in contests}
    found: list[Plain] = []
    for act in published_acts(log=turn.source.log, start=start, stop=turn.signed.size) if start else ():
        if act.act not in RESULT_ACTS:
            continue
        facts = json.loads(act.content.rsplit(b"\n", 1)[1])
        if facts["contest"] in codes:
            why = next((facts[name] for name in ("decision", "registration", "ruling") if facts.get(name)), "")
            told = {"contest": facts["contest"], "act": act.act, "place": facts["place"], "said": why}
            found.append(told | {"entry": act.index})
    return found


def _told(changed: Mapping[str, Sequence[Plain]], fell: Sequence[Plain]) -> list[Plain]:
    """Return the first changes for the page: what fell, then what else changed."""
    named = {(one["contest"], one["station"]) for one in fell[:_TOLD]}
    others = ({"contest": code} | one for code, found in changed.items() for one in found)
    rest = (one for one in others if (one["contest"], one["station"]) not in named)
    return [*fell[:_TOLD], *islice(rest, max(0, _TOLD - len(fell)))]


def falls(turn: Turn) -> list[Plain]:
    """Return the records of what says less than before, of all or of what is verified, or nothing alone any more."""
    return [
        {"contest": code} | one
        for code, found in turn.changed.items()
        for one in (*found, *turn.groups[code])
        if fallen(one) or ("stations" not in one and one["station"] in turn.late.get(code, ()))
    ]


def _nation(turn: Turn, contest: Contest) -> Plain | None:
    """Return the numbers of the nation, without those of each electoral district."""
    numbers = (turn.place(contest, NATION) or {}).get("numbers")
    return {name: number for name, number in numbers.items() if name != "districts"} if numbers else None


def _recent(turn: Turn) -> list[Plain]:
    found: list[Plain] = json.loads(turn.draft.read("changes/recent.json") or b"[]")
    return found


def _closed_before(turn: Turn, closed: Mapping[str, Collection[int]]) -> list[Plain]:
    """Take the sums of stations no longer shown alone out of every earlier feed; return the recent ones."""
    for number in range(1, turn.number):
        name = f"changes/{number:06d}.json"
        if said := turn.draft.read(name):
            feed = json.loads(said)
            feed["changes"] = {code: blanked(found, closed.get(code, ())) for code, found in feed["changes"].items()}
            turn.draft.put(name, canonical(feed))
    recent = _recent(turn)
    for entry in recent:
        for key in ("fell", "told"):
            entry[key] = [blanked([one], closed.get(one["contest"], ()))[0] for one in entry[key]]
    return recent
