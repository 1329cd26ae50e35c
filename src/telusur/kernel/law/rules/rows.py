"""A rule, its versions, and which of them is in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value = str | int | bool | date | list[str] | dict[str, str]


class NoRuleInForce(LookupError):
    """No version of a rule is valid on the day asked. Never replaced by a default."""

    code = "no_rule_in_force"

    def __init__(self, on: date, rule: str = "") -> None:
        self.on, self.rule = on, rule
        super().__init__(f"Tidak ada aturan {rule or 'ini'} yang berlaku pada {on.isoformat()}.")


@dataclass(frozen=True)
class Rule:
    """One version of one rule. `values` holds what the row says besides its date, source and state."""

    room: str
    table: str
    key: str
    valid_from: date
    source: str
    confirmed: bool
    values: Mapping[str, Value] = field(hash=False)
    valid_until: date | None = None

    @property
    def id(self) -> str:
        """Return the name of this version, `room.table.key@valid_from`: what a stored deadline keeps."""
        name = ".".join(part for part in (self.room, self.table, self.key) if part)
        return f"{name}@{self.valid_from.isoformat()}"

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def get(self, name: str, default: Value | None = None) -> Value | None:
        return self.values.get(name, default)

    def text(self, name: str) -> str:
        """Return a text value of the row. Raises: KeyError; TypeError when it is no text."""
        value = self.values[name]
        if not isinstance(value, str):
            raise TypeError(f"{self.id}: {name} is {value!r}, not a text")
        return value

    def number(self, name: str) -> int:
        """Return a whole number of the row. Raises: KeyError; TypeError when it is none."""
        value = self.values[name]
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"{self.id}: {name} is {value!r}, not a whole number")
        return value


class Dated(Protocol):
    @property
    def valid_from(self) -> date: ...

    @property
    def valid_until(self) -> date | None: ...


AnyDated = TypeVar("AnyDated", bound=Dated)


def holds(rule: Dated, on: date) -> bool:
    """Return whether a row is already valid on `on` and not ended by then."""
    return rule.valid_from <= on and not (rule.valid_until and rule.valid_until <= on)


def in_force(rules: Iterable[AnyDated], on: date, *, name: str = "") -> AnyDated:
    """Return the newest of `rules` already valid on `on` and not ended by then.

    rules: the versions of one rule. name: what the error calls it. Raises: NoRuleInForce.
    """
    valid = [rule for rule in rules if holds(rule, on)]
    if not valid:
        raise NoRuleInForce(on, name)
    return max(valid, key=lambda rule: rule.valid_from)


def all_in_force(rules: Iterable[Rule], on: date) -> tuple[Rule, ...]:
    """Return what holds on `on`, in the order given: of each key its newest version, of rows without a key all."""
    valid = [rule for rule in rules if holds(rule, on)]
    newest: dict[tuple[str, str, str], Rule] = {}
    for rule in valid:
        place = (rule.room, rule.table, rule.key)
        newest[place] = max(newest.get(place, rule), rule, key=lambda each: each.valid_from)
    return tuple(
        rule
        for rule in valid
        if (not rule.key or newest[rule.room, rule.table, rule.key] is rule)
        and ("on" not in rule.values or rule.valid_from == on)
    )


def history(rules: Iterable[Rule], key: str) -> tuple[Rule, ...]:
    """Return the versions of the rule `key`, oldest first; empty when nobody wrote one."""
    return tuple(sorted((rule for rule in rules if rule.key == key), key=lambda rule: rule.valid_from))
