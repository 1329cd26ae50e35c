"""Who reads which table of rules, found in the source itself: a declaration grows stale, a call does not.

A reader is a function that calls `rows("room", "table")`, `rule_in_force("room", "table", …)` or
`readings(room="room", …)` with names written there or in a constant of its module, or that is marked
`@reads("room.table")` because it opens files of a form of its own. A call that is given the table by its caller reads
each table that a constant of its module names; one that is given the room as well reads for somebody else.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Function = TypeVar("Function", bound="Callable[..., object]")
TABLE_CALLS = frozenset({"rows", "rule_in_force", "rules_in_force"})
READINGS = "readings"
MARK = "reads"
ROOM_AND_TABLE = 2


@dataclass(frozen=True)
class Reader:
    """A function that reads a table: `telusur.kernel.clocks.selectors.count_of` reads `clocks.response_time`.

    named: whether the call itself names the table; else `table` is a constant of the module, which may mean no table.
    """

    room: str
    table: str
    name: str
    named: bool = True


def reads(*_tables: str) -> Callable[[Function], Function]:
    """Mark a function that reads tables, each as `room.table`, without asking `law.selectors` for their rows."""

    def marked(function: Function) -> Function:
        return function

    return marked


def readers_in(source: str, *, module: str) -> list[Reader]:
    """Return the readers of one module, in the order of its text. Raises: SyntaxError."""
    tree = ast.parse(source)
    words = dict(_constants(tree))
    found = []
    for name, room, table in _walk(tree, module, words):
        tables = [table] if table else sorted(set(words.values()))
        found += [Reader(room, each, name, named=bool(table)) for each in tables]
    return list(dict.fromkeys(found))


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the texts that a module keeps under a name, `A = "a"` and `A, B = "a", "b"` alike."""
    for node in tree.body:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        target, value = node.targets[0], node.value
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = list(zip(target.elts, value.elts, strict=False))
        for each, said in pairs:
            if isinstance(each, ast.Name) and isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield each.id, said.value


def _walk(node: ast.AST, name: str, words: dict[str, str]) -> Iterator[tuple[str, str, str | None]]:
    """Yield (function, room, table) of everything read below `node`, which belongs to `name`; None for a table that
    only the caller knows."""
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


def _place(call: ast.Call, words: dict[str, str]) -> tuple[str, str | None] | None:
    """Return the room and the table a call reads, None where it reads none or says the room only when it runs."""
    called = _called(call)
    if called in TABLE_CALLS and len(call.args) >= ROOM_AND_TABLE:
        room, table = (_text(argument, words) for argument in call.args[:ROOM_AND_TABLE])
    elif called == READINGS:
        room = next((_text(word.value, words) for word in call.keywords if word.arg == "room"), None)
        table = "reading"
    else:
        return None
    return (room, table) if room else None


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _text(value: ast.expr, words: dict[str, str]) -> str | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    return words.get(value.id) if isinstance(value, ast.Name) else None
