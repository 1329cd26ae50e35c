from __future__ import annotations

import pytest

from telusur.kernel.law.rules import readers_in

READERS = {
    "def due():\n    return law.rows('clocks', 'response_time')": ("clocks", "response_time", "m.due"),
    "def due():\n    return rule_in_force('letters', 'numbering', 'all', on=day)": ("letters", "numbering", "m.due"),
    "ROOM = 'clocks'\ndef due():\n    return rows(ROOM, 'reading')": ("clocks", "reading", "m.due"),
    "def due():\n    return law.readings(room='clocks', on=day)": ("clocks", "reading", "m.due"),
    "class Desk:\n    def due(self):\n        return rows('a', 'b')": ("a", "b", "m.Desk.due"),
    "@reads('calendars.day')\ndef shipped():\n    return files()": ("calendars", "day", "m.shipped"),
    "TABLE = rows('a', 'b')": ("a", "b", "m"),
}
NONE = [
    "def due(room):\n    return rows(room, 'transition')",
    "def due():\n    return figure.rows(office_id, period)",
    "def due():\n    return rows('clocks')",
]


@pytest.mark.parametrize(("source", "reader"), READERS.items())
def test_a_call_that_names_its_table_is_a_reader(source, reader):
    assert [(found.room, found.table, found.name) for found in readers_in(source, module="m")] == [reader]


@pytest.mark.parametrize("source", NONE)
def test_a_call_that_learns_its_room_when_it_runs_is_none(source):
    assert readers_in(source, module="m") == []


def test_a_call_given_its_table_reads_those_its_module_names():
    source = "TESTS, OPENINGS = 'test_transition', 'opening_transition'\ndef moves(table):\n    return rows('a', table)"
    found = [(reader.table, reader.name, reader.named) for reader in readers_in(source, module="m")]
    assert found == [("opening_transition", "m.moves", False), ("test_transition", "m.moves", False)]


def test_a_function_that_asks_twice_is_one_reader():
    assert len(readers_in("def due():\n    rows('a', 'b')\n    rows('a', 'b')", module="m")) == 1
