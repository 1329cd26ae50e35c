from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, transaction

from telusur.kernel.documents.services import open_bytes
from telusur.kernel.ledger.models import Act as LedgerAct
from telusur.kernel.ledger.rules.signed_notes import opened_text, raw_key
from telusur.kernel.ledger.services import signer
from telusur.results.elections.rules.layout import UNREAD
from telusur.results.elections.services import StationRow, enter_stations
from telusur.results.plenaries import selectors, services
from telusur.results.plenaries.models import Compared, Correction, Paper
from telusur.results.plenaries.rules.moves import WrongState
from telusur.results.plenaries.rules.notes import read
from telusur.results.plenaries.rules.states import Answer, PaperKind, State
from telusur.results.plenaries.services import Refused
from telusur.results.plenaries.tests.room import (
    AT,
    DISTRICT,
    FIRST,
    FOURTH,
    LATER,
    PROVINCE,
    REGENCY,
    SECOND,
    STATIONS,
    THIRD,
    brought_out,
    district,
    fill,
    opened,
    person,
    read_all,
)
from telusur.results.recapitulation.models import Event
from telusur.results.recapitulation.rules.states import WITHOUT_C_FORM, Standing
from telusur.results.recapitulation.selectors import form_of, table_of

pytestmark = pytest.mark.django_db


