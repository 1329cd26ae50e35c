"""The votes of a council are taken from what was recapitulated, and checked with what plenaries determined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telusur.kernel.law.acts import legal_act
from telusur.kernel.ledger import services as ledger
from telusur.kernel.ledger.rules.logs import election_log
from telusur.results.elections.selectors import contest_with_id, districts_of
from telusur.results.plenaries.selectors import disputable_since

from .. import selectors
from .steps import Refused, locked
from .taking import as_file, take

if TYPE_CHECKING:
    from datetime import datetime

    from ..models import Basis


@legal_act
def take_counted(*, council_id: int, ground: str = "", actor: str, at: datetime) -> Basis:
    """Take the votes of each electoral district from the forms in force, with the candidates', and as their control the
    totals that plenaries determined. What differs is a fault that a correction settles, in view of everybody.

    The votes are those of one checkpoint of the election's log, which is signed and kept with them, so that whoever
    replays the log until there finds the same. The tables are written as files like those of somebody who brings some.
    Raises: Refused: `no_contest`, `no_districts`, `not_determined`, `not_all_determined`, `not_announced` by
    the nation, `overturned`, and those of `take_files`; ledger.LogDamaged.
    Law: UU 7/2017 Pasal 411-415, 420.
    """
    council = locked(council_id=council_id)
    if council.contest_id is None:
        raise Refused("no_contest")
    contest = contest_with_id(contest_id=council.contest_id)
    if not districts_of(contest=contest).parted:
        raise Refused("no_districts")
    found = selectors.determined_of(contest=contest)
    if found.lacks:
        raise Refused(found.lacks, names=", ".join(found.names))
    begun = [disputable_since(result=each) for each in found.results]
    announced = [instant for instant in begun if instant is not None]
    if len(announced) < len(begun):
        raise Refused("not_announced")
    checkpoint = ledger.checkpoint(log=election_log(contest.election.code), at=at)
    made = selectors.counted_of(contest=contest, results=found.results, until=checkpoint.size)
    return take(
        council,
        {
            "votes": as_file("suara.csv", made.votes),
            "seats": as_file("kursi.csv", made.seats),
            "control": as_file("ditetapkan.csv", made.control),
            "lists": as_file("calon.csv", made.lists) if made.lists else None,
        },
        source="plenaries",
        result=", ".join(dict.fromkeys(each.decision for each in found.results)),
        announced_at=max(announced),
        ground=ground,
        actor=actor,
        at=at,
        made_here=True,
        checkpoint=checkpoint,
        results=[each.index for each in found.results],
        more={"contest": contest.code},
    )
