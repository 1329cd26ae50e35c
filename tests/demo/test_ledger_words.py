"""After weeks of every office's work the logs hold codes, ids, dates and digests, and no words about people."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from telusur.kernel.ledger.models import Act

pytestmark = pytest.mark.django_db

CODES = re.compile(
    r"[A-Za-z0-9_.:/,+-]*(@\d{4}-\d\d-\d\d)?"
)  # an instant ends with its zone, the version of a rule with its date
# Facts that are words, and why they name nobody.
WORDS = {
    "offices.create": "what an office calls itself and where it stands",
    "offices.change": "what an office calls itself and where it stands",
    "offices.add_unit": "the name of a unit",
    "offices.change_unit": "the name of a unit",
    "clocks.change_calendar": "the day and the decree that sets it",
    "recapitulation.correct": "why and on what evidence numbers change: written to be public",
    "recapitulation.fill_begun": "why and from what a plenary read out a form: written to be public",
    "recapitulation.decide": "why held numbers stand: written to be public",
    "recapitulation.settle": "by which minutes a plenary settled numbers: written to be public",
    "plenaries.correct_unit": "why and on what evidence a plenary changes numbers: written to be public",
    "plenaries.determine": "the decision that determines a result: written to be public",
    "seats.tell_election": "the decree that determines seats: written to be public",
    "recapitulation.order_run": "the decision to vote or count again: written to be public",
    "recapitulation.answer_challenge": "what became of a challenge: written to be public",
}


def test_every_act_is_named_by_a_room():
    rooms = {room.rpartition(".")[2] for room in settings.ROOMS}
    acts = set(Act.objects.values_list("act", flat=True).distinct())
    assert acts
    assert {act for act in acts if act.partition(".")[0] not in rooms} == set()


def test_facts_hold_no_words():
    said = {
        (act.act, key, value)
        for act in Act.objects.exclude(act__in=WORDS)
        for key, value in act.facts.items()
        if isinstance(value, str) and not CODES.fullmatch(value)
    }
    assert said == set()