def test_a_plenary_goes_from_opening_to_publishing_and_settles_its_polling_stations():  # noqa: PLR0915 one walk
    contest = district()
    ppk, above = person(contest, "ppk", DISTRICT), person(contest, "ppk", REGENCY, "lain")
    for who, level, place, why in (
        (above, "kecamatan", DISTRICT, "not_permitted"),
        (ppk, "kecamatan", REGENCY, "not_here"),
        (ppk, "dusun", DISTRICT, "not_here"),
    ):
        with pytest.raises(Refused, match=why):
            opened(contest, who, level, place)
    plenary = opened(contest, ppk)
    with pytest.raises(Refused, match="open_already"):
        opened(contest, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    read_all(plenary, [FIRST, SECOND, THIRD], ppk)
    with pytest.raises(Refused, match="unread_units") as refusal:
        services.print_proof(**words)
    assert (refusal.value.facts["count"], refusal.value.facts["names"]) == (1, "TPS 002 TUNGGALJAYA")
    services.read_unit(unit=FOURTH, **words)
    with pytest.raises(WrongState):
        services.print_final(**words)
    with pytest.raises(Refused, match="no_change"):
        services.correct_unit(unit=SECOND, cells={"suara_1": 130}, reason="Salah salin", evidence="C.HASIL", **words)
    services.print_proof(**words)
    corrected = {"suara_1": 140, "suara_sah": 241, "suara_total": 245}
    services.correct_unit(unit=SECOND, cells=corrected, reason="Salah salin", evidence="C.HASIL hlm. 2", **words)
    plenary.refresh_from_db()
    assert plenary.state == State.READING
    event = Event.objects.latest("index")
    assert (event.act, event.minutes, event.reason) == ("recapitulation.correct", plenary.minutes, "Salah salin")
    assert Correction.objects.get().cells["suara_1"] == ["130", "140"]

    public = brought_out(plenary, ppk, absent=(3,))
    plenary.refresh_from_db()
    assert (plenary.state, [paper.kind for paper in plenary.papers.order_by("pk")]) == (
        State.PUBLISHED,
        ["proof", "proof", "final", "scan", "public"],
    )
    total = selectors.total_of(plenary=plenary)
    places = selectors.layout_for(plenary=plenary).places
    assert total.values[places["suara_1"]] == 131 + 140 + 129 + 128
    assert {form_of(contest=contest, station=code).votes for code in STATIONS} == {Standing.SETTLED}
    settled = {event.station_id % 10**13: event for event in Event.objects.filter(act="recapitulation.settle")}
    assert (settled[FIRST].minutes, settled[FIRST].reason) == (
        plenary.minutes,
        f"Diplenokan, berita acara {plenary.minutes}",
    )
    assert SECOND not in settled  # its correction settled it, and gave its reason
    missing = plenary.signatures.get(given=False)
    assert (missing.seat, missing.reason) == ("witness", "Tidak hadir")
    gains = list(Compared.objects.order_by("-gain").values_list("unit", "choice", "form", "said", "gain"))
    assert (len(gains), gains[0], gains[1][-1]) == (12, (SECOND, 1, 130, 140, 10), 0)

    key = signer(log="election/pilpres2024")
    said = read(opened_text(public.note, name=key.origin, public_key=raw_key(key.key)))
    assert (said.code, said.form, said.minutes) == (plenary.code, "D.HASIL KECAMATAN-PPWP", plenary.minutes)
    assert said.numbers.split(",")[22:25] == ["528", "338", "68"]
    with open_bytes(document=public.file.document) as content:
        pdf = content.read()
    assert hashlib.sha256(pdf).hexdigest() == public.digest
    assert b"pdfaid" in pdf
    acts = LedgerAct.objects.filter(log="election/pilpres2024", subject_kind="plenary").order_by("index")
    assert [act.act.partition(".")[2] for act in acts][-4:] == [
        "record_signature",
        "close_signing",
        "upload_scan",
        "publish",
    ]
    with pytest.raises(WrongState):
        services.correct_unit(unit=SECOND, cells={"suara_1": 1}, reason="Lagi", evidence="C", **words)
    for kept in (Paper.objects.filter(pk=public.pk), Correction.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            kept.delete()


def test_held_votes_stop_the_reading_until_somebody_says_why_and_unread_ones_until_they_are_read():
    contest = district()
    ppk = person(contest, "ppk", DISTRICT)
    fill(contest, FIRST, suara_sah=240)
    fill(contest, SECOND, suara_2=UNREAD)
    plenary = opened(contest, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    with pytest.raises(Refused, match="held"):
        services.read_unit(unit=FIRST, **words)
    line = services.read_unit(unit=FIRST, reason="Tertulis demikian pada C.HASIL", **words)
    assert line.reason == "Tertulis demikian pada C.HASIL"
    with pytest.raises(Refused, match="unread"):
        services.read_unit(unit=SECOND, reason="Tidak terbaca", **words)
    said = {"reason": "Dibaca dari plano", "evidence": "C.HASIL hlm. 2"}
    services.correct_unit(unit=SECOND, cells={"suara_2": 83}, **said, **words)
    assert form_of(contest=contest, station=SECOND).votes == Standing.SETTLED
    read_all(plenary, [THIRD, FOURTH], ppk)
    fill(contest, THIRD, suara_1=100, suara_2=114)
    with pytest.raises(Refused, match="changed_units"):
        services.print_proof(**words)
    services.read_unit(unit=THIRD, **words)
    services.print_proof(**words)


def test_a_polling_station_without_a_c_form_is_filled_in_whole_and_marked():
    contest = district(stations=(FIRST, SECOND, THIRD))
    ppk = person(contest, "ppk", DISTRICT)
    run = form_of(contest=contest, station=THIRD)
    run.__class__.objects.filter(pk=run.pk).update(votes=0, administration=0)
    plenary = opened(contest, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    with pytest.raises(Refused, match="no_form"):
        services.read_unit(unit=THIRD, **words)
    said = {"reason": "Sistem noken, tanpa C.HASIL", "evidence": "BA 3", **words}
    with pytest.raises(Refused, match="unread"):
        services.correct_unit(unit=THIRD, cells={"suara_1": 235}, **said)
    votes = {"suara_1": 235, "suara_2": 0, "suara_3": 0, "suara_sah": 235, "suara_tidak_sah": 0, "suara_total": 235}
    services.correct_unit(unit=THIRD, cells=votes, **said)
    run = form_of(contest=contest, station=THIRD)
    assert (run.votes, run.flags & WITHOUT_C_FORM) == (Standing.SETTLED, WITHOUT_C_FORM)
    read_all(plenary, [FIRST, SECOND], ppk)
    brought_out(plenary, ppk)
    total = selectors.total_of(plenary=plenary)
    place = selectors.layout_for(plenary=plenary).places["dpt_j"]
    assert (total.values[place], total.gaps[place]) == (520, 1)
    assert list(Compared.objects.filter(unit=THIRD).values_list("form", "gain")) == [(None, 0)] * 3


def test_objections_are_settled_by_a_correction_or_carried_to_the_plenary_above():
    contest = district()
    ppk, kpu = person(contest, "ppk", DISTRICT), person(contest, "kpu", REGENCY)
    witness, stranger = person(contest, "witness", DISTRICT), person(contest, "witness", 3602, "jauh")
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    words = {"plenary_id": plenary.pk, "at": AT}
    raised = {"as_role": "witness", "participant": 2, "text": "Angka plano 84", **words}
    with pytest.raises(Refused, match="not_permitted"):
        services.object_to(unit=FIRST, by=stranger, **raised)
    with pytest.raises(Refused, match="identity"):
        services.object_to(unit=FIRST, by=witness, **raised | {"text": "NIK 3601012001800001"})
    with pytest.raises(Refused, match="no_participant"):
        services.object_to(unit=FIRST, by=witness, **raised | {"participant": 9})
    one = services.object_to(unit=FIRST, by=witness, **raised)
    other = services.object_to(by=witness, **raised | {"text": "Kotak terlambat tiba"})
    with pytest.raises(Refused, match="objections"):
        services.print_proof(by=ppk, **words)
    with pytest.raises(Refused, match="not_permitted"):
        services.answer_objection(objection_id=one.pk, answer=Answer.REJECTED, text="-", by=witness, **words)
    accepted = {"objection_id": one.pk, "answer": Answer.ACCEPTED, "text": "Benar", "by": ppk, **words}
    with pytest.raises(Refused, match="not_corrected"):
        services.answer_objection(**accepted)
    cells = {"suara_2": 84, "suara_1": 130}
    services.correct_unit(unit=FIRST, cells=cells, reason="Sesuai plano", evidence="C.HASIL", by=ppk, **words)
    services.answer_objection(**accepted)
    carried = {"objection_id": other.pk, "answer": Answer.CARRIED, "text": "Dicatat", "by": ppk, **words}
    services.answer_objection(**carried)
    with pytest.raises(Refused, match="answered"):
        services.answer_objection(**carried)

    regency = opened(contest, kpu, "kabko", REGENCY)
    with pytest.raises(Refused, match="no_form"):
        services.read_unit(plenary_id=regency.pk, unit=DISTRICT, by=kpu, at=AT)
    brought_out(plenary, ppk)
    services.read_unit(plenary_id=regency.pk, unit=DISTRICT, by=kpu, at=AT)
    heard = selectors.objections_of(plenary=regency).get()
    assert (heard.text, heard.carried_from_id, heard.unit) == ("Kotak terlambat tiba", other.pk, DISTRICT)
    with pytest.raises(Refused, match="objections"):
        services.print_proof(plenary_id=regency.pk, by=kpu, at=AT)


def test_a_result_is_determined_disputed_and_changed_and_both_stay():
    contest = district()
    people = {
        "kecamatan": (person(contest, "ppk", DISTRICT), DISTRICT, STATIONS),
        "kabko": (person(contest, "kpu", REGENCY), REGENCY, [DISTRICT]),
        "provinsi": (person(contest, "kpu", PROVINCE), PROVINCE, [REGENCY]),
        "nasional": (person(contest, "kpu", None), 0, [PROVINCE]),
    }
    first = {}
    for level, (by, place, units) in people.items():
        first[level] = opened(contest, by, level, place)
        read_all(first[level], units, by)
        brought_out(first[level], by)
    kpu = people["nasional"][0]
    on = AT.date()
    with pytest.raises(Refused, match="not_determined_here"):
        services.determine(plenary_id=first["kabko"].pk, decision="K", decided_on=on, by=people["kabko"][0], at=AT)
    words = {"plenary_id": first["nasional"].pk, "by": kpu, "at": AT}
    one = services.determine(decision="Keputusan KPU 360/2024", decided_on=on, **words)
    services.record_dispute(registration="01/PHPU.PRES-XXII/2024", **words)
    with pytest.raises(Refused, match="open_already"):
        opened(contest, kpu, "nasional", 0, ground="Putusan MK")
    services.record_ruling(ruling="Putusan MK 1/2024", changes=True, **words)

    fill_again = {"suara_1": 100, "suara_2": 114}
    ppk = people["kecamatan"][0]
    second = opened(contest, ppk, ground="Putusan MK 1/2024")
    assert (second.number, second.lines.count()) == (2, 4)
    services.correct_unit(
        plenary_id=second.pk,
        unit=FIRST,
        cells=fill_again,
        reason="Putusan MK 1/2024",
        evidence="Putusan",
        by=ppk,
        at=LATER + AT,
    )
    brought_out(second, ppk, at=AT + LATER)
    for level in ("kabko", "provinsi", "nasional"):
        by, place, units = people[level]
        again = opened(contest, by, level, place, ground="Putusan MK 1/2024")
        assert again.lines.count() == 0
        read_all(again, units, by)
        brought_out(again, by)
    two = services.determine(plenary_id=again.pk, decision="Keputusan KPU 1205/2024", decided_on=on, by=kpu, at=AT)
    place = selectors.layout_for(plenary=again).places["suara_1"]
    values = [selectors.column_of(values=each.totals, gaps=each.gaps).values[place] for each in (one, two)]
    assert (values, two.number, two.ruling) == ([518, 487], 2, "Putusan MK 1/2024")
    assert table_of(contest=contest, level=0).total.sums["suara_1"] == 487
    assert [each.decision for each in selectors.determinations_of(contest=contest)] == [one.decision, two.decision]
    with pytest.raises(IntegrityError), transaction.atomic():
        one.delete()


def test_an_error_found_while_signing_takes_the_final_back_and_a_form_needs_a_member_of_its_committee():
    contest = district()
    ppk = person(contest, "ppk", DISTRICT)
    plenary = opened(contest, ppk)
    read_all(plenary, STATIONS, ppk)
    words = {"plenary_id": plenary.pk, "by": ppk, "at": AT}
    services.print_proof(**words)
    services.print_final(**words)
    seat = plenary.signatures.first()
    with pytest.raises(Refused, match="no_reason"):
        services.record_signature(signature_id=seat.pk, given=False, **words)
    services.record_signature(signature_id=seat.pk, given=True, **words)
    with pytest.raises(Refused, match="signatures"):
        services.close_signing(**words)
    with pytest.raises(Refused, match="no_reason"):
        services.return_to_reading(reason=" ", **words)
    services.return_to_reading(reason="Salah satu lampiran tertukar", **words)
    plenary.refresh_from_db()
    assert (plenary.state, plenary.totals, plenary.signatures.filter(given=None).count()) == ("reading", None, 8)
    services.print_proof(**words)
    services.print_final(**words)
    for seat in plenary.signatures.all():
        services.record_signature(signature_id=seat.pk, given=False, reason="Menolak", **words)
    with pytest.raises(Refused, match="nobody"):
        services.close_signing(**words)
    assert plenary.papers.filter(kind=PaperKind.FINAL).count() == 2


def test_what_was_counted_abroad_goes_straight_to_the_nation():
    contest = district(stations=(FIRST,))
    embassy, post = 9901010001001, 9901010001002
    rows = [StationRow(embassy, "001-tps", (None, None, None)), StationRow(post, "002-pos-001", (None, None, None))]
    names = {99: "LUAR NEGERI", 9901: "BRUNEI", 990101: "KBRI", 9901010001: "KBRI"}
    with transaction.atomic():
        enter_stations(election=contest.election, rows=rows, names=names, provisional=False)
    for number, code in enumerate((embassy, post)):
        fill(contest, code, suara_1=130 + number, suara_2=84 - number)
    ppln, kpu = person(contest, "ppk", 9901), person(contest, "kpu", None)
    for level, place in (("kabko", 9901), ("kecamatan", 990101)):
        with pytest.raises(Refused, match="not_here"):
            opened(contest, ppln, level, place)
    abroad = opened(contest, ppln, "luar_negeri", 9901)
    read_all(abroad, [embassy, post], ppln)
    brought_out(abroad, ppln)
    nation = opened(contest, kpu, "nasional", 0)
    assert [(unit.code, unit.form is None) for unit in selectors.units_below(plenary=nation)] == [
        (PROVINCE, True),
        (9901, False),
    ]
    services.read_unit(plenary_id=nation.pk, unit=9901, by=kpu, at=AT)
    place = selectors.layout_for(plenary=nation).places["suara_1"]
    assert selectors.total_of(plenary=nation).values[place] == 261
    assert Compared.objects.filter(regency=9901).count() == 6
    assert abroad.papers.get(kind=PaperKind.PUBLIC).note.split("\n")[1] == "D.HASIL PPLN-PPWP"
