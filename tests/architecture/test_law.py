"""No rule without a source or a reader, and no reader of a table that nobody wrote."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from telusur.kernel.law import selectors as law

ROOT = Path(__file__).parents[2]


def function(name: str) -> object:
    """Return what a dotted name stands for; the module is the longest part that can be imported."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise LookupError(name)


def test_no_rule_lacks_a_source():
    assert [rule.id for rule in law.all_rules(days=True) if not rule.source.strip()] == []


def test_no_rule_lacks_a_reader():
    read = law.readers()
    assert sorted({f"{rule.room}.{rule.table}" for rule in law.all_rules(days=True) if not _read(rule, read)}) == []


def _read(rule, read):
    return read.get((rule.room, rule.table))


def test_no_reader_reads_a_table_that_does_not_exist():
    assert sorted(set(law.readers()) - set(law.tables())) == []


@pytest.mark.parametrize("name", sorted({name for names in law.readers().values() for name in names}))
def test_every_reader_named_is_there(name: str):
    assert function(name) is not None


def test_the_page_of_tables_names_readers_of_each():
    rows = re.findall(r"^\| `(\w+)\.(\w+)` \| ([^|]+) \|", (ROOT / "docs/law/README.md").read_text(), re.MULTILINE)
    wrong = []
    for room, table, cell in rows:
        modules = {name.rpartition(".")[0].removeprefix("telusur.") for name in law.readers().get((room, table), ())}
        named = {file.removesuffix(".py").replace("/", ".") for file in re.findall(r"`([\w/]+\.py)`", cell)}
        wrong += [f"{room}.{table}: {name}" for name in named - modules]
        wrong += [f"{room}.{table}: names no file"] if not named else []
    assert wrong == []
