"""What stands beside the places of a tree: state and key, front page, search, proof, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur import __version__
from telusur.kernel.ledger import services as ledger

from ..rules.manifest import canonical
from ..rules.places import NATION
from . import pages
from .describing import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rules.stations import Contest
    from .turn import Plain, Turn

STATE = "state.json"


def write_front(turn: Turn, contests: Sequence[Contest]) -> None:
    """Write what does not stand in a place."""
    signer = ledger.signer(log=turn.source.log)
    turn.draft.put("log/key", f"{signer.key}\n".encode())
    state = {
        "format": "telusur-state/1",
        "election": turn.source.code,
        "name": turn.source.name,
        "number": turn.number,
        "made_at": turn.moment,
        "log_size": turn.signed.size,
        "root": bytes(turn.signed.root).hex(),
        "software": __version__,
        "contests": [contest.code for contest in contests],
        "least": turn.source.least(),
        "places": named(turn.places),
        **({"portal": turn.portal} if turn.portal else {}),
        **({"held_back": turn.held} if turn.held else {}),
        **({"parquet": turn.tables.owed} if turn.tables.owed else {}),
    }
    turn.draft.put(STATE, canonical(state))
    counts = {one.code: (turn.place(one, NATION) or {}).get("numbers") for one in contests}
    tables = {one.code: turn.draft.names(f"bulk/{one.code}") for one in contests}
    for name, content in pages.beside(
        frame=turn.frame,
        contests=contests,
        state=state,
        nations=counts,
        results={one.code: _results(turn, one) for one in contests},
        seats=turn.seats,
        names=turn.names,
        numbers=turn.numbers,
        tables=tables,
        key=signer.key,
    ):
        turn.draft.put(name, content)


def _results(turn: Turn, contest: Contest) -> list[Plain]:
    """Return the D form in force that says all of a contest, where it is published."""
    forms = (turn.place(contest, contest.home) or {}).get("forms", ())
    return [form for form in forms if form["in_force"] and not form["district"]]
