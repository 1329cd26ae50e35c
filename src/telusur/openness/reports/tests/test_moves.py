"""The table of SOP 8: nobody signs what he checked, and every report can reach its end."""

from __future__ import annotations

from datetime import date

from telusur.openness.reports.rules.states import Act, State
from telusur.openness.reports.selectors import moves_on, words_of_moves

ROWS = moves_on(on=date(2026, 3, 16))


def test_the_table_knows_every_state_and_act_and_no_other():
    words = words_of_moves()
    assert {row.text("act") for row in ROWS} == set(Act) == set(words.acts)
    named = {row.text("to") for row in ROWS} | {state for row in ROWS for state in row["from"]}
    assert named - {"", "same"} == set(State) == set(words.states)
    assert {role for row in ROWS for role in row["by"]} == set(words.parties)


def test_every_state_is_reached_and_only_a_sent_report_is_at_its_end():
    reached, before = {""}, set()
    while before != reached:
        before = set(reached)
        reached |= {row.text("to") for row in ROWS if reached & set(row["from"])} - {"same"}
    assert reached == {"", *State}
    onward = [row for row in ROWS if row.text("to") != "same" and row.text("act") != Act.REVISE]
    assert set(State) - {state for row in onward for state in row["from"]} == {State.SENT}


def test_who_signs_is_not_who_checks():
    by = {row.text("act"): set(row["by"]) for row in ROWS}
    assert by[Act.SIGN] == {"superior"}
    assert not by[Act.SIGN] & by[Act.CHECK]
    assert not by[Act.SIGN] & by[Act.GENERATE]
