"""A day belongs to a place: one function turns an instant into a day, and only the outermost layer reads the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import telusur

SOURCE = Path(telusur.__file__).parent
DAYS = "kernel/calendars/rules/local.py"  # the function itself
# What ends in `.date()` and is no instant anywhere: what it is, and why its day needs no zone.
ALLOWED = {
    "local.date()": "an instant that was brought to the office's zone on the line before",
    "value.date()": "a cell of a spreadsheet, which has no zone",
    "cell.value.date()": "a cell of a spreadsheet, which has no zone",
    "decree_date.date()": "an option of a command, written as a day",
    "dated.date()": "an option of a command, written as a day",
    "valid_from.date()": "an option of a command, written as a day",
    "on.date()": "an option of a command, written as a day",
}
CLOCKS = {"now", "localdate", "today", "utcnow", "time_ns"}
HOLDERS = {"timezone", "datetime", "date", "dt", "time"}
OUTERMOST = {"views", "tasks", "commands", "api"}
# Who else reads the clock, each because it stands at the edge as a view does.
AT_THE_EDGE = {
    "kernel/accounts/permits.py": "the gate before every view",
    "results/elections/duties.py": "the gate before every page of an election",
    "kernel/visits/middleware.py": "stands around every view",
    "kernel/visits/counter.py": "takes a visit at the instant it comes, also of a page that no view made",
    "kernel/accounts/adapters.py": "called by django-allauth, which gives no instant",
    "front/frame.py": "the frame of every page",
    "kernel/notices/mail.py": "called by Django as a mail backend, which gives no instant",
}


def files() -> list[tuple[str, Path]]:
    found = [(file.relative_to(SOURCE), file) for file in sorted(SOURCE.rglob("*.py"))]
    return [(name.as_posix(), file) for name, file in found if not {"tests", "migrations"} & set(name.parts)]


def calls(file: Path) -> list[ast.Call]:
    tree = ast.parse(file.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]


def reads_the_clock(call: ast.Call) -> bool:
    holder = call.func.value if isinstance(call.func, ast.Attribute) else None
    name = holder.attr if isinstance(holder, ast.Attribute) else getattr(holder, "id", "")
    return isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS and name in HOLDERS


def is_edge(name: str) -> bool:
    parts = {part.removesuffix(".py") for part in name.split("/")}
    return name.startswith("config/") or bool(parts & OUTERMOST) or name in AT_THE_EDGE


def test_an_instant_becomes_a_day_in_one_place():
    wrong = [
        f"{name}:{call.lineno} {ast.unparse(call)}"
        for name, file in files()
        for call in calls(file)
        if name != DAYS and call.func.attr == "date" and not call.args and ast.unparse(call) not in ALLOWED
    ]
    assert wrong == []


def test_nobody_asks_for_the_day_of_the_machine():
    wrong = [
        f"{name}:{call.lineno}"
        for name, file in files()
        for call in calls(file)
        if call.func.attr in {"localdate", "today"} and reads_the_clock(call)
    ]
    assert wrong == []


def test_only_the_edge_reads_the_clock():
    wrong = [
        f"{name}:{call.lineno} {ast.unparse(call)}"
        for name, file in files()
        for call in calls(file)
        if reads_the_clock(call) and not is_edge(name)
    ]
    assert wrong == []


def test_every_exception_is_used():
    seen = {name for name, file in files() if any(reads_the_clock(call) for call in calls(file))}
    assert set(AT_THE_EDGE) - seen == set()
