"""Habits of the house that import contracts cannot hold: names of modules, sizes, and whose models are whose."""

from __future__ import annotations

import ast
from pathlib import Path

import telusur

SOURCE = Path(telusur.__file__).parent
NAMES = {"utils", "helpers", "common", "shared"}
LAYERS = {
    name: level
    for level, names in enumerate(
        [
            {"rules"},
            {"models"},
            {"selectors"},
            {"services"},
            {"forms"},
            {"views", "api", "tasks", "commands", "figures"},
            {"urls"},
        ]
    )
    for name in names
}
LONGEST_SETTINGS = 200


def files() -> list[Path]:
    found = [
        file
        for file in sorted(SOURCE.rglob("*.py"))
        if not {"tests", "migrations"} & set(file.relative_to(SOURCE).parts)
    ]
    assert found
    return found


def module_of(file: Path) -> list[str]:
    parts = ["telusur", *file.relative_to(SOURCE).with_suffix("").parts]
    return parts[:-1] if parts[-1] == "__init__" else parts


def package_of(file: Path) -> list[str]:
    return ["telusur", *file.relative_to(SOURCE).parent.parts]


def imports(file: Path) -> list[tuple[list[str], str, int]]:
    """Every (module, name, line) that is imported when the program runs, in functions too."""
    found: list[tuple[list[str], str, int]] = []

    def walk(node: ast.AST) -> None:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            return
        if isinstance(node, ast.ImportFrom):
            base = package_of(file)[: len(package_of(file)) + 1 - node.level] if node.level else []
            module = base + (node.module.split(".") if node.module else [])
            found.extend((module, alias.name, node.lineno) for alias in node.names)
        if isinstance(node, ast.Import):
            found.extend((alias.name.split("."), "", node.lineno) for alias in node.names)
        for child in ast.iter_child_nodes(node):
            walk(child)

    walk(ast.parse(file.read_text()))
    return found


def room_of(module: list[str]) -> str:
    return ".".join(module[1:2] if module[1:2] in (["front"], ["config"]) else module[1:3])


def test_no_room_imports_the_models_of_another():
    wrong = [
        f"{file.relative_to(SOURCE)}:{line} {'.'.join(module)} {name}"
        for file in files()
        for module, name, line in imports(file)
        if module[:1] == ["telusur"] and "models" in [*module, name] and room_of(module) != room_of(module_of(file))
    ]
    assert wrong == []


def test_rules_are_pure():
    """Rules know plain values, other rules and at most the law's loader: no framework, no settings, no other room's
    selectors, models or services."""
    wrong = [
        f"{file.relative_to(SOURCE)}:{line} {'.'.join(module)} {name}"
        for file in files()
        if "rules" in module_of(file)
        for module, name, line in imports(file)
        if module[0] in {"django", "procrastinate", "psycopg", "allauth"}
        or (module[0] == "telusur" and "rules" not in [*module, name] and module[:3] != ["telusur", "kernel", "law"])
    ]
    assert wrong == []


def test_front_and_config_call_down_as_rooms_do():
    wrong = []
    for wing in ("front", "config"):
        for file in (each for each in files() if each.relative_to(SOURCE).parts[0] == wing):
            own = LAYERS.get(module_of(file)[2]) if len(module_of(file)) > 2 else None
            for module, name, line in imports(file):
                inside = module[:2] == ["telusur", wing]
                layer = LAYERS.get(([*module, name])[2]) if inside and len([*module, name]) > 2 else None
                if own is not None and layer is not None and layer > own:
                    wrong.append(f"{file.relative_to(SOURCE)}:{line}")
    assert wrong == []


def test_no_module_is_named_for_what_it_is_not():
    assert [
        str(file)
        for file in SOURCE.rglob("*")
        if file.stem in NAMES and "templates" not in file.relative_to(SOURCE).parts
    ] == []


def test_settings_stay_one_short_file():
    assert len((SOURCE / "config" / "settings.py").read_text().splitlines()) <= LONGEST_SETTINGS
