"""The tables of moves of this room's cases: services obey them, screens and diagrams are drawn from them.

Three things move by such a table: a consequence test (SOP 7), a determination and what it opens (SOP 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from telusur.kernel.law import selectors as law

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from telusur.kernel.law.rules import Rule

SAME = "same"
HANDLER = "handler"  # the office that has the case now; every other place is named by the row
TESTS, DETERMINATIONS, OPENINGS = "test_transition", "determination_transition", "opening_transition"


class NotNow(Exception):
    """The act is not possible where the case now stands, or not at an office of this level."""

    code = "not_now"

    def __init__(self, *, state: str, act: str) -> None:
        super().__init__(f"{act} from {state or 'nothing'}")
        self.state, self.act = state, act


class NotYours(Exception):
    """The act is possible, but not for this person. second_person: he did what must be another's."""

    code = "not_yours"

    def __init__(self, *, act: str, second_person: bool = False) -> None:
        super().__init__(f"{act}{' by the one who proposed' if second_person else ''}")
        self.act, self.second_person = act, second_person


@dataclass(frozen=True)
class Actor:
    """What somebody is to a case on a day: his roles by place, such as {"handler": {"ppid"}, "own": {"liaison"}}.

    level: the kind of the office that has the case now. proposed: whether he proposed it himself.
    """

    roles: Mapping[str, frozenset[str]]
    level: str
    proposed: bool = False


@dataclass(frozen=True)
class Move:
    """One row of a table: from this state (`before`, "" at birth), by one of these roles at that place, to that."""

    before: str
    act: str
    after: str
    by: frozenset[str]
    place: str
    levels: frozenset[str]
    outcomes: frozenset[str]
    second_person: bool
    valid_from: date
    valid_until: date | None
    source: str

    def holds(self, *, on: date, level: str, outcome: str | None) -> bool:
        """Return whether the row counts on this day, at an office of this level, for this conclusion."""
        dated = self.valid_from <= on and (self.valid_until is None or on < self.valid_until)
        return (
            dated
            and (not self.levels or level in self.levels)
            and (not self.outcomes or outcome is None or outcome in self.outcomes)
        )

    def is_open_to(self, actor: Actor) -> bool:
        """Return whether one of the actor's roles may make this move."""
        return bool(self.by & actor.roles.get(self.place, frozenset())) and not (self.second_person and actor.proposed)


def _names(rule: Rule, name: str) -> frozenset[str]:
    value = rule.get(name, [])
    return frozenset(str(each) for each in value) if isinstance(value, list) else frozenset()


def _rules(table: str) -> tuple[Rule, ...]:
    return {
        TESTS: law.rows("information", "test_transition"),
        DETERMINATIONS: law.rows("information", "determination_transition"),
        OPENINGS: law.rows("information", "opening_transition"),
    }[table]


def _rows(table: str) -> Iterator[Move]:
    for rule in _rules(table):
        before = rule.get("from")
        for state in before if isinstance(before, list) else []:
            after = rule.text("to")
            yield Move(
                before=state,
                act=rule.text("act"),
                after=state if after == SAME else after,
                by=_names(rule, "by"),
                place=str(rule.get("at", HANDLER)),
                levels=_names(rule, "level"),
                outcomes=_names(rule, "outcomes"),
                second_person=rule.get("second_person") == "proposer",
                valid_from=rule.valid_from,
                valid_until=rule.valid_until,
                source=rule.source,
            )


@cache
def moves(table: str) -> tuple[Move, ...]:
    """Return every row of a table, one per state it starts from, in the order of the file."""
    return tuple(_rows(table))


def move(table: str, *, state: str, act: str, actor: Actor, on: date, outcome: str | None = None) -> Move:
    """Return the row by which the actor does the act now.

    Raises: NotNow, no row leads on from here at this level; NotYours, a row does but not for this actor.
    """
    rows = [row for row in moves(table) if (row.before, row.act) == (state, act)]
    rows = [row for row in rows if row.holds(on=on, level=actor.level, outcome=outcome)]
    if not rows:
        raise NotNow(state=state, act=act)
    for row in rows:
        if row.is_open_to(actor):
            return row
    barred = any(row.second_person and row.by & actor.roles.get(row.place, frozenset()) for row in rows)
    raise NotYours(act=act, second_person=barred and actor.proposed)


def acts_open(table: str, *, state: str, actor: Actor, on: date, outcome: str | None = None) -> frozenset[str]:
    """Return the acts the actor may do now; a screen shows a button for each and for no other."""
    rows = (row for row in moves(table) if row.before == state)
    return frozenset(
        row.act for row in rows if row.holds(on=on, level=actor.level, outcome=outcome) and row.is_open_to(actor)
    )


def states_after(table: str, starts: Collection[str]) -> frozenset[str]:
    """Return every state that can be reached from `starts`, themselves included."""
    found = set(starts)
    while more := {row.after for row in moves(table) if row.before in found} - found:
        found |= more
    return frozenset(found)
