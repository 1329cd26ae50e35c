"""Readings that the law leaves open. The national office chooses one in an act; until then the default applies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .rows import NoRuleInForce, Rule, in_force

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True)
class Reading:
    """A question the law leaves open, with the answers that can be given to it."""

    rule: Rule

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def choices(self) -> tuple[str, ...]:
        choices = self.rule["choices"]
        return tuple(choices) if isinstance(choices, list) else ()

    @property
    def default(self) -> str:
        return self.rule.text("default")

    @property
    def question(self) -> str:
        return self.rule.text("question")

    def label(self, choice: str) -> str:
        labels = self.rule["labels"]
        return labels[choice] if isinstance(labels, Mapping) else choice


@dataclass(frozen=True)
class Choice:
    """What the national office chose, from which day, by which decree."""

    room: str
    key: str
    choice: str
    valid_from: date
    decree_number: str
    decree_on: date
    valid_until: date | None = None


@dataclass(frozen=True)
class ReadingInForce:
    """A reading and the answer that holds; `by` is None while the default does."""

    reading: Reading
    choice: str
    by: Choice | None

    @property
    def label(self) -> str:
        return self.reading.label(self.choice)


def readings_in_force(rules: Iterable[Rule], choices: Iterable[Choice], on: date) -> dict[str, ReadingInForce]:
    """Return, by key, the readings of one room in force on `on`, each with the choice that holds.

    rules: rows of the room's table `reading`. choices: those made for the room, in the order they were made; of two
    with the same valid_from the later act counts. Raises: NoRuleInForce for a reading older than its first row.
    """
    rules, choices = tuple(rules), tuple(choices)
    found: dict[str, ReadingInForce] = {}
    for key in sorted({rule.key for rule in rules}):
        reading = Reading(in_force((rule for rule in rules if rule.key == key), on, name=key))
        made = [choice for choice in choices if choice.key == key and choice.choice in reading.choices]
        try:
            by = in_force(tuple(reversed(made)), on)
        except NoRuleInForce:
            found[key] = ReadingInForce(reading, reading.default, None)
        else:
            found[key] = ReadingInForce(reading, by.choice, by)
    return found
