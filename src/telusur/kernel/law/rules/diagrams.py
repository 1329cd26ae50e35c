"""Draws a room's table of moves as text: a mermaid diagram of the states, then every move with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .rows import Rule

SAME = "same"
MANY = 5  # a move from so many states is drawn once, or its arrows would hide all others
PAGE = """\
# The moves of {room}

Written by `telusur law diagram {room}`; a test compares it with the rules.

```mermaid
stateDiagram-v2
    direction TB
{arrows}
```

A move that leads from a state to the same state is not drawn; one that starts from many states is drawn once, from
"several". Where an outcome is named, the move is open to that outcome only.

| Act | From | To | Who | Outcome | Source | Confirmed |
|---|---|---|---|---|---|---|
{moves}
"""


def page(room: str, rules: Sequence[Rule]) -> str:
    """Return the page of one room. rules: its rows of the table `transition`, every version."""
    newest = {rule.key: rule for rule in sorted(rules, key=lambda rule: rule.valid_from)}
    kept = [rule for rule in rules if newest[rule.key] is rule]
    return PAGE.format(room=room, arrows="\n".join(_arrows(kept)), moves="\n".join(_line(rule) for rule in kept))


def _arrows(rules: Iterable[Rule]) -> Iterator[str]:
    """One arrow for each pair of states, with all the acts that lead along it; an end has no way on."""
    acts: dict[tuple[str, str], list[str]] = {}
    begun: set[str] = set()
    for rule in rules:
        after = rule.text("to")
        away = [before for before in _names(rule, "from") if after not in (SAME, before)]
        begun |= set(away)
        for before in ["several"] if len(away) >= MANY else away:
            acts.setdefault((before, after), []).append(rule.text("act"))
    for (before, after), names in acts.items():
        yield f"    {before or '[*]'} --> {after}: {' / '.join(dict.fromkeys(names))}"
    for state in dict.fromkeys(after for _before, after in acts if after not in begun):
        yield f"    {state} --> [*]"


def _line(rule: Rule) -> str:
    before = ", ".join(f"`{name}`" if name else "(new)" for name in _names(rule, "from"))
    after = "(stays)" if rule.text("to") == SAME else f"`{rule.text('to')}`"
    who = ", ".join(_names(rule, "by")) or f"`{rule.text('permission')}`"
    cells = [f"`{rule.text('act')}`", before, after, who, ", ".join(_names(rule, "outcomes"))]
    return f"| {' | '.join([*cells, rule.source, 'yes' if rule.confirmed else 'no'])} |"


def _names(rule: Rule, column: str) -> list[str]:
    value = rule.get(column, [])
    return [str(name) for name in value] if isinstance(value, list) else [str(value)]
