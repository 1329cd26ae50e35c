from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from telusur.kernel.law.commands import law

pytestmark = pytest.mark.django_db


def test_the_list_shows_each_rule_with_its_source():
    shown = CliRunner().invoke(law, ["list"])
    assert shown.exit_code == 0
    assert "clocks.response_time.general.answer@2010-04-30\n    UU 14/2008 Pasal 22 ayat (7)" in shown.output
    assert "election.dispute_window@2019-12-31  [belum dikonfirmasi]" in shown.output


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
