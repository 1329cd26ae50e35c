"""What a person decides about numbers: that they stand although a rule holds them, or that they are others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from telusur.kernel.law.acts import legal_act
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import layout_at

from ..models import Entry, Event, Run
from ..rules.states import Standing
from ..selectors import vector_of
from .taking import Cause, Forms, Taken, take_forms
from .telling import Refused, locked_run, read_by_people, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.results.elections.models import Contest


@legal_act
def let_through(
    *,
    contest: Contest,
    station: int,
    reason: str,
    evidence: str,
    person_id: int,
    at: datetime,
    seen: int | None = None,
) -> Taken:
    """Decide that what a rule holds stands as two people have read it. Its finding stays and is shown.

    reason: public. evidence: digest of what it rests on. seen: as in `correct_form`. Raises: Refused: `no_run`,
    `no_reason`, `identity`, `not_read` by two people, `not_held`, `settled`, `own` reading, `stale`, `unread` votes,
    which have no sum whoever decides.
    Law: PKPU 5/2024; docs/law/recapitulation.md (R05-R07, R10, R12, R13, R17-R19, R24).
    """
    reason = words(reason, "no_reason", at=at)
    evidence = words(evidence, "no_evidence", at=at) if evidence.strip() else ""
    run = _decidable(contest, station, person_id)
    _as_seen(run, seen)
    if Standing.HELD not in {run.votes, run.administration}:
        raise Refused("not_held")
    layout = layout_at(contest=contest, station=station)
    vector = vector_of(content=run.values)
    if run.votes == Standing.HELD and any(vector[place] == UNREAD for place in layout.vote_places):
        raise Refused("unread")
    cause = Cause("recapitulation.decide", f"user:{person_id}", at, reason=reason, evidence=evidence)
    return take_forms(
        contest=contest,
        forms=_one(station, vector),
        cause=cause,
        passed=Standing.VERIFIED,
        decided=True,
        layout=layout,
    )


@legal_act
def correct_form(
    *,
    contest: Contest,
    station: int,
    cells: Mapping[str, int],
    reason: str,
    evidence: str,
    person_id: int,
    at: datetime,
    minutes: str = "",
    seen: int | None = None,
) -> Taken:
    """Put other numbers in force, for a reason and on evidence; what stood before stays as an event.

    cells: the fields that change, in numbers, X_MARK or UNREAD. minutes: of the plenary that corrects, which may
    correct any form, and settles it by its signed D form; without a plenary only what two people have read, and by
    neither of them. seen: `last_index` of the run as it was when its numbers were shown to who corrects them; None
    where no page stands between.
    Raises: Refused: `no_run`, `no_reason`, `no_evidence`, `identity`, `not_read`, `own`, `no_change`, `settled` by
    a plenary, `stale` where other numbers than those seen are in force; KeyError for a field the form does not have.
    Law: PKPU 5/2024 (pembetulan); docs/law/recapitulation.md.
    """
    reason, evidence = words(reason, "no_reason", at=at), words(evidence, "no_evidence", at=at)
    run = locked_run(contest=contest, station=station) if minutes else _decidable(contest, station, person_id)
    _as_seen(run, seen)
    layout = layout_at(contest=contest, station=station)
    before = vector_of(content=run.values)
    vector = before.copy()
    for name, value in cells.items():
        vector[layout.places[name]] = value
    if vector == before:
        raise Refused("no_change")
    cause = Cause("recapitulation.correct", f"user:{person_id}", at, reason=reason, evidence=evidence, minutes=minutes)
    return take_forms(
        contest=contest,
        forms=_one(station, vector),
        cause=cause,
        passed=Standing.VERIFIED,
        decided=True,
        layout=layout,
    )


def _decidable(contest: Contest, station: int, person_id: int) -> Run:
    """Return the run in force, if this person may decide about it. Raises: Refused."""
    run = locked_run(contest=contest, station=station)
    if run.votes == Standing.SETTLED:
        raise Refused("settled")
    if not read_by_people(run):
        raise Refused("not_read")
    if Entry.objects.filter(run=run, person_id=person_id, turn__isnull=False).exists():
        raise Refused("own")
    return run


def _as_seen(run: Run, seen: int | None) -> None:
    """Refuse what was decided about other numbers than those in force. A challenge, or a finding that was decided,
    changes no number. Raises: Refused("stale")."""
    if seen is None or seen == run.last_index:
        return
    known = Event.objects.filter(
        election=run.contest.election_id, index=seen, contest=run.contest_id, station=run.station_id, run=run.number
    )
    event = known.filter(in_force=True).first()
    if event is None or bytes(event.values) != bytes(run.values):
        raise Refused("stale")


def _one(station: int, vector: list[int]) -> Forms:
    return Forms(np.array([station], dtype=np.int64), np.array([vector], dtype=np.int32))
