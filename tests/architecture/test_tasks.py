"""A job is queued by its name, a plain text: this proves that each name written in the code is a task."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from procrastinate.contrib.django import app

import telusur

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(telusur.__file__).parent


def names_queued(tree: ast.AST) -> Iterator[str]:
    """Yield every literal task name: the first argument of `enqueue`, and `task=` of any call."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = call.args[:1] if called == "enqueue" else []
        given += [word.value for word in call.keywords if word.arg == "task"]
        yield from (node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_every_task_named_in_the_code_exists():
    files = [file for file in SOURCE.rglob("*.py") if "tests" not in file.relative_to(SOURCE).parts]
    named = {name: file.name for file in files for name in names_queued(ast.parse(file.read_text()))}
    assert {name: file for name, file in named.items() if name not in app.tasks} == {}


def test_the_search_sees_both_ways_to_name_a_task():
    tree = ast.parse('jobs.enqueue("a.b", x=1)\nenqueue("c.d")\nclocks.start(task="e.f")\nother("g.h", task=name)')
    assert list(names_queued(tree)) == ["a.b", "c.d", "e.f"]


def test_every_task_of_ours_is_named_for_its_room_so_that_a_moved_module_orphans_no_job():
    ours = [task for task in app.tasks.values() if task.func.__module__.startswith("telusur.")]
    assert [task.name for task in ours if task.name.split(".")[0] not in task.func.__module__.split(".")] == []
