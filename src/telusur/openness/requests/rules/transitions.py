"""The one table of who may do what, when: services obey it, screens draw their buttons from it, diagrams show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .words import Act, Outcome, Party, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from telusur.kernel.law.rules import Rule


Table = tuple["Transition", ...]


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
    source: str


def _names(rule: Rule, name: str) -> list[str]:
    value = rule.get(name, [])
    return value if isinstance(value, list) else []


def moves(rules: Iterable[Rule]) -> Table:
    """Return the moves that rows of the table `transition` allow, one per state they start from, in their order; the
    caller chose the rows in force."""
    return tuple(
        Transition(
            before=State(before) if before else None,
            act=Act(rule.text("act")),
            after=State(before if rule.text("to") == "same" else rule.text("to")),
            by=frozenset(Party(name) for name in _names(rule, "by")),
            outcomes=frozenset(Outcome(name) for name in _names(rule, "outcomes")),
            source=rule.source,
        )
        for rule in rules
        for before in _names(rule, "from")
    )


def possible(table: Table, state: State | None, *, outcome: Outcome | None = None) -> list[Transition]:
    """Return the rows that start from `state`; rows bound to outcomes only where `outcome` fits."""
    return [row for row in table if row.before == state and (not row.outcomes or outcome in row.outcomes)]


def next_state(
    table: Table, state: State | None, act: Act, *, parties: Collection[Party], outcome: Outcome | None = None
) -> State:
    """Return where `act` leads from `state` when one of `parties` does it.

    Raises: WrongState, no row leads on from here; NotPermitted, a row does but names none of `parties`.
    """
    rows = [row for row in possible(table, state, outcome=outcome) if row.act == act]
    if not rows:
        raise WrongState(state=state, act=act)
    for row in rows:
        if row.by & frozenset(parties):
            return row.after
    raise NotPermitted(act=act, parties=parties)


def acts_open_to(
    table: Table, state: State, *, parties: Collection[Party], outcome: Outcome | None = None
) -> frozenset[Act]:
    """Return the acts that one of `parties` may do now; a screen shows a button for each and for no other."""
    mine = frozenset(parties)
    return frozenset(row.act for row in possible(table, state, outcome=outcome) if row.by & mine)
