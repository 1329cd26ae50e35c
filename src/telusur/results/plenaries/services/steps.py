"""How every act of this room begins and ends: plenary locked, move and right asked, the log written last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telusur.kernel.ledger.rules.logs import election_log
from telusur.kernel.ledger.services import record
from telusur.results.elections.services import NamesSomebody, open_words
from telusur.results.recapitulation.services import lock_contest

from .. import selectors
from ..models import Plenary
from ..rules.moves import next_state, parties_to
from ..rules.parties import parties
from ..rules.states import Act, State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from telusur.results.elections.rules.layout import Layout
    from telusur.results.elections.selectors import Service

    from ..rules.levels import Level

SETTLES = frozenset({Act.CORRECT, Act.PUBLISH})  # the acts that put numbers of polling stations in force


class Refused(Exception):
    """Something that cannot be done at a plenary now. code: why, a word that pages turn into a sentence; facts: what
    the sentence names."""

    def __init__(self, code: str, **facts: str | int) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


@dataclass(frozen=True)
class Step:
    """One act at one locked plenary: allowed by the table and by the duties of who does it, not yet written."""

    plenary: Plenary
    level: Level
    layout: Layout
    act: Act
    after: State
    by: Service
    at: datetime

    @property
    def actor(self) -> str:
        return f"user:{self.by.person}"


def begin(*, plenary_id: int, act: Act, by: Service, at: datetime, locked: bool = True) -> Step:
    """Lock a plenary for an act, and with it the numbers of the polling stations that the act changes: what is read of
    them from here on stands until it is done. locked: or only look whether the act is possible now, to prepare what
    takes long.

    Raises: LookupError; Refused: `not_permitted`, `replaced` by the plenary that a ruling ordered anew; WrongState.
    """
    rows = Plenary.objects.select_related("contest__election", "district")
    found = (rows.select_for_update(of=("self",)) if locked else rows).filter(pk=plenary_id).first()
    if found is None:
        raise LookupError(plenary_id)
    level = selectors.level_of(key=found.level, on=found.contest.election.voted_on)
    permitted(act=act, level=level, place=found.place, by=by, at=at)
    if not found.in_force:
        raise Refused("replaced")
    after = next_state(selectors.moves_at(at=at), State(found.state), act)
    if locked and level.of_stations and act in SETTLES:
        lock_contest(found.contest)
    return Step(found, level, selectors.layout_for(plenary=found), act, after, by, at)


def permitted(*, act: Act, level: Level, place: int, by: Service, at: datetime) -> None:
    """Ask whether somebody's duties let him do an act there. Raises: Refused("not_permitted")."""
    if not parties(by.posts, level, place) & parties_to(selectors.moves_at(at=at), act):
        raise Refused("not_permitted")


def words(text: str, code: str, *, at: datetime) -> str:
    """Return what somebody wrote for everybody to read, without blanks around it.

    Raises: Refused: `code` where nothing was written; `identity` where it leads to a person, such as his NIK.
    """
    try:
        said = open_words(text, at=at)
    except NamesSomebody as error:
        raise Refused("identity") from error
    if not said:
        raise Refused(code)
    return said


def finish(act: str, step: Step, facts: Mapping[str, str | int | bool | None] | None = None) -> int:
    """Write an act into the election's log and the plenary's new state; return its place. Nothing follows it."""
    plenary = step.plenary
    written = record(
        act,
        log=election_log(plenary.contest.election.code),
        subject_kind="plenary",
        subject_id=str(plenary.pk),
        actor=step.actor,
        happened_at=step.at,
        recorded_at=step.at,
        facts={
            "contest": plenary.contest.code,
            "level": plenary.level,
            "place": plenary.place,
            "number": plenary.number,
            **({"district": plenary.district.code} if plenary.district else {}),
            **(facts or {}),
        },
    )
    plenary.state, plenary.last_index = step.after, written.index
    plenary.save()
    return written.index
