"""Which rule was in force when. Rows come from the data files of installed rooms, choices from the national office."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from . import rules
from .models import ReadingChoice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from .rules import Choice, Fault, ReadingInForce, Rule


def rows(room: str, table: str) -> tuple[Rule, ...]:
    """Return every version of every rule in one table of a room, such as `rows("clocks", "response_time")`."""
    return _tables().get((room, table), ())


def rule_in_force(room: str, table: str, key: str, *, on: date) -> Rule:
    """Return the version of a rule in force on `on`. Raises: NoRuleInForce, also for a key nobody wrote."""
    return rules.in_force(rules.history(rows(room, table), key), on, name=f"{room}.{table}.{key}")


def rules_in_force(room: str, table: str, *, on: date) -> tuple[Rule, ...]:
    """Return all rules of one table of a room that hold on `on`, each in its version of that day."""
    return rules.all_in_force(rows(room, table), on)


def rule_by_id(id: str) -> Rule:  # noqa: A002 the word the rows themselves use
    """Return the version of a keyed rule with this id, as a stored deadline keeps it. Raises: KeyError."""
    return _ids()[id]


def all_rules(*, on: date | None = None, days: bool = False) -> tuple[Rule, ...]:
    """Return every rule by room, table, key and date; with `on`, only what is in force that day.

    days: with the days of calendars, which hold for one date each.
    """
    found = sorted(
        (rule for table in _tables().values() for rule in table if days or "on" not in rule.values),
        key=lambda rule: (rule.room, rule.table, rule.key, rule.valid_from),
    )
    return tuple(found) if on is None else rules.all_in_force(found, on)


def ends_on(rule: Rule) -> date | None:
    """Return the first day on which this version holds no more: its own end, or the start of the next version."""
    if "on" in rule.values:
        return rule.valid_from + timedelta(days=1)
    later = [] if not rule.key else rules.history(rows(rule.room, rule.table), rule.key)
    starts = [other.valid_from for other in later if other.valid_from > rule.valid_from]
    return min([day for day in (rule.valid_until, *starts[:1]) if day], default=None)


@cache
def readers() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return, by room and table, the functions that read it, as the source of all rooms says."""
    found: dict[tuple[str, str], list[str]] = {}
    for module, text in _sources():
        for reader in rules.readers_in(text, module=module):
            if reader.named or (reader.room, reader.table) in _tables():
                found.setdefault((reader.room, reader.table), []).append(reader.name)
    return {place: tuple(sorted(names)) for place, names in found.items()}


def _sources() -> Iterator[tuple[str, str]]:
    """Yield every module of a room that knows of the law, with its text."""
    for package in settings.ROOMS:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for file in sorted(Path(folder).rglob("*.py")):
                inside = file.relative_to(folder).with_suffix("").parts
                text = "" if {"tests", "migrations"} & set(inside) else file.read_text(encoding="utf-8")
                if "kernel.law" in text:
                    yield ".".join((package, *inside)).removesuffix(".__init__"), text


def choices(*, room: str) -> tuple[Choice, ...]:
    """Return what the national office chose for a room, in the order of the acts."""
    made = ReadingChoice.objects.filter(room=room).order_by("pk")
    return tuple(
        rules.Choice(row.room, row.key, row.choice, row.valid_from, row.decree_number, row.decree_on) for row in made
    )


def readings(*, room: str, on: date) -> dict[str, ReadingInForce]:
    """Return the open readings of a room by key, each with the choice in force on `on`. Raises: NoRuleInForce."""
    return rules.readings_in_force(rows(room, "reading"), choices(room=room), on)


def rooms_with_readings() -> tuple[str, ...]:
    """Return the rooms that have open readings, by name."""
    return tuple(sorted({room for room, table in _tables() if table == "reading"}))


def tables_of_moves() -> dict[str, tuple[str, str]]:
    """Return (room, table) of every table by which things move through states, by the name of its drawing.

    A room's table `transition` is drawn under the room's own name, its `objection_transition` as `room-objection`.
    """
    found = (place for place in _tables() if place[1].endswith("transition"))
    named = {
        "-".join(part for part in (room, table[: -len("transition")].rstrip("_")) if part): (room, table)
        for room, table in found
    }
    return dict(sorted(named.items()))


def tables() -> tuple[tuple[str, str], ...]:
    """Return (room, table) of every table of rules."""
    return tuple(sorted(_tables()))


def faults() -> list[Fault]:
    """Return everything wrong with the data files of all rooms; empty when the installation may start."""
    found: list[Fault] = []
    for room, file in data_files():
        found += rules.parse(file.read_text(encoding="utf-8"), room=room, file=_shown(file))[1]
    return found


def data_files() -> Iterator[tuple[str, Path]]:
    """Yield every data file of every installed room, with the room's name."""
    for package in settings.ROOMS:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            for file in sorted((Path(folder) / "rules" / "data").glob("*.toml")):
                yield package.rpartition(".")[2], file


@cache
def _tables() -> dict[tuple[str, str], tuple[Rule, ...]]:
    tables: dict[tuple[str, str], list[Rule]] = {}
    for room, file in data_files():
        for rule in rules.parse(file.read_text(encoding="utf-8"), room=room, file=_shown(file))[0]:
            tables.setdefault((room, rule.table), []).append(rule)
    return {place: tuple(found) for place, found in tables.items()}


@cache
def _ids() -> dict[str, Rule]:
    return {rule.id: rule for found in _tables().values() for rule in found if rule.key}


def _shown(file: Path) -> str:
    return "/".join(file.parts[-4:])
