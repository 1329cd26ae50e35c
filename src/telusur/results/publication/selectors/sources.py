"""The numbers of an election out of the rooms below, as a publication asks for them."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.rules.entries import minute
from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.selectors import published_acts
from telusur.results.elections.rules.codes import chain
from telusur.results.elections.rules.layout import UNREAD, X_MARK, in_words
from telusur.results.elections.selectors import (
    election_named,
    layout_of,
    names_of,
    run_kinds,
    station_codes,
    terms_of,
    units_of,
)
from telusur.results.recapitulation.rules import states
from telusur.results.recapitulation.rules.checks import RULES, bit, names
from telusur.results.recapitulation.selectors import (
    columns_now,
    effects_of,
    events_of,
    labels_of_checks,
    masked_copy,
    pages_of_forms,
    runs_in_force,
    stations_within,
    vector_of,
)

from ..rules.stations import Choice, Contest, Details, Event, Picture, Place, Standing, Station, ballots

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from telusur.results.elections.models import Contest as HeldContest
    from telusur.results.elections.rules.layout import Layout
    from telusur.results.elections.selectors import Unit
    from telusur.results.recapitulation.selectors import RunInForce

    from ..rules.stations import Cell

_STANDINGS = {int(one): Standing(one.name.lower()) for one in states.Standing}
_REGENCY_OF_STATION = 10**9
IMPORT = "recapitulation.import"


class ElectionSource:
    """One election, as `rules.sources.Source` asks for it. Raises: ElectionUnknown."""

    def __init__(self, *, code: str) -> None:
        self._election = election_named(code=code)
        self.code, self.name = code, self._election.name
        self.voted_on: date = self._election.voted_on
        self.log = election_log(code)
        same_everywhere = self._election.contests.exclude(participants__district__isnull=False)
        self._held: dict[str, HeldContest] = {one.code: one for one in same_everywhere.order_by("pk")}
        self._contests: dict[str, Contest] = {}
        self._layouts: dict[str, Layout] = {code: layout_of(contest=one) for code, one in self._held.items()}

    def contests(self) -> Sequence[Contest]:
        """Return the contests whose form is the same everywhere, in the order in which they were entered."""
        return [self._contest(one) for one in self._held.values()]

    def places(self) -> Iterable[Place]:
        """Return every place that has polling stations of the election, from provinces down to villages."""
        villages = {code // 1000 for code in station_codes(election=self._election).tolist()}
        codes = villages.union(*map(chain, villages))
        return [Place(code, name) for code, name in sorted(names_of(codes=codes).items())]

    def regencies(self, contest: str) -> Sequence[int]:
        """Return the codes of the regencies in which a contest is held."""
        area = self._held[contest].area_id
        span = stations_within(area) if area else None
        codes = station_codes(election=self._election, within=span)
        found: list[int] = sorted(set((codes // _REGENCY_OF_STATION).tolist()))
        return found

    def stations(self, contest: str, regency: int) -> Sequence[Station]:
        """Return every polling station of a regency in one contest, by code."""
        held, layout, within = self._held[contest], self._layouts[contest], stations_within(regency)
        columns = columns_now(contest=held, layout=layout, within=within)
        rows = {code: row for row, code in enumerate(columns.codes.tolist())}
        runs = {one.code: one for one in runs_in_force(contest=held, within=within)}
        lists = [column.tolist() for column in (columns.votes, columns.administration, columns.flags, columns.findings)]
        values = columns.values.tolist()
        found = []
        for unit in units_of(election=self._election, within=within):
            row = rows.get(unit.code)
            if row is None:
                found.append(self._missing(unit, runs.get(unit.code)))
                continue
            votes, administration, flags, findings = (column[row] for column in lists)
            run, standing = runs[unit.code], _STANDINGS[votes]
            found.append(
                Station(
                    unit.code,
                    unit.kind,
                    standing,
                    administration=_STANDINGS[administration],
                    cells=tuple(map(_cell, values[row])),
                    unit=unit.unit,
                    reason=self._reason(run, standing, findings),
                    findings=tuple(names(findings)),
                    disputed=bool(flags & states.DISPUTED),
                    corrected=bool(flags & states.CORRECTED),
                    run=run.number,
                    run_kind=self._run_kind(run),
                    last=run.last_index,
                )
            )
        return found

    def _missing(self, unit: Unit, run: RunInForce | None) -> Station:
        """Return a station of which no number is in: none came, or a repetition took the place of those that did."""
        if run is None:
            return Station(unit.code, unit.kind, Standing.MISSING, unit=unit.unit)
        return Station(
            unit.code,
            unit.kind,
            Standing.MISSING,
            unit=unit.unit,
            reason=run.reason,
            run=run.number,
            run_kind=self._run_kind(run),
            last=run.last_index,
        )

    def _run_kind(self, run: RunInForce) -> str:
        return "" if run.kind == "regular" else self._run_kinds.get(run.kind, run.kind)

    def details(self, contest: str, stations: Sequence[int]) -> Mapping[int, Details]:
        """Return the entries of the log about these stations; what opens them only where enough ballots are behind."""
        held, shown = self._held[contest], self._contest(self._held[contest])
        found: dict[int, list[Event]] = {}
        for event in events_of(contest=held, stations=stations):
            vector = vector_of(content=event.values)
            one = Station(event.code, "", Standing.ENTERED, cells=tuple(map(_cell, vector)))
            open_ = len(vector) == len(shown.fields) and (ballots(shown, one) or 0) >= self.least()
            found.setdefault(event.code, []).append(
                Event(
                    event.index,
                    event.act,
                    minute(event.recorded_at),
                    event.reason,
                    event.salt if open_ else "",
                    in_words(vector) if open_ else "",
                )
            )
        pages = pages_of_forms(contest=held, stations=stations)
        return {
            code: Details(
                tuple(found.get(code, ())),
                tuple(Picture(each.page, each.original, each.masked) for each in pages.get(code, ())),
            )
            for code in found.keys() | pages.keys()
        }

    def picture(self, contest: str, digest: str) -> bytes:
        """Return the covered copy of a page of a form in one contest. Raises: LookupError for anything else."""
        document = masked_copy(contest=self._held[contest], digest=digest)
        if document is None:
            raise LookupError(digest)
        with open_bytes(document=document) as content:
            return content.read()

    def touched(self, start: int, stop: int) -> Mapping[str, frozenset[int]]:
        """Return by contest the stations that entries of the log are about."""
        found: dict[str, set[int]] = {}
        for act in published_acts(log=self.log, start=start, stop=stop):
            if act.subject_kind == "station":
                contest = json.loads(act.content.rsplit(b"\n", 1)[1]).get("contest")
                if contest in self._held:
                    found.setdefault(contest, set()).add(int(act.subject_id))
        return {contest: frozenset(codes) for contest, codes in found.items()}

    def least(self) -> int:
        """Return with how many ballots a unit may be shown alone. Law: `elections.small_unit`."""
        return self._least

    @cached_property
    def _least(self) -> int:
        return terms_of(kind=self._election.kind, on=self.voted_on).small

    @cached_property
    def _run_kinds(self) -> dict[str, str]:
        return {key: rule.text("label") for key, rule in run_kinds(on=self.voted_on).items()}

    @cached_property
    def _holding(self) -> dict[str, str]:
        """The rules that hold votes, each with what it is called."""
        labels, holds = labels_of_checks(on=self.voted_on), effects_of(on=self.voted_on).votes
        return {rule: labels.get(rule, rule) for rule in RULES if holds & bit(rule)}

    def _reason(self, run: RunInForce, standing: Standing, findings: int) -> str:
        """Return the public reason of a station's last change: what was given, else what the change itself says."""
        if run.reason:
            return run.reason
        if standing is Standing.HELD:
            broken = [f"{rule} ({label})" for rule, label in self._holding.items() if findings & bit(rule)]
            return "Ditahan: " + ("; ".join(broken) or "ada angka suara yang tidak terbaca")
        if run.act == IMPORT and run.evidence:
            return f"Impor berkas {run.evidence[:12]}"
        return ""

    def _contest(self, held: HeldContest) -> Contest:
        if held.code not in self._contests:
            self._contests[held.code] = self._described(held)
        return self._contests[held.code]

    def _described(self, held: HeldContest) -> Contest:
        layout = self._layouts[held.code]
        labels = [
            (field, f"{block.section} {block.label}" + (f" ({_SEXES[field[-1]]})" if field[-2:] in _ENDINGS else ""))
            for block in layout.blocks
            for field in block.fields
        ]
        labels += [(choice.total, f"{choice.number} {choice.name}") for choice in layout.choices]
        return Contest(
            held.code,
            held.name,
            tuple(Choice(choice.number, choice.name, choice.total) for choice in layout.choices),
            layout.names,
            labels=tuple(labels),
        )


_SEXES = {"l": "L", "p": "P", "j": "jumlah"}
_ENDINGS = frozenset({"_l", "_p", "_j"})


def _cell(value: int) -> Cell:
    return None if value == UNREAD else "x" if value == X_MARK else value
