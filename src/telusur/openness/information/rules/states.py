"""The life of an entry, by the rows of states.toml: services, buttons, diagrams and SOP pages share the one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from telusur.kernel.law.rules import Rule

Table = tuple["Transition", ...]


class State(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class Act(StrEnum):
    ENTER = "enter"
    EDIT = "edit"
    ADD_FILE = "add_file"
    REMOVE_FILE = "remove_file"
    DISCARD = "discard"
    PROPOSE = "propose"
    RETURN = "return"
    APPROVE = "approve"
    ANNOUNCE = "announce"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    REVISE = "revise"
    ACCEPT_REVISION = "accept_revision"
    RETURN_REVISION = "return_revision"
    REVIEW = "review"
    IMPORT = "import"
    OPEN_BY_LAW = "open_by_law"
    PUBLISH_ANSWER = "publish_answer"


PUBLIC_STATES = (State.ANNOUNCED, State.PUBLISHED)


@dataclass(frozen=True)
class Transition:
    """One row of the table. second_person: whose act this one must not be ("proposer", "reviser"), or None."""

    before: State
    act: Act
    after: State
    permission: str
    second_person: str | None
    source: str
    confirmed: bool


class WrongState(Exception):
    """The act is not open to an entry in this state."""

    def __init__(self, state: State, act: Act) -> None:
        super().__init__(f"{act} is not open from {state}")
        self.state = state
        self.act = act
        self.code = "wrong_state"


def moves(rules: Iterable[Rule]) -> Table:
    """Return the moves that rows of the table `transition` allow, in their order; the caller chose those in force."""
    return tuple(
        Transition(
            before=State(rule.text("from")),
            act=Act(rule.text("act")),
            after=State(rule.text("to")),
            permission=rule.text("permission"),
            second_person=rule.text("second_person") if rule.get("second_person") else None,
            source=rule.source,
            confirmed=rule.confirmed,
        )
        for rule in rules
    )


def transition(table: Table, state: State, act: Act) -> Transition:
    """Return the row that allows `act` in `state`. Raises: WrongState."""
    for row in table:
        if row.before == state and row.act == act:
            return row
    raise WrongState(state, act)


def acts_open(table: Table, state: State) -> Table:
    """Return the rows open to an entry in `state`, in the order in which their buttons stand."""
    return tuple(row for row in table if row.before == state)
