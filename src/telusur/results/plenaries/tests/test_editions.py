"""A plenary that a ruling ordered anew: what the replaced one may still do, and what its objections become."""

from __future__ import annotations

import pytest

from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.models import Determination
from telusur.results.plenaries.rules.states import Answer
from telusur.results.plenaries.services import Refused
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    FIRST,
    REGENCY,
    STATIONS,
    brought_out,
    district,
    opened,
    person,
    read_all,
)
from telusur.results.plenaries.tests.test_pages import at, signed_in

pytestmark = pytest.mark.django_db


def objected(plenary, by, text, answer, unit=None):
    """Let the supervisor's words be written down at a plenary and answered."""
    words = {"plenary_id": plenary.pk, "by": by, "at": AT}
    one = services.object_to(as_role="supervisor", text=text, unit=unit, **words)
    return services.answer_objection(objection_id=one.pk, answer=answer, text="Dijawab", **words)


def district_and_regency():
    """Return the contest, those who hold the two plenaries, and that of the district, published; it carried one."""
    contest = district()
    ppk, kpu = person(contest, "ppk", DISTRICT), person(contest, "kpu", REGENCY)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    objected(plenary, ppk, "Kotak terlambat tiba", Answer.CARRIED)
    objected(plenary, ppk, "Sudah jelas", Answer.REJECTED, FIRST)
    brought_out(plenary, ppk)
    return contest, ppk, kpu, plenary


def texts(plenary):
    return [(one.text, one.answer, one.unit) for one in selectors.objections_of(plenary=plenary)]


def test_nothing_is_done_any_more_at_a_plenary_that_was_ordered_anew(client):
    contest, ppk, _kpu, first = district_and_regency()
    signed_in(client, ppk)
    second = opened(contest, ppk, ground="Putusan Bawaslu 7/2024")
    with pytest.raises(Refused, match="replaced"):
        services.determine(plenary_id=first.pk, decision="Keputusan 1", decided_on=AT.date(), by=ppk, at=AT)
    assert not Determination.objects.exists()
    page = client.get(at("plenary", first))
    text = page.content.decode()
    assert (page.context["acts"], page.context["may_object"], page.context["next"]) == ([], False, None)
    assert "diganti pleno ulang atas Putusan Bawaslu 7/2024" in text
    assert f'href="{at("plenary", second)}">Buka pleno ke-2 yang berlaku' in text
    answered = client.post(at("determine", first), {"decision": "Keputusan 1", "decided_on": "2024-02-20"})
    assert "Pleno ini sudah diganti pleno ulang" in answered.content.decode()
    assert "diganti pleno ulang" not in client.get(at("plenary", second)).content.decode()


def test_what_was_carried_is_heard_also_where_the_unit_is_corrected_after_its_plenary_was_repeated():
    contest, ppk, kpu, first = district_and_regency()
    above = opened(contest, kpu, "kabko", REGENCY)
    services.read_unit(plenary_id=above.pk, unit=DISTRICT, by=kpu, at=AT)
    second = opened(contest, ppk, ground="Putusan Bawaslu 7/2024")
    assert texts(second) == [("Kotak terlambat tiba", Answer.CARRIED, None)]  # with the answer that it had
    objected(second, ppk, "Saksi tidak diberi salinan", Answer.CARRIED, FIRST)
    brought_out(second, ppk)
    words = {"plenary_id": above.pk, "by": kpu, "at": AT, "reason": "Tertukar", "evidence": "D.HASIL KECAMATAN"}
    services.correct_unit(unit=DISTRICT, cells={"suara_1": 517, "suara_2": 339}, **words)
    heard = ["Kotak terlambat tiba", "Saksi tidak diberi salinan"]  # the first of them once, not of each edition
    assert texts(above) == [(text, Answer.OPEN, DISTRICT) for text in heard]
    with pytest.raises(Refused, match="objections"):
        services.print_proof(plenary_id=above.pk, by=kpu, at=AT)
    assert first.pk != second.pk


def test_a_repeated_plenary_keeps_what_it_had_heard_from_below():
    contest, _ppk, kpu, first = district_and_regency()
    above = opened(contest, kpu, "kabko", REGENCY)
    services.read_unit(plenary_id=above.pk, unit=DISTRICT, by=kpu, at=AT)
    heard = selectors.objections_of(plenary=above).get()
    answer = {"objection_id": heard.pk, "answer": Answer.REJECTED, "text": "Tidak mengubah suara"}
    services.answer_objection(plenary_id=above.pk, by=kpu, at=AT, **answer)
    brought_out(above, kpu)
    again = opened(contest, kpu, "kabko", REGENCY, ground="Putusan Bawaslu 8/2024")
    kept = selectors.objections_of(plenary=again).get()
    assert (kept.text, kept.answer, kept.words) == (heard.text, Answer.REJECTED, "Tidak mengubah suara")
    assert kept.carried_from.plenary_id == first.pk
    services.read_unit(plenary_id=again.pk, unit=DISTRICT, by=kpu, at=AT)
    assert selectors.objections_of(plenary=again).count() == 1
