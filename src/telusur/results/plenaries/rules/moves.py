"""The table of moves of a plenary: what may follow where it stands, and by whom. Pages and services share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .states import Act, Party, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from telusur.kernel.law.rules import Rule


class WrongState(Exception):
    """The act is not possible where the plenary now stands."""

    code = "wrong_state"

    def __init__(self, state: State | None, act: Act) -> None:
        self.state, self.act = state, act
        super().__init__(f"{act} from {state}")


@dataclass(frozen=True)
class Move:
    """One row: from this state, by one of these, to that state. `before` is None at the birth of a plenary."""

    before: State | None
    act: Act
    after: State
    by: frozenset[Party]


Moves = tuple[Move, ...]


def read(rules: Iterable[Rule]) -> Moves:
    """Return the moves that these rows allow, one for each state that they start from."""
    found = []
    for rule in rules:
        for before in _names(rule, "from"):
            after = before if rule.text("to") == "same" else rule.text("to")
            by = frozenset(Party(name) for name in _names(rule, "by"))
            found.append(Move(State(before) if before else None, Act(rule.text("act")), State(after), by))
    return tuple(found)


def _names(rule: Rule, name: str) -> list[str]:
    value = rule[name]
    assert isinstance(value, list)  # noqa: S101 the file's own shape, said to the type checker
    return [str(each) for each in value]


def next_state(moves: Moves, state: State | None, act: Act) -> State:
    """Return where an act leads. Raises: WrongState."""
    for move in moves:
        if move.before == state and move.act == act:
            return move.after
    raise WrongState(state, act)


def parties_to(moves: Moves, act: Act) -> frozenset[Party]:
    """Return who may do an act at all."""
    return frozenset(party for move in moves if move.act == act for party in move.by)


def acts_open_to(moves: Moves, state: State, parties: Collection[Party]) -> frozenset[Act]:
    """Return the acts that one of these parties may do now; a page offers these and no other."""
    mine = frozenset(parties)
    return frozenset(move.act for move in moves if move.before == state and move.by & mine)
