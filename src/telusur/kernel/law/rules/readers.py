"""Who reads which table of rules, found in the source itself: a declaration grows stale, a call does not.

A reader is a function that calls `rows("room", "table")`, `rule_in_force("room", "table", …)` or
`readings(room="room", …)` with names written there or in a constant of its module, or that is marked
`@reads("room.table")` because it opens files of a form of its own. A call whose names are only known when it runs reads
for somebody else and counts as no reader.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Function = TypeVar("Function", bound="Callable[..., object]")
TABLE_CALLS = frozenset({"rows", "rule_in_force"})
READINGS = "readings"
MARK = "reads"
ROOM_AND_TABLE = 2


@dataclass(frozen=True)
class Reader:
    """A function that reads a table: `telusur.kernel.clocks.selectors.count_of` reads `clocks.response_time`."""

    room: str
    table: str
    name: str


def reads(*_tables: str) -> Callable[[Function], Function]:
    """Mark a function that reads tables, each as `room.table`, without asking `law.selectors` for their rows."""

    def marked(function: Function) -> Function:
        return function

    return marked


def readers_in(source: str, *, module: str) -> list[Reader]:
    """Return the readers of one module, in the order of its text. Raises: SyntaxError."""
    tree = ast.parse(source)
    words = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = (Reader(room, table, name) for name, room, table in _walk(tree, module, words))
    return list(dict.fromkeys(found))


def _walk(node: ast.AST, name: str, words: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield (function, room, table) of everything read below `node`, which belongs to `name`."""
    for child in ast.iter_child_nodes(node):
        inner = name
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = f"{name}.{child.name}"
            for mark in child.decorator_list:
                if isinstance(mark, ast.Call) and _called(mark) == MARK:
                    for argument in mark.args:
                        room, _, table = (_text(argument, words) or "").partition(".")
                        yield inner, room, table
        if isinstance(child, ast.Call) and (place := _place(child, words)):
            yield name, *place
        yield from _walk(child, inner, words)


def _place(call: ast.Call, words: dict[str, str]) -> tuple[str, str] | None:
    """Return the room and the table a call reads, None where it reads none or says them only when it runs."""
    called = _called(call)
    if called in TABLE_CALLS and len(call.args) >= ROOM_AND_TABLE:
        room, table = (_text(argument, words) for argument in call.args[:ROOM_AND_TABLE])
    elif called == READINGS:
        room = next((_text(word.value, words) for word in call.keywords if word.arg == "room"), None)
        table = "reading"
    else:
        return None
    return (room, table) if room and table else None


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _text(value: ast.expr, words: dict[str, str]) -> str | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    return words.get(value.id) if isinstance(value, ast.Name) else None
