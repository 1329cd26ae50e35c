"""Two who act at once: one wins, the other is told."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from telusur.results.recapitulation import selectors, services
from telusur.results.recapitulation.models import Entry
from telusur.results.recapitulation.rules.queue import Wait
from telusur.results.recapitulation.rules.states import Standing

from .entering import AT, FIRST, handed_in, people, small_election, typed

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Do several things at the same moment, each over a connection of its own; return what became of each."""
    said, gate = [""] * len(acts), threading.Barrier(len(acts))

    def one(place, act):
        try:
            gate.wait(10)
            act()
            said[place] = "done"
        except services.Refused as refusal:
            said[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(said)


def test_of_several_who_act_at_once_one_wins_and_the_others_are_told():
    contest = small_election()
    one, two, three, four = people(4)
    handed_in(contest, FIRST, one, suara_1=231)
    late = services.open_entry(contest=contest, station=FIRST, person_id=two.pk, at=AT)
    after = AT.replace(hour=12)

    def taking(person):
        return lambda: services.open_entry(contest=contest, station=FIRST, person_id=person.pk, at=after)

    assert at_once(taking(three), taking(four)) == ["done", "taken"]
    other = Entry.objects.exclude(person__in=[one, two]).get()

    def handing(entry):
        cells = typed(contest, suara_1=231)
        return lambda: services.hand_in(entry_id=entry.pk, person_id=entry.person_id, cells=cells, at=after)

    assert at_once(handing(late), handing(other)) == ["done", "read"]
    assert sorted(Entry.objects.filter(turn__isnull=False).values_list("turn", flat=True)) == [1, 2]
    free = next(each for each in (two, three, four) if not Entry.objects.filter(person=each, turn=2).exists())
    words = {"contest": contest, "station": FIRST, "reason": "Sesuai plano", "evidence": "halaman 2", "at": after}

    def deciding():
        services.let_through(person_id=free.pk, **words)

    assert at_once(deciding, deciding) == ["done", "not_held"]
    run = selectors.form_of(contest=contest, station=FIRST)
    assert (run.votes, run.waits_for) == (Standing.VERIFIED, Wait.NOBODY)
