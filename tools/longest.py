"""Prints the ten longest files and functions of the source, so that they are seen. Nothing fails on a number."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"


def main() -> None:
    files, functions = [], []
    for path in SOURCE.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        text, name = path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()
        files.append((len(text.splitlines()), name))
        functions += [
            ((node.end_lineno or node.lineno) - node.lineno + 1, f"{name}:{node.lineno} {node.name}")
            for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        ]
    for title, found in (("Longest files", files), ("Longest functions", functions)):
        print(title)
        for lines, name in sorted(found, reverse=True)[:10]:
            print(f"  {lines:4}  {name}")


if __name__ == "__main__":
    main()
