from __future__ import annotations

from datetime import date

import pytest

from telusur.kernel.law.rules import Choice, NoRuleInForce, Rule, history, in_force, parse, readings_in_force

WHOLE = """
[[response_time]]
key = "general.answer"
valid_from = 2010-04-30
length = 10
unit = "working_day"
source = "UU 14/2008 Pasal 22 ayat (7)"
confirmed = true
"""
READING = """
[[reading]]
key = "counts_from"
valid_from = 2010-04-30
question = "Sejak kapan?"
choices = ["receipt", "completeness"]
default = "receipt"
labels = { receipt = "Diterima", completeness = "Lengkap" }
source = "UU 14/2008 Pasal 22 ayat (7)"
confirmed = false
"""


def rule(valid_from: str, until: str | None = None) -> Rule:
    end = date.fromisoformat(until) if until else None
    return Rule("clocks", "response_time", "a", date.fromisoformat(valid_from), "UU", True, {}, end)


def faults(text: str) -> list[str]:
    return [fault.text for fault in parse(text, room="clocks", file="x.toml")[1]]


def test_a_row_becomes_a_rule_named_by_room_table_key_and_date():
    rules, wrong = parse(WHOLE, room="clocks", file="x.toml")
    assert wrong == []
    assert rules[0].id == "clocks.response_time.general.answer@2010-04-30"
    assert rules[0].number("length") == 10


def test_the_newest_version_already_valid_applies():
    rules = [rule("2010-01-01"), rule("2020-01-01"), rule("2030-01-01")]
    assert in_force(rules, date(2019, 12, 31)).valid_from == date(2010, 1, 1)
    assert in_force(rules, date(2020, 1, 1)).valid_from == date(2020, 1, 1)


def test_no_rule_in_force_is_an_error_that_names_rule_and_day():
    with pytest.raises(NoRuleInForce, match=r"clocks\.a .* 2009-12-31"):
        in_force([rule("2010-01-01")], date(2009, 12, 31), name="clocks.a")


def test_an_ended_rule_is_not_in_force_on_the_day_it_ends():
    ended = [rule("2010-01-01", "2015-01-01")]
    assert in_force(ended, date(2014, 12, 31))
    with pytest.raises(NoRuleInForce):
        in_force(ended, date(2015, 1, 1))


def test_history_is_oldest_first():
    rules = [rule("2020-01-01"), rule("2010-01-01")]
    assert [each.valid_from.year for each in history(rules, "a")] == [2010, 2020]
    assert history(rules, "b") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("valid_from = 2010-04-30", "", "valid_from"),
        ("valid_from = 2010-04-30", 'valid_from = "2010"', "harus tanggal"),
        ("valid_from = 2010-04-30", "valid_from = 2010-04-30T10:00:00", "harus tanggal"),
        ("confirmed = true", "", "confirmed"),
        ("confirmed = true", 'confirmed = "ya"', "confirmed"),
        ('source = "UU 14/2008 Pasal 22 ayat (7)"', 'source = " "', "source kosong"),
        ('unit = "working_day"', 'unit = "workday"', "tidak dikenal"),
        ('unit = "working_day"', "", "length tanpa unit"),
        ("length = 10", "length = 0", "length harus"),
        ("length = 10", "length = 2.5", "length harus"),
        ("length = 10", "length = true", "length harus"),
        ("length = 10", 'length = 10\ndirection = "sideways"', "arah"),
        ("length = 10", "length = 10\nvalid_until = 2010-04-30", "tidak sesudah"),
        ("length = 10", "length = 10\nkey2 = [", "bukan TOML"),
    ],
)
def test_a_faulty_row_gives_no_rule_and_says_what_is_wrong(old, new, said):
    text = WHOLE.replace(old, new)
    assert text != WHOLE
    rules, wrong = parse(text, room="clocks", file="x.toml")
    assert rules == []
    assert said in str(wrong[0])


def test_two_versions_of_one_rule_on_one_day_are_a_fault():
    assert "versi kedua" in faults(WHOLE + WHOLE)[0]


def test_a_fault_names_file_table_and_row():
    wrong = parse(WHOLE + WHOLE.replace("= true", "= 1"), room="clocks", file="data/x.toml")[1]
    assert str(wrong[0]).startswith("data/x.toml: [[response_time]] baris 2: ")


def test_a_file_that_is_not_law_says_why():
    listing = '[[word]]\nroot = "pilih"\n'
    assert "undated" in faults(listing)[0]
    assert faults('undated = "daftar kata, bukan aturan"\n' + listing) == []
    assert faults('undated = ""\n' + listing)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('default = "receipt"', 'default = "maybe"'),
        ('choices = ["receipt", "completeness"]', 'choices = ["receipt"]'),
        ('completeness = "Lengkap"', 'other = "Lain"'),
        ('key = "counts_from"', ""),
        ('question = "Sejak kapan?"', ""),
    ],
)
def test_a_faulty_reading_is_named(old, new):
    assert faults(READING) == []
    assert len(faults(READING.replace(old, new))) == 1


def chosen(choice: str, valid_from: str) -> Choice:
    return Choice("clocks", "counts_from", choice, date.fromisoformat(valid_from), "KPT 1", date(2026, 1, 1))


def test_the_default_reading_holds_until_the_national_office_chooses():
    rules = parse(READING, room="clocks", file="x.toml")[0]
    choices = [chosen("completeness", "2026-06-01")]
    before = readings_in_force(rules, choices, date(2026, 5, 31))["counts_from"]
    after = readings_in_force(rules, choices, date(2026, 6, 1))["counts_from"]
    assert (before.choice, before.by, before.label) == ("receipt", None, "Diterima")
    assert (after.choice, after.by.decree_number) == ("completeness", "KPT 1")


def test_of_two_choices_for_one_day_the_later_act_counts():
    rules = parse(READING, room="clocks", file="x.toml")[0]
    choices = [chosen("completeness", "2026-06-01"), chosen("receipt", "2026-06-01")]
    assert readings_in_force(rules, choices, date(2026, 6, 1))["counts_from"].choice == "receipt"
