"""Publish an election: read what the log says has changed, write only that, show it at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING, Any

from telusur import __version__
from telusur.kernel.ledger import services as ledger

from ..rules import territories
from ..rules.changes import Unexplained, blanked, changes, fell, newly_folded
from ..rules.manifest import Statement, canonical
from ..rules.places import NATION, chain, folder
from ..rules.stations import picture_file
from . import bulk, exchange, log_files, pages
from .store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from ..rules.sources import Source
    from ..rules.stations import Contest
    from .store import Draft

Plain = dict[str, Any]
STATE = "state.json"
_RECENT = 50


@dataclass(frozen=True)
class Outcome:
    """What a publication did. written: how many files are new or changed. stations: how many were looked at anew."""

    number: int
    log_size: int
    root: str
    written: int
    stations: int
    fell: int


def publish(*, source: Source, out: Path, at: datetime, whole: bool = False) -> Outcome:
    """Bring the published tree in `out` to where the log of the election stands, and show it in one step.

    whole: look at every station again, not only at those the log names. Where nothing was added, nothing is written.
    Raises: Busy, NotAStore, NothingToSign, LogDamaged, LogDiffers, Unexplained.
    """
    signed = ledger.checkpoint(log=source.log, at=at)
    with Store(out).writing() as draft:
        before = json.loads(draft.read(STATE) or b"{}")
        known = before.get("software") == __version__ and before.get("election") == source.code
        if known and before["log_size"] == signed.size and not whole:
            return Outcome(before["number"], signed.size, "", 0, 0, 0)
        work = _Work(source, draft, at, signed, before if known and not whole else {}, before.get("number", 0) + 1)
        work.write(old_size=before.get("log_size", 0))
        return work.shown(out)


@dataclass
class _Work:
    source: Source
    draft: Draft
    at: datetime
    signed: Any
    before: Plain
    number: int
    stations: int = 0
    changed: dict[str, list[Plain]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.log = log_files.LogFiles(self.draft, self.signed)
        self.names = {place.code: place.name for place in self.source.places()}
        self.frame = pages.Frame(self.source.code, self.source.name)

    def write(self, *, old_size: int) -> None:
        self.log.write(old_size=old_size)
        touched = self.source.touched(self.before["log_size"], self.signed.size) if self.before else None
        contests = self.source.contests()
        for contest in contests:
            self.changed[contest.code] = []
            self._contest(contest, None if touched is None else touched.get(contest.code, frozenset()))
        self._changes(contests)
        self._beside(contests)

    def shown(self, out: Path) -> Outcome:
        """Sign the tree and show it."""
        root = self.draft.root()
        signer = ledger.signer(log=self.source.log)
        statement = Statement(signer.origin, self.number, _second(self.at), self.signed.size, root)
        self.draft.show(root=root, note=signer.note(statement.text()))
        (out / "index.html").write_text(pages.doorway(self.source.name), encoding="utf-8")
        fallen = sum(
            fell(one["before"]["sums"], one["after"]["sums"]) for found in self.changed.values() for one in found
        )
        return Outcome(self.number, self.signed.size, root, self.draft.written, self.stations, fallen)

    # --- the places of one contest

    def _contest(self, contest: Contest, touched: frozenset[int] | None) -> None:
        whole = touched is None
        regencies = self.source.regencies(contest.code) if whole else sorted({code // 10**9 for code in touched or ()})
        self.draft.put(f"{contest.code}/contest.json", canonical(_described(contest)))
        provinces: dict[int, list[Plain]] = {}
        for code in regencies:
            provinces.setdefault(code // 100, []).append(self._regency(contest, code, touched))
        nation: list[Plain] = [self._above(contest, code, rows) for code, rows in provinces.items()]
        if nation or touched is None:
            self._above(contest, NATION, nation)
        for code in provinces:
            exchange.write_province(draft=self.draft, source=self.source, contest=contest, code=code, at=self.at)

    def _regency(self, contest: Contest, code: int, touched: frozenset[int] | None) -> Plain:
        stations = self.source.stations(contest.code, code)
        self.stations += len(stations)
        asked = frozenset(one.code for one in stations) if touched is None else touched
        was = self._place(contest, code)
        least = self.source.least()
        folds = territories.folded(contest, stations, least=least)
        regency = territories.Regency(
            self.source.code,
            contest,
            code,
            stations,
            self.names,
            folds,
            least,
            lambda codes: self.source.details(contest.code, codes),
        )
        explained = False
        made: Plain = {}
        for place, made in regency.files(
            touched=frozenset(one for one in asked if one // 10**9 == code), before=(was or {}).get("groups", ())
        ):
            if made["level"] == "kelurahan":
                explained |= self._village(contest, place, made, asked)
            self._put(contest, place, made)
        if was and fell(was["numbers"]["sums"], made["numbers"]["sums"]) and not explained:
            raise Unexplained(contest.code, code)
        bulk.write_regency(draft=self.draft, contest=contest, code=code, stations=stations, folds=folds, least=least)
        return made

    def _village(self, contest: Contest, code: int, made: Plain, asked: frozenset[int]) -> bool:
        """Note what changed in a village, and prove the last entry of what did; return whether a reason was given."""
        found = list(changes(contest, self._place(contest, code), made))
        self.changed[contest.code] += found
        for one in made["stations"]:
            if one["events"] and one["code"] in asked:
                path = f"{folder(contest.code, code)}/{one['code']}.tlog-proof"
                self.draft.put(path, self.log.proof(one["events"][-1]["index"]))
        self._pictures(contest, code, made)
        return any(one["reason"] for one in found)

    def _pictures(self, contest: Contest, code: int, made: Plain) -> None:
        """Write the covered pictures of a village's forms, and take away what no form shows any more."""
        place = folder(contest.code, code)
        there = {name for name in self.draft.names(place) if name.endswith(".jpg")}
        wanted = {
            picture_file(one["code"], each["page"], each["masked"]): each["masked"]
            for one in made["stations"]
            for each in one["pictures"]
            if each["masked"]
        }
        for name in sorted(wanted.keys() - there):
            self.draft.put(f"{place}/{name}", self.source.picture(contest.code, wanted[name]))
        for name in sorted(there - wanted.keys()):
            self.draft.drop(f"{place}/{name}")

    def _above(self, contest: Contest, code: int, parts: Sequence[Plain]) -> Plain:
        was = self._place(contest, code) if self.before else None
        rows = {row["codes"][0]: (row["numbers"], row["last_entry"]) for row in (was["rows"] if was else ())}
        rows |= {part["code"]: (part["numbers"], part["last_entry"]) for part in parts}
        made = territories.above(self.source.code, contest, code, self.names, rows)
        self._put(contest, code, made)
        return made

    def _place(self, contest: Contest, code: int) -> Plain | None:
        said = self.draft.read(f"{folder(contest.code, code)}/data.json")
        return json.loads(said) if said else None

    def _put(self, contest: Contest, code: int, made: Plain) -> None:
        above = [(place, self.names.get(place, str(place))) for place in chain(code)[:-1]]
        path = folder(contest.code, code)
        if self.draft.put(f"{path}/data.json", canonical(made)) or not self.before:
            self.draft.put(f"{path}/index.html", pages.place(self.frame, contest, made, above).encode())

    # --- what stands beside the places

    def _changes(self, contests: Sequence[Contest]) -> None:
        initial = not self.draft.read("changes/recent.json")
        nation = {one.code: (self._place(one, NATION) or {}).get("numbers") for one in contests}
        feed: Plain = {
            "format": "telusur-changes/1",
            "number": self.number,
            "made_at": _second(self.at),
            "log_size": self.signed.size,
            "from_log_size": self.before.get("log_size", 0),
            "nation": nation,
            "initial": initial,
            "changes": {code: [] if initial else found for code, found in self.changed.items()},
            "counted": {code: len(found) for code, found in self.changed.items()},
        }
        name = f"changes/{self.number:06d}.json"
        self.draft.put(name, canonical(feed))
        closed = {code: newly_folded(found) for code, found in self.changed.items()}
        recent = self._closed_before(closed) if any(closed.values()) else self._recent()
        fallen = [
            {"contest": code} | one
            for code, found in feed["changes"].items()
            for one in found
            if fell(one["before"]["sums"], one["after"]["sums"])
        ]
        entry = {key: feed[key] for key in ("number", "made_at", "log_size", "from_log_size", "nation", "counted")}
        recent = [entry | {"file": name, "fell": fallen[:_RECENT], "fell_count": len(fallen)}, *recent][:_RECENT]
        self.draft.put("changes/recent.json", canonical(recent))
        self.draft.put("changes/index.html", pages.changes(self.frame, contests, recent, self.names).encode())

    def _recent(self) -> list[Plain]:
        found: list[Plain] = json.loads(self.draft.read("changes/recent.json") or b"[]")
        return found

    def _closed_before(self, closed: Mapping[str, frozenset[int]]) -> list[Plain]:
        """Take the sums of stations no longer shown alone out of every earlier feed; return the recent ones."""
        for number in range(1, self.number):
            name = f"changes/{number:06d}.json"
            if said := self.draft.read(name):
                feed = json.loads(said)
                feed["changes"] = {
                    code: blanked(found, closed.get(code, ())) for code, found in feed["changes"].items()
                }
                self.draft.put(name, canonical(feed))
        recent = self._recent()
        for entry in recent:
            entry["fell"] = [blanked([one], closed.get(one["contest"], ()))[0] for one in entry["fell"]]
        return recent

    def _beside(self, contests: Sequence[Contest]) -> None:
        signer = ledger.signer(log=self.source.log)
        self.draft.put("log/key", f"{signer.key}\n".encode())
        state = {
            "format": "telusur-state/1",
            "election": self.source.code,
            "name": self.source.name,
            "number": self.number,
            "made_at": _second(self.at),
            "log_size": self.signed.size,
            "root": bytes(self.signed.root).hex(),
            "software": __version__,
            "contests": [contest.code for contest in contests],
            "least": self.source.least(),
        }
        self.draft.put(STATE, canonical(state))
        counts = {one.code: (self._place(one, NATION) or {}).get("numbers") for one in contests}
        for name, content in pages.beside(
            frame=self.frame, contests=contests, state=state, nations=counts, names=self.names, key=signer.key
        ):
            self.draft.put(name, content)


def _described(contest: Contest) -> Mapping[str, object]:
    """Return what a reader needs to know of a contest to read its stations."""
    return {
        "format": "telusur-contest/1",
        "code": contest.code,
        "name": contest.name,
        "choices": [{"number": one.number, "name": one.name, "field": one.field} for one in contest.choices],
        "fields": list(contest.fields),
        "labels": dict(contest.labels),
        "summed": list(contest.summed),
    }


def _second(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"
