from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.information.models import (
    BINDING_LABELS,
    CONCLUSION_LABELS,
    FORCE_LABELS,
    GROUND_LABELS,
    OCCASION_LABELS,
    OPENED_BY_LABELS,
    PARTICIPATION_LABELS,
    RELEASE_LABELS,
    SIDE_LABELS,
    STAGE_LABELS,
)
from telusur.openness.information.rules import consequence, exemptions
from telusur.openness.information.rules.consequence import Proceeding, Stage, steps, unanswered
from telusur.openness.information.rules.exemptions import (
    BadPeriod,
    Binding,
    Force,
    Ground,
    Holding,
    PeriodFault,
    Release,
    checked_period,
    widest_binding,
    years_after,
)
from telusur.openness.information.rules.moves import (
    DETERMINATIONS,
    OPENINGS,
    TESTS,
    Actor,
    NotNow,
    NotYours,
    acts_open,
    move,
    moves,
    states_after,
)
from telusur.openness.information.rules.sameness import ENOUGH, same_substance, substance

from .tree import ANSWERS

DAY = date(2026, 3, 2)
GROUNDS = st.sets(st.sampled_from(sorted(Ground)), min_size=1)
DAYS = st.dates(date(2026, 1, 1), date(2070, 12, 31))


def an_actor(*roles: str, level: str = "national", place: str = "handler", proposed: bool = False) -> Actor:
    return Actor(roles={place: frozenset(roles)}, level=level, proposed=proposed)


@pytest.mark.parametrize(
    ("table", "states", "acts"),
    [(TESTS, Stage, Proceeding), (DETERMINATIONS, Force, Holding), (OPENINGS, Release, None)],
)
def test_the_table_speaks_of_every_state_and_act_and_of_no_other(table, states, acts):
    rows = moves(table)
    assert {row.after for row in rows} | {row.before for row in rows} - {""} == set(states) | {
        row.after for row in rows
    }
    assert {row.before for row in rows} <= {"", *states}
    assert {row.after for row in rows} <= set(states)
    if acts is not None:
        assert {row.act for row in rows} == set(acts)


@pytest.mark.parametrize(("table", "states"), [(TESTS, Stage), (DETERMINATIONS, Force), (OPENINGS, Release)])
def test_every_state_is_reached_from_the_beginning(table, states):
    assert states_after(table, [""]) == {"", *states}


def test_every_test_can_still_be_brought_to_an_end():
    for stage in Stage:
        assert states_after(TESTS, [stage]) & consequence.FINISHED, stage


def test_nothing_leads_away_from_a_finished_test():
    assert [row for row in moves(TESTS) if row.before in consequence.FINISHED] == []


@pytest.mark.parametrize("level", ["regency", "city"])
def test_no_row_lets_a_regency_or_city_test_or_determine(level):
    for row in moves(TESTS):
        if row.act in {Proceeding.BEGIN, Proceeding.DETERMINE}:
            assert not row.holds(on=DAY, level=level, outcome="exempt")
    with pytest.raises(NotNow):
        move(DETERMINATIONS, state="", act="register", actor=an_actor("ppid", level=level), on=DAY)


@pytest.mark.parametrize(("on", "acts"), [(date(2025, 12, 28), set()), (date(2025, 12, 29), {"begin"})])
def test_a_province_tests_from_the_day_of_its_delegation(on, acts):
    actor = an_actor("ppid", level="province")
    assert acts_open(TESTS, state="sent_to_province", actor=actor, on=on) & {"begin"} == acts


def test_who_proposed_does_not_determine():
    with pytest.raises(NotYours) as refused:
        move(TESTS, state="concluded", act="determine", actor=an_actor("ppid", proposed=True), on=DAY, outcome="exempt")
    assert refused.value.second_person
    assert move(TESTS, state="concluded", act="determine", actor=an_actor("ppid"), on=DAY, outcome="exempt").after


def test_a_conclusion_leads_to_its_own_end():
    for outcome, after in (("exempt", "determined"), ("open", "found_open")):
        row = move(TESTS, state="concluded", act="determine", actor=an_actor("ppid"), on=DAY, outcome=outcome)
        assert row.after == after


@pytest.mark.parametrize(
    ("labels", "members"),
    [
        (STAGE_LABELS, Stage),
        (FORCE_LABELS, Force),
        (GROUND_LABELS, Ground),
        (RELEASE_LABELS, Release),
        (BINDING_LABELS, Binding),
        (OPENED_BY_LABELS, exemptions.OpenedBy),
        (OCCASION_LABELS, consequence.Occasion),
        (CONCLUSION_LABELS, consequence.Conclusion),
        (SIDE_LABELS, consequence.Side),
        (PARTICIPATION_LABELS, consequence.Participation),
    ],
)
def test_every_word_of_a_closed_list_is_said_on_screen(labels, members):
    assert set(labels) == set(members)
    assert len({str(label) for label in labels.values()}) == len(labels)


