"""Whole cases, told as scripts and played through the real services; an oracle counts every date a second way."""

from __future__ import annotations

from pathlib import Path

import pytest

from telusur.config.simulation.acts import ACTS
from telusur.config.simulation.playing import known, play
from telusur.config.simulation.scenario import read_scenario

from .oracle import Oracle

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
SCENARIOS = [pytest.param(file, id=file.stem) for file in FILES]


def told(file: Path):
    return read_scenario(file.read_text(encoding="utf-8"), known=known())


@pytest.mark.django_db
@pytest.mark.parametrize("file", SCENARIOS)
def test_a_case_goes_as_its_script_and_the_oracle_say(file: Path) -> None:
    report = play(told(file))
    assert [(step.act.number, fault) for step in report.steps for fault in step.faults] == []
    assert len(report.steps) == len(report.scenario.acts)
    assert report.faults == []
    assert report.ledger_is_whole
    oracle = Oracle(report.scenario)
    for step in report.steps:
        clock = oracle.follow(step)
        for name, on in oracle.steps_begun(step).items():
            assert step.found["clocks"].get(name) == on, (step.act.number, name)
        if clock is None or "due" not in step.found:
            continue
        place = f"{file.name}, langkah {step.act.number}"
        assert step.found["due"] == oracle.due(clock), place
        if step.found.get("due_if_extended"):
            assert step.found["due_if_extended"] == oracle.due_if_extended(clock), place
        if step.code:
            continue
        if (check := oracle.check_due(clock)) and step.act.do in {"register", "ask_completion", "complete_request"}:
            step_name = "applicant_completes" if step.act.do == "ask_completion" else "completeness"
            assert step.found["clocks"][step_name] == check, place


def test_there_are_at_least_forty_scenarios_and_every_one_expects_something():
    scenarios = [told(file) for file in FILES]
    assert len(scenarios) >= 40
    assert [each.title for each in scenarios if not any(act.expected for act in each.acts)] == []
    assert len({each.title for each in scenarios}) == len(scenarios)


def test_the_scenarios_stand_in_all_three_time_zones():
    assert {told(file).place.zone for file in FILES} == {"WIB", "WITA", "WIT"}


def test_every_act_that_a_script_may_do_is_done_in_one():
    done = {act.do for file in FILES for act in told(file).acts}
    assert sorted(set(ACTS) - done) == []
