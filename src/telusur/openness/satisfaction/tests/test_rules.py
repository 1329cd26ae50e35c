"""What is hidden, what stands together, how answers lose their order, and what a code proves."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telusur.openness.satisfaction import selectors
from telusur.openness.satisfaction.rules import invitations
from telusur.openness.satisfaction.rules.index import CODES
from telusur.openness.satisfaction.rules.joining import joined_months
from telusur.openness.satisfaction.rules.mixing import parted
from telusur.openness.satisfaction.rules.parts import answers_in, drawn, gathered, taken_apart
from telusur.openness.satisfaction.rules.sheets import BadSheet, Pending, Sheet, checked
from telusur.openness.satisfaction.rules.spans import span_of
from telusur.openness.satisfaction.rules.words import Channel, Every

DAY = date(2026, 3, 16)
VALUES = selectors.values(on=DAY)


@settings(max_examples=40)
@given(months=st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_months_stand_together_until_they_are_enough(months):
    groups = joined_months(months, least=5)
    assert [place for group in groups for place in group] == list(range(len(months)))
    sums = [sum(months[place] for place in group) for group in groups]
    assert len(groups) == 1 or all(each >= 5 or each == 0 for each in sums)


@settings(max_examples=40)
@given(lying=st.integers(0, 30), closing=st.booleans(), seed=st.integers())
def test_never_fewer_than_a_batch_leave_and_a_batch_stays(lying, closing, seed):
    released, kept = parted(range(lying), least=5, closing=closing, chance=random.Random(seed))  # noqa: S311 a test wants the same lot twice
    assert sorted(released + kept) == list(range(lying))
    if closing:
        assert not kept
    else:
        assert not released or (len(released) >= 5 and len(kept) == 5)


@settings(max_examples=25)
@given(nonce=st.binary(min_size=8, max_size=8))
def test_a_code_is_read_as_people_type_it_and_in_its_own_survey_alone(nonce):
    key, other = (invitations.key_of(name, secret="rahasia") for name in ("3673 1", "3673 2"))
    code = invitations.written(nonce, key=key)
    assert invitations.nonce_in(f" {code.lower().replace('-', ' ')} ", key=key) == nonce
    assert invitations.nonce_in(code.replace("O", "0").replace("I", "1"), key=key) == nonce
    for wrong in (code[:-1], code + "A", "", "ä", code[::-1]):
        with pytest.raises(invitations.BadCode):
            invitations.nonce_in(wrong, key=key)
    with pytest.raises(invitations.BadCode):
        invitations.nonce_in(code, key=other)


def test_sheets_lie_in_the_pot_taken_apart_and_leave_it_by_a_lot_for_each_part():
    march = date(2026, 3, 1)
    sheets = [
        Pending(Sheet({"U1": 4, "U9": 1 + n % 4}, age=f"{n:02d}", comment=f"c{n}"), march, Channel.KIOSK)
        for n in range(20)
    ]
    parts = taken_apart(sheets)
    assert answers_in(parts["answers"][-1]) == (march, [4, *[None] * 7, 4])
    assert gathered(taken_apart(sheets[:7]), taken_apart(sheets[7:])) == parts
    chance = random.Random(1)  # noqa: S311 the test must repeat
    released, kept = drawn(parts, least=5, closing=False, chance=chance)
    assert ({len(each) for each in released.values()}, {len(each) for each in kept.values()}) == ({15}, {5})
    assert gathered(released, kept) == parts
    assert {each.removeprefix("c") for each in kept["comment"]} != {str(int(each)) for each in kept["age"]}
    assert drawn(taken_apart(sheets[:9]), least=5, closing=False, chance=chance)[0] == gathered()


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (Sheet({}), "nothing_answered"),
        (Sheet({"U10": 4}), "no_element"),
        (Sheet({"U1": 5}), "no_answer"),
        (Sheet({"U1": 4}, sex="x"), "no_such_value"),
        (Sheet({"U1": 4}, comment="a" * 1001), "comment_too_long"),
    ],
)
def test_a_wrong_sheet_is_refused_by_its_field(sheet: Sheet, code: str):
    with pytest.raises(BadSheet) as refused:
        checked(sheet, values=VALUES)
    assert refused.value.code == code


def test_a_survey_covers_a_half_or_a_whole_year():
    assert span_of(date(2026, 6, 30), every=Every.SEMESTER).last_on == date(2026, 6, 30)
    assert span_of(date(2026, 7, 1), every=Every.SEMESTER).half == 2
    assert span_of(date(2026, 7, 1), every=Every.YEAR).months == 12


def test_the_questionnaire_asks_for_facilities_before_complaints_and_knows_both_by_code():
    assert [code for code, _asked in selectors.questions(on=DAY)] == [*CODES[:7], "U9", "U8"]
    assert all(len(asked.answers) == 4 for _code, asked in selectors.questions(on=DAY))


def test_the_survey_runs_by_dated_rules():
    assert selectors.default_cadence(on=DAY) == Every.YEAR
    assert selectors.population_figure(on=DAY) == "requests.applicants"
    assert (selectors.least(key="batch", on=DAY), selectors.least(key="cell", on=DAY)) == (5, 5)
    assert set(selectors.attributes(on=DAY)) == {"age", "sex", "education", "occupation"}
