"""The one table of who may do what, when: services obey it, screens draw their buttons from it, diagrams show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from telusur.kernel.law import selectors as law

from .words import Act, Outcome, Party, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from telusur.kernel.law.rules import Rule


class WrongState(Exception):
    """The act is not possible where the request now stands."""

    code = "wrong_state"

    def __init__(self, *, state: State | None, act: Act) -> None:
        super().__init__(f"{act} from {state}")
        self.state, self.act = state, act


class NotPermitted(Exception):
    """The act is possible, but not for this person at this office."""

    code = "not_permitted"

    def __init__(self, *, act: Act, parties: Collection[Party]) -> None:
        super().__init__(f"{act} by {', '.join(sorted(parties)) or 'nobody'}")
        self.act, self.parties = act, frozenset(parties)


@dataclass(frozen=True)
class Transition:
    """One row: from this state, by one of these, to that state. `before` is None at the birth of a case."""

    before: State | None
    act: Act
    after: State
    by: frozenset[Party]
    outcomes: frozenset[Outcome]
    valid_from: date
    source: str


def _names(rule: Rule, name: str) -> list[str]:
    value = rule.get(name, [])
    return value if isinstance(value, list) else []


def _rows() -> Iterator[Transition]:
    for rule in law.rows("requests", "transition"):
        after = rule.text("to")
        for before in _names(rule, "from"):
            yield Transition(
                before=State(before) if before else None,
                act=Act(rule.text("act")),
                after=State(before if after == "same" else after),
                by=frozenset(Party(name) for name in _names(rule, "by")),
                outcomes=frozenset(Outcome(name) for name in _names(rule, "outcomes")),
                valid_from=rule.valid_from,
                source=rule.source,
            )


@cache
def transitions() -> tuple[Transition, ...]:
    """Return every row of the table, one per state it starts from, in the order of the file."""
    return tuple(_rows())


def possible(state: State | None, *, on: date, outcome: Outcome | None = None) -> list[Transition]:
    """Return the rows that start from `state` on that day; rows bound to outcomes only where `outcome` fits."""
    return [
        row
        for row in transitions()
        if row.before == state and row.valid_from <= on and (not row.outcomes or outcome in row.outcomes)
    ]


def next_state(
    state: State | None, act: Act, *, parties: Collection[Party], on: date, outcome: Outcome | None = None
) -> State:
    """Return where `act` leads from `state` when one of `parties` does it.

    Raises: WrongState, no row leads on from here; NotPermitted, a row does but names none of `parties`.
    """
    rows = [row for row in possible(state, on=on, outcome=outcome) if row.act == act]
    if not rows:
        raise WrongState(state=state, act=act)
    for row in rows:
        if row.by & frozenset(parties):
            return row.after
    raise NotPermitted(act=act, parties=parties)


def acts_open_to(
    state: State, *, parties: Collection[Party], on: date, outcome: Outcome | None = None
) -> frozenset[Act]:
    """Return the acts that one of `parties` may do now; a screen shows a button for each and for no other."""
    mine = frozenset(parties)
    return frozenset(row.act for row in possible(state, on=on, outcome=outcome) if row.by & mine)
