"""The runs of polling stations whose place a repetition took, as each stood last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.results.recapitulation.rules import states
from telusur.results.recapitulation.rules.checks import names
from telusur.results.recapitulation.selectors import kinds_of_runs

from ..rules.stations import Earlier, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from telusur.results.elections.models import Contest
    from telusur.results.recapitulation.selectors import Happened

    from ..rules.stations import Cell

    Shown = tuple[Happened, tuple[Cell, ...]]  # an event, and its numbers where they may be shown

NEW_RUN = "recapitulation.order_run"
STANDINGS = {int(one): Standing(one.name.lower()) for one in states.Standing}


def earlier_runs(
    *, contest: Contest, found: Mapping[int, Sequence[Shown]], called: Callable[[str], str]
) -> dict[int, tuple[Earlier, ...]]:
    """Return the earlier runs of those polling stations that have any, in their order.

    found: by station its events, oldest first. called: what a kind of run is called.
    """
    newest = {code: max(event.run for event, _cells in events) for code, events in found.items()}
    again = [code for code, number in newest.items() if number > 1]
    kinds = kinds_of_runs(contest=contest, stations=again) if again else {}
    return {
        code: tuple(
            _stood(found[code], number, called(kinds.get((code, number), ""))) for number in range(1, newest[code])
        )
        for code in again
    }


def _stood(events: Sequence[Shown], number: int, kind: str) -> Earlier:
    later = (event.reason for event, _cells in events if event.run == number + 1 and event.act == NEW_RUN)
    reason = next(later, "")
    stood = [one for one in events if one[0].run == number and one[0].in_force]
    if not stood:
        return Earlier(number, kind, reason)
    last, cells = stood[-1]
    return Earlier(
        number,
        kind,
        reason,
        last.index,
        STANDINGS[last.votes],
        STANDINGS[last.administration],
        cells,
        tuple(names(last.findings)) if cells and last.findings else (),
    )
