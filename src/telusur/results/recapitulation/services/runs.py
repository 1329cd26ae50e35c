"""The runs of a polling station: the vote, and its repetitions. Exactly one is in force; the others stay, marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from telusur.kernel.law.acts import legal_act
from telusur.results.elections.rules.codes import station_id
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.selectors import layout_at, run_kinds

from ..models import Run
from ..rules.queue import Wait, weights
from ..rules.states import Standing
from ..selectors import doubts_of, sheet_of
from .taking import Cause, lock_contest
from .telling import Refused, tell, words

if TYPE_CHECKING:
    from datetime import datetime

    from telusur.results.elections.models import Contest

REGULAR = "regular"
NOTHING_YET = -1  # the last place in the log of a run about which nothing was recorded


@legal_act
def order_run(
    *, contest: Contest, station: int, kind: str, decision: str, actor: str, at: datetime, evidence: str = ""
) -> Run:
    """Put a further run of a polling station in force: a vote or a count repeated. The earlier one stays, marked.

    kind: a key of `elections.run_kind`. decision: who ordered it, public. evidence: digest of the decision. What the
    earlier run counted leaves the sums at once; imports of an earlier day are kept aside.
    Raises: Refused: run_kind, no_reason, identity, `again` where the law allows no more of this kind. Law: UU 7/2017
    Pasal 372-376; Perbawaslu 1/2024 Pasal 47.
    """
    known = run_kinds(on=contest.election.voted_on).get(kind)
    if kind == REGULAR or known is None:
        raise Refused("run_kind")
    decision = words(decision, "no_reason", at=at)
    lock_contest(contest)
    whole = station_id(contest.election_id, station)
    held = Run.objects.filter(contest=contest, station_id=whole, kind=kind).count()
    if known.get("most") is not None and held >= known.number("most"):
        raise Refused("again")
    before = Run.objects.select_for_update().filter(contest=contest, station_id=whole).order_by("-number").first()
    Run.objects.filter(contest=contest, station_id=whole).update(in_force=False, waits_for=Wait.NOBODY, weight=0)
    made = _empty(contest, station, number=before.number + 1 if before else 2, kind=kind)
    made.decision, made.source_at = decision, at
    cause = Cause("recapitulation.order_run", actor, at, reason=decision, evidence=evidence)
    tell(contest=contest, run=made, cause=cause)
    return made


def run_to_fill(*, contest: Contest, station: int) -> Run:
    """Return the run in force of a polling station, locked with its contest; an empty one where nothing has arrived."""
    lock_contest(contest)
    whole = station_id(contest.election_id, station)
    found = Run.objects.select_for_update().filter(contest=contest, station_id=whole, in_force=True).first()
    if found is None:
        found = _empty(contest, station, number=1, kind=REGULAR)
        found.save()
    return found


def _empty(contest: Contest, station: int, *, number: int, kind: str) -> Run:
    layout = layout_at(contest=contest, station=station)
    values = np.full((1, layout.width), UNREAD, dtype=np.int32)
    sheet = sheet_of(contest=contest, layout=layout, codes=np.array([station], dtype=np.int64), values=values)
    nothing = np.zeros(1, dtype=np.int16)
    weighed = weights(sheet, nothing, nothing.astype(np.int32), doubts_of(on=contest.election.voted_on), 0)
    return Run(
        contest=contest,
        station_id=station_id(contest.election_id, station),
        number=number,
        kind=kind,
        in_force=True,
        votes=Standing.MISSING,
        administration=Standing.MISSING,
        values=values.astype("<i4").tobytes(),
        waits_for=Wait.READERS,
        weight=int(weighed[0]),
        last_index=NOTHING_YET,
    )
