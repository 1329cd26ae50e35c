"""An election as its files define it: rows of TOML for what is law, CSV for what is long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .kept import CHOICE, CODE, SMALL, TITLE, is_kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telusur.kernel.law.rules import Rule

KINDS = ("general", "regional")
REHEARSAL = "Gladi"  # how the name of a rehearsal begins


class BadDefinition(ValueError):
    """A definition that says too little or contradicts itself; the text names where."""


@dataclass(frozen=True)
class Listed:
    """Someone on the ballot of a contest."""

    number: int
    name: str


@dataclass(frozen=True)
class ContestDefinition:
    """One contest. kind: a key of `elections.contest_kind`. area: code of a territory, 0 for everywhere."""

    code: str
    kind: str
    name: str
    area: int
    listed: tuple[Listed, ...]


@dataclass(frozen=True)
class Definition:
    """One election with its contests. rehearsal: its numbers are made up to practise, and its name says so."""

    code: str
    name: str
    kind: str
    voted_on: date
    contests: tuple[ContestDefinition, ...]
    rehearsal: bool = False


def define(code: str, rules: Sequence[Rule]) -> Definition:
    """Return the election that rows of the tables `election`, `contest` and `participant` say.

    Raises: KeyError where no row is of this election; BadDefinition.
    """
    heads = [rule for rule in rules if rule.table == "election" and rule.key == code]
    if not heads:
        raise KeyError(code)
    head = heads[-1]
    voted_on = head["voted_on"]
    if not isinstance(voted_on, date) or head.text("kind") not in KINDS:
        raise BadDefinition(code)
    rehearsal = head.get("rehearsal", False) is True
    if rehearsal and not head.text("name").startswith(REHEARSAL):
        raise BadDefinition(f"{code}: name")
    _short(f"{code}: name", head.text("name"), TITLE)
    _short(f"{code}: key", code, CODE)
    contests = [rule for rule in rules if rule.table == "contest" and rule.key.startswith(f"{code}.")]
    if not contests:
        raise BadDefinition(f"{code}: contest")
    held = tuple(_contest(each, rules) for each in contests)
    return Definition(code, head.text("name"), head.text("kind"), voted_on, held, rehearsal)


def _contest(rule: Rule, rules: Sequence[Rule]) -> ContestDefinition:
    listed = sorted(
        (_listed(each) for each in rules if each.table == "participant" and each.key.startswith(f"{rule.key}.")),
        key=lambda each: each.number,
    )
    numbers = [each.number for each in listed]
    if len(set(numbers)) < len(numbers):
        raise BadDefinition(f"{rule.key}: participant")
    held = rule.key.partition(".")[2]
    _short(f"{rule.key}: key", held, CODE)
    _short(f"{rule.key}: name", rule.text("name"), TITLE)
    area = rule.number("area") if "area" in rule.values else 0
    return ContestDefinition(held, rule.text("kind"), rule.text("name"), area, tuple(listed))


def _listed(rule: Rule) -> Listed:
    number = rule.key.rpartition(".")[2]
    if not number.isdigit() or int(number) > SMALL:
        raise BadDefinition(rule.key)
    _short(f"{rule.key}: name", rule.text("name"), CHOICE)
    return Listed(int(number), rule.text("name"))


def _short(where: str, text: str, longest: int) -> None:
    if not is_kept(text, longest):
        raise BadDefinition(where)
