from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.checks import run_checks

from telusur.kernel.law import selectors, services
from telusur.kernel.law.models import ReadingChoice
from telusur.kernel.law.rules import NoRuleInForce
from telusur.kernel.ledger.selectors import acts_on

AT = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
TODAY = date(2026, 5, 4)


def choose(**changes):
    given = {
        "room": "clocks",
        "key": "joint_leave",
        "choice": "working",
        "valid_from": date(2026, 6, 1),
        "decree_number": "412 Tahun 2026",
        "decree_on": date(2026, 5, 1),
        "actor": "user:1",
        "at": AT,
        "on": TODAY,
    }
    return services.choose_reading(**(given | changes))


def test_the_data_of_every_room_is_whole():
    assert [str(fault) for fault in selectors.faults()] == []
    assert [message for message in run_checks() if message.id == "law.E001"] == []


def test_a_faulty_file_stops_the_installation(monkeypatch, tmp_path):
    file = tmp_path / "broken.toml"
    file.write_text('[[rule]]\nvalid_from = 2020-01-01\nsource = "UU"\n', encoding="utf-8")
    monkeypatch.setattr(selectors, "data_files", lambda: [("clocks", file)])
    assert [message.id for message in run_checks() if message.id == "law.E001"] == ["law.E001"]


def test_every_rule_is_listed_and_found_again_by_its_id():
    rules = selectors.all_rules()
    keyed = [rule.id for rule in rules if rule.key]
    assert len(set(keyed)) == len(keyed)
    answer = selectors.rule_in_force("clocks", "response_time", "general.answer", on=TODAY)
    assert selectors.rule_by_id(answer.id) == answer
    assert answer in selectors.all_rules(on=TODAY)
    assert answer not in selectors.all_rules(on=date(2010, 4, 29))


def test_an_unknown_rule_is_an_error():
    with pytest.raises(NoRuleInForce):
        selectors.rule_in_force("clocks", "response_time", "general.nothing", on=TODAY)


@pytest.mark.django_db
def test_a_choice_holds_from_its_day_and_stands_in_the_national_log():
    choose()
    assert selectors.readings(room="clocks", on=date(2026, 5, 31))["joint_leave"].choice == "not_working"
    found = selectors.readings(room="clocks", on=date(2026, 6, 1))["joint_leave"]
    assert (found.choice, found.by.decree_number) == ("working", "412 Tahun 2026")
    act = acts_on(subject_kind="reading", subject_id="clocks.joint_leave")[0]
    assert (act.act, act.log, act.actor) == ("law.choose_reading", "office/0", "user:1")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"key": "nothing"}, "unknown_reading", "key"),
        ({"choice": "sometimes"}, "unknown_choice", "choice"),
        ({"decree_number": "  "}, "no_decree", "decree_number"),
        ({"decree_on": date(2026, 5, 5)}, "decree_in_future", "decree_on"),
        ({"valid_from": date(2026, 5, 3)}, "reaches_back", "valid_from"),
    ],
)
def test_a_wrong_choice_is_refused_and_stores_nothing(changes, code, field):
    with pytest.raises(services.NotChosen) as refused:
        choose(**changes)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not ReadingChoice.objects.exists()
