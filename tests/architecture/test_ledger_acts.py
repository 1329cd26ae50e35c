"""Every act of every log has a name of one grammar, `room.verb`, and begins with the room that writes it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

import telusur
from telusur.front.acts import LABELS

SOURCE = Path(telusur.__file__).parent
NAME = re.compile(r"[a-z_]+\.[a-z_]+")
WRITERS = [name for name in settings.ROOMS if name != "telusur.kernel.ledger"]


def modules(room: str) -> list[ast.Module]:
    folder = SOURCE.joinpath(*room.split(".")[1:])
    found = [file for file in sorted(folder.rglob("*.py")) if "tests" not in file.relative_to(folder).parts]
    return [ast.parse(file.read_text()) for file in found]


def named(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def calls(tree: ast.AST, names: set[str]) -> list[ast.Call]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and named(node) in names]
    return [call for call in found if call.args]


def handed_on(trees: list[ast.Module]) -> set[str]:
    """The functions of a room that write the act they are given."""
    found: set[str] = set()
    for tree in trees:
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            given = {argument.arg for argument in function.args.args}
            first = [call.args[0] for call in calls(function, {"record"})]
            if any(isinstance(act, ast.Name) and act.id in given for act in first):
                found.add(function.name)
    return found


def text_of(act: ast.expr) -> str | None:
    """The name an expression gives, an `x` for what is only known when it runs; None for a name handed on."""
    if isinstance(act, ast.Constant):
        return str(act.value)
    if isinstance(act, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in act.values)
    return None


@cache
def acts(room: str) -> list[str]:
    trees = modules(room)
    writers = {"record"} | handed_on(trees)
    found = [text_of(call.args[0]) for tree in trees for call in calls(tree, writers)]
    return [text for text in found if text is not None]


@pytest.mark.parametrize("room", WRITERS)
def test_an_act_is_named_by_its_room_and_a_verb(room):
    wrong = [act for act in acts(room) if not NAME.fullmatch(act) or act.split(".")[0] != room.rpartition(".")[2]]
    assert wrong == []


def test_the_rooms_that_act_are_seen():
    silent = {room.rpartition(".")[2] for room in WRITERS if not acts(room)}
    assert not silent & {"offices", "accounts", "documents", "letters", "law", "notices", "information", "requests"}


@pytest.mark.parametrize("room", WRITERS)
def test_the_ledger_page_names_every_act_in_words(room):
    kept = {act for act in acts(room) if not act.endswith((".x", "_x"))}
    assert kept - set(LABELS) == set()
