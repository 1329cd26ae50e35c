"""The SOP pages: everything on them stands in the tables, and nothing of the tables is left out."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telusur.front.procedures import WORDS, procedure, procedures, tables_shown
from telusur.front.rules.flow import BOX, Arrow, draw
from telusur.kernel.law import selectors as law

from .factories import make_office

ON = date(2026, 3, 16)
STATES = [f"s{number}" for number in range(8)]
LABELS = {state: state.upper() for state in STATES}
arrows = st.lists(
    st.builds(Arrow, st.integers(1, 40), st.sampled_from(["", *STATES]), st.sampled_from(STATES)), min_size=1
)


def test_the_pages_are_those_whose_tables_exist():
    assert [each.number for each in procedures(on=ON)] == [int(rule.key) for rule in law.rows("front", "sop")]
    assert tables_shown() == set(WORDS)
    assert tables_shown() <= set(law.tables())


def test_before_its_day_there_is_no_procedure():
    assert procedures(on=date(2009, 1, 1)) == []


@pytest.mark.parametrize("place", WORDS)
def test_every_move_stands_on_a_page(place):
    shown = {step.rule.id for each in procedures(on=ON) for step in each.steps}
    assert {rule.id for rule in law.rows(*place)} <= shown


@pytest.mark.parametrize("rule", law.rows("front", "sop"), ids=lambda rule: rule.key)
def test_the_usual_way_is_made_of_steps_of_the_table(rule):
    found = procedure(number=int(rule.key), on=ON)
    assert [step.rule.key for step in found.way] == rule["way"]
    assert all(step.actors and step.source for step in found.steps)


@given(arrows)
def test_every_step_that_moves_has_its_number_in_the_drawing(some):
    drawing = draw(some, labels=LABELS)
    drawn = {int(number) for line in drawing.lines for number in line.text.split(", ")}
    assert drawn == {arrow.number for arrow in some if arrow.before != arrow.after}


@given(arrows)
def test_boxes_stand_below_each_other_and_inside_the_drawing(some):
    drawing = draw(some, labels=LABELS)
    tops = [box.y for box in drawing.boxes]
    assert all(below - above >= BOX for above, below in pairwise(tops))
    assert all(box.x >= 0 and box.x + box.width <= drawing.width for box in drawing.boxes)
    assert all(0 <= line.x <= drawing.width and 0 <= line.y <= drawing.height for line in drawing.lines)


def test_what_nothing_leads_on_from_is_an_end():
    drawing = draw([Arrow(1, "", "s0"), Arrow(2, "s0", "s1"), Arrow(3, "s0", "s0")], labels=LABELS)
    assert [box.end for box in drawing.boxes] == [False, True]


def test_a_step_from_many_states_is_marked_at_its_end():
    many = [Arrow(9, state, "s7") for state in STATES[:6]]
    (line,) = draw(many, labels=LABELS).lines
    assert (line.path, line.text, line.from_many) == ("", "9", True)


@pytest.mark.django_db
def test_the_list_leads_to_every_page(client):
    make_office()
    page = client.get("/kota-contoh/sop/").content.decode()
    numbers = re.findall(r'href="/kota-contoh/sop/(\d+)/"', page)
    assert numbers == [rule.key for rule in law.rows("front", "sop")]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("number", [int(rule.key) for rule in law.rows("front", "sop")])
def test_a_page_says_steps_actors_times_and_sources(client, django_assert_max_num_queries, number, language):
    make_office()
    client.cookies["django_language"] = language
    client.get(f"/kota-contoh/sop/{number}/")
    with django_assert_max_num_queries(3):
        answer = client.get(f"/kota-contoh/sop/{number}/")
    page = answer.content.decode()
    assert len(answer.content) < 60_000
    assert "style=" not in page
    assert page.count('<tr id="langkah-') == len(procedure(number=number, on=ON).steps)
    assert page.count("<svg role") == 1


@pytest.mark.django_db
def test_the_answer_is_owed_in_ten_working_days_and_the_page_says_so(client):
    make_office()
    page = client.get("/kota-contoh/sop/1/").content.decode()
    assert "Pemberitahuan tertulis ditandatangani dan dikirim" in page
    assert "<b>10</b> hari kerja" in page
    assert "belum dikukuhkan" in page


@pytest.mark.django_db
def test_a_procedure_nobody_wrote_is_not_found(client):
    make_office()
    assert client.get("/kota-contoh/sop/99/").status_code == 404
