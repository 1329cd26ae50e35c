"""Tables of moves: who may do what, when, leading where. Each kind of case of this room has one; the caller chooses the
rows in force."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from .words import Party

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from telusur.kernel.law.rules import Rule

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)
End = TypeVar("End", bound=StrEnum)


class WrongState(Exception):
    """The act is not possible where the case now stands."""

    code = "wrong_state"

    def __init__(self, *, state: StrEnum | None, act: StrEnum) -> None:
        super().__init__(f"{act} from {state}")
        self.state, self.act = state, act


class NotPermitted(Exception):
    """The act is possible, but not for this person at this office."""

    code = "not_permitted"

    def __init__(self, *, act: StrEnum, parties: Collection[Party]) -> None:
        super().__init__(f"{act} by {', '.join(sorted(parties)) or 'nobody'}")
        self.act, self.parties = act, frozenset(parties)


@dataclass(frozen=True)
class Move(Generic[S, A, End]):
    """One row: from this state, by one of these, to that state. `before` is None at the birth of a case.

    outcomes: the row holds for cases that ended so, for all where it names none.
    """

    before: S | None
    act: A
    after: S
    by: frozenset[Party]
    outcomes: frozenset[End]
    source: str


def read(rules: Iterable[Rule], *, states: type[S], acts: type[A], outcomes: type[End]) -> tuple[Move[S, A, End], ...]:
    """Return the moves that these rows allow, one per state they start from, in their order."""
    return tuple(
        Move(
            before=states(before) if before else None,
            act=acts(rule.text("act")),
            after=states(before if rule.text("to") == "same" else rule.text("to")),
            by=frozenset(Party(name) for name in _names(rule, "by")),
            outcomes=frozenset(outcomes(name) for name in _names(rule, "outcomes")),
            source=rule.source,
        )
        for rule in rules
        for before in _names(rule, "from")
    )


def _names(rule: Rule, name: str) -> list[str]:
    value = rule.get(name, [])
    return value if isinstance(value, list) else []


def possible(
    table: tuple[Move[S, A, End], ...], state: S | None, *, outcome: End | None = None
) -> list[Move[S, A, End]]:
    """Return the rows that start from `state`; rows bound to outcomes only where `outcome` fits."""
    return [row for row in table if row.before == state and (not row.outcomes or outcome in row.outcomes)]


def next_state(
    table: tuple[Move[S, A, End], ...],
    state: S | None,
    act: A,
    *,
    parties: Collection[Party],
    outcome: End | None = None,
) -> S:
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
    table: tuple[Move[S, A, End], ...], state: S, *, parties: Collection[Party], outcome: End | None = None
) -> frozenset[A]:
    """Return the acts that one of `parties` may do now; a screen shows a button for each and for no other."""
    mine = frozenset(parties)
    return frozenset(row.act for row in possible(table, state, outcome=outcome) if row.by & mine)
