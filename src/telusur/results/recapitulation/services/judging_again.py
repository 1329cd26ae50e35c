"""Forms are held against the rules once more when something arrives beside their numbers: a picture, or a copy."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from telusur.kernel.law.acts import legal_act
from telusur.results.elections.rules.codes import station_code, station_id
from telusur.results.elections.selectors import layouts_at

from ..models import Event, Run
from ..rules.queue import Wait
from ..rules.states import Standing
from ..selectors import vector_of
from .taking import Cause, Forms, lock_contest, take_forms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from telusur.results.elections.models import Contest
    from telusur.results.elections.rules.layout import Layout

ACT, IMPORT, ENTER = "recapitulation.judge_again", "recapitulation.import", "recapitulation.enter"
_OPEN = (Standing.HELD, Standing.IMPORTED, Standing.ENTERED)


@legal_act
def judge_again(*, contest: Contest, stations: Sequence[int], actor: str, at: datetime, reason: str = "") -> int:
    """Judge the forms in force of these polling stations again, beside what arrived; return how many now break other
    rules than before. reason: why, public; their pictures, where nothing is said.

    What two people have read or somebody decided stays, and so does what waits for such a person.
    Law: docs/law/recapitulation.md (R18, R19).
    """
    beside = _("Gambar formulir datang; angkanya diperiksa lagi di sampingnya.")
    lock_contest(contest)
    ids = [station_id(contest.election_id, station) for station in stations]
    runs = Run.objects.filter(contest=contest, station_id__in=ids, in_force=True, votes__in=_OPEN)
    runs = runs.exclude(waits_for__in=[Wait.RESOLVER, Wait.DECISION]).order_by("station_id")
    layouts = layouts_at(contest=contest, stations=stations)
    groups: defaultdict[tuple[Layout | None, Standing], list[Run]] = defaultdict(list)
    for run in runs:
        groups[layouts[station_code(run.station_id)], _passed(run)].append(run)
    changed = 0
    for (layout, passed), same in groups.items():
        codes = np.array([station_code(run.station_id) for run in same])
        values = np.array([vector_of(content=run.values) for run in same], dtype=np.int32)
        taken = take_forms(
            contest=contest,
            forms=Forms(codes, values),
            cause=Cause(ACT, actor, at, reason=reason or beside),
            passed=passed,
            again=True,
            layout=layout,
        )
        changed += taken.changed
    return changed


def _passed(run: Run) -> Standing:
    """Return where a form stood, or would stand if no rule held it."""
    if run.votes != Standing.HELD:
        return Standing(run.votes)
    here = Event.objects.filter(contest=run.contest_id, station_id=run.station_id, run=run.number, in_force=True)
    came = here.filter(act__in=[IMPORT, ENTER]).order_by("index").values_list("act", flat=True).last()
    return Standing.IMPORTED if came == IMPORT else Standing.ENTERED
