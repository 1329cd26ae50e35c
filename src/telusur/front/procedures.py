"""The SOPs of the service as pages: every step, actor, time and source read from the tables that services obey."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from telusur.front.rules.flow import Arrow, draw
from telusur.front.selectors import times_of
from telusur.kernel.accounts import selectors as accounts
from telusur.kernel.law import selectors as law
from telusur.kernel.law.rules import all_in_force
from telusur.openness.information import selectors as information
from telusur.openness.reports import selectors as reports
from telusur.openness.requests import selectors as requests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from telusur.front.rules.flow import Drawing
    from telusur.front.selectors import ServiceTime
    from telusur.kernel.law.rules import Rule
    from telusur.kernel.law.rules.moves import Words

SAME = "same"
OFFICE = "office"  # the office's own acts need no other doer
# What the words of each table of moves are called; a table without words here is not shown.
WORDS: dict[tuple[str, str], Callable[[], Words]] = {
    ("requests", "transition"): requests.words_of_moves,
    ("requests", "objection_transition"): requests.words_of_objection_moves,
    ("requests", "dispute_transition"): requests.words_of_dispute_moves,
    ("information", "transition"): information.words_of_moves,
    ("information", "test_transition"): information.words_of_tests,
    ("information", "determination_transition"): information.words_of_determinations,
    ("information", "opening_transition"): information.words_of_openings,
    ("reports", "transition"): reports.words_of_moves,
}


@dataclass(frozen=True)
class Step:
    """One move in plain words. `after` is empty where the state stays; `time` is what the clock gives for it."""

    number: int
    text: str
    before: tuple[str, ...]
    after: str
    actors: str
    outcomes: str
    time: ServiceTime | None
    source: str
    confirmed: bool
    rule: Rule

    @property
    def stays(self) -> bool:
        return not self.after


@dataclass(frozen=True)
class Procedure:
    """One SOP on one day."""

    rule: Rule
    states: Mapping[str, StrOrPromise]
    steps: tuple[Step, ...]

    @property
    def number(self) -> int:
        return int(self.rule.key)

    @property
    def title(self) -> str:
        return self.rule.text("title")

    @cached_property
    def moves(self) -> list[Step]:
        return [step for step in self.steps if not step.stays]

    @cached_property
    def beside(self) -> list[Step]:
        return [step for step in self.steps if step.stays]

    @cached_property
    def way(self) -> list[Step]:
        """The way most cases go, in its order."""
        by_key = {step.rule.key: step for step in self.steps}
        return [by_key[key] for key in _names(self.rule, "way") if key in by_key]

    @cached_property
    def drawing(self) -> Drawing:
        labels = {state: str(label) for state, label in self.states.items()}
        return draw(_arrows(self.moves), labels=labels)

    @property
    def times(self) -> list[ServiceTime]:
        return list({step.time.step: step.time for step in self.steps if step.time}.values())


def procedures(*, on: date) -> list[Procedure]:
    """Return the SOPs whose tables exist, in the order of their numbers."""
    found = all_in_force(law.rows("front", "sop"), on)
    shown = (rule for rule in found if (rule.text("room"), rule.text("table")) in WORDS)
    return sorted((_procedure(rule, on) for rule in shown), key=lambda each: each.number)


def procedure(*, number: int, on: date) -> Procedure | None:
    """Return one SOP, None where there is none with this number or its table does not exist."""
    return next((each for each in procedures(on=on) if each.number == number), None)


def _procedure(rule: Rule, on: date) -> Procedure:
    acts, times = _names(rule, "acts"), {time.step: time for time in times_of(on=on)}
    states: dict[str, StrOrPromise] = {}
    rows: list[tuple[Rule, Words]] = []
    for table in (rule.text("table"), *_names(rule, "also")):
        words = WORDS[rule.text("room"), table]()
        states |= words.states
        found = all_in_force(law.rows(rule.text("room"), table), on)
        rows += [(row, words) for row in found if not acts or row.text("act") in acts]
    # What changes the state stands first, then what only accompanies it, each in the order of its table.
    rows.sort(key=lambda each: _stays(each[0]))
    steps = tuple(_step(number, row, words, times) for number, (row, words) in enumerate(rows, start=1))
    return Procedure(rule, states, steps)


def tables_shown() -> set[tuple[str, str]]:
    """Return (room, table) of every table of moves that stands on a page."""
    shown = law.rows("front", "sop")
    return {(rule.text("room"), table) for rule in shown for table in (rule.text("table"), *_names(rule, "also"))}


def _stays(row: Rule) -> bool:
    return row.text("to") == SAME or _names(row, "from") == [row.text("to")]


def _step(number: int, row: Rule, words: Words, times: dict[str, ServiceTime]) -> Step:
    within = row.get("within")
    return Step(
        number=number,
        text=str(words.acts[row.text("act")]),
        before=tuple(str(words.states[state]) for state in _names(row, "from") if state),
        after="" if _stays(row) else str(words.states[row.text("to")]),
        actors=_actors(row, words),
        outcomes=", ".join(str(words.outcomes[name]) for name in _names(row, "outcomes")),
        time=times.get(str(within)) if within else None,
        source=row.source,
        confirmed=row.confirmed,
        rule=row,
    )


def _actors(row: Rule, words: Words) -> str:
    if "by" in row.values:
        where = [str(words.places[name]) for name in (*_names(row, "at"), *_names(row, "level"))]
        who = ", ".join(str(words.parties[name]) for name in _names(row, "by"))
        if of := ", ".join(str(words.doers[name]) for name in _names(row, "of") if name != OFFICE):
            who = _("%(of)s; dicatat %(who)s") % {"of": of, "who": who}
        return f"{who} ({', '.join(where)})" if where else who
    return accounts.role_names(roles=accounts.roles_permitted(row.text("permission")))


def _arrows(steps: Sequence[Step]) -> Iterator[Arrow]:
    for step in steps:
        for before in _names(step.rule, "from"):
            yield Arrow(step.number, before, step.rule.text("to"))


def _names(rule: Rule, column: str) -> list[str]:
    value = rule.get(column, [])
    return [str(name) for name in value] if isinstance(value, list) else [str(value)]
