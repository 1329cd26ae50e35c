"""Stages of elections, and the track they propose for a request. A proposal decides nothing: an officer does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .periods import Track

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from telusur.kernel.law.rules import Rule


@dataclass(frozen=True)
class Stage:
    """A period in which an election is prepared and held. scope: the code prefix it concerns, "" the whole country."""

    key: str
    name: str
    valid_from: date
    valid_until: date
    source: str
    confirmed: bool
    scope: str = ""
    called_off: bool = False

    def runs(self, *, on: date, office_code: str) -> bool:
        """Return whether it runs on that day where the office stands; the national office is in every stage."""
        here = office_code.startswith(self.scope) or self.scope.startswith(office_code) or office_code == "0"
        return here and not self.called_off and self.valid_from <= on < self.valid_until


@dataclass(frozen=True)
class Proposal:
    """The track proposed and the stages it follows from; none where nothing runs, and the track is the general one."""

    track: Track
    stages: tuple[Stage, ...]

    @property
    def confirmed(self) -> bool:
        """Whether a source says so. Never for the election track: what starts it was looked for and not found."""
        return self.track is Track.GENERAL


def stage_of(rule: Rule) -> Stage:
    """Return the stage a row of `election_stage` gives. Raises: ValueError for one that never ends."""
    if rule.valid_until is None:
        raise ValueError(f"{rule.id}: a stage has an end")
    return Stage(
        key=rule.key,
        name=rule.text("name"),
        valid_from=rule.valid_from,
        valid_until=rule.valid_until,
        source=rule.source,
        confirmed=rule.confirmed,
        scope=str(rule.get("scope", "")),
    )


def standing(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Return the stage that counts for each key, by its start. stages: as they were decreed; the last counts."""
    newest = {stage.key: stage for stage in stages}
    return tuple(sorted(newest.values(), key=lambda stage: (stage.valid_from, stage.key)))


def propose(stages: Iterable[Stage], *, office_code: str, on: date) -> Proposal:
    """Return the track to propose for a request received on `on`. Law: Perki 1/2019 Pasal 11–12, trigger not found."""
    running = tuple(stage for stage in standing(stages) if stage.runs(on=on, office_code=office_code))
    return Proposal(Track.ELECTION if running else Track.GENERAL, running)