def test_there_are_six_steps_in_their_order():
    assert [step.letter for step in steps(on=DAY)] == list("abcdef")


@given(st.sets(st.sampled_from("abcdef")))
def test_a_step_without_an_answer_is_named(left_out):
    answers = {letter: given_answers for letter, given_answers in ANSWERS.items() if letter not in left_out}
    assert unanswered(answers, on=DAY) == sorted(left_out)


def test_a_step_with_blanks_alone_is_unanswered():
    assert unanswered(ANSWERS | {"d": {"interest": "  \n"}}, on=DAY) == ["d"]


# Periods.


@given(GROUNDS, DAYS, DAYS)
def test_what_passes_ends_as_each_of_its_grounds_allows(grounds, valid_from, valid_until):
    try:
        checked_period(grounds, valid_from=valid_from, valid_until=valid_until)
    except BadPeriod:
        return
    assert valid_from < valid_until
    assert not grounds & {"g", "h"}
    if "a" in grounds:
        assert valid_until <= years_after(valid_from, 30)


@given(GROUNDS, DAYS)
def test_without_a_date_passes_only_what_consent_or_a_statute_ends(grounds, valid_from):
    try:
        checked_period(grounds, valid_from=valid_from, valid_until=None)
    except BadPeriod:
        assert grounds & set("abcdef") or not grounds & {"g", "h"}
    else:
        assert not grounds & set("abcdef")
        assert grounds & {"g", "h"}


@given(DAYS)
def test_a_class_a_item_lasts_thirty_years_and_not_a_day_more(valid_from):
    latest = years_after(valid_from, 30)
    checked_period({"a"}, valid_from=valid_from, valid_until=latest)
    with pytest.raises(BadPeriod) as bad:
        checked_period({"a"}, valid_from=valid_from, valid_until=latest + timedelta(days=1))
    assert (bad.value.fault, bad.value.latest) == (PeriodFault.TOO_LONG, latest)


def test_thirty_years_after_a_leap_day_is_a_day_that_exists():
    assert years_after(date(2028, 2, 29), 30) == date(2058, 2, 28)


@pytest.mark.parametrize(
    ("grounds", "until", "words", "fault"),
    [
        (set(), None, "", PeriodFault.NO_GROUND),
        ({"k"}, None, "", PeriodFault.UNKNOWN_GROUND),
        ({"a", "h"}, date(2027, 1, 1), "", PeriodFault.MIXED_ENDS),
        ({"b"}, None, "", PeriodFault.END_MISSING),
        ({"j"}, None, "", PeriodFault.END_MISSING),
        ({"h"}, date(2027, 1, 1), "", PeriodFault.END_NOT_ALLOWED),
        ({"c"}, DAY, "", PeriodFault.ENDS_BEFORE_IT_STARTS),
    ],
)
def test_a_period_that_cannot_stand_says_why(grounds, until, words, fault):
    with pytest.raises(BadPeriod) as bad:
        checked_period(grounds, valid_from=DAY, valid_until=until, statute_ends=words)
    assert bad.value.fault == fault


def test_another_statute_may_end_it_in_words():
    checked_period({"j"}, valid_from=DAY, valid_until=None, statute_ends="Menurut UU 10/1998 tentang perbankan")


def test_a_national_decree_binds_all_and_one_of_a_province_its_territory():
    assert widest_binding("national", on=DAY) == Binding.ALL
    assert widest_binding("province", on=DAY) == Binding.TERRITORY


# The same substance.

WORDS = st.lists(
    st.sampled_from(
        ["nama", "pendukung", "formulir", "pencalonan", "rekening", "dana", "kampanye", "gudang", "logistik"]
    )
)


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_what_is_the_same_is_wholly_alike(asked, other):
    texts = [" ".join(asked)]
    found = same_substance(substance(texts), [(1, substance(texts)), (2, substance([" ".join(other)]))])
    assert all(ENOUGH <= each.score <= 1 for each in found)
    if asked:
        assert found[0].score == 1
        assert 1 in {each.id for each in found}


def test_other_forms_of_a_word_are_the_same_substance():
    standing = [(7, substance(["Nama-nama pendukung dalam formulir dukungan"], []))]
    assert [each.id for each in same_substance(substance(["nama para pendukungnya"]), standing)] == [7]


def test_a_common_tag_is_enough_although_no_word_is_shared():
    standing = [(7, substance(["Rincian rekening"], ["Dana kampanye"]))]
    assert [each.id for each in same_substance(substance(["mutasi bank"], ["dana kampanye"]), standing)] == [7]


def test_what_has_nothing_in_common_is_not_offered():
    assert same_substance(substance(["denah gudang"]), [(7, substance(["nama pendukung"]))]) == []
