from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from telusur.openness.information.rules import search
from telusur.openness.information.rules.passages import marked, passage
from telusur.openness.information.rules.search import parse_query


def test_a_query_of_stop_words_asks_for_nothing():
    assert not parse_query("dan yang di")


def test_exact_words_and_roots_are_told_apart():
    query = parse_query("pemilihan")
    assert search.exact_tsquery(query) == "(('pemilihan'))"
    assert search.root_tsquery(parse_query("menetapkan")) == "(('=penetapan'))"


def test_an_abbreviation_asks_for_its_words_too():
    assert search.root_tsquery(parse_query("dapil")) == "(('=dapil') | ('=daerah' <1> '=pemilihan'))"


def test_words_written_out_ask_for_the_abbreviation_too():
    terms = parse_query("daerah pemilihan Serang").terms
    assert [[run[0].exact for run in term.alternatives] for term in terms] == [
        ["daerah", "dapil"],
        ["pemilihan", "dapil"],
        ["serang"],
    ]


def test_a_quoted_phrase_keeps_its_distances():
    assert search.phrase_tsquery(parse_query('"daftar dan hasil"')) == "('daftar' <2> 'hasil')"


def test_an_unclosed_quote_is_a_phrase_to_the_end():
    assert len(parse_query('laporan "dana kampanye').phrases[0]) == 2


def test_the_last_word_is_unfinished_while_typing():
    assert search.root_tsquery(parse_query("dana kamp", typing=True)).endswith("(('=kamp') | ('kamp':*))")
    assert parse_query("dana kampanye ", typing=True).prefix == ""
    assert parse_query("dana kampanye").prefix == ""


def test_a_passage_shows_the_place_with_most_of_the_words():
    text = "dana " + "kata lain " * 60 + "laporan dana kampanye peserta" + " kata lain" * 60
    shown = passage(text, parse_query("laporan dana kampanye"))
    assert "<mark>laporan</mark> <mark>dana</mark> <mark>kampanye</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_a_passage_marks_kin_of_the_word():
    assert "<mark>Penetapan</mark>" in passage("Penetapan kursi", parse_query("ditetapkan"))


def test_no_passage_where_nothing_was_found():
    assert passage("Penetapan kursi", parse_query("logistik")) == ""


def test_markup_in_a_document_stays_text():
    shown = passage("<script>alert('dana')</script> dana", parse_query("dana"))
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


@given(st.text(max_size=300), st.text(max_size=40))
def test_marked_text_without_its_marks_is_the_text(text, question):
    shown = marked(text, parse_query(question))
    assert unescape(re.sub(r"</?mark>", "", shown)) == text


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_input_breaks_the_query_or_the_vectors(text, question):
    query = parse_query(question, typing=True)
    for built in (search.exact_tsquery(query), search.any_tsquery(query), search.title_vector(text, text)):
        assert built.count("'") % 2 == 0
        assert "\\" not in built
