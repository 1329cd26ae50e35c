"""What is done to a polling station's numbers at the very moment at which its plenary corrects or publishes them."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from telusur.kernel.accounts.models import User
from telusur.results.plenaries import services
from telusur.results.plenaries.services import papers, reading
from telusur.results.recapitulation import services as recapitulation
from telusur.results.recapitulation.rules.states import Standing
from telusur.results.recapitulation.selectors import form_of, vector_of

from .room import AT, DISTRICT, FIRST, SECOND, district, opened, person, read_all, signed

pytestmark = pytest.mark.django_db(transaction=True)
SWAPPED = {"suara_1": 130, "suara_2": 84}


class Meanwhile:
    """An act over a connection of its own, begun while another is in the middle; it goes on once that one is done."""

    def __init__(self, monkeypatch, where, name, act):
        self.said, self.act, real = "", act, getattr(where, name)
        self.thread = threading.Thread(target=self._act)

        def begin_before(*args, **kwargs):
            if self.thread.ident is None:
                self.thread.start()
                self.thread.join(1)
            return real(*args, **kwargs)

        monkeypatch.setattr(where, name, begin_before)

    def _act(self):
        try:
            self.act()
            self.said = "done"
        except recapitulation.Refused as refusal:
            self.said = refusal.code
        finally:
            connection.close()

    def ended(self):
        self.thread.join(30)
        return self.said


def stands(contest, station=FIRST):
    run = form_of(contest=contest, station=station)
    return run.number, Standing(run.votes), vector_of(content=run.values)


def revote(contest):
    words = {"kind": "revote", "decision": "Putusan Bawaslu 4", "actor": "user:1", "at": AT}
    return lambda: recapitulation.order_run(contest=contest, station=FIRST, **words)


@pytest.fixture
def scanned():
    contest = district(stations=(FIRST, SECOND))
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, [FIRST, SECOND], ppk)
    signed(plenary, ppk)
    return contest, ppk, plenary


def test_a_correction_beside_the_publishing_of_the_d_form_is_refused_and_not_undone(scanned, monkeypatch):
    contest, ppk, plenary = scanned
    other = User.objects.create_user("lain@contoh.test")
    before = stands(contest)[2]

    def correcting():
        words = {"reason": "Sesuai plano", "evidence": "halaman 2", "person_id": other.pk, "at": AT}
        recapitulation.correct_form(contest=contest, station=FIRST, cells=SWAPPED, **words)

    meanwhile = Meanwhile(monkeypatch, papers, "compare_regency", correcting)
    services.publish(plenary_id=plenary.pk, by=ppk, at=AT)
    assert meanwhile.ended() == "settled"
    assert stands(contest) == (1, Standing.SETTLED, before)


def test_a_repeated_vote_is_never_settled_by_what_was_said_of_the_first(scanned, monkeypatch):
    contest, ppk, plenary = scanned
    meanwhile = Meanwhile(monkeypatch, papers, "compare_regency", revote(contest))
    services.publish(plenary_id=plenary.pk, by=ppk, at=AT)
    assert meanwhile.ended() == "done"
    number, standing, values = stands(contest)
    assert (number, standing, set(values)) == (2, Standing.MISSING, {-2})


def test_a_repeated_vote_gets_no_cell_of_a_correction_of_the_first(monkeypatch):
    contest = district(stations=(FIRST, SECOND))
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    meanwhile = Meanwhile(monkeypatch, reading, "_why_it_stands", revote(contest))
    words = {"reason": "Tertukar", "evidence": "C.HASIL", "stands": "Sesuai plano", "by": ppk, "at": AT}
    services.correct_unit(plenary_id=plenary.pk, unit=FIRST, cells=SWAPPED, **words)
    assert meanwhile.ended() == "done"
    number, standing, values = stands(contest)
    assert (number, standing, set(values)) == (2, Standing.MISSING, {-2})
