from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from telusur.kernel.law.commands import law

pytestmark = pytest.mark.django_db


def test_the_list_shows_each_rule_with_its_source():
    shown = CliRunner().invoke(law, ["list"])
    assert shown.exit_code == 0
    assert (
        "clocks.response_time.general.answer@2010-04-30\n"
        "    berlaku  2010-04-30 –\n"
        "    isi      length=10, unit=working_day, direction=forward, reading=counts_from\n"
        "    sumber   UU 14/2008 Pasal 22 ayat (7)\n"
        "    dibaca   "
    ) in shown.output
    assert "kernel.clocks.selectors.count_of" in shown.output
    assert "election.dispute_window@2019-12-31  [belum dikonfirmasi]" in shown.output


def test_the_list_fits_a_screen_of_100_columns():
    lines = CliRunner().invoke(law, ["list"]).output.splitlines()
    assert [line for line in lines if len(line) > 100] == []


def test_the_list_of_a_room_and_of_what_nobody_read_yet_is_shorter():
    rules = json.loads(CliRunner().invoke(law, ["list", "--room", "clocks", "--unconfirmed", "--json"]).output)
    assert {rule["room"] for rule in rules} == {"clocks"}
    assert not any(rule["confirmed"] for rule in rules)


def test_a_room_without_rules_is_told_which_have_them():
    shown = CliRunner().invoke(law, ["list", "--room", "jobs"])
    assert shown.exit_code == 1
    assert "Bagian jobs tidak punya aturan; pakai accounts, " in shown.output


def test_a_program_reads_version_period_source_and_reader_of_every_rule():
    rules = json.loads(CliRunner().invoke(law, ["list", "--days", "--json"]).output)
    assert all(rule["version"] and rule["source"] and rule["readers"] for rule in rules)
    assert {"calendars.day"} < {f"{rule['room']}.{rule['table']}" for rule in rules}


def test_a_version_ends_where_the_next_begins():
    rules = json.loads(CliRunner().invoke(law, ["list", "--room", "front", "--json"]).output)
    pkpu = [(rule["version"], rule["valid_until"]) for rule in rules if rule["key"] == "pkpu"]
    assert pkpu == [("2015-03-01", "2023-11-01"), ("2023-11-01", "2025-12-29"), ("2025-12-29", None)]


def test_the_list_of_a_day_names_the_reading_in_force():
    rules = {
        rule["id"]: rule
        for rule in json.loads(CliRunner().invoke(law, ["list", "--on", "2026-03-16", "--json"]).output)
    }
    assert rules["clocks.reading.counts_from@2010-04-30"]["choice"] == "receipt"
    assert rules["clocks.response_time.general.answer@2010-04-30"]["values"]["length"] == 10


def test_before_the_law_there_was_no_rule():
    rules = json.loads(CliRunner().invoke(law, ["list", "--on", "2008-01-01", "--json"]).output)
    assert [rule["id"] for rule in rules if rule["room"] == "clocks"] == []


def test_a_room_that_moves_by_a_table_is_drawn():
    drawn = CliRunner().invoke(law, ["diagram", "requests"])
    assert drawn.exit_code == 0
    assert "    [*] --> submitted: register\n" in drawn.output
    assert "    several --> withdrawn: withdraw\n" in drawn.output


def test_a_room_without_moves_is_told_which_have_them():
    drawn = CliRunner().invoke(law, ["diagram", "calendars"])
    assert drawn.exit_code == 1
    assert "requests" in drawn.output
