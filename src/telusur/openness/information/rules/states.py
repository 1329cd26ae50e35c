"""The life of an entry, read once from states.toml: services, buttons, diagrams and SOP pages share the one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from telusur.kernel.law import selectors as law


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


@cache
def transitions() -> tuple[Transition, ...]:
    """Return every row of the table, in its order."""
    return tuple(
        Transition(
            before=State(rule.text("from")),
            act=Act(rule.text("act")),
            after=State(rule.text("to")),
            permission=rule.text("permission"),
            second_person=str(rule["second_person"]) if "second_person" in rule.values else None,
            source=rule.source,
            confirmed=rule.confirmed,
        )
        for rule in law.rows("information", "transition")
    )


def transition(state: State, act: Act) -> Transition:
    """Return the row that allows `act` in `state`. Raises: WrongState."""
    for row in transitions():
        if row.before == state and row.act == act:
            return row
    raise WrongState(state, act)


def acts_open(state: State) -> tuple[Transition, ...]:
    """Return the rows open to an entry in `state`, in the order in which their buttons stand."""
    return tuple(row for row in transitions() if row.before == state)
